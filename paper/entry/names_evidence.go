package entry

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isOrganisation reports whether a name holds a word that only organisations
// have in theirs.
func isOrganisation(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if organisationWords[strings.ToLower(strings.Trim(w, ",.;:()’'"))] {
			return true
		}
	}
	return false
}

// amongPersons reports whether a block with an organisation's word lists
// persons too: "Ann Lee, Bo Ek, and the River Team". The first part must be a
// person, or one must have initials: "University of Oslo, North Campus" is one
// name.
func amongPersons(s string) bool {
	if !strings.Contains(s, ",") {
		return false
	}
	persons, initialled := 0, false
	parts := splitNames(s)
	for i, p := range parts {
		switch {
		case isOrganisation(p.Text):
			if i == 0 {
				persons--
			}
			continue
		case p.Kind == notName, p.Kind == wordPart && i > 1:
			return false
		}
		persons++
		for w := range strings.FieldsSeq(p.Text) {
			initialled = initialled || IsInitials(w)
		}
	}
	return persons > 1 || persons > 0 && initialled
}

// isOrganisationName reports whether all of s can be one organisation's name,
// not a sentence that mentions one.
func isOrganisationName(s string) bool {
	if b := partBreaks(s); len(b) > 0 && b[0].End < len(s) {
		return false
	}
	words := strings.Fields(s)
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		plain := strings.ToLower(strings.Trim(w, ",.;:()’'"))
		small := organisationWords[plain] || nameParticles[plain] || conjunctions[plain] || smallWords[plain]
		if i > 0 && nonNames[plain] && !small && plain != "new" {
			return false
		}
		if unicode.IsLower(r) && !small && !strings.ContainsAny(w, ".") || i == 0 && nonNames[plain] && plain != "the" && plain != "new" && plain != "best" {
			return false
		}
	}
	return len(words) <= 14
}

// isHan reports whether s is a name in Chinese characters: two to four of them.
func isHan(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
		n++
	}
	return 2 <= n && n <= 4
}
