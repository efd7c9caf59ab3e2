package format

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// paragraphRole is what a paragraph is for, as the name of its style says.
type paragraphRole struct {
	kind  document.Kind
	level int
	title bool
	skip  bool
	code  bool
}

// bibliographyStyles are the styles of entries in Word, Writer, Zotero, EndNote
// and the templates of journals; codeStyles those of program text. As Fold
// leaves them.
var (
	bibliographyStyles = lex.Phrases("bibliography; bibliography 1; endnote bibliography; references; reference; reference item; referenceitem; reference list; reference text; bib entry; bibitem; bibliography entry; literaturverzeichnis; literaturverzeichnis 1")
	codeStyles         = lex.Phrases("source code; sourcecode; code; code block; codeblock; program code; listing code; html preformatted; preformatted text; source text; verbatim char; html code; html typewriter; html sample; html keyboard; html variable; inline code")
)

// roleOf reads the name of a paragraph's style.
func roleOf(name string) paragraphRole {
	folded := lex.Fold(name)
	word, rest, _ := strings.Cut(folded, " ")
	level := document.Number(rest)
	switch {
	case folded == "title":
		return paragraphRole{kind: document.Heading, level: 1, title: true}
	case word == "heading" && level > 0:
		return paragraphRole{kind: document.Heading, level: level}
	case (word == "toc" || word == "contents") && (level > 0 || rest == "heading"), folded == "table of figures":
		return paragraphRole{skip: true}
	case bibliographyStyles[folded]:
		return paragraphRole{kind: document.Entry}
	case codeStyles[folded]:
		return paragraphRole{code: true}
	}
	return paragraphRole{}
}

// An officeStyle is what a style says that matters for references.
type officeStyle struct {
	name       string
	basedOn    string
	run, unset textStyle // what it switches on and off
	outline    int       // level from 0, -1 for none
	list       docxItem  // to which its paragraphs belong, in Word
}

// officeStyles are the styles of a document by their identifiers.
type officeStyles struct {
	listed   map[string]officeStyle
	resolved map[string]officeStyle
}

func newOfficeStyles() officeStyles {
	return officeStyles{listed: map[string]officeStyle{}, resolved: map[string]officeStyle{}}
}

// maxBasedOn is how many styles may be based on each other. It also ends
// cycles.
const maxBasedOn = 20

// resolve gives a style with what it has from those that it is based on. A
// style that is listed nowhere is known by its identifier.
func (ss officeStyles) resolve(id string) officeStyle {
	s, known := ss.resolved[id]
	if !known {
		s = ss.withBases(id)
		ss.resolved[id] = s
	}
	return s
}

func (ss officeStyles) withBases(id string) officeStyle {
	s, listed := ss.listed[id]
	if !listed {
		name, level := strings.TrimRight(id, "0123456789"), id[len(strings.TrimRight(id, "0123456789")):]
		return officeStyle{name: name + " " + level, outline: -1}
	}
	base := s.basedOn
	for range maxBasedOn {
		b, listed := ss.listed[base]
		if !listed {
			break
		}
		s.run, s.unset = s.run|b.run&^s.unset, s.unset|b.unset&^s.run
		if s.outline < 0 {
			s.outline = b.outline
		}
		if role := roleOf(s.name); role == (paragraphRole{}) && roleOf(b.name) != role {
			s.name = b.name
		}
		s.list.inherit(b.list)
		base = b.basedOn
	}
	if roleOf(s.name).code {
		s.run |= literal
	}
	return s
}

// ordinal writes a number as lists and notes are numbered. format is a name of
// WordprocessingML or a pattern of OpenDocument.
func ordinal(n int, format string) string {
	switch format {
	case "lowerRoman", "i":
		return strings.ToLower(roman(n))
	case "upperRoman", "I":
		return roman(n)
	case "lowerLetter", "a":
		return letters(n, 'a')
	case "upperLetter", "A":
		return letters(n, 'A')
	case "bullet", "none", "":
		return ""
	case "chicago":
		return strings.Repeat([]string{"*", "†", "‡", "§"}[(max(n, 1)-1)%4], min((max(n, 1)-1)/4+1, 10))
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		digit string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.value {
			b.WriteString(d.digit)
			n -= d.value
		}
	}
	return b.String()
}

// letters counts a, b, … z, aa, bb, as word processors do.
func letters(n int, first rune) string {
	if n < 1 || n > 26*5 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

// symbol is the character that a font of symbols shows for a code; those of
// private use are pictures.
func symbol(code rune) string {
	if unicode.IsPrint(code) && !unicode.Is(unicode.Co, code) {
		return string(code)
	}
	return ""
}
