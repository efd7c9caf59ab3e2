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

// isStrong reports whether a block shows by more than capitals that it holds
// names: by initials, by an inverted name, by three names in a row. "Current
// Exhibitions" has the capitals too.
func isStrong(block string, names []string) bool {
	if len(names) > 2 {
		return true
	}
	for _, name := range names {
		if strings.Contains(name, ",") {
			return true
		}
		for w := range strings.FieldsSeq(name) {
			if IsInitials(w) || IsBareInitials(w) && w != "AI" && w != "US" && w != "UK" && w != "EU" && w != "UN" {
				return true
			}
		}
	}
	return len(trimNames(block)) < len(strings.Trim(block, " .,")) || isHan(block)
}

// alike reports whether the last of several names is made like the first: with
// initials, if that one has them. Otherwise the title has begun.
func alike(names []string) bool {
	first, last := names[0], names[len(names)-1]
	return !namesInitials(first) || namesInitials(last) || isOrganisation(last)
}

func namesInitials(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if IsInitials(w) || IsBareInitials(w) {
			return true
		}
	}
	return false
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
