package paper

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
)

// An Ignore is a comment of a paper's by which findings may stand:
//
//	<!-- citecheck: ignore dead-link until 2027-01-01: the site moves -->
//
// It is meant for the reference on whose lines it stands, or, alone on its
// lines, for the one that follows.
type Ignore struct {
	Line  int      // 1-based, of the comment
	Rules []string // as written
	Until Date     // the last day on which it holds; the zero Date: for good
	Why   string
	Wrong string // why it cannot be understood; it does nothing then

	Reference *Reference // whose findings it is about; nil where there is none
	Of        int        // the line whose findings it is about, where they are no reference's
}

// ignoreMark begins the text of such a comment.
const ignoreMark = "citecheck:"

// ignores finds the comments of a document of the named format that are meant
// for citecheck, and the references that they are about. Formats for programs,
// and plain text, have no comments.
func ignores(doc []byte, format string, refs []*Reference) []Ignore {
	find := commentFinders[format]
	if find == nil || !bytes.Contains(doc, []byte(ignoreMark)) {
		return nil
	}
	lines := bytes.Split(doc, []byte("\n"))
	var found []Ignore
	for _, c := range find(lines) {
		text, ok := strings.CutPrefix(strings.TrimSpace(c.text), ignoreMark)
		if !ok {
			continue
		}
		ignore := parseIgnore(text)
		ignore.Line = c.first + 1
		ignore.Reference, ignore.Of = c.about(lines, refs)
		found = append(found, ignore)
	}
	return found
}

// parseIgnore reads what stands after the mark.
func parseIgnore(text string) Ignore {
	head, why, _ := strings.Cut(text, ":")
	words := strings.FieldsFunc(head, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\r' || r == '\n' })
	i := Ignore{Why: strings.Join(strings.Fields(why), " ")}
	if len(words) == 0 || words[0] != "ignore" {
		i.Wrong = "the only thing to say is “ignore”"
		return i
	}
	words = words[1:]
	if at := slices.Index(words, "until"); at >= 0 {
		if len(words) == at+2 {
			if day, err := time.Parse(time.DateOnly, words[at+1]); err == nil {
				i.Until = Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}
			}
		}
		if i.Until == (Date{}) {
			i.Wrong = "after “until” one day is wanted, such as 2027-01-31"
		}
		words = words[:at]
	}
	i.Rules = words
	switch {
	case len(words) == 0:
		i.Wrong = cmp.Or(i.Wrong, "it names no rule")
	case i.Why == "":
		i.Wrong = cmp.Or(i.Wrong, "it gives no reason, after a colon")
	}
	return i
}

// A comment is one comment of a document, without its delimiters.
type comment struct {
	text        string
	first, last int // lines, from 0
	start, end  int // columns in bytes: in first, where it begins, and in last, after its end
}

// about gives the reference that a comment is meant for, and the line.
func (c comment) about(lines [][]byte, refs []*Reference) (*Reference, int) {
	refs = slices.Clone(refs)
	refs = slices.DeleteFunc(refs, func(r *Reference) bool { return r.Part != "" || r.Page != 0 || r.Line == 0 })
	next := slices.IndexFunc(refs, func(r *Reference) bool { return r.Line > c.last+1 })
	if next < 0 {
		next = len(refs)
	}
	if len(bytes.TrimSpace(lines[c.first][:c.start])) == 0 && len(bytes.TrimSpace(lines[c.last][c.end:])) == 0 {
		below := min(c.last+1, len(lines)-1)
		for below < len(lines)-1 && len(bytes.TrimSpace(lines[below])) == 0 {
			below++
		}
		if next == len(refs) {
			return nil, below + 1
		}
		return refs[next], below + 1
	}
	here := slices.IndexFunc(refs, func(r *Reference) bool { return r.Line > c.first })
	if here >= 0 && here < next {
		return nearestOf(refs[here:next], string(lines[c.first][:c.start])), c.first + 1
	}
	if next > 0 && unbroken(lines[refs[next-1].Line-1:c.first]) {
		return refs[next-1], c.first + 1
	}
	return nil, c.first + 1
}

// nearestOf gives, of references that begin on one line, the last one whose
// address stands before a comment, else the first.
func nearestOf(refs []*Reference, before string) *Reference {
	best, at := refs[0], -1
	for _, r := range refs {
		if i := strings.LastIndex(before, cmp.Or(r.URL, r.DOI, r.Raw)); i > at {
			best, at = r, i
		}
	}
	return best
}

// unbroken reports whether no line is empty, so that an entry that begins on
// the first may reach past the last.
func unbroken(lines [][]byte) bool {
	return !slices.ContainsFunc(lines, func(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 })
}
