package format

import (
	"strings"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// A texReader reads TeX source as its typeset page shows it. It knows what
// stands inside of a paragraph; what makes up a document, it leaves to block.
type texReader struct {
	b        document.Builder
	text     int         // number of the text being written to b, by which groups know their own
	texts    int         // texts begun so far
	sources  []texSource // being read, the innermost last
	groups   []texGroup  // open, the innermost last
	unclosed int         // arguments that never end, met so far
	math     bool
	macros   map[string]texMacro
	expanded int // bytes that macros stood for

	// block reads a command that means something to a document. It reports
	// false where the command is none.
	block func(name string) bool

	paragraph func() // ends a paragraph; nil where there is only one
}

// A texSource is TeX source on its way through a reader.
type texSource struct {
	text    string
	pos     int
	line    int  // on which pos stands
	fixed   bool // all of it stands on one line: it is what a macro stands for
	literal bool // a percent sign is itself, as in the fields of a bibliography
	part    string
	end     func() // called where it ends; may be nil
}

// advance moves on to pos.
func (s *texSource) advance(pos int) {
	if !s.fixed {
		s.line += strings.Count(s.text[s.pos:pos], "\n")
	}
	s.pos = pos
}

// A texGroup is an open brace, and what happens where it closes.
type texGroup struct {
	text  int   // to which its spans belong
	spans []int // that end with it
	close func()
}

// top is the source that is being read.
func (r *texReader) top() *texSource {
	if len(r.sources) == 0 {
		return nil
	}
	return &r.sources[len(r.sources)-1]
}

// run reads all that there is.
func (r *texReader) run() {
	for len(r.sources) > 0 {
		s := r.top()
		if s.pos >= len(s.text) {
			r.sources = r.sources[:len(r.sources)-1]
			if s.end != nil {
				s.end()
			}
			continue
		}
		r.step(s)
	}
}

// step reads one token.
func (r *texReader) step(s *texSource) {
	switch c := s.text[s.pos]; c {
	case '\\':
		r.command()
	case '{':
		s.pos++
		r.open(texGroup{})
	case '}':
		s.pos++
		r.close()
	case '%':
		r.percent(s)
	case '$':
		r.dollar(s)
	case '~':
		s.pos++
		r.b.Space = true
	case '&':
		r.ampersand(s)
	case '-', '`', '\'', ',', '<', '>':
		r.ligature(s)
	case '^', '_':
		s.pos++
		if !r.math {
			r.write(string(c))
		}
	case '\n', ' ', '\t':
		r.space(s)
	default:
		if !r.bareAddress() {
			r.plain(s)
		}
	}
}

// plain writes text up to the next sign that means something to TeX, or to
// where an address may begin.
func (r *texReader) plain(s *texSource) {
	end := s.pos + 1
	for end < len(s.text) && strings.IndexByte("\\{}%$~&-`',<>^_\n", s.text[end]) < 0 &&
		(lex.IsLetter(s.text[end-1]) || !address.HasPrefix(s.text[end:])) {
		end++
	}
	r.write(s.text[s.pos:end])
	s.advance(end)
}

func (r *texReader) write(text string) {
	line := 1
	if s := r.top(); s != nil {
		line = s.line
	}
	r.b.Write(text, line)
}

// space passes over white space. A blank line ends the paragraph.
func (r *texReader) space(s *texSource) {
	end := s.pos
	for end < len(s.text) && (s.text[end] == ' ' || s.text[end] == '\t' || s.text[end] == '\n') {
		end++
	}
	blank := strings.Count(s.text[s.pos:end], "\n") > 1
	s.advance(end)
	r.b.Space = true
	if blank && r.paragraph != nil {
		r.math = false
		r.paragraph()
	}
}

// percent passes over a comment and the line break that ends it.
func (r *texReader) percent(s *texSource) {
	if s.literal {
		s.pos++
		r.write("%")
		return
	}
	end := strings.IndexByte(s.rest(), '\n')
	if end < 0 {
		s.advance(len(s.text))
		return
	}
	end += s.pos + 1
	for end < len(s.text) && (s.text[end] == ' ' || s.text[end] == '\t') {
		end++
	}
	if end < len(s.text) && s.text[end] == '\n' {
		end-- // a blank line follows: it still ends the paragraph
	}
	s.advance(end)
}

// ampersand is a sign in the fields of a bibliography, and elsewhere parts the
// cells of a table.
func (r *texReader) ampersand(s *texSource) {
	s.pos++
	if s.literal {
		r.write("&")
		return
	}
	r.b.Space = true
}

// maxFormula bounds how far the end of a formula is looked for.
const maxFormula = 4000

// dollar begins or ends a formula. A dollar sign without a second one is money.
func (r *texReader) dollar(s *texSource) {
	ahead := s.text[s.pos+1 : min(len(s.text), s.pos+maxFormula)]
	switch {
	case r.math:
		s.pos++
		r.math = false
	case strings.HasPrefix(ahead, "$") && !s.literal:
		if end := strings.Index(ahead[1:], "$$"); end >= 0 {
			s.advance(s.pos + 1 + 1 + end + 2)
			r.b.Space = true
			return
		}
		s.pos += 2
	case strings.IndexByte(ahead, '$') > 0:
		s.pos++
		r.math = true
	default:
		s.pos++
		r.write("$")
	}
}

// ligature writes the signs that fonts make of several: dashes and quotation
// marks.
func (r *texReader) ligature(s *texSource) {
	for _, l := range texLigatures {
		if strings.HasPrefix(s.rest(), l.source) && !r.math {
			s.pos += len(l.source)
			r.write(l.sign)
			return
		}
	}
	s.pos++
	r.write(s.text[s.pos-1 : s.pos])
}

var texLigatures = []struct{ source, sign string }{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"`", "‘"}, {"'", "’"}, {",,", "„"}, {"<<", "«"}, {">>", "»"},
}

// open begins a group.
func (r *texReader) open(g texGroup) {
	g.text = r.text
	r.groups = append(r.groups, g)
}

// close ends the innermost group. A brace that closes nothing is passed over.
func (r *texReader) close() {
	n := len(r.groups) - 1
	if n < 0 {
		return
	}
	g := r.groups[n]
	r.groups = r.groups[:n]
	for _, span := range g.spans {
		if g.text == r.text {
			r.b.Close(span)
		}
	}
	if g.close != nil {
		g.close()
	}
}

// take returns the text written so far as a block, and begins another one.
func (r *texReader) take(kind document.Kind) document.Block {
	r.texts++
	r.text = r.texts
	return r.b.Take(kind)
}

// inGroup lets the argument that comes next be read as text, between what
// begins and what ends it. It reports false where no argument follows.
func (r *texReader) inGroup(g texGroup) bool {
	r.skipSpace()
	if !r.next('{') {
		return false
	}
	r.top().pos++
	r.open(g)
	return true
}

// span gives the argument that comes next a meaning.
func (r *texReader) span(kind document.SpanKind, target string) {
	if r.inGroup(texGroup{}) {
		g := &r.groups[len(r.groups)-1]
		g.spans = append(g.spans, r.b.Open(kind, target))
	}
}

// style gives a meaning to what is left of the innermost group.
func (r *texReader) style(kind document.SpanKind) {
	span := r.b.Open(kind, "")
	if n := len(r.groups); n > 0 && r.groups[n-1].text == r.text {
		r.groups[n-1].spans = append(r.groups[n-1].spans, span)
	}
}

// commandName reads the name of the command that begins with the backslash
// which comes next. A star after it is passed over.
func (r *texReader) commandName() string {
	s := r.top()
	end := s.pos + 1
	for end < len(s.text) && (lex.IsLetter(s.text[end]) || s.text[end] == '@' && end > s.pos+1 && end+1 < len(s.text) && lex.IsLetter(s.text[end+1])) {
		end++
	}
	if end == s.pos+1 {
		_, size := utf8.DecodeRuneInString(s.text[end:])
		name := s.text[end : end+size]
		s.advance(end + size)
		return name
	}
	name := s.text[s.pos+1 : end]
	if end+1 < len(s.text) && s.text[end] == '*' && (s.text[end+1] == '{' || s.text[end+1] == '[') {
		end++
	}
	for end < len(s.text) && (s.text[end] == ' ' || s.text[end] == '\t') {
		end++
	}
	s.advance(end)
	return name
}

// texText reads the source of one paragraph, such as a bibliography's field.
func texText(source string, line int) document.Block {
	r := texReader{sources: []texSource{{text: source, line: line, literal: true}}}
	r.run()
	return r.take(document.Paragraph)
}

// texPlain is the text of a field.
func texPlain(source string) string {
	if !strings.ContainsAny(source, "\\{}$~&-`',<>^_") {
		return document.Plain(source)
	}
	b := texText(source, 1)
	return b.Text
}
