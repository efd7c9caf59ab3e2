package format

import (
	"html"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// plainXHTML writes a chapter so that a reader of web pages understands it.
//
// An element without content, <a id="x"/>, would be open up to the end of the
// chapter, and an empty <title/> would take in all of it.
//
// On a page, the paper is one part and the site's frame is around it; a chapter
// is the book's from its beginning to its end. So nothing in it is called the
// main part, which would make the rest the frame of it, and a sidebar is a box
// in the text. The lines stay what they are.
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
	switch strings.ToLower(name) {
	case "":
		b.WriteString(markup)
		return
	case "main", "article", "/main", "/article":
		_, rest, _ := strings.Cut(markup, name)
		name = name[:strings.Index(name, "/")+1] + "section"
		markup = "<" + name + rest
	}
	markup = withoutFrame(markup)
	switch {
	case strings.HasSuffix(markup, "/>") && !neverFilled(name):
		b.WriteString(markup[:len(markup)-2] + "></" + name + ">")
	case strings.EqualFold(name, "body"):
		b.WriteString(markup + "<section>")
	default:
		b.WriteString(markup)
	}
}

// frameWords name parts of a page in its roles and classes. In books they are
// left over from the page that the book was made of, or mean something else.
var frameWords = lex.Phrases("main; article; sidebar; navbar; nav; menu; banner; contentinfo; complementary; search; share; site-header; site-footer; page-footer")

// withoutFrame takes the frameWords out of a start tag.
func withoutFrame(tag string) string {
	var b strings.Builder
	for {
		before, rest, more := strings.Cut(tag, "=")
		quoted := strings.TrimLeft(rest, " \t\r\n")
		if !more || quoted == "" {
			b.WriteString(tag)
			return b.String()
		}
		if quoted[0] != '"' && quoted[0] != '\'' {
			b.WriteString(before + "=")
			tag = rest
			continue
		}
		value, after, closed := strings.Cut(quoted[1:], quoted[:1])
		if !closed {
			b.WriteString(tag)
			return b.String()
		}
		name := strings.TrimRight(before, " \t\r\n")
		switch name[strings.LastIndexAny(name, " \t\r\n")+1:] {
		case "class", "role", "epub:type", "id":
			value = withoutWords(value, frameWords)
		}
		b.WriteString(before + "=" + rest[:len(rest)-len(quoted)+1] + value + quoted[:1])
		tag = after
	}
}

// withoutWords takes words out of a list with white space between them.
func withoutWords(list string, words map[string]bool) string {
	for word := range strings.FieldsSeq(list) {
		if words[strings.ToLower(word)] {
			return strings.Join(slices.DeleteFunc(strings.Fields(list), func(w string) bool { return words[strings.ToLower(w)] }), " ")
		}
	}
	return list
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

// elementName is the name in a tag, with the slash of an end tag, or "" for
// other markup.
func elementName(tag string) string {
	name := strings.TrimPrefix(tag[1:], "/")
	slash := len(tag) - 1 - len(name)
	end := max(0, strings.IndexAny(name, " \t\r\n/>"))
	if end == 0 || !lex.IsLetter(name[0]) {
		return ""
	}
	return tag[1 : 1+slash+end]
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
