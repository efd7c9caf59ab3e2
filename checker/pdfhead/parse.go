package pdfhead

import (
	"bytes"
	"strconv"
)

// The values of PDF, ISO 32000-1 section 7.3. Numbers are float64, strings
// []byte, arrays []any; null and what cannot be read are nil.
type (
	name string
	dict map[string]any
	ref  int    // "12 0 R"; the generation tells nothing that is needed
	word string // an operator or keyword
)

// A parser reads values one after the other.
type parser struct {
	b     []byte
	i     int
	count int
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skip passes over white space and comments.
func (p *parser) skip() {
	for p.i < len(p.b) {
		switch c := p.b[p.i]; {
		case space(c):
			p.i++
		case c == '%':
			for p.i < len(p.b) && p.b[p.i] != '\n' && p.b[p.i] != '\r' {
				p.i++
			}
		default:
			return
		}
	}
}

// value reads the next value; ok is false at the end, and where a closing
// bracket stands instead of one.
func (p *parser) value(depth int) (v any, ok bool) {
	p.skip()
	if p.count++; p.i >= len(p.b) || depth > maxDepth || p.count > maxParsed {
		return nil, false
	}
	switch c := p.b[p.i]; {
	case c == '/':
		p.i++
		return name(p.nameBytes()), true
	case c == '(':
		return p.literal(), true
	case c == '<' && p.i+1 < len(p.b) && p.b[p.i+1] == '<':
		p.i += 2
		return p.dict(depth), true
	case c == '<':
		return p.hex(), true
	case c == '[':
		p.i++
		return p.array(depth), true
	case delimiter(c):
		return nil, false
	}
	start := p.i
	for p.i < len(p.b) && !space(p.b[p.i]) && !delimiter(p.b[p.i]) {
		p.i++
	}
	token := string(p.b[start:p.i])
	if n, err := strconv.ParseFloat(token, 64); err == nil {
		return n, true
	}
	return word(token), true
}

func (p *parser) array(depth int) []any {
	list := []any{}
	for {
		v, ok := p.value(depth + 1)
		if !ok {
			if p.skip(); p.i < len(p.b) && p.b[p.i] == ']' {
				p.i++
			}
			return list
		}
		list = withReference(list, v)
	}
}

// withReference adds a value to a list, where "12 0 R" is one.
func withReference(list []any, v any) []any {
	if v == word("R") && len(list) >= 2 {
		if n, ok := list[len(list)-2].(float64); ok && n > 0 && n < 1<<31 {
			return append(list[:len(list)-2], ref(n))
		}
	}
	return append(list, v)
}

func (p *parser) dict(depth int) dict {
	var list []any
	for {
		v, ok := p.value(depth + 1)
		if !ok {
			break
		}
		list = withReference(list, v)
	}
	if p.skip(); bytes.HasPrefix(p.b[p.i:], []byte(">>")) {
		p.i += 2
	}
	d := dict{}
	for i := 0; i+1 < len(list); i += 2 {
		if key, ok := list[i].(name); ok {
			d[string(key)] = list[i+1]
		}
	}
	return d
}

func (p *parser) nameBytes() string {
	var out []byte
	for p.i < len(p.b) && !space(p.b[p.i]) && !delimiter(p.b[p.i]) {
		c := p.b[p.i]
		if c == '#' && p.i+2 < len(p.b) {
			if n, err := strconv.ParseUint(string(p.b[p.i+1:p.i+3]), 16, 8); err == nil {
				c = byte(n)
				p.i += 2
			}
		}
		out = append(out, c)
		p.i++
	}
	return string(out)
}

// literal reads a string in parentheses.
func (p *parser) literal() []byte {
	var out []byte
	depth := 0
	for ; p.i < len(p.b); p.i++ {
		switch c := p.b[p.i]; c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
			out = append(out, c)
		case ')':
			if depth--; depth == 0 {
				p.i++
				return out
			}
			out = append(out, c)
		case '\\':
			out = p.escape(out)
		default:
			out = append(out, c)
		}
	}
	return out
}

// escape reads what stands behind a backslash and leaves p.i on its last byte.
func (p *parser) escape(out []byte) []byte {
	p.i++
	if p.i >= len(p.b) {
		return out
	}
	switch c := p.b[p.i]; c {
	case 'n', 'r', 't', 'b', 'f':
		return append(out, ' ')
	case '\r':
		if p.i+1 < len(p.b) && p.b[p.i+1] == '\n' {
			p.i++
		}
		return out
	case '\n':
		return out
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 0
		for k := 0; k < 3 && p.i < len(p.b) && p.b[p.i] >= '0' && p.b[p.i] <= '7'; k++ {
			n = n*8 + int(p.b[p.i]-'0')
			p.i++
		}
		p.i--
		return append(out, byte(n))
	default:
		return append(out, c)
	}
}

// hex reads a string in angle brackets.
func (p *parser) hex() []byte {
	var out []byte
	high, half := byte(0), false
	for p.i++; p.i < len(p.b); p.i++ {
		c := p.b[p.i]
		var v byte
		switch {
		case c >= '0' && c <= '9':
			v = c - '0'
		case c >= 'a' && c <= 'f':
			v = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			v = c - 'A' + 10
		case c == '>':
			p.i++
			if half {
				out = append(out, high)
			}
			return out
		default:
			continue
		}
		if half {
			out = append(out, high|v)
		} else {
			high = v << 4
		}
		half = !half
	}
	return out
}
