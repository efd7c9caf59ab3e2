package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/citecheck/citecheck/paper/format/layout"
	"github.com/citecheck/citecheck/paper/lex"
)

// lineHyphen is what the engine puts for a hyphen that ends a line.
const lineHyphen = '\ufffe'

// A textPage is the text of a page as the engine has it.
type textPage struct {
	*reader
	sheet
	ref    references.FPDF_TEXTPAGE
	text   string
	shifts bool // characters of the text and of the page do not count alike
	words  []layout.Word
	glued  bool // nothing stood before the next word
	scale  scale
}

// words reads the words of a page. Each question to the engine costs more than
// a microsecond, so that only the first and the last character of a word are
// asked for their places.
func (r *reader) words(ref references.FPDF_TEXTPAGE, s sheet) ([]layout.Word, error) {
	count, err := r.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: ref})
	if err != nil || count.Count == 0 {
		return nil, nil
	}
	if r.chars += count.Count; r.chars > maxChars {
		return nil, errTooMuch
	}
	text, err := r.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: ref, Count: count.Count})
	if err != nil {
		return nil, nil
	}
	p := &textPage{reader: r, sheet: s, ref: ref, text: text.Text, shifts: utf8.RuneCountInString(text.Text) != count.Count}
	p.split()
	return p.words, nil
}

// split cuts the text into lines, and these into words.
func (p *textPage) split() {
	char := 0
	for line := range strings.SplitAfterSeq(p.text, "\n") {
		if hasRightToLeft(line) {
			p.visual(line, char)
		} else {
			p.line(line, char)
		}
		char += utf8.RuneCountInString(line)
	}
}

// line cuts a line, or lines, at white space and after hyphens that end lines.
func (p *textPage) line(text string, char int) {
	start, first := 0, char // of the word, in bytes and in characters
	end := func(at, char int) {
		if at > start {
			p.word(text[start:at], first, char)
		}
		start, first = at, char
	}
	for i, r := range text {
		size := utf8.RuneLen(r)
		switch {
		case unicode.IsSpace(r) && texCharacters[r] == "":
			end(i, char)
			start, first = i+size, char+1
			p.glued = p.betweenScripts(text, i, char)
		case r == lineHyphen:
			end(i+size, char+1)
		}
		char++
	}
	end(len(text), char)
}

// betweenScripts reports whether the space at i, the character of this number,
// is none that somebody wrote: programs leave a little room between Latin
// letters and those of scripts without spaces.
func (p *textPage) betweenScripts(text string, i, char int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	if lex.IsUnspaced(before) == lex.IsUnspaced(after) || unicode.IsSpace(before) || unicode.IsSpace(after) {
		return false
	}
	made, err := p.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: p.ref, Index: p.index(char)})
	return err == nil && made.IsGenerated
}

// word adds the characters [first, end) as a word, or as two where the marker
// of a note is raised before or behind it.
func (p *textPage) word(text string, first, end int) {
	start := p.place(first)
	if !start.known {
		return
	}
	if n, bytes := markerBefore(text); n > 0 && start.unlike(p.place(first+n)) {
		p.add(text[:bytes], first, first+n, start)
		p.add(text[bytes:], first+n, end, p.place(first+n))
		return
	}
	if n, bytes := markerBehind(text); n > 0 && start.unlike(p.place(end-n)) {
		p.add(text[:len(text)-bytes], first, end-n, start)
		p.add(text[len(text)-bytes:], end-n, end, p.place(end-n))
		return
	}
	p.add(text, first, end, start)
}

const noteSymbols = "*∗†‡§¶‖"

func isMarker(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune(noteSymbols, r)
}

// markerBefore measures what may be a note's marker before a word, in
// characters and bytes: "1See", "†Equal".
func markerBefore(s string) (n, bytes int) {
	for i, r := range s {
		if !isMarker(r) {
			if unicode.IsLetter(r) || strings.ContainsRune("“‘\"(", r) {
				return n, i
			}
			return 0, 0
		}
		n++
	}
	return 0, 0
}

// markerBehind measures what may be a note's marker behind a word: "text.12",
// "text1,2".
func markerBehind(s string) (n, bytes int) {
	for bytes < len(s) {
		r, size := utf8.DecodeLastRuneInString(s[:len(s)-bytes])
		if !isMarker(r) && (n == 0 || r != ',') {
			break
		}
		n, bytes = n+1, bytes+size
	}
	if strings.IndexFunc(s[:len(s)-bytes], unicode.IsLetter) < 0 {
		return 0, 0
	}
	return n, bytes
}

// A place is where a character begins on its base line, and how large its font
// is set.
type place struct {
	x, y, size float32
	known      bool
}

// unlike reports whether two characters of a word are of different sizes or not
// on one base line.
func (a place) unlike(b place) bool {
	return b.known && (max(a.size, b.size) > 1.1*min(a.size, b.size) || max(a.y-b.y, b.y-a.y) > a.size/10)
}

func (p *textPage) place(char int) place {
	i := p.index(char)
	origin, err := p.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: p.ref, Index: i})
	if err != nil {
		return place{}
	}
	x, y := p.point(float32(origin.X), float32(origin.Y))
	return place{x, y, p.size(i, y), true}
}

// index is the page's number of a character of its text.
func (p *textPage) index(char int) int {
	if !p.shifts {
		return char
	}
	at, err := p.FPDFText_GetCharIndexFromTextIndex(&requests.FPDFText_GetCharIndexFromTextIndex{TextPage: p.ref, NTextIndex: char})
	if err != nil {
		return -1
	}
	return at.CharIndex
}

// What of a font's size is above and below the base line.
const (
	ascent  = 0.72
	descent = 0.22
)

// add adds the characters [first, end) as one word. It is as high as its font:
// what fonts themselves say of their height is often wrong.
func (p *textPage) add(text string, first, end int, at place) {
	w := layout.Word{Text: printable(text), Glued: p.glued, Size: at.size}
	loose, err := p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.ref, Index: p.index(end - 1)})
	if w.Text == "" || err != nil {
		return
	}
	last := p.box(loose.Rect.Left, loose.Rect.Bottom, loose.Rect.Right, loose.Rect.Top)
	w.Box = layout.Box{Left: min(at.x, last.Left), Top: at.y - ascent*at.size, Right: max(at.x, last.Right), Bottom: at.y + descent*at.size}
	if mid := (last.Top + last.Bottom) / 2; mid < w.Top-at.size/2 || mid > w.Bottom+at.size/2 { // the text is turned
		w.Box = layout.Box{Left: last.Left, Top: min(at.y, last.Top), Right: last.Right, Bottom: max(at.y, last.Bottom)}
	}
	w.Italic, w.Bold = p.style(p.index(first))
	p.words = append(p.words, w)
	p.glued = true
}

// texCharacters are what TeX has in its fonts where control characters belong:
// of older files, the engine knows no more than these codes.
var texCharacters = map[rune]string{
	0x0b: "ff", 0x0c: "fi", 0x0e: "ffi", 0x0f: "ffl", // OT1; fl is where lines end
	0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", // T1
	0x1b: "ff", 0x1c: "fi", 0x1d: "fl", 0x1e: "ffi", 0x1f: "ffl",
}

// printable drops what no reader sees, and what only one font can show.
func printable(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == lineHyphen:
			b.WriteByte('-')
		case r < ' ':
			b.WriteString(texCharacters[r])
		case unicode.IsControl(r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar, r == '\ufeff', r == 0xffff:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
