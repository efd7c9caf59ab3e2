package format

import (
	"html"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
)

// xref reads <<key>> and <<key,text>>, which lead to a place in the document or
// to an entry.
func (w *adocWriter) xref(i int) int {
	text := w.p.text[:w.to]
	if !strings.HasPrefix(text[i:], "<<") {
		return 0
	}
	end := w.end(i+2, ">>", anywhere)
	if end < 0 {
		return i + 2
	}
	w.flush(i)
	key, _, titled := strings.Cut(text[i+2:end], ",")
	from := end
	if titled {
		from = i + 3 + len(key)
	}
	return w.place(strings.TrimSpace(key), from, end, end+2)
}

// place writes a reference with text[from:to] to a place in the document.
func (w *adocWriter) place(key string, from, to, end int) int {
	w.r.places[key] = true
	if strings.TrimSpace(w.p.text[from:to]) == "" {
		writeKeys(w.b, w.p.line(w.done), []string{key}, nil)
		w.done = end
		return end
	}
	link := w.b.Open(document.Link, "#"+key)
	w.linked = true
	w.span(document.Cite, key, from, to, end)
	w.linked = false
	w.b.Close(link)
	return end
}

// address reads an address, with the text in brackets that may follow it.
func (w *adocWriter) address(i int) int {
	rest := w.p.text[i:min(w.to, i+maxAddress)]
	if w.linked || !address.HasPrefix(rest) {
		return 0
	}
	n := strings.IndexAny(rest, " \t\n[]<>")
	if n < 0 {
		n = len(rest)
	}
	if note := strings.Index(rest[:n], "footnote:"); note > 0 {
		n = note // a note right behind the address
	}
	if end := w.bracket(i + n); end > 0 && address.Scan(rest[:n]) > 0 {
		w.flush(i)
		return w.link(rest[:n], i+n+1, end)
	}
	n = address.Scan(unescapedExtent(rest[:n]))
	if n == 0 {
		return 0
	}
	w.flush(i)
	return w.raw(rest[:n], i+n, rest[:n], document.Link)
}

// link writes a link whose text stands in brackets, text[from:to].
func (w *adocWriter) link(target string, from, to int) int {
	target = rstUnescape(html.UnescapeString(target))
	from, shown := w.linkText(from, to)
	if from >= shown {
		return w.raw(target, to+1, target, document.Link)
	}
	w.linked = true
	defer func() { w.linked = false }()
	return w.span(document.Link, target, from, shown, to+1)
}

// linkText narrows what stands in a link's brackets to its text: attributes
// may follow, and a caret opens another window.
func (w *adocWriter) linkText(from, to int) (start, end int) {
	inner := w.p.text[from:to]
	if strings.Contains(inner, "=") {
		if strings.HasPrefix(inner, `"`) {
			if n := strings.IndexByte(inner[1:], '"'); n >= 0 {
				return from + 1, from + 1 + n
			}
		}
		comma, equals := strings.IndexByte(inner, ','), strings.IndexByte(inner, '=')
		switch {
		case comma >= 0 && comma < equals:
			to = from + comma
		case isAttribute(inner[:equals]):
			to = from
		}
	}
	return from, from + len(strings.TrimSuffix(w.p.text[from:to], "^"))
}

// note reads a footnote, or a further mark of one that has a name.
func (w *adocWriter) note(key string, from, to int) int {
	number, known := w.r.notes[key]
	if strings.TrimSpace(w.p.text[from:to]) == "" {
		if !known {
			number = key
		}
		return w.raw(number, to+1, key, document.Superscript, document.Cite)
	}
	w.r.numbered++
	number = strconv.Itoa(w.r.numbered)
	if key == "" {
		key = number
	}
	w.r.notes[key] = number
	w.raw(number, to+1, key, document.Superscript, document.Cite)
	inner := adocWriter{proseWriter: w.proseWriter, r: w.r, brackets: w.brackets, depth: w.depth}
	inner.b = &document.Builder{}
	inner.run(from, to)
	b := inner.b.Take(document.Note)
	b.Marker, b.Key, b.Part = number, key, w.p.part
	if b.Text != "" {
		w.notes = append(w.notes, b)
	}
	w.notes = append(w.notes, inner.notes...)
	return to + 1
}
