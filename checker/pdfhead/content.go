package pdfhead

import (
	"bytes"
	"math"
	"strings"
)

// A matrix maps places, ISO 32000-1 section 8.3.3.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m followed by n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// A run is a piece of text at a place.
type run struct {
	x, y, end, size float64
	text            string
}

// A canvas takes the text of a page.
type canvas struct {
	*file
	runs    []run
	fonts   map[any]*font
	ctm     matrix
	stack   []matrix
	tm, tlm matrix
	font    *font
	size    float64
	leading float64
	drawn   int // bytes of content so far
}

// firstPage is the text of the first page, line by line.
func (f *file) firstPage() []line {
	page, _ := f.resolve(f.root()["Pages"]).(dict)
	var resources dict
	for range maxDepth {
		if page == nil {
			return nil
		}
		if r, ok := f.resolve(page["Resources"]).(dict); ok {
			resources = r
		}
		kids, _ := f.resolve(page["Kids"]).([]any)
		if len(kids) == 0 {
			break
		}
		page, _ = f.resolve(kids[0]).(dict)
	}
	c := &canvas{file: f, fonts: map[any]*font{}, ctm: identity, tm: identity, tlm: identity}
	c.draw(f.contents(page["Contents"]), resources, 0)
	return lines(c.runs)
}

// contents are the streams of a page, one after the other.
func (f *file) contents(v any) []byte {
	list, ok := f.resolve(v).([]any)
	if !ok {
		return f.stream(v)
	}
	var all []byte
	for _, r := range list {
		if all = append(append(all, f.stream(r)...), '\n'); len(all) >= maxStream {
			break
		}
	}
	return all
}

// draw follows the operators of a content stream.
func (c *canvas) draw(content []byte, resources dict, depth int) {
	const operands = 64
	var stack []any
	p := parser{b: content}
	for len(c.runs) < maxRuns && c.drawn < maxDrawn {
		p.count = 0
		before := p.i
		v, ok := p.value(0)
		c.drawn += p.i - before
		if !ok {
			if p.i >= len(p.b) {
				return
			}
			p.i++ // a bracket where none belongs
			continue
		}
		op, ok := v.(word)
		if !ok {
			if len(stack) < operands {
				stack = append(stack, v)
			}
			continue
		}
		if op == "Do" && depth < 4 && len(stack) > 0 {
			c.form(resources, stack[len(stack)-1], depth)
		} else if op == "ID" {
			p.i = skipImage(p.b, p.i)
		} else {
			c.operate(string(op), stack, resources)
		}
		stack = stack[:0]
	}
}

// skipImage is where the data of an inline image ends.
func skipImage(b []byte, i int) int {
	if k := bytes.Index(b[i:], []byte("EI")); k >= 0 {
		return i + k + 2
	}
	return len(b)
}

// form draws what a page takes from elsewhere.
func (c *canvas) form(resources dict, v any, depth int) {
	objects, _ := c.resolve(resources["XObject"]).(dict)
	n, _ := v.(name)
	r, ok := objects[string(n)].(ref)
	if !ok {
		return
	}
	d, _ := c.resolve(r).(dict)
	if d["Subtype"] != name("Form") {
		return
	}
	if own, ok := c.resolve(d["Resources"]).(dict); ok {
		resources = own
	}
	before := *c
	if m, ok := matrixOf(c.array(d["Matrix"])); ok {
		c.ctm = m.times(c.ctm)
	}
	c.stack = nil
	c.draw(c.stream(r), resources, depth+1)
	runs, drawn := c.runs, c.drawn
	*c = before
	c.runs, c.drawn = runs, drawn
}

func (f *file) array(v any) []any {
	list, _ := f.resolve(v).([]any)
	return list
}

func matrixOf(list []any) (matrix, bool) {
	var m matrix
	if len(list) < 6 {
		return m, false
	}
	for i, v := range list[len(list)-6:] {
		n, ok := v.(float64)
		if !ok {
			return m, false
		}
		m[i] = n
	}
	return m, true
}

// number is the operand so many before the last.
func number(stack []any, back int) float64 {
	if i := len(stack) - 1 - back; i >= 0 {
		n, _ := stack[i].(float64)
		return n
	}
	return 0
}

// operate follows one operator, ISO 32000-1 annex A.
func (c *canvas) operate(op string, stack []any, resources dict) {
	const deepest = 64
	switch op {
	case "q":
		if len(c.stack) < deepest {
			c.stack = append(c.stack, c.ctm)
		}
	case "Q":
		if n := len(c.stack); n > 0 {
			c.ctm, c.stack = c.stack[n-1], c.stack[:n-1]
		}
	case "cm":
		if m, ok := matrixOf(stack); ok {
			c.ctm = m.times(c.ctm)
		}
	case "BT":
		c.tm, c.tlm = identity, identity
	case "Tf":
		c.size = number(stack, 0)
		if len(stack) >= 2 {
			n, _ := stack[len(stack)-2].(name)
			fonts, _ := c.resolve(resources["Font"]).(dict)
			c.font = c.fontOf(fonts[string(n)])
		}
	case "TL":
		c.leading = number(stack, 0)
	case "Td":
		c.move(number(stack, 1), number(stack, 0))
	case "TD":
		c.leading = -number(stack, 0)
		c.move(number(stack, 1), number(stack, 0))
	case "Tm":
		if m, ok := matrixOf(stack); ok {
			c.tm, c.tlm = m, m
		}
	case "T*":
		c.move(0, -c.leading)
	case "'", `"`:
		c.move(0, -c.leading)
		c.show(stack)
	case "Tj":
		c.show(stack)
	case "TJ":
		if len(stack) > 0 {
			list, _ := stack[len(stack)-1].([]any)
			c.show(list)
		}
	}
}

func (c *canvas) move(x, y float64) {
	c.tlm = matrix{1, 0, 0, 1, x, y}.times(c.tlm)
	c.tm = c.tlm
}

// show adds strings and the gaps between them as one run.
func (c *canvas) show(list []any) {
	const gap = 0.2 // of the size of the type: a space between words
	if c.font == nil {
		return
	}
	var b strings.Builder
	width := 0.0
	for _, v := range list {
		switch v := v.(type) {
		case []byte:
			text, w := c.font.read(v)
			b.WriteString(text)
			width += w
		case float64:
			if v < -1000*gap {
				b.WriteByte(' ')
			}
			width -= v / 1000
		}
	}
	at := c.tm.times(c.ctm)
	c.tm = matrix{1, 0, 0, 1, width * c.size, 0}.times(c.tm)
	end := c.tm.times(c.ctm)
	upright := math.Abs(at[0]) > math.Abs(at[1])
	if text := b.String(); upright && strings.TrimSpace(text) != "" {
		c.runs = append(c.runs, run{x: at[4], y: at[5], end: end[4], size: math.Abs(c.size) * math.Hypot(at[2], at[3]), text: text})
	}
}
