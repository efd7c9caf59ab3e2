package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// A writer makes the text of a block of its lines.
type writer struct {
	*reader
	document.Builder
	line int                           // on which the writer is
	open [document.Superscript + 1]int // spans by their kind, -1 where none is open
	link string                        // to where the open Link span leads
}

// write makes a block of lines.
func (r *reader) write(lines []*line, kind document.Kind) document.Block {
	w := &writer{reader: r, open: [...]int{-1, -1, -1, -1}}
	first := lines[0]
	for i, l := range lines {
		if l.page == first.page {
			w.line = l.number
		}
		for k := range l.words {
			switch {
			case k > 0 && l.apart(k):
				w.Space = true
			case k == 0 && i > 0:
				w.lineEnd(lines[i-1], l, i+1 == len(lines))
			}
			w.word(&l.words[k], kind)
		}
	}
	b := w.Take(kind)
	b.Page = first.page
	tidyLinks(&b)
	return b
}

// word writes one word with the spans that begin and end at it.
func (w *writer) word(it *word, kind document.Kind) {
	var target string
	if len(it.links) > 0 {
		target = it.links[0].URI
	}
	w.set(document.Emphasis, it.Italic, "")
	w.set(document.Strong, it.Bold && kind != document.Heading, "")
	w.set(document.Superscript, it.raised, "")
	if target != w.link {
		w.set(document.Link, false, "")
		w.link = target
		w.set(document.Link, target != "", target)
	}
	var more []int
	for _, l := range it.links[min(1, len(it.links)):] {
		more = append(more, w.Open(document.Link, l.URI))
	}
	w.Write(it.Text, w.line)
	for _, span := range more {
		w.Close(span)
	}
}

// set opens or closes the span of a kind.
func (w *writer) set(kind document.SpanKind, on bool, target string) {
	at := &w.open[kind]
	switch {
	case on && *at < 0:
		*at = w.Open(kind, target)
	case !on && *at >= 0:
		w.Close(*at)
		*at = -1
	}
}

// lineEnd writes what belongs between the last word of a line and the first of
// the next: a space, mostly. final says that the next line is the last one.
func (w *writer) lineEnd(a, b *line, final bool) {
	last, first := &a.words[len(a.words)-1], &b.words[0]
	tail := w.tail()
	next, width := b.opening()
	if sameLink(last, first) && printsAddress(tail, next, last.links[0].URI) {
		if hyphenIsNot(tail, next, last.links[0].URI) {
			w.Text = w.Text[:len(w.Text)-1]
		}
		return
	}
	if len(last.links) == 0 && addressGoesOn(tail, w.following(next, a.room(next, width), final && b.endsWith(next))) {
		if stem, ok := strings.CutSuffix(tail, "-"); ok && w.dropsAddressHyphen(stem, next) {
			w.Text = w.Text[:len(w.Text)-1]
		}
		return
	}
	if stem, ok := strings.CutSuffix(tail, "-"); ok && stem != "" {
		drops := w.dropsHyphen
		if addressAtEnd(tail) != "" {
			drops = w.dropsAddressHyphen
		}
		if drops(stem, next) {
			w.Text = w.Text[:len(w.Text)-1]
		}
		if !strings.HasSuffix(stem, "-") {
			return
		}
	}
	if r, _ := utf8.DecodeLastRuneInString(tail); lex.IsUnspaced(r) {
		if r, _ := utf8.DecodeRuneInString(first.Text); lex.IsUnspaced(r) {
			return
		}
	}
	w.Space = true
}

// tail is what was written last, up to white space.
func (w *writer) tail() string {
	from := max(0, len(w.Text)-4000)
	text := string(w.Text[from:])
	return text[strings.LastIndexByte(text, ' ')+1:]
}

// dropsHyphen reports whether the hyphen between two parts of a word only
// stands there because a line ended. Where the paper has the word elsewhere,
// that tells.
func (r *reader) dropsHyphen(stem, rest string) bool {
	first, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(stem)
	if !unicode.IsLetter(first) || !unicode.IsLetter(last) {
		return false
	}
	whole := r.words[plainWord(stem+rest)]
	hyphened := r.words[plainWord(stem+"-"+rest)]
	if whole != hyphened {
		return whole > hyphened
	}
	return unicode.IsLower(first) && !strings.Contains(stem, "-") && !r.compound(stem, rest)
}

// numbers are the short words that begin compounds.
var numbers = lex.Phrases(`two; six; ten; low`)

// compound reports whether two parts are words of the paper themselves, as
// those of "large-scale" are, and none of them is short, as syllables are.
func (r *reader) compound(stem, rest string) bool {
	first, second := plainWord(stem), plainWord(rest)
	return (len(first) > 3 || numbers[first]) && len(second) > 3 && r.words[first] > 0 && r.words[second] > 0
}

// dropsAddressHyphen reports whether the hyphen at which an address was broken
// is none of its own: without it, the letters around are a word of the paper.
func (r *reader) dropsAddressHyphen(stem, next string) bool {
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	first := stem[strings.LastIndexFunc(stem, notLetter)+1:]
	rest := next
	if i := strings.IndexFunc(next, notLetter); i >= 0 {
		rest = next[:i]
	}
	return first != "" && rest != "" && r.words[plainWord(first+rest)] > 0
}

// plainWord is a word without its case and what stands around it.
func plainWord(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// opening is what of a line comes before its first space, and how wide it is.
func (l *line) opening() (text string, width float32) {
	n := 1
	for n < len(l.words) && !l.apart(n) && !l.words[n].raised {
		n++
	}
	if n == 1 {
		return l.words[0].Text, l.words[0].width()
	}
	var b strings.Builder
	for _, w := range l.words[:n] {
		b.WriteString(w.Text)
	}
	return b.String(), max(0, l.words[n-1].Right-l.words[0].Left)
}

// endsWith reports whether a line is nothing but its opening.
func (l *line) endsWith(opening string) bool { return len(l.text()) == len(opening) }

// room says whether the opening of the next line, up to where an address would
// be broken, had found room at the end of this one.
func (l *line) room(next string, width float32) room {
	piece := strings.IndexAny(next, "/.?&=#:%") + 1
	if piece == 0 {
		piece = len(next)
	}
	letter := width / float32(len(next))
	switch left := l.column.right - l.Right; {
	case left > letter*float32(piece)+0.3*l.size:
		return muchRoom
	case left > 1.5*letter:
		return someRoom
	}
	return noRoom
}

// following describes what comes after an address at the end of a line.
func (r *reader) following(text string, before room, final bool) following {
	return following{text: text, before: before, final: final, known: r.words[plainWord(text)] > 0}
}
