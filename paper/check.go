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
type Rule struct {
	ID       string
	Severity Severity
	Help     string // what it means and what to do, for people

	check func(*inspection) // reports what it finds
}

// Rules are all offline rules, in the order in which they are applied.
var Rules = []Rule{
	{"malformed-url", Error, "The cited address cannot be opened by any browser. Correct it, or copy it again from the page.", checkMalformedURL},
	{"malformed-doi", Error, "What is cited as a DOI is none: a DOI begins with 10., a number and a slash. Copy it again from the publisher's page.", checkMalformedDOI},
	{"private-url", Error, "The cited address lies in a private network: readers cannot reach it. Cite a public one.", checkPrivateURL},
	{"accessed-before-published", Error, "The reference says that the page was read before it was published. One of the two dates is wrong.", checkAccessedBeforePublished},
	{"future-date", Error, "A cited date has not come yet. Correct it.", checkFutureDate},
	{"url-date-mismatch", Warning, "The address of the page holds a date, and it is not the cited one. Check the date of publication.", checkURLDate},
	{"same-url-different-title", Warning, "Two references cite one address under different titles. One title, or one address, is wrong.", checkSameURL},
	{"undefined-marker", Warning, "The text refers to a note or an entry that the paper does not have. Add the entry, or correct its number or key.", checkUndefinedMarker},
	{"uncited-reference", Warning, "The text refers to the paper's other entries, but never to this one. Cite it where it belongs, or remove it.", checkUncited},
	{"unresolved-short-form", Warning, "A short form such as “ibid.” or “Smith, “Title.”” stands for a full entry, and there is none. Give the full entry.", checkShortForm},
	{"shortened-url", Warning, "A shortened address hides where it leads, and dies with the service. Cite the address that it leads to.", checkShortened},
	{"tracking-parameters", Note, "The address carries parameters that only tell the site where its readers come from. Without them it is shorter and leads to the same page.", checkTracking},
	{"duplicate-reference", Note, "Two entries are the same. Cite the first one again, or use a short form.", checkDuplicate},
	{"missing-access-date", Note, "The other web references of the paper say when the page was read, this one does not. Add the date.", checkMissingAccess},
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
