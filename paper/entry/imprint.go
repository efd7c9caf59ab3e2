package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// HasImprint reports whether s says where and when a work was published: "(Oslo:
// Fjord Press, 2019)", "Berlin: Springer, 2018", "München 2019". Only references
// do.
func HasImprint(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if !isYear(s[i:i+4]) || i > 0 && lex.IsDigit(s[i-1]) || i+4 < len(s) && lex.IsDigit(s[i+4]) {
			continue
		}
		before := s[max(0, i-maxImprint):i]
		if j := strings.LastIndex(before, ": "); j > 0 && !strings.ContainsAny(before[j:], ".;?!()") && strings.HasSuffix(before, ", ") && endsWithPlace(before[:j]) {
			return true
		}
		if place, ok := strings.CutSuffix(before, " "); ok && endsWithPlace(strings.TrimSuffix(place, ",")) && partFollows(s[i+4:]) {
			return true
		}
	}
	return false
}

// maxImprint is the most bytes of a place and a publisher.
const maxImprint = 80

// endsWithPlace reports whether the last word of s is a place's behind
// punctuation: ", München", "(Oslo".
func endsWithPlace(s string) bool {
	i := strings.LastIndexAny(s, " (")
	return i > 0 && lexicon[strings.ToLower(s[i+1:])] == placeWord && (s[i] == '(' || strings.IndexByte(",.;(", s[i-1]) >= 0)
}

// partFollows reports whether what stands behind a year ends the entry or goes
// on to pages.
func partFollows(s string) bool { return s == "" || strings.IndexByte(",.;):", s[0]) >= 0 }
