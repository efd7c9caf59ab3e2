package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/document"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// adocMacros are the inline macros that mean something for references, or hide
// their content. The first ones may begin inside of a word.
var adocMacros = []string{"footnote", "footnoteref", "pass", "image", "link", "mailto", "xref", "icon", "kbd", "btn", "menu", "stem", "latexmath", "asciimath",
	"indexterm2", "indexterm", "cite", "citenp", "anchor"}

// macro reads name:target[text], given the place of its colon.
func (w *adocWriter) macro(i int) int {
	text := w.p.text[:w.to]
	name := ""
	for j, known := range adocMacros {
		if start := i - len(known); start >= w.done && text[start:i] == known && (j < 4 || !w.wordBefore(start)) && len(known) > len(name) {
			name = known
		}
	}
	if name == "" {
		return 0
	}
	target, open := w.target(i + 1)
	end := w.bracket(open)
	if open == 0 || end == 0 {
		return 0
	}
	if i > len(name) && text[i-len(name)-1] == '\\' {
		return open + 1
	}
	w.flush(i - len(name))
	w.done = i
	return w.writeMacro(name, target, open+1, end)
}

// target reads the target of a macro, and where the bracket after it is. Plus
// signs around it let it hold anything.
func (w *adocWriter) target(i int) (target string, open int) {
	rest := w.p.text[i:min(w.to, i+maxAddress)]
	for _, mark := range []string{"+++", "++", "$$"} {
		if inner, ok := strings.CutPrefix(rest, mark); ok {
			if n := strings.Index(inner, mark+"["); n > 0 {
				return inner[:n], i + n + 2*len(mark)
			}
		}
	}
	if w.word <= i { // the word that holds i ends further on
		n := strings.IndexAny(rest, " \t\n[")
		if n < 0 {
			n = len(rest)
		}
		w.word = i + n
	}
	if w.word >= w.to || w.p.text[w.word] != '[' {
		return "", 0
	}
	return w.p.text[i:w.word], w.word
}

// writeMacro writes what a macro with text[from:to] in its brackets means.
func (w *adocWriter) writeMacro(name, target string, from, to int) int {
	inner := w.p.text[from:to]
	switch name {
	case "link":
		return w.link(target, from, to)
	case "footnote":
		return w.note(target, from, to)
	case "footnoteref":
		key, _, ok := strings.Cut(inner, ",")
		from += len(key)
		if ok {
			from++
		}
		return w.note(strings.TrimSpace(key), from, to)
	case "image":
		args := splitAttributes(inner)
		if link := attributeOf(args, "link"); address.IsWeb(link) && !address.IsBadge(target) {
			return w.raw(link, to+1, link, document.Link)
		}
	case "pass":
		return w.html(inner, to+1)
	case "stem", "latexmath", "asciimath", "kbd":
		return w.raw(inner, to+1, "", document.Code)
	case "cite", "citenp":
		return w.cite(inner, to+1)
	case "mailto", "xref", "btn", "menu", "indexterm2":
		if name == "xref" {
			return w.place(strings.TrimPrefix(target, "#"), from, to, to+1)
		}
		w.run(from, to)
	}
	w.done = to + 1
	return to + 1
}

// cite writes the keys of a citation, as asciidoctor-bibtex has them:
// "Lane12(59), Knuth97".
func (w *adocWriter) cite(keys string, end int) int {
	writeKeys(w.b, w.p.line(w.done), strings.FieldsFunc(keys, func(c rune) bool { return c == ',' }), func(key string) string {
		key, _, _ = strings.Cut(key, "(")
		return key
	})
	w.done = end
	return end
}

// html writes the HTML that a document passes through: its text and its links.
func (w *adocWriter) html(s string, end int) int {
	line := w.p.line(w.done)
	link := -1
	z := nethtml.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			break
		}
		token := z.Token()
		switch {
		case kind == nethtml.TextToken:
			w.b.Write(token.Data, line)
		case token.DataAtom != atom.A || link >= 0 && kind == nethtml.StartTagToken:
		case kind == nethtml.StartTagToken:
			link = w.b.Open(document.Link, attribute(token.Attr, "href"))
		case kind == nethtml.EndTagToken && link >= 0:
			w.b.Close(link)
			link = -1
		}
	}
	if link >= 0 {
		w.b.Close(link)
	}
	w.done = end
	return end
}
