package page

import (
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A scanner cuts a page into the tokens of html.Tokenizer. Those that are
// written as almost all are it reads itself, as parts of the page that are not
// copied; for the others it asks html.Tokenizer. The page holds neither NUL nor
// carriage returns.
type scanner struct {
	page  string
	at    int    // where the next token begins
	raw   string // the element that is open and has only text; "" where none is
	cdata bool   // CDATA sections mean something here
	asked int    // tokens that were not for us
	odd   bool   // they are too many

	// Of the token that was read:
	name  string           // of a tag
	atom  atom.Atom        // of its name, 0 where that is not known
	attrs []html.Attribute // of a start tag; shared by all tokens
	text  string           // of a text or comment
}

const (
	// maxAsked bounds the tokens for which html.Tokenizer is asked: each time it
	// reads the next 4 KiB, which is slower than to let it have the whole page.
	maxAsked = 500
	// maxOwn bounds the attributes of a tag, which are compared with each other.
	maxOwn = 24
)

// next reads a token. Behind the last it is an html.ErrorToken.
func (z *scanner) next() html.TokenType {
	rest := z.page[z.at:]
	if z.raw != "" {
		if kind := z.rawText(rest); kind != html.ErrorToken {
			return kind
		}
	}
	switch {
	case rest == "":
		return html.ErrorToken
	case rest[0] != '<' || len(rest) == 1 || !opensTag(rest[1]):
		return z.words(rest)
	case rest[1] == '/':
		return z.endTag(rest)
	case rest[1] == '!':
		return z.declaration(rest)
	case rest[1] == '?':
		return z.ask("")
	}
	return z.startTag(rest)
}

// opensTag reports whether "<" before c begins a tag or what is like one.
func opensTag(c byte) bool { return isLetter(c) || c == '/' || c == '!' || c == '?' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r' }

// words reads a text up to the next tag.
func (z *scanner) words(rest string) html.TokenType {
	end := 0
	for {
		i := strings.IndexByte(rest[end:], '<')
		if i < 0 {
			end = len(rest)
			break
		}
		end += i
		if end+1 < len(rest) && opensTag(rest[end+1]) {
			break
		}
		end++
	}
	return z.take(html.TextToken, end, unescaped(rest[:end]))
}

func unescaped(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// take ends a token without attributes.
func (z *scanner) take(kind html.TokenType, length int, text string) html.TokenType {
	z.at += length
	z.text = text
	return kind
}

// rawText reads the text of an element up to its end tag. It is an
// html.ErrorToken where there is none.
func (z *scanner) rawText(rest string) html.TokenType {
	name := z.raw
	z.raw = ""
	end := endOfRaw(rest, name)
	text := rest[:end]
	switch {
	case name == "plaintext", name == "script" && strings.Contains(text, "<!--"):
		return z.ask("<" + name + ">")
	case name == "title" || name == "textarea":
		text = unescaped(text)
	}
	if end == 0 {
		return html.ErrorToken
	}
	return z.take(html.TextToken, end, text)
}

// endOfRaw is where the end tag of an element that has only text begins.
func endOfRaw(s, name string) int {
	for end := 0; ; end += 2 {
		i := strings.Index(s[end:], "</")
		if i < 0 {
			return len(s)
		}
		end += i
		after := end + 2 + len(name)
		if after < len(s) && strings.EqualFold(s[end+2:after], name) && (isBlank(s[after]) || s[after] == '/' || s[after] == '>') {
			return end
		}
	}
}

// declaration reads a comment, or passes over the doctype.
func (z *scanner) declaration(rest string) html.TokenType {
	const doctype = "<!doctype"
	if text, ok := strings.CutPrefix(rest, "<!--"); ok {
		end := strings.Index(text, "-->")
		if end < 0 || text[0] == '>' || strings.HasPrefix(text, "->") || strings.Contains(text[:end], "--!>") {
			return z.ask("")
		}
		return z.take(html.CommentToken, len("<!--")+end+len("-->"), unescaped(text[:end]))
	}
	if end := strings.IndexByte(rest, '>'); end > 0 && len(rest) > len(doctype) && strings.EqualFold(rest[:len(doctype)], doctype) {
		return z.take(html.DoctypeToken, end+1, "")
	}
	return z.ask("")
}

// endTag reads an end tag without attributes, which mean nothing there.
func (z *scanner) endTag(rest string) html.TokenType {
	end := len("</")
	if end == len(rest) || !isLetter(rest[end]) {
		return z.ask("")
	}
	end, ok := z.tagName(rest, end)
	if end = skipBlanks(rest, end); !ok || end == len(rest) || rest[end] != '>' {
		return z.ask("")
	}
	return z.take(html.EndTagToken, end+1, "")
}

// tagName reads the name that begins at byte i of a tag, and reports whether it
// is for us.
func (z *scanner) tagName(s string, i int) (end int, ok bool) {
	for end = i; end < len(s) && s[end] != '>' && s[end] != '/' && !isBlank(s[end]); {
		end++
	}
	z.name, ok = lowerASCII(s[i:end])
	if z.atom = atom.Lookup([]byte(z.name)); z.atom != 0 {
		z.name = z.atom.String()
	}
	return end, ok
}

// lowerASCII makes a name lower-case, if it is of ASCII.
func lowerASCII(s string) (lower string, ok bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0x80:
			return s, false
		case 'A' <= c && c <= 'Z':
			ok = true
		}
	}
	if ok {
		s = strings.ToLower(s)
	}
	return s, true
}

// startTag reads a start tag with its attributes.
func (z *scanner) startTag(rest string) html.TokenType {
	i, ok := z.tagName(rest, 1)
	z.attrs = z.attrs[:0]
	valued := 0 // where the value of the last attribute ends
	for ok {
		if i = skipBlanks(rest, i); i == len(rest) {
			break
		}
		if rest[i] == '>' {
			kind := html.StartTagToken
			if rest[i-1] == '/' && valued != i {
				kind = html.SelfClosingTagToken
			}
			z.isRaw()
			return z.take(kind, i+1, "")
		}
		var a html.Attribute
		var value int
		if a, value, i, ok = readAttribute(rest, i); ok && a.Key != "" && !z.has(a.Key) {
			z.attrs = append(z.attrs, a)
			valued = value
			ok = len(z.attrs) <= maxOwn
		}
	}
	return z.ask("")
}

func (z *scanner) has(key string) bool {
	for i := range z.attrs {
		if z.attrs[i].Key == key {
			return true
		}
	}
	return false
}

// readAttribute reads the attribute that begins at byte i of a tag: up to
// where, where its value ends, and whether it is for us.
func readAttribute(s string, i int) (a html.Attribute, value, end int, ok bool) {
	start := i
	for i < len(s) && s[i] != '>' && s[i] != '/' && !isBlank(s[i]) && (s[i] != '=' || i == start) {
		i++
	}
	value = i
	if a.Key, ok = lowerASCII(s[start:i]); !ok {
		return a, value, i, false
	}
	i = skipBlanks(s, i)
	if i == len(s) || s[i] != '=' {
		if i < len(s) && s[i] == '/' {
			i++
		}
		return a, value, i, true
	}
	if i = skipBlanks(s, i+1); i == len(s) || s[i] == '>' {
		return a, value, i, true
	}
	a.Val, value, end, ok = readValue(s, i)
	return a, value, end, ok
}

func skipBlanks(s string, i int) int {
	for i < len(s) && isBlank(s[i]) {
		i++
	}
	return i
}

// readValue reads the value that begins at byte i of a tag, with its quotation
// marks: where it ends, and where the tag goes on.
func readValue(s string, i int) (text string, value, end int, ok bool) {
	if q := s[i]; q == '"' || q == '\'' {
		length := strings.IndexByte(s[i+1:], q)
		if length < 0 {
			return "", i, i, false
		}
		text, value, end = s[i+1:i+1+length], i+1+length, i+length+2
	} else {
		for end = i; end < len(s) && s[end] != '>' && !isBlank(s[end]); {
			end++
		}
		text, value = s[i:end], end
	}
	text, ok = unescapedValue(text)
	return text, value, end, ok
}

// unescapedValue undoes the references in a value, and reports whether all are
// for us: one without a semicolon means something else there than in a text.
func unescapedValue(s string) (string, bool) {
	if strings.IndexByte(s, '&') < 0 {
		return s, true
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String(), true
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := 1
		for end < len(s) && (isLetter(s[end]) || isDigit(s[end]) || s[end] == '#' && end == 1) {
			end++
		}
		switch {
		case end < len(s) && s[end] == ';':
			end++
			meant := html.UnescapeString(s[:end])
			if s[1] != '#' && s[:end] != "&semi;" && strings.HasSuffix(meant, ";") {
				meant = s[:end] // a text would take its beginning for one
			}
			b.WriteString(meant)
		case end == 1, end < len(s) && s[end] == '=' && s[1] != '#':
			b.WriteString(s[:end]) // as in an address
		default:
			return "", false
		}
		s = s[end:]
	}
}

// isRaw notes that what follows the start tag that was read is text alone.
func (z *scanner) isRaw() {
	switch z.atom {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext, atom.Script, atom.Style,
		atom.Textarea, atom.Title, atom.Xmp:
		z.raw = z.name
	}
}

// ask has html.Tokenizer read the next token, as if before stood in front of it.
func (z *scanner) ask(before string) html.TokenType {
	if z.asked++; z.asked > maxAsked {
		z.odd = true
		return html.ErrorToken
	}
	t := html.NewTokenizer(io.MultiReader(strings.NewReader(before), strings.NewReader(z.page[z.at:])))
	if before != "" {
		t.Next()
	}
	t.AllowCDATA(z.cdata)
	kind := t.Next()
	z.at += len(t.Raw())
	token := t.Token()
	z.atom, z.attrs = token.DataAtom, append(z.attrs[:0], token.Attr...)
	switch kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		z.name = token.Data
		z.isRaw()
	case html.EndTagToken:
		z.name = token.Data
	default:
		z.text = token.Data
	}
	return kind
}
