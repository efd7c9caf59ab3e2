package paper

import (
	"strconv"
	"time"
)

// Options are what the rules need besides the paper.
type Options struct {
	Now          time.Time // dates after it lie in the future; zero: that rule is silent
	AllowPrivate bool      // private addresses are no finding
}

// A Rule is one thing that can be wrong with a paper, found without a network.
// What it means and what to do is said in report/explain.
type Rule struct {
	ID       string
	Severity Severity

	check func(*inspection) // reports what it finds
}

// Rules are all offline rules, in the order in which they are applied.
var Rules = []Rule{
	{"malformed-url", Error, checkMalformedURL},
	{"malformed-doi", Error, checkMalformedDOI},
	{"private-url", Error, checkPrivateURL},
	{"accessed-before-published", Error, checkAccessedBeforePublished},
	{"future-date", Error, checkFutureDate},
	{"url-date-mismatch", Warning, checkURLDate},
	{"same-url-different-title", Warning, checkSameURL},
	{"undefined-marker", Warning, checkUndefinedMarker},
	{"uncited-reference", Warning, checkUncited},
	{"unresolved-short-form", Warning, checkShortForm},
	{"shortened-url", Warning, checkShortened},
	{"tracking-parameters", Note, checkTracking},
	{"duplicate-reference", Note, checkDuplicate},
	{"missing-access-date", Note, checkMissingAccess},
}

// Check applies all rules to a paper and adds what they find to its references
// and to the paper itself.
func Check(p *Paper, o Options) {
	for i := range Rules {
		in := inspection{Paper: p, Options: o, rule: &Rules[i]}
		in.rule.check(&in)
	}
}

// An inspection is one rule on its way through one paper.
type inspection struct {
	*Paper
	Options
	rule *Rule
}

// report adds a finding of the rule to a reference.
func (in *inspection) report(r *Reference, message, cited, found string) {
	r.Findings = append(r.Findings, Finding{Rule: in.rule.ID, Severity: in.rule.Severity, Message: message, Cited: cited, Found: found})
}

// reportAt adds a finding of the rule to the paper as a whole, with the line of
// what is wrong.
func (in *inspection) reportAt(line int, message, cited string) {
	in.Paper.Findings = append(in.Paper.Findings, Finding{Rule: in.rule.ID, Severity: in.rule.Severity, Line: line, Message: message, Cited: cited})
}

// name is how a message names a reference: by its label, else by its line.
func (r *Reference) name() string {
	if r.Label != "" {
		return "reference " + r.Label
	}
	return "the link on line " + strconv.Itoa(r.Line)
}
