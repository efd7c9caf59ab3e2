// Package explain says what each rule and each reason means, what evidence it
// needs, and what to do about it. The command explain, docs/rules.md and the
// help in SARIF all come from its Topics.
package explain

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xrash/smetrics"
)

// A Kind says what a topic is about.
type Kind string

const (
	Rule   Kind = "rule"   // what a finding names
	Reason Kind = "reason" // why a link has its health
)

// A Topic is one rule or one reason. Its texts are plain sentences.
type Topic struct {
	ID       string // as reports have it: "dead-link", "soft-404"
	Kind     Kind
	Level    string // a rule's severity, or the health that goes with a reason
	Title    string // a few words, without a full stop
	Meaning  string
	Evidence string // what has to be seen before a report says so
	Advice   string // what the author of a paper should do
}

// Topics are all rules and then all reasons, the gravest first.
func Topics() []Topic { return slices.Concat(rules, reasons) }

// Rules are the topics that findings name.
func Rules() []Topic { return slices.Clone(rules) }

// byID is for Find, which reports call for each finding.
var byID = func() map[string]Topic {
	index := make(map[string]Topic)
	for _, t := range Topics() {
		index[t.ID] = t
	}
	return index
}()

// Find gives the topic of that name; case does not count.
func Find(id string) (Topic, bool) {
	t, ok := byID[strings.ToLower(strings.TrimSpace(id))]
	return t, ok
}

// alike is how much a name must be like another one to be meant by it, by the
// measure of Jaro and Winkler.
const alike = 0.8

// Near gives up to three names that a misspelt one may have meant, the most
// likely first; none where nothing is like it.
func Near(id string) []string {
	type candidate struct {
		id    string
		score float64
	}
	id = strings.ToLower(strings.TrimSpace(id))
	if len(id) > 64 { // no name is; the measure takes the square of the length
		return nil
	}
	var near []candidate
	for _, t := range Topics() {
		score := smetrics.JaroWinkler(id, t.ID, 0.7, 4)
		if id != "" && (strings.Contains(t.ID, id) || strings.Contains(id, t.ID)) {
			score = max(score, alike)
		}
		if score >= alike {
			near = append(near, candidate{t.ID, score})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	var ids []string
	for _, c := range near[:min(len(near), 3)] {
		ids = append(ids, c.id)
	}
	return ids
}

// page is where the topics can be read on the web.
const page = "https://github.com/citecheck/citecheck/blob/main/docs/rules.md"

// URL is where the topic of that name can be read on the web.
func URL(id string) string { return page + "#" + id }
