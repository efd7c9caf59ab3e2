package markdown

import (
	"html"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// An inline reads the text of one block: a pass over its bytes cuts it into
// tokens and pairs those that belong together, then the tokens are written.
type inline struct {
	doc   *parser
	b     document.Builder
	depth int        // of notes in notes
	notes []noteText // that stand in the text

	s        string
	line     int // on which s begins
	from     int // where the text begins that is in no token yet
	escaped  int // the character that a backslash has made plain; -1 for none
	tokens   []token
	brackets []bracket
	delims   []delim
	tail     int // the last delimiter that may still open or close something; -1 for none
	matches  []match
	linked   int // number of links so far
	ticks    ticks
	absent   [len(markup)]bool // what does not follow any more

	tags   []openTag
	links  int    // that we are in, writing
	codes  int    // of code in raw HTML
	silent int    // deletions and images that we are in
	image  string // what stands for the image written last
	badge  bool   // whether that image is a badge
}

// A noteText is a note written where it is cited, ^[like this].
type noteText struct {
	text string
	line int
}

// A token is a stretch of a block's text, s[start:end].
type token struct {
	kind       tokenKind
	start, end int
	text       string // what is read, where that differs: the target of a link, the key of a citation
	pair       int    // of a closing bracket: the token that it closes; of delimiters: how many are left; of a note: which of notes it is
	opens      int    // first match that begins here, 1-based; 0 for none
	closes     int    // first match that ends here
}

type tokenKind uint8

const (
	plain     tokenKind = iota
	literal             // reads as text
	hardBreak           // a line break that readers see
	nothing             // reads as nothing
	delimiter           // of emphasis or deletion
	code
	bare     // an address without brackets around it
	autoLink // an address in angle brackets
	rawTag   // an HTML tag
	mark     // a note's marker, [^1]
	noteHere // ^[a note]
	raised   // ^1^
	cite     // a citation of the key in text
	linkOpen
	linkClose
	imageOpen
	imageClose
)

// special marks the bytes at which something other than text may begin.
var special = func() (set [256]bool) {
	for _, c := range []byte("\n\\`*_~[]<&:./@{$^") {
		set[c] = true
	}
	return set
}()

// maxNotes is how deep notes in notes are read.
const maxNotes = 3

// read reads s, which begins on the given line, into t.b.
func (t *inline) read(s string, line int) {
	t.s, t.line, t.from, t.escaped, t.tail = s, line, 0, -1, -1
	t.tokens, t.brackets, t.delims, t.matches = t.tokens[:0], t.brackets[:0], t.delims[:0], t.matches[:0]
	t.linked, t.ticks, t.absent = 0, ticks{}, [len(markup)]bool{}
	for i := 0; i < len(s); {
		if !special[s[i]] || s[i] == '.' && (i == 0 || s[i-1]|0x20 != 'w') { // a full stop tells only of www.
			i++
			continue
		}
		if n := t.special(i); n > 0 {
			i += n
		} else {
			i++
		}
	}
	t.flush(len(s))
	t.pairDelims(-1)
	t.write()
}

// flush makes a token of the text up to end.
func (t *inline) flush(end int) {
	if t.from < end {
		t.tokens = append(t.tokens, token{kind: plain, start: t.from, end: end})
	}
	t.from = end
}

// put adds a token that stands for s[from:to].
func (t *inline) put(kind tokenKind, from, to int, text string) *token {
	t.flush(from)
	t.from = to
	t.tokens = append(t.tokens, token{kind: kind, start: from, end: to, text: text})
	return &t.tokens[len(t.tokens)-1]
}

// special reads what begins at i, and returns how many bytes it has read; 0
// where s[i] is text.
func (t *inline) special(i int) int {
	switch c := t.s[i]; c {
	case '\n':
		return t.lineEnd(i)
	case '\\':
		return t.backslash(i)
	case '`':
		return t.codeSpan(i, code)
	case '*', '_', '~':
		return t.delimiters(i)
	case '[':
		return t.openBracket(i)
	case ']':
		return t.closeBracket(i)
	case '<':
		return t.angle(i)
	case '&':
		return t.entity(i)
	case ':', '.', '/':
		return t.bareAddress(i)
	case '@':
		return t.citation(i)
	case '{':
		return t.role(i)
	case '$':
		return t.math(i)
	case '^':
		return t.superscript(i)
	}
	return 0
}

// lineEnd reads two spaces before a line end, which are a hard break.
func (t *inline) lineEnd(i int) int {
	if i >= t.from+2 && t.s[i-1] == ' ' && t.s[i-2] == ' ' {
		t.put(hardBreak, i, i+1, "")
		return 1
	}
	return 0
}

func (t *inline) backslash(i int) int {
	if i+1 == len(t.s) {
		return 0
	}
	switch c := t.s[i+1]; {
	case c == '\n':
		t.put(hardBreak, i, i+2, "")
	case isPunctuation(c):
		t.flush(i)
		t.from, t.escaped = i+1, i+1
	default:
		return 0
	}
	return 2
}

func (t *inline) entity(i int) int {
	text, n := entity(t.s[i:])
	if n > 0 {
		t.put(literal, i, i+n, text)
	}
	return n
}

// entity reads the HTML entity at the start of s and returns its length, or 0.
// Without a semicolon it is none: &copy=1 is a part of an address.
func entity(s string) (text string, n int) {
	end := 1
	for end < len(s) && end < 40 && (lex.IsLetter(s[end]) || lex.IsDigit(s[end]) || s[end] == '#') {
		end++
	}
	if end < 2 || end == len(s) || s[end] != ';' {
		return "", 0
	}
	if text = html.UnescapeString(s[:end+1]); strings.HasSuffix(text, ";") && len(text) > 1 {
		return "", 0 // not known, or only its beginning
	}
	return text, end + 1
}

// unescape resolves backslash escapes and entities.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i+1 < len(s) && isPunctuation(s[i+1]) {
				i++
			}
		case '&':
			if text, n := entity(s[i:]); n > 0 {
				b.WriteString(text)
				i += n - 1
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// ticks remembers where the last run of backquotes of each length stands, so
// that what is never closed is not looked for again and again.
type ticks struct {
	known bool
	last  [32]int
}

// closing returns where the run of n backquotes stands that closes the one
// before from, or -1.
func (t *ticks) closing(s string, from, n int) int {
	if !t.known {
		t.known = true
		for i := from; ; {
			next := strings.IndexByte(s[i:], '`')
			if next < 0 {
				break
			}
			i += next
			size := run(s[i:])
			if size < len(t.last) {
				t.last[size] = i
			}
			i += size
		}
	}
	if n < len(t.last) && t.last[n] < from {
		return -1
	}
	for i := from; ; {
		next := strings.IndexByte(s[i:], '`')
		if next < 0 {
			return -1
		}
		i += next
		size := run(s[i:])
		if size == n {
			return i
		}
		i += size
	}
}

// codeSpan reads code, `like this`, as a token of the given kind.
func (t *inline) codeSpan(i int, kind tokenKind) int {
	n := run(t.s[i:])
	end := t.ticks.closing(t.s, i+n, n)
	if end < 0 {
		return n
	}
	span := t.put(kind, i, end+n, "")
	span.start, span.end = i+n, end
	return t.passAttributes(end+n) - i
}

// passAttributes passes the attributes that follow a link or an image, and
// returns where they end.
func (t *inline) passAttributes(i int) int {
	if i < len(t.s) && t.s[i] == '{' {
		if _, n := attributes(t.s[i:]); n > 0 {
			i += n
		}
	}
	t.from = i
	return i
}

// maxMath is the length of the longest formula in a line of text.
const maxMath = 1000

// math passes a formula, in which nothing is markup. Dollars around an address
// are sums of money.
func (t *inline) math(i int) int {
	rest := t.s[i:min(len(t.s), i+maxMath)]
	n := 0
	if strings.HasPrefix(rest, "$$") {
		if end := strings.Index(rest[2:], "$$"); end > 0 {
			n = end + 4
		}
	} else {
		n = mathEnd(rest)
	}
	if n == 0 || strings.Contains(rest[:n], "://") || strings.Contains(rest[:n], "](") {
		return 0
	}
	t.put(literal, i, i+n, rest[:n])
	return n
}

// mathEnd returns the length of $a formula$ by Pandoc's rule: no white space
// within the dollars, no digit after them.
func mathEnd(s string) int {
	if len(s) < 3 || strings.IndexByte(" \t\n$", s[1]) >= 0 {
		return 0
	}
	for i := 2; ; i++ {
		n := strings.IndexByte(s[i:], '$')
		if n < 0 {
			return 0
		}
		i += n
		if strings.IndexByte(" \t\n\\", s[i-1]) < 0 && (i+1 == len(s) || !lex.IsDigit(s[i+1])) {
			return i + 1
		}
	}
}

// superscript reads Pandoc's ^1^, mostly a note's marker.
func (t *inline) superscript(i int) int {
	if i+1 < len(t.s) && t.s[i+1] == '[' {
		return 0 // a note, which the bracket begins
	}
	rest := t.s[i+1 : min(len(t.s), i+40)]
	end := strings.IndexAny(rest, "^ \t\n[]<`")
	if end < 1 || rest[end] != '^' {
		return 0
	}
	span := t.put(raised, i, i+end+2, "")
	span.start, span.end = i+1, i+1+end
	return end + 2
}
