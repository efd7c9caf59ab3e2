package markdown

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// markup are the kinds of raw HTML that are no tags: how they begin and end.
var markup = [...]struct{ begins, ends string }{{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}}

// angle reads what begins with an angle bracket: an address, a tag, a comment.
func (t *inline) angle(i int) int {
	rest := t.s[i:]
	if n := autoLinkEnd(rest); n > 0 {
		t.put(autoLink, i, i+n, withoutLabel(unescape(rest[1:n-1])))
		return n
	}
	if n := tag(rest); n > 0 {
		t.put(rawTag, i, i+n, "")
		return n
	}
	for k, m := range markup {
		if !strings.HasPrefix(rest, m.begins) {
			continue
		}
		if n := t.markupEnd(rest, k); n > 0 {
			t.put(nothing, i, i+n, "")
			return n
		}
		return 0
	}
	return 0
}

// markupEnd returns the length of raw HTML of kind k at the start of s, or 0.
func (t *inline) markupEnd(s string, k int) int {
	m := markup[k]
	for _, short := range []string{"<!-->", "<!--->"} {
		if k == 0 && strings.HasPrefix(s, short) {
			return len(short)
		}
	}
	if t.absent[k] || m.begins == "<!" && (len(s) < 3 || !lex.IsLetter(s[2])) {
		return 0
	}
	end := strings.Index(s[len(m.begins):], m.ends)
	if end < 0 {
		t.absent[k] = true
		return 0
	}
	return len(m.begins) + end + len(m.ends)
}

// autoLinkEnd returns the length of <scheme:address> or <name@host> at the
// start of s, or 0.
func autoLinkEnd(s string) int {
	end := strings.IndexAny(s[1:min(len(s), maxAddress)], "<> \t\n") + 1
	if end < 2 || s[end] != '>' {
		return 0
	}
	inner := s[1:end]
	scheme, _, ok := strings.Cut(inner, ":")
	if ok && isScheme(scheme) || !ok && isMail(inner) {
		return end + 1
	}
	return 0
}

// withoutLabel is an address without the label that RFC 3986, appendix C, lets
// stand before it: <URL:https://host.org/>.
func withoutLabel(s string) string {
	if label := "URL:"; len(s) > len(label) && strings.EqualFold(s[:len(label)], label) {
		return strings.TrimLeft(s[len(label):], " ")
	}
	return s
}

func isScheme(s string) bool {
	if len(s) < 2 || len(s) > 32 || !lex.IsLetter(s[0]) {
		return false
	}
	for i := range len(s) {
		if !lex.IsLetter(s[i]) && !lex.IsDigit(s[i]) && strings.IndexByte("+.-", s[i]) < 0 {
			return false
		}
	}
	return true
}

func isMail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && host != "" && strings.Trim(host, "-.") == host && !strings.ContainsAny(s, "\"'()[]\\,;:/=") && !strings.Contains(host, "@")
}

// tag returns the length of the tag at the start of s, or 0.
func tag(s string) int {
	if strings.HasPrefix(s, "</") {
		name := tagName(s[2:])
		i := skipSpace(s, 2+len(name))
		if name == "" || i == len(s) || s[i] != '>' {
			return 0
		}
		return i + 1
	}
	name := tagName(s[1:])
	if name == "" {
		return 0
	}
	i := 1 + len(name)
	for {
		at := skipSpace(s, i)
		if at == len(s) {
			return 0
		}
		switch {
		case s[at] == '>':
			return at + 1
		case strings.HasPrefix(s[at:], "/>"):
			return at + 2
		}
		n := tagAttribute(s[at:])
		if at == i || n == 0 {
			return 0
		}
		i = at + n
	}
}

// tagAttribute returns the length of the attribute at the start of s, or 0.
func tagAttribute(s string) int {
	if !lex.IsLetter(s[0]) && s[0] != '_' && s[0] != ':' {
		return 0
	}
	i := 1
	for i < len(s) && (lex.IsLetter(s[i]) || lex.IsDigit(s[i]) || strings.IndexByte("_.:-", s[i]) >= 0) {
		i++
	}
	at := skipSpace(s, i)
	if at == len(s) || s[at] != '=' {
		return i
	}
	at = skipSpace(s, at+1)
	if at == len(s) {
		return 0
	}
	if quote := s[at]; quote == '"' || quote == '\'' {
		end := strings.IndexByte(s[at+1:], quote)
		if end < 0 {
			return 0
		}
		return at + end + 2
	}
	n := at
	for n < len(s) && strings.IndexByte(" \t\n\"'=<>`", s[n]) < 0 {
		n++
	}
	if n == at {
		return 0
	}
	return n
}
