package report

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report/explain"
)

// Every finding says what to do next, whatever its rule and its link's reason.
func TestNextAlways(t *testing.T) {
	ref := entry("1", 3, "Ann Author", "A Title", "The Paper", "2025-02-03", "https://a.example/")
	for _, rule := range explain.Rules() {
		f := paper.Finding{Rule: rule.ID, Severity: paper.Error, Message: "Something is wrong."}
		if got := next(nil, outcome{}, f); got == "" {
			t.Errorf("%s of a paper: nothing to do", rule.ID)
		}
		for _, reason := range verdict.Reasons() {
			o := outcome{check: check(ref.URL, reason, "", "")}
			got := next(ref, o, f)
			if got == "" || strings.HasSuffix(got, ".") || got[:1] != strings.ToLower(got[:1]) {
				t.Errorf("%s, %s: got %q", rule.ID, reason, got)
			}
		}
	}
}

func TestNext(t *testing.T) {
	ref := entry("1", 3, "Ann Author", "A Title", "The Paper", "2025-02-03", "https://a.example/")
	tests := []struct {
		rule   string
		reason verdict.Reason
		found  string
		want   string
	}{
		{"unsure-link", verdict.Timeout, "", "run the check again, or with a longer --timeout; open the address in a browser"},
		{"unsure-link", verdict.JSOnly, "", "open the address in a browser"},
		{"dead-link", verdict.NotFound, "", "find its new address, or cite a copy: https://web.archive.org/web/*/https://a.example/"},
		{"dead-link", verdict.DNS, "", "check the spelling of the host; if it is right, find its new address, or cite a copy: https://web.archive.org/web/*/https://a.example/"},
		{"content-changed", verdict.OK, "", "see whether it still says what you cite it for: citecheck diff 'https://a.example/'"},
		{"moved-link", verdict.Moved, "https://b.example/", "change the URL to https://b.example/"},
		{"date-mismatch", verdict.OK, "", "open the page and cite the date that it gives. Where the page shows the cited date to a reader, keep it: the metadata is wrong then"},
		{"of-a-newer-version", verdict.OK, "", ""},
	}
	for _, test := range tests {
		f := paper.Finding{Rule: test.rule, Found: test.found}
		if got := next(ref, outcome{check: check(ref.URL, test.reason, "", "")}, f); got != test.want {
			t.Errorf("%s, %s: got %q; want %q", test.rule, test.reason, got, test.want)
		}
	}
}

// What a message says at its end of what to do is left to next.
func TestStatement(t *testing.T) {
	for _, test := range []struct{ rule, message, want string }{
		{"unsure-link", "It cannot be told: no answer; try again later.", "It cannot be told: no answer."},
		{"malformed-url", "No browser can open this: a; b; correct it.", "No browser can open this: a; b."},
		{"missing-fragment", "The page does not have the text “one; two” to which the address leads.", "The page does not have the text “one; two” to which the address leads."},
		{"undefined-marker", `Line 3 refers to "a; b", and no note has that label.`, `Line 3 refers to "a; b", and no note has that label.`},
		{"void-ignore", "This names a rule; did you mean another?", "This names a rule; did you mean another?"},
		{"title-mismatch", "The page is titled this; not that.", "The page is titled this; not that."},
		{"of-a-newer-version", "One; two.", "One; two."},
	} {
		if got := statement(paper.Finding{Rule: test.rule, Message: test.message}); got != test.want {
			t.Errorf("%s: got %q; want %q", test.rule, got, test.want)
		}
	}
}
