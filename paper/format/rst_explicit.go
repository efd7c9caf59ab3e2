package format

import (
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// A rstTarget is what a name leads to.
type rstTarget struct {
	url    string
	alias  string // another name, for which this one stands
	inside bool   // a place in the document
}

// rstNotes numbers footnotes as docutils does: those without a number get the
// ones that are free, in their order.
type rstNotes struct {
	used    map[string]bool
	numbers []string // given to footnotes without a name
	named   map[string]string
	symbols []string
	last    int

	nextNumber, nextSymbol int // of the references to them
}

// explicit reads an element that two dots announce: a footnote, a citation, a
// target, a substitution, a directive. Everything else is a comment.
func (r *rstReader) explicit(lines []sourceLine, depth int) int {
	first := lines[0].text
	if first == ".." && (len(lines) == 1 || lines[1].text == "") {
		return 1 // an empty comment holds nothing
	}
	n := indented(lines, 1)
	block := lines[:n]
	least := leastIndent(block)
	if rest, ok := strings.CutPrefix(first, "__ "); ok {
		r.anonymous = append(r.anonymous, r.targetOf(rest, block[1:]))
		return n
	}
	cut := len(first) - len(strings.TrimLeft(first[2:], " "))
	rest := first[cut:]
	if !strings.HasPrefix(rest, "_") {
		r.chain = nil
	}
	switch {
	case strings.HasPrefix(rest, "_"):
		r.target(rest[1:], block[1:])
	case strings.HasPrefix(rest, "["):
		label, after, ok := strings.Cut(rest[1:], "]")
		if ok && (after == "" || after[0] == ' ') && isNoteLabel(label) {
			start := len(first) - len(strings.TrimLeft(after, " "))
			r.note(label, dedent(block, start, least), depth)
		}
	case strings.HasPrefix(rest, "|"):
		r.substitution(rest[1:], block[1:])
	default:
		if name, args, ok := directiveName(rest); ok {
			r.directive(name, dedent(block, len(first)-len(args), least), depth)
		}
	}
	return n
}

// isNoteLabel accepts 1, #, #name, * and Key2020.
func isNoteLabel(label string) bool {
	if label == "*" || label == "#" {
		return true
	}
	return isRSTName(strings.TrimPrefix(label, "#"))
}

// isRSTName accepts letters and digits with single marks between them.
func isRSTName(s string) bool {
	mark := true
	for i := 0; i < len(s); i++ {
		inner := strings.IndexByte("-_.:+", s[i]) >= 0
		if inner && mark || !inner && !rstNameByte(s[i]) {
			return false
		}
		mark = inner
	}
	return !mark
}

func rstNameByte(c byte) bool { return lex.IsLetter(c) || lex.IsDigit(c) || c >= 0x80 }

// rstName is a name as references to it may write it.
func rstName(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(rstUnescape(s)), " "))
}

// target reads "name: address" and what follows it.
func (r *rstReader) target(s string, more []sourceLine) {
	if rest, ok := strings.CutPrefix(s, "_:"); ok {
		r.anonymous = append(r.anonymous, r.targetOf(rest, more))
		return
	}
	var name, rest string
	if quoted, ok := strings.CutPrefix(s, "`"); ok {
		end := strings.Index(quoted, "`:")
		if end < 0 {
			return
		}
		name, rest = quoted[:end], quoted[end+2:]
	} else {
		end := 0
		for end < len(s) && (s[end] != ':' || end+1 < len(s) && s[end+1] != ' ') {
			if s[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(s) {
			return
		}
		name, rest = s[:end], s[end+1:]
	}
	name = rstName(name)
	t := r.targetOf(rest, more)
	if t.inside { // it leads where the target below it leads
		r.chain = append(r.chain, name)
		r.name(name)
		return
	}
	for _, n := range append(r.chain, name) {
		if known := r.targets[n]; known.url == "" && known.alias == "" {
			r.targets[n] = t
		}
	}
	r.chain = nil
}

// targetOf reads where a target leads: an address, which may be broken over
// lines, or another name.
func (r *rstReader) targetOf(s string, more []sourceLine) rstTarget {
	whole := strings.TrimSpace(s)
	for _, l := range more {
		whole += " " + l.text
		if len(whole) > maxAddress {
			break
		}
	}
	whole = strings.TrimSpace(whole)
	if name, ok := strings.CutSuffix(whole, "_"); ok && !strings.HasSuffix(name, `\`) {
		if quoted, ok := strings.CutPrefix(name, "`"); ok && strings.HasSuffix(quoted, "`") {
			return rstTarget{alias: rstName(strings.TrimSuffix(quoted, "`"))}
		}
		if isRSTName(name) {
			return rstTarget{alias: rstName(name)}
		}
	}
	if whole == "" {
		return rstTarget{inside: true}
	}
	return rstTarget{url: rstAddress(whole)}
}

// rstAddress is an address without the white space that breaks it, and
// without escapes.
func rstAddress(s string) string { return rstUnescape(strings.Join(strings.Fields(s), "")) }

// note reads a footnote or a citation.
func (r *rstReader) note(label string, lines []sourceLine, depth int) {
	b := document.Block{Kind: document.Note, Line: lines[0].number}
	switch {
	case label == "*":
		b.Marker = footnoteSymbol(len(r.notes.symbols))
		r.notes.symbols = append(r.notes.symbols, b.Marker)
		b.Key = b.Marker
	case label[0] == '#', strings.Trim(label, "0123456789") == "":
		b.Marker, b.Key = label, rstName(strings.TrimPrefix(label, "#"))
	default:
		b.Kind, b.Marker, b.Key = document.Entry, label, rstName(label)
	}
	if b.Kind == document.Note && label != "*" && label[0] != '#' {
		r.notes.use(label)
	}
	r.name(strings.TrimPrefix(label, "#"))
	outer := r.blocks
	r.blocks = nil
	r.body(lines, depth+1)
	p := pending{block: b}
	for _, inner := range r.blocks {
		p.body = append(p.body, inner.body...)
	}
	r.blocks = append(outer, p)
}

// use notes that a footnote has a number of its own.
func (n *rstNotes) use(label string) {
	if n.used == nil {
		n.used = map[string]bool{}
	}
	n.used[label] = true
}

// footnoteSymbol is the mark of the i-th footnote that is marked by a symbol.
func footnoteSymbol(i int) string {
	symbols := []string{"*", "†", "‡", "§", "¶", "#", "♠", "♥", "♦", "♣"}
	return strings.Repeat(symbols[i%len(symbols)], min(10, 1+i/len(symbols)))
}

// number gives numbers to the footnotes that have none, once all are known.
func (r *rstReader) number() {
	n := &r.notes
	n.named = map[string]string{}
	for i := range r.blocks {
		b := &r.blocks[i].block
		if b.Kind != document.Note || b.Marker == "" || b.Marker[0] != '#' || b.Marker == b.Key {
			continue
		}
		n.last++
		for n.used[strconv.Itoa(n.last)] {
			n.last++
		}
		b.Marker = strconv.Itoa(n.last)
		if b.Key == "" {
			b.Key = b.Marker
			n.numbers = append(n.numbers, b.Marker)
		} else {
			n.named[b.Key] = b.Marker
		}
	}
}

// substitution reads "name| directive:: content". Images stand for nothing
// that can be cited.
func (r *rstReader) substitution(s string, more []sourceLine) {
	name, rest, ok := strings.Cut(s, "|")
	if !ok {
		return
	}
	directive, text, ok := directiveName(strings.TrimSpace(rest))
	if !ok || directive != "replace" {
		return
	}
	for _, l := range more {
		text += "\n" + strings.TrimSpace(l.text)
		if len(text) > maxAddress {
			break
		}
	}
	r.substitutions[rstName(name)] = strings.TrimSpace(text)
}

// directiveName cuts "name:: arguments".
func directiveName(s string) (name, args string, ok bool) {
	name, args, ok = strings.Cut(s, "::")
	name = strings.TrimRight(name, " ")
	if !ok || len(name) > 100 || !isRSTName(name) || args != "" && args[0] != ' ' {
		return "", "", false
	}
	return strings.ToLower(name), strings.TrimLeft(args, " "), true
}

// silentDirectives hold nothing that a reader reads as text: code, formulas,
// raw output, lists of pages, settings.
var silentDirectives = map[string]bool{
	"code": true, "code-block": true, "sourcecode": true, "literalinclude": true, "highlight": true, "doctest": true, "testcode": true, "testoutput": true, "testsetup": true,
	"testcleanup": true, "prompt": true, "ipython": true, "jupyter-execute": true, "code-cell": true, "command-output": true, "program-output": true, "productionlist": true,
	"math": true, "raw": true, "graphviz": true, "digraph": true, "graph": true, "mermaid": true, "uml": true, "plantuml": true, "plot": true, "tikz": true, "bokeh-plot": true,
	"toctree": true, "contents": true, "sectnum": true, "section-numbering": true, "index": true, "meta": true, "title": true, "role": true, "default-role": true, "default-domain": true,
	"rst-class": true, "module": true, "currentmodule": true, "program": true, "tabularcolumns": true, "unicode": true, "date": true, "replace": true, "target-notes": true,
}

// directive reads a directive, whose first line holds its arguments.
func (r *rstReader) directive(name string, lines []sourceLine, depth int) {
	if silentDirectives[name] {
		return
	}
	args, options, content := directiveParts(lines)
	switch name {
	case "image", "figure":
		r.image(lines[0], options)
		r.body(content, depth+1)
	case "include":
		if len(args) > 0 && options["literal"] == nil && options["code"] == nil {
			r.include(args[0], depth+1)
		}
	case "bibliography", "footbibliography":
		for _, l := range args {
			for _, file := range strings.Fields(l.text) {
				r.bibliographies = append(r.bibliographies, wanted{wish{l.part, l.number, ".. " + name + ":: " + file}, file})
			}
		}
	case "csv-table":
		r.body(args, depth+1)
		r.csvTable(content, options, depth+1)
	case "rubric":
		if len(args) > 0 {
			r.add(document.Block{Kind: document.Heading, Level: len(r.styles) + 1}, args)
		}
		r.body(content, depth+1)
	case "only", "ifconfig", "container", "cssclass":
		r.body(content, depth+1)
	default:
		r.body(args, depth+1)
		r.body(content, depth+1)
	}
}

// directiveParts tells a directive's arguments, options and content apart.
func directiveParts(lines []sourceLine) (args []sourceLine, options map[string]*sourceLine, content []sourceLine) {
	options = map[string]*sourceLine{}
	i := 0
	for i < len(lines) && lines[i].text != "" {
		if _, start := fieldName(lines[i].text); start > 0 {
			break
		}
		i++
	}
	args = lines[:i]
	if i == 0 && len(lines) > 0 && lines[0].text == "" {
		i = 1 // nothing on the directive's own line
	}
	for i < len(lines) && lines[i].text != "" {
		name, start := fieldName(lines[i].text)
		if start == 0 {
			if lines[i].text[0] != ' ' {
				break
			}
			i++
			continue // the option before goes on
		}
		value := lines[i]
		value.text = strings.TrimSpace(value.text[min(start, len(value.text)):])
		options[name] = &value
		i++
	}
	return args, options, lines[i:]
}

// image keeps where an image leads. Where it shows the state of a service, as
// badges do, nothing is cited.
func (r *rstReader) image(uri sourceLine, options map[string]*sourceLine) {
	target := options["target"]
	if target == nil || !address.IsWeb(target.text) || address.IsBadge(uri.text) {
		return
	}
	at := *target
	at.text = "`<" + strings.ReplaceAll(target.text, `\`, `\\`) + ">`__"
	r.add(document.Block{}, []sourceLine{at})
}

// csvTable reads the cells of a table that is written as comma-separated values.
func (r *rstReader) csvTable(lines []sourceLine, options map[string]*sourceLine, depth int) {
	comma := ','
	if delim := options["delim"]; delim != nil && len(delim.text) == 1 && delim.text != `"` {
		comma = rune(delim.text[0])
	}
	if header := options["header"]; header != nil {
		lines = append([]sourceLine{*header}, lines...)
	}
	if len(lines) > 0 {
		csvCells(lines, comma, func(cell []sourceLine) { r.body(cell, depth) })
	}
}
