package format

import (
	"html"
	"strings"
)

// plainXHTML writes XHTML so that a reader of HTML understands it: an element
// without content, <a id="x"/>, would be open up to the end of the chapter, and
// an empty <title/> would take in all of it. The lines stay what they are.
func plainXHTML(doc string) string {
	var b strings.Builder
	b.Grow(len(doc) + len(doc)/16)
	for doc != "" {
		at := strings.IndexByte(doc, '<')
		if at < 0 {
			break
		}
		b.WriteString(doc[:at])
		doc = doc[at:]
		n := markupLength(doc)
		writeMarkup(&b, doc[:n])
		doc = doc[n:]
	}
	b.WriteString(doc)
	return b.String()
}

// writeMarkup writes a tag, a comment or the like as HTML has it.
func writeMarkup(b *strings.Builder, markup string) {
	if text, ok := strings.CutPrefix(markup, "<![CDATA["); ok {
		b.WriteString(html.EscapeString(strings.TrimSuffix(text, "]]>")))
		return
	}
	if strings.HasPrefix(markup, "<?") { // a comment to HTML, up to the first >
		b.WriteString(strings.Repeat("\n", strings.Count(markup, "\n")))
		return
	}
	name := elementName(markup)
	if name == "" || !strings.HasSuffix(markup, "/>") || neverFilled(name) {
		b.WriteString(markup)
		return
	}
	b.WriteString(markup[:len(markup)-2])
	b.WriteString("></" + name + ">")
}

// neverFilled reports whether an element never has content, so that HTML needs no
// end tag for it.
func neverFilled(name string) bool {
	switch strings.ToLower(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// elementName is the name in a start tag, "" for other markup.
func elementName(tag string) string {
	end := strings.IndexAny(tag, " \t\r\n/>")
	if end < 2 || strings.ContainsAny(tag[:end], "!?") {
		return ""
	}
	return tag[1:end]
}

// markupLength is the length of the tag, comment, section of plain characters
// or instruction at the start of doc.
func markupLength(doc string) int {
	for _, m := range []struct{ start, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if strings.HasPrefix(doc, m.start) {
			if i := strings.Index(doc, m.end); i >= 0 {
				return i + len(m.end)
			}
			return len(doc)
		}
	}
	var quote byte
	for i := 1; i < len(doc); i++ {
		switch c := doc[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i + 1
		case c == '<':
			return i // the one before it is text
		case c == '"', c == '\'':
			quote = c
		}
	}
	return len(doc)
}
