package report

import (
	"io"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/report/explain"
)

// A sarifSink writes a log of SARIF 2.1.0, as code hosts and editors show it.
// GitHub refuses a whole log for one result without a line, so that each has
// one, and takes a result for the one of an earlier run by its fingerprint.
type sarifSink struct {
	ledger
	w io.Writer
}

func newSARIF(w io.Writer, _ Options) Sink { return &sarifSink{w: w} }

// home is where the program can be read about.
const home = "https://github.com/citecheck/citecheck"

// sarifSchema is where editors look for what a log may hold.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

func (s *sarifSink) End(run Run) error {
	l := newSARIFLog(run)
	prints := NewFingerprints(s.papers)
	for _, p := range s.papers {
		at := l.artifact(p)
		for _, ref := range p.References {
			findings := s.findings(ref)
			for i, print := range prints.Of(ref, findings) {
				o := s.of(ref, run.Past)
				result := l.result(findings[i], next(ref, o, findings[i]), at, ref.Line, print)
				result.Properties = sarifBag(ref, o, findings[i])
				l.Runs[0].Results = append(l.Runs[0].Results, result)
			}
		}
		for i, print := range prints.Of(nil, p.Findings) {
			result := l.result(p.Findings[i], next(nil, outcome{}, p.Findings[i]), at, p.Findings[i].Line, print)
			result.Properties = sarifBag(nil, outcome{}, p.Findings[i])
			l.Runs[0].Results = append(l.Runs[0].Results, result)
		}
	}
	return writeJSON(s.w, "  ", l)
}

// newSARIFLog is a log with the run and the rules, and without a result.
func newSARIFLog(run Run) *sarifLog {
	driver := sarifDriver{Name: "citecheck", Version: Safe(run.Version), InformationURI: home, Rules: []sarifRule{}}
	l := &sarifLog{Schema: sarifSchema, Version: "2.1.0", rules: make(map[string]int)}
	for _, t := range explain.Rules() {
		l.rules[t.ID] = len(driver.Rules)
		driver.Rules = append(driver.Rules, sarifRuleOf(t))
	}
	invocation := sarifInvocation{Successful: run.Complete, Start: stamp(run.StartedAt), End: stamp(run.FinishedAt)}
	if !run.Complete {
		invocation.Notifications = []sarifNotification{{Level: "error", Message: sarifText{Text: "The run did not finish: not every link was checked."}}}
	}
	for _, line := range lost(run) { // as absent results, code hosts would take them for open ones
		invocation.Notifications = append(invocation.Notifications, sarifNotification{Level: "note", Message: sarifText{Text: line}})
	}
	l.Runs = []sarifRun{{
		Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints",
		Invocations: []sarifInvocation{invocation}, Artifacts: []sarifArtifact{}, Results: []sarifResult{},
	}}
	return l
}

func sarifRuleOf(t explain.Topic) sarifRule {
	level, _, _ := strings.Cut(strings.TrimRight(t.Level, ";"), " ")
	return sarifRule{
		ID: t.ID, Name: t.ID, HelpURI: explain.URL(t.ID),
		Short: sarifText{Text: capital(t.Title) + "."},
		Full:  sarifText{Text: t.Meaning},
		Help: sarifText{
			Text:     t.Meaning + "\n\nEvidence: " + t.Evidence + "\n\nWhat to do: " + t.Advice,
			Markdown: t.Help(),
		},
		Configuration: sarifConfiguration{strings.Trim(level, ";")},
	}
}

// artifact adds a paper and gives its place in the list.
func (l *sarifLog) artifact(p *paper.Paper) sarifLocation {
	run := &l.Runs[0]
	where := sarifURI{URI: fileURI(p.Path), Index: len(run.Artifacts)}
	artifact := sarifArtifact{Location: where}
	if p.SHA256 != "" {
		artifact.Hashes = map[string]string{"sha-256": p.SHA256}
	}
	run.Artifacts = append(run.Artifacts, artifact)
	return sarifLocation{sarifPlace{where, sarifRegion{}}}
}

// result is a finding; next is what to do about it, for which viewers show no
// other place than the message.
func (l *sarifLog) result(f paper.Finding, next string, at sarifLocation, line int, print string) sarifResult {
	driver := &l.Runs[0].Tool.Driver
	index, known := l.rules[f.Rule]
	if !known {
		index = len(driver.Rules)
		l.rules[f.Rule] = index
		name := clip(Safe(f.Rule), maxLabel)
		driver.Rules = append(driver.Rules, sarifRule{ID: name, Name: name, HelpURI: explain.URL(""),
			Short: sarifText{Text: name}, Full: sarifText{Text: name}, Help: sarifText{Text: name, Markdown: literal(name)},
			Configuration: sarifConfiguration{string(f.Severity)}})
	}
	at.Physical.Region.Line = max(line, 1)
	result := sarifResult{
		RuleID: driver.Rules[index].ID, RuleIndex: index, Level: string(f.Severity),
		Message:   sarifText{Text: unlinked(strings.TrimSpace(clip(Safe(statement(f)), maxValue) + " " + sentence(clip(Safe(next), maxURL))))},
		Locations: []sarifLocation{at}, Fingerprints: map[string]string{"citecheck/v1": print},
	}
	if f.Suppressed != nil {
		kind := "external" // section 3.35.2
		if f.Suppressed.By == "paper" {
			kind = "inSource"
		}
		result.Suppressions = []sarifSuppression{{kind, clip(Safe(suppression(f.Suppressed)), maxValue)}}
	}
	return result
}

// sentence is a step to take as a sentence; one that ends in an address stays open,
// so that the address is read right.
func sentence(step string) string {
	if step == "" || strings.Contains(step, "://") {
		return capital(step)
	}
	return capital(step) + "."
}

// capital is s as a sentence begins.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// sarifBag has what SARIF has no field for.
func sarifBag(ref *paper.Reference, o outcome, f paper.Finding) map[string]string {
	bag := make(map[string]string)
	put := func(name, value string) {
		if value = clip(Safe(value), maxValue); value != "" {
			bag[name] = value
		}
	}
	if ref != nil {
		put("reference", ref.Label)
		put("part", ref.Part)
		put("url", linkOf(ref))
	}
	if o.check != nil {
		put("health", string(o.check.Health))
		put("reason", string(o.check.Reason))
	}
	for _, fact := range facts(ref, o, f) {
		put(fact.name, fact.value)
	}
	return bag
}

// unlinked keeps brackets in a message from being read as a link, section
// 3.11.6 of the standard.
func unlinked(s string) string {
	if !strings.Contains(s, "](") {
		return s
	}
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s)
}

// fileURI is a path as SARIF wants it: relative to wherever the program ran, or
// whole where it is absolute.
func fileURI(name string) string {
	if name == "-" {
		return "stdin"
	}
	name = Safe(filepath.ToSlash(name))
	if strings.HasPrefix(name, "/") || filepath.IsAbs(name) {
		return (&url.URL{Scheme: "file", Path: "/" + strings.TrimLeft(name, "/")}).String()
	}
	return (&url.URL{Path: path.Clean(name)}).String()
}
