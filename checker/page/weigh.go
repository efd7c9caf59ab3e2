package page

import (
	"strings"

	"golang.org/x/net/html"
)

// maxNodes bounds the tree, in elements and texts of 144 bytes each: a page of
// nothing but tags would otherwise take a hundred times its own size. The
// longest pages that people cite, a whole standard on one page, have fewer.
const maxNodes = 400_000

// attributes is how many attributes take the memory of a node.
const attributes = 3

// fit is how much of a page goes into a tree of maxNodes.
func fit(s string) int {
	if len(s) <= maxNodes/attributes {
		return len(s) // be it nothing but tags
	}
	nodes := 0
	for end := 0; ; end++ {
		i := strings.IndexByte(s[end:], '<')
		if i < 0 {
			return len(s)
		}
		end += i
		nodes += 2 + maxAttributes(s[end+1:])/attributes // the element and a text behind it
		if nodes > maxNodes {
			return end
		}
	}
}

// grows reports whether a parser would build a tree of more than maxNodes out of
// elements that were never closed: b, i and their like are opened again in every
// block that follows, HTML standard, section 13.2.4.3, so that a few kilobytes
// can ask for gigabytes.
func grows(s string) bool {
	tags := strings.Count(s, "<")
	open, links, markers := 0, 0, 1 // as if nothing were ever closed
	for rest := s; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			break
		}
		rest = rest[i+1:]
		switch formattingOf(tagName(rest)) {
		case opened:
			open++
		case link:
			links++
		case boundary:
			markers++
		}
	}
	return tags*(open+min(links, markers)) > maxNodes && openedAgain(s) > maxNodes
}

// maxAttributes bounds how many attributes a tag has, of whose text s is the
// beginning: each has a space or a slash before it, or the quotation mark that
// ends another.
func maxAttributes(s string) int {
	n := 0
	for i := range len(s) {
		switch s[i] {
		case '>', '<':
			return n
		case ' ', '\n', '\t', '\r', '\f', '/', '"', '\'':
			n++
		}
	}
	return n
}

// A kind of element, as far as it matters for what is opened again.
type kind uint8

const (
	other    kind = iota
	opened        // again, in the blocks that follow
	link          // likewise, but one ends the one before it
	boundary      // an end tag in it closes nothing that stands around it
)

func formattingOf(name string) kind {
	switch name {
	case "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u":
		return opened
	case "a", "nobr":
		return link
	case "table", "caption", "td", "th", "applet", "marquee", "object", "template", "select", "svg", "math":
		return boundary
	}
	return other
}

// tagName is the name of a tag in lower case of what follows "<"; that of an
// end tag is "".
func tagName(s string) string {
	const longest = len("template")
	n := 0
	for n < len(s) && n <= longest && s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' {
		n++
	}
	return strings.ToLower(s[:n])
}

// openedAgain bounds how many elements a parser opens again.
func openedAgain(s string) int {
	var f formatting
	again := 0
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return again
		case html.StartTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			f.start(string(name), raw)
			if len(f.outer) > 0 {
				z.NextIsNotRawText() // an svg has no raw text
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			f.end(string(name))
		}
		again += f.all
	}
}

// formatting counts the elements that are open and would be opened again. It
// has never less than a parser: what it cannot know to be closed is open.
type formatting struct {
	all   int
	since map[string]int   // by name, behind the last boundary
	outer []map[string]int // before it, and before those around it
	same  map[string]int   // start tags, as written, since the last boundary or end tag
}

// asOften is how many elements that are the same a parser opens again.
const asOften = 3

func (f *formatting) start(name, raw string) {
	switch kind := formattingOf(name); {
	case kind == boundary:
		f.outer = append(f.outer, f.since)
		f.since, f.same = nil, nil
	case kind == opened && f.same[raw] < asOften || kind == link && f.since[name] == 0:
		if f.same == nil {
			f.same = map[string]int{}
		}
		f.same[raw]++
		if f.since == nil {
			f.since = map[string]int{}
		}
		f.since[name]++
		f.all++
	}
}

func (f *formatting) end(name string) {
	if f.since[name] > 0 {
		f.since[name]--
		f.all--
		f.same = nil
	}
	if n := len(f.outer); n > 0 && formattingOf(name) == boundary {
		inner := f.since
		f.same = nil
		if f.since = f.outer[n-1]; f.since == nil {
			f.since = inner
		} else {
			for name, n := range inner {
				f.since[name] += n
			}
		}
		f.outer = f.outer[:n-1]
	}
}
