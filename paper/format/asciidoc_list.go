package format

import (
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// An adocItem is how an item of a list begins.
type adocItem struct {
	kind  byte // '*' for bullets, '.' for numbers, ':' for terms, '<' for callouts; 0 for none
	depth int
	label string
	text  string // after the marker
}

// adocMarker reads the marker of an item.
func adocMarker(line string) adocItem {
	line = strings.TrimLeft(line, " \t")
	mark, rest, ok := strings.Cut(strings.Replace(line, "\t", " ", 1), " ")
	rest = strings.TrimSpace(rest)
	if ok && rest != "" && mark != "" {
		label := strings.TrimRight(mark, ".)")
		switch {
		case mark == "-", mark == "•":
			return adocItem{'*', 0, "", rest}
		case len(mark) <= 6 && strings.Trim(mark, "*") == "":
			return adocItem{'*', len(mark), "", rest}
		case len(mark) <= 6 && strings.Trim(mark, ".") == "":
			return adocItem{'.', len(mark), "", rest}
		case len(label) == len(mark)-1 && len(label) < 6 && (strings.Trim(label, "0123456789") == "" && mark[len(mark)-1] == '.' ||
			len(label) == 1 && lex.IsLetter(label[0]) && mark[len(mark)-1] == '.' || label != "" && strings.Trim(strings.ToLower(label), "ivx") == "" && mark[len(mark)-1] == ')'):
			return adocItem{'.', 1, label, rest}
		case len(mark) > 2 && mark[0] == '<' && mark[len(mark)-1] == '>' && strings.Trim(mark[1:len(mark)-1], "0123456789.") == "":
			return adocItem{'<', 0, "", rest}
		}
	}
	if i := termEnd(line); i > 0 {
		return adocItem{':', 0, strings.TrimRight(line[:i], ":;"), strings.TrimSpace(line[i:])}
	}
	return adocItem{}
}

// termEnd returns where the term that a line begins ends, with its colons.
func termEnd(line string) int {
	if strings.HasPrefix(line, "//") {
		return 0
	}
	for i := 1; i < len(line); i++ {
		if line[i] != ':' && line[i] != ';' {
			continue
		}
		n := i
		for n < len(line) && line[n] == line[i] {
			n++
		}
		if marks := n - i; marks >= 2 && (line[i] == ':' && marks <= 4 || marks == 2) && (n == len(line) || line[n] == ' ' || line[n] == '\t') {
			return n
		}
		i = n - 1
	}
	return 0
}

// item reads an item of a list: its text, without the blocks attached to it.
func (r *adocReader) item(line string) bool {
	m := adocMarker(line)
	if m.kind == 0 {
		return false
	}
	if !r.inList {
		r.lists++
		r.inList, r.counts = true, nil
		r.listed = r.listed || r.styleName() == "bibliography"
	}
	lines := r.lines(true)
	if m.kind == ':' {
		r.paragraph(document.Block{}, []sourceLine{{m.label, lines[0].number, lines[0].part}})
		if lines[0].text = m.text; m.text == "" {
			lines = lines[1:]
		}
		if len(lines) > 0 {
			r.paragraph(document.Block{}, lines)
		}
		return true
	}
	b := document.Block{Kind: document.Item, Level: max(0, m.depth-1), List: r.lists}
	if m.kind == '.' {
		b.Marker = r.count(m)
	}
	lines[0].text = m.text
	key, label, rest := bibliographyAnchor(m.text)
	if label != "" || r.listed && m.kind == '*' {
		b.Kind, b.Marker = document.Entry, label
	}
	if b.Key = key; key != "" {
		lines[0].text = rest
	}
	r.paragraph(b, lines)
	return true
}

// count is the number of an item in its list.
func (r *adocReader) count(m adocItem) string {
	for len(r.counts) < m.depth {
		r.counts = append(r.counts, 0)
	}
	r.counts = r.counts[:m.depth]
	n := &r.counts[m.depth-1]
	*n++
	if m.label != "" {
		return m.label
	}
	return strconv.Itoa(*n)
}

// bibliographyAnchor reads what an entry begins with: [[[key]]], or
// [[[key,label]]]. An item that begins with [[key]] may be one.
func bibliographyAnchor(text string) (key, label, rest string) {
	for _, brackets := range []string{"[[[ ]]]", "[[ ]]"} {
		open, shut, _ := strings.Cut(brackets, " ")
		inner, ok := strings.CutPrefix(text, open)
		end := strings.Index(inner[:min(len(inner), 200)], shut)
		if !ok || end < 1 {
			continue
		}
		key, label, _ = strings.Cut(inner[:end], ",")
		if key, label = strings.TrimSpace(key), strings.Trim(label, " []"); label == "" {
			label = key
		}
		if len(open) == 2 {
			label = ""
		}
		return key, label, inner[end+len(shut):]
	}
	return "", "", text
}
