package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// latexSilent are the environments in which nothing is cited: code, comments,
// formulas and drawings.
var latexSilent = map[string]bool{
	"verbatim": true, "verbatim*": true, "Verbatim": true, "Verbatim*": true, "BVerbatim": true, "LVerbatim": true, "lstlisting": true, "minted": true, "alltt": true,
	"comment": true, "filecontents": true, "filecontents*": true, "tikzpicture": true, "pgfpicture": true, "tikzcd": true,
	"equation": true, "equation*": true, "align": true, "align*": true, "gather": true, "gather*": true, "multline": true, "multline*": true,
	"eqnarray": true, "eqnarray*": true, "displaymath": true, "math": true, "flalign": true, "flalign*": true, "alignat": true, "alignat*": true,
}

// latexArguments are the environments with arguments that are not printed: how
// many.
var latexArguments = map[string]int{
	"tabular": 1, "tabular*": 2, "tabularx": 2, "tabulary": 2, "longtable": 1, "array": 1, "minipage": 1, "wrapfigure": 2, "wraptable": 2,
	"multicols": 1, "subfigure": 1, "subtable": 1, "adjustbox": 1, "column": 1, "spacing": 1, "otherlanguage": 1, "list": 2, "thebibliography": 1,
	"tabu": 1, "xltabular": 2, "adjustwidth": 2, "CJK": 2, "CJK*": 2, "refsection": 0,
}

// begin reads the beginning of an environment.
func (l *latexReader) begin() {
	raw, ok := l.argument()
	if !ok {
		return
	}
	name := strings.TrimSpace(raw.rest())
	if latexSilent[name] {
		l.silentEnvironment(name)
		return
	}
	if name == "thebibliography" || name == "document" {
		l.closeAll()
	}
	l.flush()
	switch name {
	case "document":
		l.silent = false
		return
	case "thebibliography":
		l.listed, l.inBib = true, true
	case "itemize", "enumerate", "description", "compactitem", "compactenum", "inparaenum", "asparaenum", "references", "publications":
		l.listID++
		l.lists = append(l.lists, latexList{id: l.listID, ordered: strings.Contains(name, "enum")})
	}
	l.skipOverlay()
	l.skipOption()
	l.drop(latexArguments[name])
	if name == "frame" || name == "block" {
		l.skipOption()
		if l.next('{') {
			l.heading(latexHeadings["frametitle"])
		}
	}
}

// end reads the end of an environment.
func (l *latexReader) end() {
	raw, ok := l.argument()
	if !ok {
		return
	}
	switch name := strings.TrimSpace(raw.rest()); name {
	case "document":
		l.closeAll()
		l.flush()
		l.endSource()
		return
	case "thebibliography":
		l.closeAll()
		l.flush()
		l.inBib = false
	case "itemize", "enumerate", "description", "compactitem", "compactenum", "inparaenum", "asparaenum", "references", "publications":
		l.flush()
		l.item = nil
		if n := len(l.lists); n > 0 {
			l.lists = l.lists[:n-1]
		}
	default:
		if l.entry == nil {
			l.flush()
		}
	}
}

// endSource passes over all that is left of the file being read.
func (l *latexReader) endSource() {
	for i := len(l.sources) - 1; i >= 0; i-- {
		s := &l.sources[i]
		s.pos = len(s.text)
		if !s.fixed {
			return
		}
	}
}

// silentEnvironment passes over an environment that is not read as text. One
// that holds a bibliography is kept.
func (l *latexReader) silentEnvironment(name string) {
	s := l.top()
	start, line := s.pos, s.line
	if !l.skipTo(`\end{` + name + `}`) {
		return
	}
	l.b.Space = true
	if strings.HasPrefix(name, "filecontents") {
		content := strings.TrimSuffix(s.text[start:s.pos], `\end{`+name+`}`)
		if head, _, _ := strings.Cut(content, "\n"); strings.Contains(head, ".bib}") {
			records, err := bibtexRecords(content)
			if err != nil {
				fault := at("", err)
				fault.Line += line - 1
				l.in.noteFault(s.part, fault)
			}
			for i := range records {
				records[i].line += line - 1
			}
			l.inline = append(l.inline, records...)
		}
	}
}

// skipTo passes over the source up to the end of mark. It reports false where
// there is none.
func (l *latexReader) skipTo(mark string) bool {
	s := l.top()
	if l.unclosed >= maxUnclosed {
		return false
	}
	end := strings.Index(s.rest(), mark)
	if end < 0 {
		l.unclosed++
		return false
	}
	s.advance(s.pos + end + len(mark))
	return true
}

// skipConditional passes over the branch of a condition that never holds, up
// to its \fi or \else.
func (l *latexReader) skipConditional() {
	s := l.top()
	if l.unclosed >= maxUnclosed {
		return
	}
	depth := 1
	for i := s.pos; i < len(s.text); i++ {
		if s.text[i] != '\\' {
			continue
		}
		rest := s.text[i+1:]
		switch {
		case strings.HasPrefix(rest, "fi") && !letterAt(rest, 2):
			if depth--; depth == 0 {
				s.advance(i + len(`\fi`))
				return
			}
		case strings.HasPrefix(rest, "else") && !letterAt(rest, 4) && depth == 1:
			s.advance(i + len(`\else`))
			return
		case strings.HasPrefix(rest, "if"):
			depth++
		}
		i++
	}
	l.unclosed++
}

// verbatim reads code inside of a paragraph: \verb|code|, \lstinline{code}.
func (l *latexReader) verbatim(name string) {
	s := l.top()
	l.skipOption()
	if name == "mintinline" {
		l.drop(1)
	}
	if l.next('*') {
		s.pos++
	}
	if l.next('{') && name != "verb" {
		l.literal(l.argument())
		return
	}
	line, _, _ := strings.Cut(s.rest()[:min(len(s.rest()), maxFormula)], "\n")
	if len(line) < 2 {
		return
	}
	end := strings.IndexByte(line[1:], line[0])
	if end < 0 {
		return
	}
	span := l.b.Open(document.Code, "")
	l.write(line[1 : 1+end])
	l.b.Close(span)
	s.advance(s.pos + end + 2)
}
