package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/archive/textdiff"
	"github.com/citecheck/citecheck/checker/compare"
)

// around is how many words of what is the same stand around a change.
const around = 8

// Diff writes what changed between two stored answers of a link: what the page
// says of itself first, then its readable text, word by word. Without colour,
// [-words-] were deleted and {+words+} inserted.
func Diff(w io.Writer, url string, before, after *archive.View, o Options) error {
	out := newPrinter(w, o)
	out.para(0, span{}, 0, keep(bold, url))
	out.para(0, say(red, "-"), 2, say(plain, provenance(before)))
	out.para(0, say(green, "+"), 2, say(plain, provenance(after)))
	if before.Check == after.Check {
		out.gap()
		out.para(0, span{}, 0, say(plain, "This is the only text that is kept: there is nothing to compare it with."))
		return out.flush()
	}
	out.fields(before, after)
	old, oldCut := bounded(before.Page.ReadingText())
	now, nowCut := bounded(after.Page.ReadingText())
	passages := textdiff.Passages(textdiff.Words(old, now), around)
	for _, passage := range passages {
		out.gap()
		out.passage(passage)
	}
	out.gap()
	out.para(0, span{}, 0, say(plain, diffSummary(passages, old, now)))
	if oldCut || nowCut {
		out.para(0, span{}, 0, say(yellow, "Only the beginning of these long texts was compared."))
	}
	return out.flush()
}

// fields prints what the two checks have different besides the text.
func (p *printer) fields(before, after *archive.View) {
	begun := false
	for _, f := range []struct{ name, before, after string }{
		{"title", before.Title, after.Title},
		{"published", before.Published.String(), after.Published.String()},
		{"modified", before.Modified.String(), after.Modified.String()},
		{"address", before.FinalURL, after.FinalURL},
		{"HTTP", strconv.Itoa(before.Status), strconv.Itoa(after.Status)},
		{"type", before.ContentType, after.ContentType},
	} {
		if f.before == f.after {
			continue
		}
		if !begun {
			p.gap()
			begun = true
		}
		p.para(0, say(dim, f.name), 11, p.changed(textdiff.Deleted, clip(Safe(f.before), maxValue)), p.changed(textdiff.Inserted, clip(Safe(f.after), maxValue)))
	}
}

// changed is a span of words that were deleted or inserted.
func (p *printer) changed(op textdiff.Op, text string) span {
	switch {
	case text == "" || op == textdiff.Kept:
		return say(plain, text)
	case op == textdiff.Deleted && p.color:
		return say(red, text)
	case op == textdiff.Deleted:
		return say(plain, "[-"+text+"-]")
	case p.color:
		return say(green, text)
	}
	return say(plain, "{+"+text+"+}")
}

// passage prints changes and what stands around them, in the paragraphs of the
// text.
func (p *printer) passage(parts []textdiff.Part) {
	lines := [][]span{{say(dim, "…")}}
	for _, part := range parts {
		for i, text := range strings.Split(strings.Join(part.Words, " "), "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			if text = strings.TrimSpace(text); text != "" {
				lines[len(lines)-1] = append(lines[len(lines)-1], p.changed(part.Op, text))
			}
		}
	}
	lines[len(lines)-1] = append(lines[len(lines)-1], say(dim, "…"))
	for _, line := range lines {
		if len(line) > 0 {
			p.para(2, span{}, 2, line...)
		}
	}
}

// diffSummary is what a difference comes to, in the words of content-changed.
func diffSummary(passages [][]textdiff.Part, before, after string) string {
	if len(passages) == 0 {
		return "The readable text is the same to the letter."
	}
	change, likeness := compare.Texts(before, after)
	text := fmt.Sprintf("%s; likeness %.2f", counted(len(passages), "passage differs", "passages differ"), likeness)
	return text + map[compare.Change]string{
		compare.Same: ": as good as the same text.", compare.Edited: ": an edited text.",
		compare.Shortened: ": only a part of what it was.", compare.Changed: ": another text.", "": ".",
	}[change]
}
