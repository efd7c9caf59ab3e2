package format

import (
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// Bounds of what a document includes: files, and how deep they may be nested.
const (
	maxParts     = 1000
	maxPartDepth = 20
)

// include lets a file beside the paper be read in the place of the command.
// Each is read once, so that files cannot include each other in a circle.
func (l *latexReader) include(command string) {
	name := ""
	if strings.HasSuffix(command, "import") || strings.HasSuffix(command, "from") {
		folder, _ := l.argument()
		name = folder.rest() + "/"
	}
	name += l.fileName()
	if len(l.sources) > maxPartDepth || len(l.read) > maxParts || name == "" {
		return
	}
	folder := path.Dir(l.top().part)
	for _, candidate := range []string{name, path.Join(folder, name)} {
		if l.includeFile(candidate) {
			return
		}
	}
}

// fileName reads the name of a file, which \input also takes without braces.
func (l *latexReader) fileName() string {
	l.skipSpace()
	if l.next('{') {
		raw, _ := l.argument()
		return strings.Trim(raw.rest(), " \n\t\"")
	}
	s := l.top()
	end := strings.IndexAny(s.rest(), " \t\n\\{}%")
	if end < 0 {
		end = len(s.rest())
	}
	name := s.rest()[:end]
	s.advance(s.pos + end)
	return name
}

// notParts are the extensions of files that hold definitions or drawings.
var notParts = []string{".sty", ".cls", ".def", ".cfg", ".clo", ".pgf", ".pdf_tex", ".tikz"}

// includeFile reads the file of a name, with or without its extension.
func (l *latexReader) includeFile(name string) bool {
	names := []string{name}
	if ext := strings.ToLower(path.Ext(name)); slices.Contains(notParts, ext) {
		return true
	} else if ext != ".tex" {
		names = []string{name + ".tex", name}
	}
	for _, name := range names {
		name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
		if read, tried := l.read[name]; read {
			return true
		} else if tried {
			continue
		}
		text, ok := l.openText(name)
		if l.read[name] = ok; !ok {
			continue
		}
		l.flush()
		l.sources = append(l.sources, texSource{text: text, line: 1, part: name, end: func() { l.endFile(name) }})
		return true
	}
	return false
}

// endFile ends the paragraph with which an included file ends.
func (l *latexReader) endFile(name string) {
	if l.nested > 0 || l.b.Empty() {
		return
	}
	l.sources = append(l.sources, texSource{part: name}) // for the part of the last paragraph
	l.flush()
	l.sources = l.sources[:len(l.sources)-1]
}

// openText is the text of a file beside the paper.
func (l *latexReader) openText(name string) (string, bool) {
	doc, err := l.in.open(name)
	if err != nil {
		return "", false
	}
	head := l.in.Bytes
	text, err := decode(doc, func([]byte) string { return latexCharset(head[:min(len(head), sniffBytes)]) })
	return text, err == nil
}

// letterAt reports whether s has a letter at i.
func letterAt(s string, i int) bool { return i < len(s) && lex.IsLetter(s[i]) }
