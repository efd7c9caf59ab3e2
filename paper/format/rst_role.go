package format

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// role reads ":name:`text`".
func (w *rstWriter) role(i int) int {
	text := w.p.text
	head := text[i:min(len(text), i+100)]
	n := strings.Index(head, ":`")
	if n < 2 || !isRSTName(head[1:n]) || !w.opens(i, 1) {
		return 0
	}
	return w.quoted(i+n+1, strings.ToLower(head[1:n]))
}

// quoted reads what stands in backquotes: a literal, a reference, text with a
// role.
func (w *rstWriter) quoted(i int, role string) int {
	text, start := w.p.text, i
	if role != "" {
		start = i - len(role) - 2
	}
	if strings.HasPrefix(text[i:], "``") && role == "" {
		if !w.opens(i, 2) {
			return i + 2
		}
		end := w.end(i+2, "``", true)
		if end < 0 {
			return i + 2
		}
		w.flush(start)
		return w.literal(i+2, end, end+2)
	}
	if i > 0 && text[i-1] == '_' && role == "" {
		start-- // a place in the document
	}
	if role == "" && !w.opens(start, i+1-start) {
		return 0
	}
	end, suffix := w.endQuoted(i + 1)
	if end < 0 {
		return 0
	}
	after := end + 1 + len(suffix)
	w.flush(start)
	w.done = i + 1
	switch {
	case suffix == "_", suffix == "__":
		return w.phrase(i+1, end, after, suffix == "__")
	case start < i && role == "":
		role = "target"
	case suffix != "":
		role = strings.ToLower(strings.Trim(suffix, ":"))
	}
	return w.withRole(role, i+1, end, after)
}

// endQuoted finds the backquote that ends what begins at from, and what
// follows it: "_", "__", ":role:" or nothing.
func (w *rstWriter) endQuoted(from int) (end int, suffix string) {
	if w.endless["`"] {
		return -1, ""
	}
	text := w.p.text
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
			continue
		case '`':
		default:
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); i == from || unicode.IsSpace(before) {
			continue
		}
		rest := text[i+1 : min(len(text), i+101)]
		switch {
		case strings.HasPrefix(rest, "__"):
			suffix = "__"
		case strings.HasPrefix(rest, "_"):
			suffix = "_"
		case strings.HasPrefix(rest, ":"):
			if n := strings.IndexByte(rest[1:], ':'); n > 0 && isRSTName(rest[1:1+n]) {
				suffix = rest[:n+2]
			}
		}
		if w.closes(i + 1 + len(suffix)) {
			return i, suffix
		}
		suffix = ""
	}
	if w.endless == nil {
		w.endless = map[string]bool{}
	}
	w.endless["`"] = true
	return -1, ""
}

// withRole writes text with a role. Of the roles that lead out of the document
// docutils knows two; others are a project's own.
func (w *rstWriter) withRole(role string, from, to, end int) int {
	name := role[strings.LastIndexByte(role, ':')+1:]
	inner := w.p.text[from:to]
	switch {
	case strings.HasPrefix(role, "raw"):
		w.done = end
		return end
	case strings.HasPrefix(role, "cite") || strings.HasPrefix(role, "footcite"):
		return w.cite(inner, end)
	case name == "pep" || name == "pep-reference":
		return w.series(inner, end, "PEP ", "https://peps.python.org/pep-", "", 4)
	case name == "rfc" || name == "rfc-reference":
		return w.series(inner, end, "RFC ", "https://tools.ietf.org/html/rfc", ".html", 0)
	case codeRoles[name]:
		return w.literal(from, to, end)
	}
	kind := document.Emphasis
	switch name {
	case "sup", "superscript":
		kind = document.Superscript
	case "strong", "sub", "subscript", "guilabel":
		kind = document.Strong
	case "", "emphasis", "title", "t", "title-reference":
	default: // its title, without what it leads to
		if open := strings.LastIndexByte(inner, '<'); open > 0 && strings.HasSuffix(inner, ">") {
			target := rstAddress(inner[open+1 : len(inner)-1])
			if !address.IsWeb(target) {
				target = ""
			}
			return w.link(target, from, from+open, end)
		}
		w.flush(to)
		w.done = end
		return end
	}
	return w.span(kind, "", from, to, end)
}

// codeRoles mark literal text.
var codeRoles = map[string]bool{
	"code": true, "literal": true, "math": true, "file": true, "kbd": true, "samp": true, "command": true, "program": true, "option": true, "envvar": true, "regexp": true,
	"class": true, "func": true, "function": true, "meth": true, "mod": true, "attr": true, "data": true, "const": true, "exc": true, "obj": true, "keyword": true, "token": true,
}

// cite writes the keys of a citation, as sphinxcontrib-bibtex has them.
func (w *rstWriter) cite(keys string, end int) int {
	writeKeys(w.b, w.p.line(w.done), strings.Split(keys, ","), func(key string) string {
		if _, after, ok := strings.Cut(key, "}"); ok && strings.HasPrefix(strings.TrimSpace(key), "{") {
			key = after // "{see}key{chapter 2}"
		}
		key, _, _ = strings.Cut(key, "{")
		return key
	})
	w.done = end
	return end
}

// series writes a reference to a document of a series that its number names.
// Sphinx takes more than docutils does; of that only the text is kept.
func (w *rstWriter) series(inner string, end int, name, before, after string, digits int) int {
	number, fragment, _ := strings.Cut(strings.TrimSpace(inner), "#")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || fragment != "" && after == "" {
		shown, _, _ := strings.Cut(inner, " <")
		return w.raw(rstUnescape(shown), end, "")
	}
	if fragment != "" {
		after += "#" + fragment
	}
	return w.raw(name+number, end, fmt.Sprintf("%s%0*d%s", before, digits, n, after), document.Link)
}
