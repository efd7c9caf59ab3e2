package markdown

import "strings"

// A bracket is a [ that may begin a link, an image or a note.
type bracket struct {
	kind   bracketKind
	token  int  // that holds it
	start  int  // where its content begins
	tail   int  // the delimiter before it
	notes  int  // that stand before it
	links  int  // how many links stand before it
	inner  bool // brackets stand within it: it is no label
	closed bool // it stands in a link and so can be none
}

type bracketKind uint8

const (
	linkBracket bracketKind = iota
	imageBracket
	noteBracket
)

func (t *inline) openBracket(i int) int {
	if n := t.noteMark(i); n > 0 {
		return n
	}
	b := bracket{kind: linkBracket, start: i + 1, tail: t.tail, notes: len(t.notes), links: t.linked}
	at := i
	if i > t.from && t.escaped != i-1 {
		switch {
		case t.s[i-1] == '!':
			b.kind, at = imageBracket, i-1
		case t.s[i-1] == '^' && t.depth < maxNotes:
			b.kind, at = noteBracket, i-1
		}
	}
	if n := len(t.brackets); n > 0 {
		t.brackets[n-1].inner = true
	}
	t.flush(at)
	b.token = len(t.tokens)
	t.put(plain, at, i+1, "")
	t.brackets = append(t.brackets, b)
	return 1
}

// noteMark reads the marker of a note, [^label], defined or not.
func (t *inline) noteMark(i int) int {
	rest := t.s[i:min(len(t.s), i+100)]
	if len(rest) < 4 || rest[1] != '^' {
		return 0
	}
	end := strings.IndexByte(rest, ']')
	if end < 3 || strings.ContainsAny(rest[2:end], " \t\n[") {
		return 0
	}
	t.put(mark, i, i+end+1, rest[2:end])
	return end + 1
}

func (t *inline) closeBracket(i int) int {
	last := len(t.brackets) - 1
	if last < 0 {
		return 0
	}
	b := t.brackets[last]
	t.brackets = t.brackets[:last]
	if b.kind == noteBracket {
		t.note(b, i)
		return 1
	}
	if b.closed {
		return 0
	}
	target, n, ok := t.target(&b, i+1)
	switch {
	case ok && b.kind == imageBracket && b.links < t.linked:
		// A description that links to something is a caption, which Pandoc prints.
		t.tokens[b.token].kind = nothing
		t.put(nothing, i, i+1+n, "")
	case ok && b.kind == imageBracket:
		t.tokens[b.token].kind, t.tokens[b.token].text = imageOpen, target
		t.put(imageClose, i, i+1+n, "").pair = b.token
	case ok:
		t.tokens[b.token].kind, t.tokens[b.token].text = linkOpen, target
		t.put(linkClose, i, i+1+n, "").pair = b.token
		t.linked++
		t.closeLinks()
	default:
		return t.span(&b, i)
	}
	t.pairDelims(b.tail)
	return t.passAttributes(i+1+n) - i
}

// target finds where the link leads whose text ends before i, and how much of
// the text from i on says so.
func (t *inline) target(b *bracket, i int) (target string, n int, ok bool) {
	rest := t.s[i:]
	if strings.HasPrefix(rest, "(") {
		if target, n := inlineTarget(rest); n > 0 {
			return target, n, true
		}
	}
	label := t.s[b.start : i-1]
	if strings.HasPrefix(rest, "[") && !strings.HasPrefix(rest, "[^") {
		if end := labelEnd(rest); end > 1 {
			target, ok = t.defined(rest[1:end])
			return target, end + 1, ok
		} else if end == 1 {
			n = 2
		}
	}
	if b.inner || len(label) > maxLabel {
		return "", 0, false
	}
	target, ok = t.defined(label)
	return target, n, ok
}

// defined returns the target that the document gives to a label.
func (t *inline) defined(label string) (string, bool) {
	if len(t.doc.definitions) == 0 {
		return "", false
	}
	target, ok := t.doc.definitions[foldLabel(label)]
	return target, ok
}

// inlineTarget reads (target "title") and returns its length, or 0.
func inlineTarget(s string) (target string, n int) {
	i := skipSpace(s, 1)
	target, size := destination(s[i:])
	i += size
	if after := skipSpace(s, i); after > i && after < len(s) {
		i = after + title(s[after:])
	}
	if i = skipSpace(s, i); i < len(s) && s[i] == ')' {
		return target, i + 1
	}
	return "", 0
}

// closeLinks keeps the brackets around a link from becoming links.
func (t *inline) closeLinks() {
	for j := len(t.brackets) - 1; j >= 0; j-- {
		if b := &t.brackets[j]; b.kind == linkBracket {
			if b.closed {
				return
			}
			b.closed = true
		}
	}
}

// span reads Pandoc's [text]{.class}, whose brackets are no text.
func (t *inline) span(b *bracket, i int) int {
	if b.kind != linkBracket || i+1 == len(t.s) || t.s[i+1] != '{' {
		return 0
	}
	_, n := attributes(t.s[i+1:])
	if n == 0 {
		return 0
	}
	t.tokens[b.token].kind = nothing
	t.put(nothing, i, i+1+n, "")
	return 1 + n
}

// note takes the text between the brackets of ^[a note] out of the text. Notes
// in it are found when it is read.
func (t *inline) note(b bracket, i int) {
	t.flush(i)
	t.notes = append(t.notes[:b.notes], noteText{text: t.s[b.start:i]})
	t.tokens = t.tokens[:b.token]
	t.delims = t.delims[:b.tail+1]
	t.tail = b.tail
	if t.tail >= 0 {
		t.delims[t.tail].next = -1
	}
	t.put(noteHere, b.start-2, i+1, "").pair = b.notes
}
