package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// command reads the command that comes next. What an unknown one has in braces
// is read as text.
func (r *texReader) command() {
	name := r.commandName()
	if mark, ok := texAccents[name]; ok && !r.math {
		r.accent(mark)
		return
	}
	if r.block != nil && r.block(name) {
		return
	}
	if sign, ok := texSymbols[name]; ok {
		r.write(sign)
		return
	}
	if n, ok := texDropped[name]; ok {
		r.drop(n)
		return
	}
	if !r.inline(name) && !r.expand(name) {
		r.skipOption()
	}
}

// texDropped are the commands whose first arguments are not printed: how many.
var texDropped = map[string]int{
	"label": 1, "ref": 1, "pageref": 1, "eqref": 1, "autoref": 1, "cref": 1, "Cref": 1, "nameref": 1, "vref": 1, "index": 1, "glossary": 1,
	"vspace": 1, "hspace": 1, "includegraphics": 1, "graphicspath": 1, "bibliographystyle": 1, "citestyle": 1, "setcitestyle": 1,
	"color": 1, "textcolor": 1, "colorbox": 1, "fcolorbox": 2, "definecolor": 3, "pagecolor": 1, "rowcolor": 1, "cellcolor": 1,
	"setlength": 2, "addtolength": 2, "settowidth": 2, "setcounter": 2, "addtocounter": 2, "refstepcounter": 1, "stepcounter": 1,
	"pagestyle": 1, "thispagestyle": 1, "pagenumbering": 1, "hypersetup": 1, "usepackage": 1, "RequirePackage": 1, "documentclass": 1,
	"PassOptionsToPackage": 2, "bibinfo": 1, "bibfield": 1, "hyperlink": 1, "hypertarget": 1, "raisebox": 1, "parbox": 1, "rule": 2,
	"addcontentsline": 3, "markboth": 2, "markright": 1, "resizebox": 2, "scalebox": 1, "rotatebox": 1, "fontsize": 2, "selectlanguage": 1,
	"foreignlanguage": 1, "texorpdfstring": 1, "multicolumn": 2, "multirow": 2, "cline": 1, "cmidrule": 1, "phantom": 1, "hphantom": 1,
	"vphantom": 1, "hyphenation": 1, "lstset": 1, "tikzset": 1, "usetikzlibrary": 1, "sisetup": 1, "captionsetup": 1, "geometry": 1,
	"theoremstyle": 1, "newtheorem": 2, "newcolumntype": 2, "numberwithin": 2, "DeclareMathOperator": 2, "crefname": 3, "Crefname": 3,
	"newcounter": 1, "newlength": 1, "newsavebox": 1, "usetheme": 1, "usecolortheme": 1, "setbeamertemplate": 2,
	"urlstyle": 1, "enlargethispage": 1, "setstretch": 1, "newcites": 2, "bibcite": 2, "defcitealias": 2, "lstinputlisting": 1, "inputminted": 2,
}

// accent sets an accent on the letter that comes next, bare or in braces.
func (r *texReader) accent(mark rune) {
	r.skipSpace()
	s := r.top()
	if s == nil || s.pos >= len(s.text) {
		return
	}
	letter := ""
	switch c := s.text[s.pos]; {
	case c == '{':
		raw, ok := r.argument()
		if !ok {
			return
		}
		letter = raw.rest()
	case c == '\\':
		before := *s
		if name := r.commandName(); texSymbols[name] == "" {
			*s = before
			return
		}
		letter = s.text[before.pos:s.pos]
	default:
		if c == '}' || c == ' ' || c == '\n' {
			return
		}
		n := 1
		for s.pos+n < len(s.text) && s.text[s.pos+n]&0xc0 == 0x80 {
			n++
		}
		letter = s.text[s.pos : s.pos+n]
		s.advance(s.pos + n)
	}
	r.write(accented(mark, accentBase(letter, 0)))
}

// accentBase is the letter under an accent, which may have an accent itself.
func accentBase(source string, depth int) string {
	source = strings.TrimSpace(source)
	for strings.HasPrefix(source, "{") && strings.HasSuffix(source, "}") {
		source = strings.TrimSpace(source[1 : len(source)-1])
	}
	if !strings.HasPrefix(source, `\`) || depth > 2 {
		return strings.Map(func(c rune) rune {
			if strings.ContainsRune(`\{}$`, c) {
				return -1
			}
			return c
		}, source)
	}
	r := texReader{sources: []texSource{{text: source}}}
	name := r.commandName()
	rest := r.top().rest()
	if sign, ok := texSymbols[name]; ok {
		return sign + rest
	}
	if mark, ok := texAccents[name]; ok {
		return accented(mark, accentBase(rest, depth+1))
	}
	return rest
}

// inline reads a command that means something inside of a paragraph.
func (r *texReader) inline(name string) bool {
	switch name {
	case "url":
		r.url()
	case "href", "href@noop", "Eprint":
		r.href(name)
	case "doi":
		r.doi()
	case "nolinkurl":
		if raw, ok := r.argument(); ok {
			r.write(r.address(raw))
		}
	case "path":
		r.literal(r.argument())
	case "emph", "textit", "textsl", "mkbibemph", "mkbibitalic", "citetitlefont":
		r.span(document.Emphasis, "")
	case "textbf", "mkbibbold":
		r.span(document.Strong, "")
	case "textsuperscript":
		r.span(document.Superscript, "")
	case "em", "it", "itshape", "sl", "slshape":
		r.style(document.Emphasis)
	case "bf", "bfseries":
		r.style(document.Strong)
	case "enquote", "mkbibquote", "textquote":
		r.quoted()
	case `\`, "newline", "tabularnewline":
		r.skipOption()
		r.b.LineBreak()
	case "newblock":
		r.b.Space = true
	case "hskip", "vskip", "kern", "penalty":
		r.glue()
	case "(", ")":
		r.math = name == "("
	default:
		return false
	}
	return true
}

// skipOption passes over the option of a command whose meaning is not known.
func (r *texReader) skipOption() {
	r.skipOverlay()
	if !r.next('[') {
		return
	}
	s := r.top()
	if end := matching(s.text[:min(len(s.text), s.pos+200)], s.pos, '[', ']', true); end > 0 && !strings.Contains(s.text[s.pos:end], "\n\n") {
		s.advance(end + 1)
	}
}

// skipOverlay passes over what says on which slides of a talk something shows:
// <2->.
func (r *texReader) skipOverlay() {
	if !r.next('<') {
		return
	}
	s := r.top()
	if end := strings.IndexByte(s.rest()[:min(len(s.rest()), 20)], '>'); end > 1 && strings.Trim(s.rest()[1:end], "0123456789-+,.") == "" {
		s.advance(s.pos + end + 1)
	}
}

// glue passes over a length: "1em plus 0.5em minus 0.4em".
func (r *texReader) glue() {
	s := r.top()
	end := s.pos
	for word := range strings.FieldsSeq(s.rest()[:min(len(s.rest()), 80)]) {
		word, _, _ = strings.Cut(word, `\`)
		number := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz")
		if word == "" || word != "plus" && word != "minus" && (number == "" || strings.Trim(number, "+-.0123456789") != "" || len(word)-len(number) > 2) {
			break
		}
		end += strings.Index(s.text[end:], word) + len(word)
	}
	r.b.Space = true
	s.advance(end)
}

// literal writes text as it stands in the source; addresses in it are examples.
func (r *texReader) literal(raw texSource, ok bool) {
	if !ok {
		return
	}
	span := r.b.Open(document.Code, "")
	r.b.Write(raw.rest(), raw.line)
	r.b.Close(span)
}

// url writes an address that is a link to itself.
func (r *texReader) url() {
	r.skipOption()
	raw, ok := r.argument()
	if !ok {
		return
	}
	target := r.address(raw)
	if !address.IsWeb(target) { // without a scheme the address is told by its form
		r.b.Write(target, raw.line)
		return
	}
	span := r.b.Open(document.Link, target)
	r.b.Write(target, raw.line)
	r.b.Close(span)
}

// href makes its second argument a link to the first.
func (r *texReader) href(name string) {
	r.skipOption()
	raw, ok := r.argument()
	target := r.address(raw)
	if !ok || name == "href@noop" || !address.IsWeb(target) {
		return
	}
	r.span(document.Link, target)
}

// doi writes a DOI that is given as such.
func (r *texReader) doi() {
	raw, ok := r.argument()
	if !ok {
		return
	}
	doi := r.address(raw)
	if !address.HasPrefix(doi) {
		doi = "doi:" + strings.TrimPrefix(doi, "doi:")
	}
	r.b.Write(doi, raw.line)
}

// quoted sets its argument in quotation marks.
func (r *texReader) quoted() {
	if r.inGroup(texGroup{close: func() { r.write("”") }}) {
		r.write("“")
	}
}
