package report

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// The types below are a paper as the page shows it.
type (
	htmlPaper struct {
		ID, Name, About string
		Findings        []htmlFinding
		References      []htmlReference
		worst           int // rank of the worst finding of the paper as a whole
	}
	htmlReference struct {
		ID, Label, Title, Place, Raw string
		By                           []string
		Health, State, Detail, Host  string
		Rank                         int // of the worst finding that counts; 3 where there is none
		URL                          htmlLink
		Findings                     []htmlFinding
		Seen                         []htmlSeen
	}
	htmlFinding struct {
		Severity, Rule, Page, Message, Evidence, Next, Suppressed string
		Cited, Found                                              []piece
		FoundLink, NextLink                                       htmlLink // NextLink follows Next
	}
	// An htmlLink is an address; one that is none of the web is only shown.
	htmlLink struct{ Href, Text string }
	// An htmlSeen is one line of what a visit saw.
	htmlSeen struct {
		Name, Value string
		Code        bool
		Link        htmlLink
		Hops        []htmlHop
	}
	htmlHop struct {
		Status int
		To     htmlLink
	}
)

// paper is the paper at position i.
func (s *htmlSink) paper(i int) htmlPaper {
	p := s.papers[i]
	shown := htmlPaper{ID: fmt.Sprintf("p%d", i+1), Name: clip(Safe(name(p)), maxValue), worst: rank(p.Findings)}
	about := []string{counted(len(p.References), "reference", "references")}
	if title := clip(Safe(p.Title), maxValue); title != "" {
		about = append([]string{title}, about...)
	}
	shown.About = strings.Join(about, " · ")
	for _, f := range bySeverity(p.Findings) {
		shown.Findings = append(shown.Findings, s.finding(nil, outcome{}, f))
	}
	for n, ref := range p.References {
		shown.References = append(shown.References, s.reference(ref, fmt.Sprintf("r%d-%d", i+1, n+1)))
	}
	return shown
}

func (s *htmlSink) reference(ref *paper.Reference, id string) htmlReference {
	o := s.of(ref, s.past)
	findings := s.findings(ref)
	r := htmlReference{
		ID: id, Label: clip(Safe(ref.Label), maxLabel), Title: clip(Safe(cmp.Or(ref.Title, ref.Raw, linkOf(ref))), maxValue),
		By: by(ref), Place: clip(Safe(where(ref)), maxValue), Raw: clip(Safe(ref.Raw), maxURL),
		Health: "none", State: "no link", Rank: rank(findings), URL: webLink(cmp.Or(ref.URL, linkOf(ref))),
	}
	switch c := o.check; {
	case c != nil && c.Health != verdict.Skipped:
		r.Health = string(c.Health)
		fallthrough
	case c != nil:
		r.State = fmt.Sprintf("%s, %s", c.Health, c.Reason)
		r.Detail = clip(Safe(c.Detail), maxValue)
		r.Seen = seen(c)
	case linkOf(ref) != "":
		r.State = "not checked"
	case ref.ShortFor != "":
		r.State = "short for " + clip(Safe(ref.ShortFor), maxLabel)
	}
	r.Host = clip(Safe(hostOf(linkOf(ref))), maxValue)
	for _, f := range bySeverity(findings) {
		shown := s.finding(ref, o, f)
		if f.Evidence == cmpDetail(o.check) {
			shown.Evidence = ""
		}
		r.Findings = append(r.Findings, shown)
	}
	return r
}

// cmpDetail is the evidence that stands beside a link's health already.
func cmpDetail(c *checker.Check) string {
	if c == nil {
		return ""
	}
	return c.Detail
}

// where is the place of a reference in its paper.
func where(ref *paper.Reference) string {
	var parts []string
	if ref.Part != "" {
		parts = append(parts, ref.Part)
	}
	if ref.Line > 0 {
		parts = append(parts, fmt.Sprintf("line %d", ref.Line))
	}
	if ref.Page > 0 {
		parts = append(parts, fmt.Sprintf("page %d", ref.Page))
	}
	return strings.Join(parts, ", ")
}

func (s *htmlSink) finding(ref *paper.Reference, o outcome, f paper.Finding) htmlFinding {
	shown := htmlFinding{
		Severity: string(f.Severity), Rule: clip(Safe(f.Rule), maxLabel), Page: rulePage(f.Rule), Message: clip(Safe(headline(f)), maxValue),
		Evidence: clip(Safe(evidence(f)), maxValue), Next: clip(Safe(next(ref, o, f)), maxURL),
		Suppressed: clip(Safe(suppression(f.Suppressed)), maxValue),
	}
	if text, link := stepLink(shown.Next); link != "" {
		shown.Next, shown.NextLink = text, webLink(link)
	}
	if !strings.Contains("error warning note", shown.Severity) {
		shown.Severity = "note"
	}
	cited := f.Cited
	if ref != nil && (cited == ref.URL || cited == linkOf(ref)) {
		cited = "" // the address stands above
	}
	found := f.Found
	switch said := headline(f); {
	case found != "" && shown.NextLink.Text == clip(Safe(found), maxURL):
		found = "" // what to do ends in it
	case f.Evidence == "" && strings.Contains(said, cited) && strings.Contains(said, found):
		cited, found = "", "" // no page shows them, and the message says it all
	}
	if cited != "" || found != "" {
		shown.Cited, shown.Found = marks(clip(Safe(cited), maxValue), clip(Safe(found), maxValue))
	}
	if cited == "" {
		shown.Cited = nil
	}
	if found == "" {
		shown.Found = nil
	}
	if isWeb(found) {
		shown.FoundLink = webLink(found)
	}
	return shown
}

// by is who wrote a work, where and when: parts that are shown apart, since an
// Arabic name would turn the date that follows it round.
func by(ref *paper.Reference) []string {
	return nonEmpty(people(ref.Authors), clip(Safe(ref.Container), maxValue), ref.Published.String())
}

func nonEmpty(texts ...string) []string {
	var rest []string
	for _, text := range texts {
		if text != "" {
			rest = append(rest, text)
		}
	}
	return rest
}

// seen is what a visit saw, line by line.
func seen(c *checker.Check) []htmlSeen {
	var list []htmlSeen
	put := func(name, value string, code bool) {
		if value = clip(Safe(value), maxURL); value != "" {
			list = append(list, htmlSeen{Name: name, Value: value, Code: code})
		}
	}
	if c.Status != 0 {
		answer := fmt.Sprintf("HTTP %d", c.Status)
		if c.ContentType != "" {
			answer += ", " + c.ContentType
		}
		put("answer", fmt.Sprintf("%s, %s", answer, counted(int(c.Bytes), "byte", "bytes")), false)
	}
	if len(c.Redirects) > 0 {
		chain := htmlSeen{Name: "redirects"}
		for _, hop := range c.Redirects {
			chain.Hops = append(chain.Hops, htmlHop{hop.Status, webLink(hop.URL)})
		}
		list = append(list, chain)
	}
	if c.FinalURL != "" && c.FinalURL != c.URL {
		list = append(list, htmlSeen{Name: "ended at", Link: webLink(c.FinalURL)})
	}
	put("page title", c.Title, false)
	put("published", c.Published.String(), false)
	put("modified", c.Modified.String(), false)
	if !c.CheckedAt.IsZero() {
		at := c.CheckedAt.UTC().Format("2006-01-02 15:04:05 UTC")
		if c.Cached {
			at += ", an earlier check"
		}
		put("checked", fmt.Sprintf("%s, asked %s, %d ms", at, counted(c.Attempts, "time", "times"), c.Duration.Milliseconds()), false)
	}
	put("SHA-256", c.SHA256, true)
	put("of its text", c.TextSHA256, true)
	if c.Snapshot != nil {
		put("kept in", fmt.Sprintf("%s, at byte %d", c.Snapshot.WARC, c.Snapshot.Offset), true)
	}
	return list
}

func webLink(address string) htmlLink {
	l := htmlLink{Text: clip(Safe(address), maxURL)}
	if isWeb(address) && Safe(address) == address {
		l.Href = address
	}
	return l
}

// hostOf is the host of an address, without www; "" where there is none.
func hostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// rank orders findings that count: 0 for an error to 3 for none.
func rank(findings []paper.Finding) int {
	least := 3
	for _, f := range counting(findings) {
		least = min(least, ranks[f.Severity])
	}
	return least
}
