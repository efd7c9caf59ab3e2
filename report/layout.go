package report

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// ANSI styles (ECMA-48, 8.3.117): the sixteen colours alone, so that they fit
// whatever theme the reader chose.
const (
	plain   = ""
	bold    = "1"
	dim     = "2"
	red     = "1;31"
	yellow  = "33"
	green   = "32"
	cyan    = "36"
	marked  = "1;4"
	noWidth = 80 // columns where nobody says
	narrow  = 40 // columns below which the margins would leave no room for text
	minRoom = 10 // columns that the last part of a row needs

	bytesPerColumn = 16 // of the densest honest text, emoji and Indic scripts, and some more
)

// A span is text of one style. An address or a path stays whole, however long
// it is: it is there to be clicked or copied.
type span struct {
	style, text string
	whole       bool
	link        string // where it leads on a terminal that can; must be of the web
}

func say(style, text string) span  { return span{style: style, text: text} }
func keep(style, text string) span { return span{style: style, text: text, whole: true} }

// A printer lays out text in a number of columns. Errors of its writer stay
// with it until flush. All text goes through Safe.
type printer struct {
	out   *bufio.Writer
	width int
	color bool
	links bool // the terminal knows hyperlinks
	begun bool // something was printed
}

func newPrinter(w io.Writer, o Options) *printer {
	if o.Width <= 0 {
		o.Width = noWidth
	}
	return &printer{out: bufio.NewWriter(w), width: max(o.Width, narrow), color: o.Color, links: o.Hyperlinks}
}

// flush writes what is buffered and returns the first error of all writes.
func (p *printer) flush() error { return p.out.Flush() }

// gap leaves a line free, except at the very beginning.
func (p *printer) gap() {
	if p.begun {
		p.out.WriteByte('\n')
	}
}

// para prints lead, which begins in column at, and then spans, which hang at
// column indent: the lead's words stand in the margin of a paragraph.
func (p *printer) para(at int, lead span, indent int, spans ...span) {
	p.begun = true
	lead.text = defuse(fold(Safe(lead.text)))
	end := at + uniseg.StringWidth(lead.text)
	start := max(indent, end+1)
	if lead.text == "" {
		start = indent
	}
	lines := flow(words(spans, p.width-indent), p.width-start, p.width-indent)
	p.pad(at)
	p.paint(lead.style, lead.text)
	for i, line := range lines {
		if i == 0 && len(line) > 0 {
			p.pad(start - end)
		}
		if i > 0 {
			p.out.WriteByte('\n')
			p.pad(indent)
		}
		p.words(line)
	}
	p.out.WriteByte('\n')
}

// words prints one line's words, each run of one style in a single sequence.
func (p *printer) words(line []word) {
	if len(line) > 0 {
		line = slices.Clone(line)
		line[0].text = defuse(line[0].text)
	}
	for len(line) > 0 {
		n := 1
		for n < len(line) && line[n].style == line[0].style && line[n].link == line[0].link {
			n++
		}
		var run strings.Builder
		for i, w := range line[:n] {
			if i > 0 && !w.glued {
				run.WriteByte(' ')
			}
			run.WriteString(w.text)
		}
		p.hyperlink(line[0].link, line[0].style, run.String())
		if n < len(line) && !line[n].glued {
			p.out.WriteByte(' ')
		}
		line = line[n:]
	}
}

func (p *printer) pad(n int) { p.out.WriteString(strings.Repeat(" ", max(n, 0))) }

func (p *printer) paint(style, text string) {
	if !p.color || style == plain || text == "" {
		p.out.WriteString(text)
		return
	}
	p.out.WriteString("\x1b[" + style + "m" + text + "\x1b[0m")
}

// hyperlink paints text that leads somewhere, by OSC 8, which terminals that do
// not know it pass over.
func (p *printer) hyperlink(link, style, text string) {
	if !p.links || !isWeb(link) || !printable(link) || strings.Contains(link, " ") {
		p.paint(style, text)
		return
	}
	p.out.WriteString("\x1b]8;;" + link + "\x1b\\")
	p.paint(style, text)
	p.out.WriteString("\x1b]8;;\x1b\\")
}

// A word is what flow never breaks.
type word struct {
	style, text string
	width       int
	link        string
	glued       bool // follows the word before it without a space
}

// flow fills lines with words: the first line has room for first columns, the
// others for rest. The first stays empty where the first word fits only below.
func flow(list []word, first, rest int) [][]word {
	var lines [][]word
	if len(list) > 0 && list[0].width > first && first < rest {
		lines, first = append(lines, nil), rest
	}
	for room := first; len(list) > 0; room = rest {
		used, n := list[0].width, 1
		for n < len(list) {
			next := list[n].width
			if !list[n].glued {
				next++
			}
			if used+next > room {
				break
			}
			used += next
			n++
		}
		lines, list = append(lines, list[:n]), list[n:]
	}
	return lines
}

// words splits spans into what may not be broken in a column of room columns:
// at spaces, and inside text of scripts that are written without them where
// UAX #14 allows a break. An address inside a sentence stays whole too.
func words(spans []span, room int) []word {
	var list []word
	for _, s := range spans {
		if s.whole {
			text := defuse(fold(Safe(s.text)))
			list = append(list, word{s.style, text, uniseg.StringWidth(text), s.link, false})
			continue
		}
		for _, token := range strings.FieldsFunc(defuse(Safe(s.text)), isSpace) {
			width := uniseg.StringWidth(token)
			if strings.Contains(token, "://") || width <= room && !runsOn(token) {
				list = append(list, word{s.style, token, width, s.link, false})
				continue
			}
			for i, piece := range pieces(token, room) {
				list = append(list, word{s.style, piece, uniseg.StringWidth(piece), s.link, i > 0})
			}
		}
	}
	return list
}

// pieces breaks a token where its script allows it, and anywhere between two
// characters where a piece would still be too wide.
func pieces(token string, room int) []string {
	var list []string
	for state := -1; token != ""; {
		var segment string
		segment, token, _, state = uniseg.FirstLineSegmentInString(token, state)
		for uniseg.StringWidth(segment) > room {
			head := cut(segment, room)
			list, segment = append(list, head), segment[len(head):]
		}
		if segment != "" {
			list = append(list, segment)
		}
	}
	return list
}

// cut is the longest beginning of s, in whole characters, that fits in room
// columns; one character at least.
func cut(s string, room int) string {
	end, used := 0, 0
	for state := -1; end < len(s); {
		var cluster string
		var width int
		cluster, _, width, state = uniseg.FirstGraphemeClusterInString(s[end:], state)
		if used += width; end > 0 && used > room {
			break
		}
		end += len(cluster)
	}
	return s[:end]
}

// clip shortens s to room columns and shows that it did. It bounds the bytes
// too: a chain of joined emoji has no end and the width of one.
func clip(s string, room int) string {
	if len(s) <= room { // no character is wider than it has bytes
		return s
	}
	shown := s
	if most := room * bytesPerColumn; len(s) > most {
		shown = strings.ToValidUTF8(s[:most], "") // not half a character
	} else if uniseg.StringWidth(s) <= room {
		return s
	}
	return strings.TrimRightFunc(cut(shown, room-1), isSpace) + "…"
}

// fold makes each run of white space one space.
func fold(s string) string { return strings.Join(strings.FieldsFunc(s, isSpace), " ") }

// isSpace reports whether a line may break at r: the no-break spaces hold.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
}

// runsOn reports whether s is of a script that needs no spaces between words.
// Those are the wide ones, but for Korean, which has them.
func runsOn(s string) bool {
	for state := -1; s != ""; {
		var cluster string
		var width int
		cluster, s, width, state = uniseg.FirstGraphemeClusterInString(s, state)
		if r, _ := utf8.DecodeRuneInString(cluster); width > 1 && !unicode.Is(unicode.Hangul, r) {
			return true
		}
	}
	return false
}

// row prints one line of three columns; the last is clipped where it is too
// wide, so that rows stay rows. What does not fit at all becomes a paragraph.
func (p *printer) row(lead span, second int, state span, third int, rest span) {
	lead.text, state.text = defuse(fold(Safe(lead.text))), fold(Safe(state.text))
	rest.text = defuse(fold(Safe(rest.text)))
	gap := second - uniseg.StringWidth(lead.text)
	next := third - second - uniseg.StringWidth(state.text)
	room := p.width - third
	if gap < 1 || next < 1 || room < minRoom {
		rest.text = clip(rest.text, p.width)
		p.para(0, lead, second, state, rest)
		return
	}
	p.begun = true
	p.paint(lead.style, lead.text)
	p.pad(gap)
	p.paint(state.style, state.text)
	if rest.text != "" {
		p.pad(next)
		p.paint(rest.style, clip(rest.text, room))
	}
	p.out.WriteByte('\n')
}
