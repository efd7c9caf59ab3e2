package paper

import (
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/entry"
	"github.com/citecheck/citecheck/paper/lex"
)

// A shortKind says in which way an entry stands for another one.
type shortKind uint8

const (
	notShort  shortKind = iota
	ibidShort           // for the entry before it
	noteShort           // for a numbered note: supra note 9
	workShort           // for the author's work: op. cit.
)

// ibidWords, noteWords and workWords begin or make up short forms.
var (
	ibidWords = []string{"ibid", "ibidem", "id.", "id.,", "idem", "ebd", "ebenda", "там же", "там само", "сонда", "ebd.", "tamże", "a.g.e", "aynı yerde", "ibíd", "ivi,"}
	noteWords = []string{"(n ", "(n. ", "(fn ", "(fn. ", "(note ", "supra note", "supra n.", "above note", "above n ", "see note", "supra, note", "siehe anm.", "siehe fn.", "siehe fußnote", "wie anm.", "voir note", "véase nota", "nota supra", "см. сноску", "см. примечание", "vedi nota"}
	workWords = []string{"op. cit", "op.cit", "loc. cit", "loc.cit", "a. a. o.", "a.a.o.", "указ. соч", "цит. по", "зазнач. праця", "art. cit", "ob. cit", "dz. cyt"}
)

// shortFormOf tells by its words whether an entry is a short form.
func shortFormOf(raw string) shortKind {
	if address.Next(raw, 0) >= 0 {
		return notShort
	}
	lower := strings.ToLower(raw[:min(len(raw), 300)])
	for _, w := range ibidWords {
		for _, lead := range []string{"", "see ", "see also ", "cf. "} {
			rest, ok := strings.CutPrefix(lower, lead+w)
			if ok && (rest == "" || !unicode.IsLetter(rune(rest[0])) && rest[0] < 0x80) && len(raw) < 200 {
				return ibidShort
			}
		}
	}
	for _, w := range noteWords {
		if i := strings.Index(lower, w); i >= 0 && pointsToNote(w, lower[i+len(w):]) && len(raw) < 200 {
			return noteShort
		}
	}
	for _, w := range workWords {
		if i := strings.Index(lower, w); i >= 0 && i < 150 && len(raw) < 250 {
			return workShort
		}
	}
	return notShort
}

// pointsToNote reports whether s, which stands behind the word, begins with a
// note's number; in brackets, it must fill them: "Lee (n 4) 12".
func pointsToNote(word, s string) bool {
	n := digitsAfter(s)
	return n != "" && (word[0] != '(' || strings.HasPrefix(s[strings.Index(s, n)+len(n):], ")"))
}

// digitsAfter is the number at the start of s.
func digitsAfter(s string) string {
	s = strings.TrimLeft(s, " .№")
	n := 0
	for n < len(s) && lex.IsDigit(s[n]) {
		n++
	}
	return s[:n]
}

// resolveShortForms points short forms to the entries they shorten: an entry
// that says so by its words, or one that has only author and title, both of
// which an earlier entry has too.
func resolveShortForms(refs []*Reference) {
	repeatAuthors(refs)
	var entries []*Reference
	for _, r := range refs {
		if r.Kind == Inline {
			continue
		}
		r.short = shortFormOf(r.Raw)
		switch r.short {
		case ibidShort:
			if n := len(entries); n > 0 {
				r.ShortFor = fullLabel(entries[n-1])
			}
			r.dropFields()
		case noteShort:
			r.ShortFor = labelled(entries, noteNumber(r.Raw))
			r.Title = "" // the words around the number
		case workShort:
			r.ShortFor = lastBy(entries, r)
			r.dropFields()
		default:
			if r.isAuthorTitle() {
				r.short = workShort
				r.ShortFor = shortened(entries, r)
				if r.ShortFor == "" && !r.isNoteShort() {
					r.short = notShort
				}
			}
		}
		entries = append(entries, r)
	}
}

// dropFields clears what a parser made of words like "ibid.".
func (r *Reference) dropFields() {
	if shortFormOf(r.Title) != notShort || r.short == ibidShort {
		r.Title = ""
	}
	if r.short == ibidShort {
		r.Authors, r.Container, r.Published = nil, "", date.Date{}
	}
}

func fullLabel(r *Reference) string {
	if r.ShortFor != "" {
		return r.ShortFor
	}
	return r.Label
}

func noteNumber(raw string) string {
	lower := strings.ToLower(raw)
	for _, w := range noteWords {
		if i := strings.Index(lower, w); i >= 0 && pointsToNote(w, lower[i+len(w):]) {
			return digitsAfter(lower[i+len(w):])
		}
	}
	return ""
}

func labelled(entries []*Reference, label string) string {
	for _, e := range entries {
		if label != "" && e.Label == label {
			return fullLabel(e)
		}
	}
	return ""
}

// isAuthorTitle reports whether an entry gives only author and title.
func (r *Reference) isAuthorTitle() bool {
	return r.URL == "" && r.DOI == "" && r.Title != "" && len(r.Authors) > 0 && r.Container == "" &&
		r.Published.IsZero() && r.Accessed.IsZero()
}

// isNoteShort recognises the short form of Chicago notes by its own make: one
// family name and a quoted title, nothing else, in a note.
func (r *Reference) isNoteShort() bool {
	return r.Kind == Footnote && len(r.Authors) == 1 && !strings.Contains(r.Authors[0], " ") &&
		len(entry.Quotations(r.Raw)) == 1 && len(r.Raw)-len(r.Title)-len(r.Authors[0]) < 16
}

// shortened finds the full entry of an author and title. The short title is
// the whole of the full one or its beginning; a family name must be shared.
func shortened(entries []*Reference, r *Reference) string {
	title := lex.Fold(r.Title)
	for _, e := range entries {
		full := lex.Fold(e.Title)
		if e.ShortFor != "" || e.Label == "" || full == "" || e.URL == "" && e.Published.IsZero() {
			continue
		}
		same := full == title || strings.HasPrefix(full, title+" ") || len(title) > 12 && strings.Contains(" "+full+" ", " "+title+" ")
		if same && shareFamily(e.Authors, r.Authors) {
			return e.Label
		}
	}
	return ""
}

// lastBy finds the latest full entry whose author an op. cit. names.
func lastBy(entries []*Reference, r *Reference) string {
	raw := " " + lex.Fold(r.Raw) + " "
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		if e.short != notShort || e.Label == "" {
			continue
		}
		for _, a := range e.Authors {
			if family := familyName(a); family != "" && strings.Contains(raw, " "+family+" ") {
				return e.Label
			}
		}
	}
	return ""
}

// shareFamily reports whether two lists of authors have a family name, or an
// organisation, in common.
func shareFamily(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if fx := familyName(x); fx != "" && (fx == familyName(y) || lex.Fold(x) == lex.Fold(y)) {
				return true
			}
		}
	}
	return false
}

// familyName is the folded family name of a name as printed.
func familyName(name string) string { return lex.Fold(printedFamily(name)) }

// printedFamily is the family name of a name as printed.
func printedFamily(name string) string {
	if family, _, ok := strings.Cut(name, ","); ok {
		return family
	}
	words := strings.Fields(name)
	for i := len(words) - 1; i >= 0; i-- {
		if !entry.IsBareInitials(words[i]) && !entry.IsInitials(words[i]) {
			return words[i]
		}
	}
	return name
}
