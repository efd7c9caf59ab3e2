package paper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// The rules on marks speak only where a paper surely uses a notation: numbers
// in brackets are also years, raised ones also exponents, and in PDF what is
// raised is guessed from places and sizes, so that nothing is missed there. A
// paper uses one if at least two of its marks, and more than half of them, lead
// to a note or an entry. What the format itself marks up needs no such proof. They are silent
// about a paper of which files could not be read: what they miss may stand there.

// checkUndefinedMarker finds marks that lead to no note and no entry. Each is
// told once. Where a PDF lacks several entries, its reader has not told them
// apart.
func checkUndefinedMarker(in *inspection) {
	undefined := in.undefined()
	if len(in.Unread) > 0 || in.Format == "pdf" && len(undefined) > 1 {
		return
	}
	for _, m := range undefined {
		in.reportAt(m.line, fmt.Sprintf("Line %d refers to %q, and no note or entry has that label; add the entry, or correct the label.", m.line, shownKey(m.label)), shownKey(m.label))
	}
}

// undefined are the first marks that lead to each label that the paper has not.
func (in *inspection) undefined() (found []mark) {
	used, keyed, hanging := in.notations(), in.knowsKeys(), in.hangsMarks()
	told := map[string]bool{}
	for _, m := range in.marks {
		if in.labels[m.label] || told[m.label] || m.doubtful || !used[m.notation] {
			continue
		}
		switch {
		case m.notation == keyNotation && !keyed && !isNoteKey(m.label):
		case m.notation == raisedNotation && in.Format == "pdf":
		case m.hanging && !hanging:
		case m.notation != keyNotation && !in.plausible(m):
		default:
			told[m.label] = true
			found = append(found, m)
		}
	}
	return found
}

// knowsKeys reports whether a citation key leads to an entry. Where none does,
// the bibliography is kept elsewhere.
func (in *inspection) knowsKeys() bool {
	return slices.ContainsFunc(in.marks, func(m mark) bool {
		return m.notation == keyNotation && !isNoteKey(m.label) && in.labels[m.label]
	})
}

// hangsMarks reports whether the paper puts its marks directly behind words:
// most of those in brackets that lead to something stand so. In other papers
// what stands so is program text.
func (in *inspection) hangsMarks() bool {
	hanging, apart := 0, 0
	for _, m := range in.marks {
		switch {
		case m.notation != bracketNotation || m.leading || !in.labels[m.label]:
		case m.hanging:
			hanging++
		default:
			apart++
		}
	}
	return hanging > apart
}

// isNoteKey tells the keys of notes from those of entries.
func isNoteKey(key string) bool { return strings.HasPrefix(key, "^") }

// plausible reports whether a mark that leads nowhere can be meant as one: it
// is a number in the range that the paper's own labels have.
func (in *inspection) plausible(m mark) bool {
	n := document.Number(m.label)
	return n > 0 && n <= 2*len(in.labels)+20 && n < 1000 && !in.mayBeUnlabelled(n)
}

// mayBeUnlabelled reports whether an entry of the bibliography that has lost its
// number can be the n-th.
func (in *inspection) mayBeUnlabelled(n int) bool {
	entries, unlabelled := 0, 0
	for _, r := range in.References {
		if r.Kind != Bibliography {
			continue
		}
		if entries++; r.Label == "" {
			unlabelled++
		}
	}
	return unlabelled > 0 && n <= entries
}

// notations are those that the paper surely uses.
func (in *inspection) notations() map[notation]bool {
	good, all := map[notation]int{}, map[notation]int{}
	seen := map[mark]bool{}
	for _, m := range in.marks {
		key := mark{notation: m.notation, label: m.label}
		if seen[key] || m.leading || m.doubtful && !in.labels[m.label] || m.notation != keyNotation && document.Number(m.label) == 0 {
			continue
		}
		seen[key] = true
		all[m.notation]++
		if in.labels[m.label] {
			good[m.notation]++
		}
	}
	used := map[notation]bool{keyNotation: true}
	for n, count := range all {
		used[n] = used[n] || good[n] >= 2 && 2*good[n] > count
	}
	return used
}

// checkUncited finds numbered or keyed entries that no mark leads to, in papers
// whose marks lead to most of the others. Lists of further reading have no
// marks, or are no numbered ones.
func checkUncited(in *inspection) {
	if len(in.Unread) > 0 {
		return
	}
	cited := in.cited()
	for _, kind := range []Kind{Footnote, Bibliography} {
		if kind != Footnote || in.Format != "pdf" {
			in.uncitedOf(kind, cited)
		}
	}
}

// uncitedOf is checkUncited for the entries of one kind: that its notes have
// marks says nothing of how a text refers to its bibliography.
func (in *inspection) uncitedOf(kind Kind, cited map[string]bool) {
	var uncited []*Reference
	entries := map[string]bool{}
	found := 0
	for _, r := range in.References {
		name := r.markName()
		if r.Kind != kind || name == "" || entries[name] {
			continue
		}
		entries[name] = true
		if cited[r.Key] || cited[r.Label] {
			found++
		} else if r.Key != "" && (r.URL != "" || r.DOI != "") || kind == Footnote && r.URL != "" || r.Title != "" && (len(r.Authors) > 0 || !r.Published.IsZero()) {
			uncited = append(uncited, r) // and is surely an entry, not a line of a numbered list
		}
	}
	enough := 2
	if len(uncited) > 0 && uncited[0].Key != "" {
		enough = 1 // the format marks them up
	}
	if found < enough || len(uncited) > mostUncited(len(entries)) {
		return // the text has another way to refer to them
	}
	for _, r := range uncited {
		in.report(r, fmt.Sprintf("The text refers to its other entries, but never to this one; cite %q where it belongs, or remove it.", shownKey(r.markName())), shownKey(r.markName()), "")
	}
}

// mostUncited is how many of a paper's entries may be uncited while the others
// show that the text cites them all.
func mostUncited(entries int) int { return max(1, entries/5) }

// cited are the labels and keys that marks lead to. A mark that ends a range
// leads to all entries from the one before it on.
func (in *inspection) cited() map[string]bool {
	used := in.notations()
	cited := map[string]bool{}
	place := map[string]int{} // of the entries, by their keys
	for i, r := range in.References {
		if r.Key != "" {
			place[r.Key] = i
		}
	}
	for i, m := range in.marks {
		if !used[m.notation] || m.leading && in.isMarker(m) {
			continue
		}
		cited[m.label] = true
		if !m.through {
			continue
		}
		from, known := place[in.marks[i-1].label]
		to := place[m.label]
		for k := from; known && k < to && to-from <= maxRange; k++ {
			cited[in.References[k].Key] = true
		}
	}
	return cited
}

// isMarker reports whether a mark is an entry's own marker.
func (in *inspection) isMarker(m mark) bool {
	return slices.ContainsFunc(in.References, func(r *Reference) bool { return r.Label == m.label && r.Line == m.line })
}

// shownKey is a key without what tells the keys of notes from those of entries.
func shownKey(key string) string { return strings.TrimPrefix(key, "^") }

// markName is how marks name r: by its key, else by its number.
func (r *Reference) markName() string {
	if r.Key == "" && document.Number(r.Label) > 0 {
		return r.Label
	}
	return r.Key
}
