package page

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Bounds on JSON-LD: deeper or larger is no description of a page.
const (
	maxJSON      = 2 << 20
	maxJSONDepth = 40
	maxJSONNodes = 5000
)

// keys are the members that are read; the value of any other is passed over.
var keys = set(`@type @graph @id url headline name alternativeHeadline datePublished dateModified dateCreated
	uploadDate publisher mainEntity mainEntityOfPage inLanguage`)

// A looseJSON reads the JSON that pages carry, which is often not quite JSON:
// raw line breaks and quotation marks inside strings, trailing commas, comments
// around the whole, a script that ends in the middle. Objects become
// map[string]any with the members in keys, and what was read before an error is
// kept.
type looseJSON struct {
	s     string
	i     int
	nodes int
}

// parseLoose reads all values that stand one after the other in s.
func parseLoose(s string) []any {
	s = strings.TrimSpace(s[:min(len(s), maxJSON)])
	for _, wrap := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, wrap))
	}
	p := &looseJSON{s: s}
	var all []any
	for p.nodes < maxJSONNodes {
		p.space()
		if c := p.peek(); c != '{' && c != '[' {
			break
		}
		v, ok := p.value(0, true)
		all = append(all, v)
		if !ok {
			break
		}
		p.space()
		if c := p.peek(); c == ';' || c == ',' {
			p.i++
		}
	}
	return all
}

func (p *looseJSON) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

func (p *looseJSON) space() {
	for p.i < len(p.s) && p.s[p.i] <= ' ' {
		p.i++
	}
}

// value reads one value; want is false where it is only to be passed over. It
// reports whether the text after it can be trusted.
func (p *looseJSON) value(depth int, want bool) (any, bool) {
	p.nodes++
	p.space()
	switch c := p.peek(); {
	case depth > maxJSONDepth || p.nodes > maxJSONNodes && want:
		return nil, false
	case c == '{':
		return p.object(depth, want)
	case c == '[':
		return p.array(depth, want)
	case c == '"':
		s, ok := p.str(want)
		return s, ok
	}
	start := p.i
	for p.i < len(p.s) && !strings.ContainsRune(",]} \t\r\n", rune(p.s[p.i])) {
		p.i++
	}
	return p.s[start:p.i], p.i > start
}

func (p *looseJSON) object(depth int, want bool) (any, bool) {
	var m map[string]any
	if want {
		m = map[string]any{}
	}
	p.i++
	for {
		p.space()
		switch p.peek() {
		case '}':
			p.i++
			return m, true
		case ',':
			p.i++
			continue
		case '"':
		default:
			return m, false
		}
		key, ok := p.str(true)
		if p.space(); !ok || p.peek() != ':' {
			return m, false
		}
		p.i++
		wanted := want && keys[key]
		v, ok := p.value(depth+1, wanted)
		if wanted && m[key] == nil {
			m[key] = v
		}
		if !ok {
			return m, false
		}
	}
}

func (p *looseJSON) array(depth int, want bool) (any, bool) {
	var list []any
	p.i++
	for {
		p.space()
		switch p.peek() {
		case ']':
			p.i++
			return list, true
		case ',':
			p.i++
			continue
		case 0:
			return list, false
		}
		v, ok := p.value(depth+1, want)
		if want {
			list = append(list, v)
		}
		if !ok {
			return list, false
		}
	}
}

// str reads a string. A quotation mark ends it only where what follows can
// follow a string.
func (p *looseJSON) str(want bool) (string, bool) {
	p.i++
	start, plain := p.i, true
	for ; p.i < len(p.s); p.i++ {
		switch c := p.s[p.i]; {
		case c == '\\':
			plain = false
			p.i++
		case c == '"' && p.endsString():
			raw := p.s[start:p.i]
			p.i++
			if want && !plain {
				raw = unescape(raw)
			}
			return raw, true
		}
	}
	return "", false
}

// endsString reports whether the quotation mark at p.i closes its string.
func (p *looseJSON) endsString() bool {
	for i := p.i + 1; i < len(p.s) && i < p.i+400; i++ {
		switch c := p.s[i]; {
		case c <= ' ':
		case c == ',' || c == '}' || c == ']' || c == ':':
			return true
		default:
			return false
		}
	}
	return true
}

// unescape undoes the escapes of a JSON string; wrong ones stay as written.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'r', 't', 'b', 'f':
			b.WriteByte(' ')
		case 'u':
			r, n := unescapeRune(s[i-1:])
			b.WriteRune(r)
			i += n - 2
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// unescapeRune reads \uXXXX, or two of them that are one character, at the
// start of s, and says how many bytes that took.
func unescapeRune(s string) (rune, int) {
	first, ok := hex4(s)
	if !ok {
		return utf8.RuneError, 2
	}
	if utf16.IsSurrogate(first) {
		if second, ok := hex4(s[6:]); ok {
			if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
				return r, 12
			}
		}
		return utf8.RuneError, 6
	}
	return first, 6
}

func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}
