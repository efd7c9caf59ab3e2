package format

import (
	"errors"
	"path"
	"path/filepath"
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
// Each is read once: a second time would bring the same references.
func (l *latexReader) include(command string) {
	w, name := l.wish(command, ""), ""
	if strings.HasSuffix(command, "import") || strings.HasSuffix(command, "from") {
		folder, _ := l.argument()
		name = folder.rest() + "/"
	}
	if name += l.fileName(); name == "" {
		return
	}
	w.text = `\` + command + "{" + name + "}"
	if len(l.sources) > maxPartDepth || len(l.read) > maxParts {
		l.in.note(w, errIncludes)
		return
	}
	name = l.expandName(name)
	err := l.includeFile(name)
	if errors.Is(err, errMissing) && !path.IsAbs(name) {
		err = l.includeFile(path.Join(path.Dir(l.top().part), name))
	}
	switch {
	case err == nil:
	case l.depends(name):
		l.in.note(w, errMacro)
	case l.silent && errors.Is(err, ErrUnchecked):
		l.doubts = append(l.doubts, doubt{w, err})
	default:
		l.in.note(w, err)
	}
}

// depends reports whether a file's name has commands or arguments in it.
func (l *latexReader) depends(name string) bool { return strings.ContainsAny(name, `\#`) }

// expandName puts in place of commands in a file's name what they stand for.
func (l *latexReader) expandName(name string) string {
	if !l.depends(name) {
		return name
	}
	base := path.Base(filepath.ToSlash(l.in.Path))
	return strings.ReplaceAll(l.expandAll(name), `\jobname`, strings.TrimSuffix(base, path.Ext(base)))
}

// ifFileExists reads one of two arguments: the first, after the file itself
// where that is meant, if the file is there.
func (l *latexReader) ifFileExists(input bool) {
	name := l.expandName(l.fileName())
	then, ok := l.argument()
	otherwise, ok2 := l.argument()
	switch exists := l.in.has(name) || l.in.has(name+".tex"); {
	case !ok || !ok2:
	case !exists:
		l.reread(otherwise)
	default:
		l.reread(then)
		if s := l.top(); input {
			l.reread(texSource{text: `\input{` + name + `}`, line: s.line, fixed: true, part: s.part})
		}
	}
}

// wish is what is asked for at the place that is being read.
func (l *latexReader) wish(command, name string) wish {
	s := l.top()
	return wish{s.part, s.line, `\` + command + "{" + name + "}"}
}

// A doubt is that a file is not to be had which may not be needed: what comes
// with LaTeX is in no paper's folder, and a list that was made of a
// bibliography stands for it.
type doubt struct {
	wish
	err error
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

// includeFile reads the file of a name, with or without its extension. The
// error is that there is no such file, or that it may not be read.
func (l *latexReader) includeFile(name string) error {
	names := []string{name}
	if ext := strings.ToLower(path.Ext(name)); slices.Contains(notParts, ext) {
		return nil
	} else if ext != ".tex" {
		names = []string{name + ".tex", name}
	}
	var missing error
	for _, name := range names {
		name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
		if l.isOpen(name) {
			return errCircle
		}
		if l.read[name] {
			return nil
		}
		text, err := l.openText(name)
		if errors.Is(err, errMissing) {
			missing = err
			continue
		}
		if l.read[name] = true; err != nil {
			return err
		}
		l.flush()
		l.sources = append(l.sources, texSource{text: text, line: 1, part: name, end: func() { l.endFile(name) }})
		return nil
	}
	return missing
}

// isOpen reports whether a file is being read.
func (l *latexReader) isOpen(name string) bool {
	return name == path.Base(filepath.ToSlash(l.in.Path)) || slices.ContainsFunc(l.sources, func(s texSource) bool { return s.part == name && s.end != nil })
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

// openText is the text of a file beside the paper. One that is no text is
// noted, and has none.
func (l *latexReader) openText(name string) (string, error) {
	doc, err := l.in.open(name)
	if err != nil {
		return "", err
	}
	head := l.in.Bytes
	text, err := decode(doc, func([]byte) string { return latexCharset(head[:min(len(head), SniffBytes)]) })
	if err != nil {
		l.in.noteFault(name, err)
	}
	return text, nil
}

// letterAt reports whether s has a letter at i.
func letterAt(s string, i int) bool { return i < len(s) && lex.IsLetter(s[i]) }
