package lex

import "strings"

// Phrases makes a set of a list.
func Phrases(list string) map[string]bool {
	set := map[string]bool{}
	for p := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ';' || r == '\n' }) {
		if p = strings.TrimSpace(p); p != "" {
			set[p] = true
		}
	}
	return set
}
