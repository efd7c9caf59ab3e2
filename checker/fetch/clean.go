package fetch

import (
	"strings"
	"unicode"
)

// maxDetail bounds what a host or certificate can put into a report.
const maxDetail = 300

// clean makes foreign words fit for a Detail: one line, nothing that a
// terminal would act on, not too long.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.In(r, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	if runes := []rune(s); len(runes) > maxDetail {
		s = string(runes[:maxDetail]) + "…"
	}
	return s
}

func quote(s string) string { return "“" + s + "”" }
