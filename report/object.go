package report

import (
	"math"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/paper"
)

// schema is the version of the JSON contract. New fields do not change it.
const schema = 1

// The types below are the JSON contract, in the contract's order. Every key is
// always there: null is what is not known, and a list is never null. A report
// has null for the link of a reference that has none or was not visited.
type (
	toolObject struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	runObject struct {
		ID         *int64  `json:"id"` // null: not recorded
		StartedAt  *string `json:"started_at"`
		FinishedAt *string `json:"finished_at"`
		Offline    bool    `json:"offline"`
		Complete   bool    `json:"complete"`
	}
	paperObject struct {
		Path   string `json:"path"`
		Format string `json:"format"`
		SHA256 string `json:"sha256"`
	}
	// entryObject is what the document says of a reference.
	entryObject struct {
		Label       *string  `json:"label"`
		Line        *int     `json:"line"`
		Page        *int     `json:"page"`
		Part        *string  `json:"part"` // the part of the document in which the line counts
		Kind        string   `json:"kind"`
		Raw         string   `json:"raw"`
		Authors     []string `json:"authors"`
		Title       *string  `json:"title"`
		Container   *string  `json:"container"`
		Published   *string  `json:"published"`
		Accessed    *string  `json:"accessed"`
		URL         *string  `json:"url"`
		DOI         *string  `json:"doi"`
		ArchivedURL *string  `json:"archived_url"`
		ShortFor    *string  `json:"short_for"`
	}
	referenceObject struct {
		entryObject
		Link     *linkObject     `json:"link"`
		Findings []findingObject `json:"findings"`
	}
	linkObject struct {
		URL         string          `json:"url"`
		Health      string          `json:"health"`
		Reason      string          `json:"reason"`
		Detail      *string         `json:"detail"`
		Status      *int            `json:"status"`
		FinalURL    *string         `json:"final_url"`
		Redirects   []hopObject     `json:"redirects"`
		Title       *string         `json:"title"`
		Published   *string         `json:"published"`
		Modified    *string         `json:"modified"`
		ContentType *string         `json:"content_type"`
		Bytes       *int64          `json:"bytes"` // null: no answer
		SHA256      *string         `json:"sha256"`
		TextSHA256  *string         `json:"text_sha256"`
		CheckedAt   *string         `json:"checked_at"`
		DurationMS  int64           `json:"duration_ms"`
		Attempts    int             `json:"attempts"`
		Cached      bool            `json:"cached"`
		Snapshot    *snapshotObject `json:"snapshot"`
	}
	hopObject struct {
		Status int    `json:"status"`
		URL    string `json:"url"`
	}
	snapshotObject struct {
		WARC   string `json:"warc"`
		Offset int64  `json:"offset"`
	}
	findingObject struct {
		Rule     string   `json:"rule"`
		Severity string   `json:"severity"`
		Line     *int     `json:"line"` // of what is no reference's
		Message  string   `json:"message"`
		Cited    *string  `json:"cited"`
		Found    *string  `json:"found"`
		Evidence *string  `json:"evidence"`
		Score    *float64 `json:"score"`

		Suppressed *suppressionObject `json:"suppressed"` // null: it counts
	}
	suppressionObject struct {
		By    string  `json:"by"`
		Why   *string `json:"why"`
		Until *string `json:"until"` // null: for good
	}
	// goneObject is a finding that a baseline knows and that is no more.
	goneObject struct {
		Paper string  `json:"paper"` // the path as among the papers
		Rule  string  `json:"rule"`
		Cited *string `json:"cited"`
	}
	summaryObject struct {
		Papers     int `json:"papers"`
		References int `json:"references"`
		Links      int `json:"links"`
		Alive      int `json:"alive"`
		Dead       int `json:"dead"`
		Unsure     int `json:"unsure"`
		Skipped    int `json:"skipped"`
		Errors     int `json:"errors"`
		Warnings   int `json:"warnings"`
		Notes      int `json:"notes"`
		Suppressed int `json:"suppressed"` // findings that are not among these
	}
)

func toolOf(version string) toolObject { return toolObject{"citecheck", version} }

func runOf(run Run) runObject {
	return runObject{known(run.ID), stamp(run.StartedAt), stamp(run.FinishedAt), run.Offline, run.Complete}
}

func paperOf(p *paper.Paper) paperObject { return paperObject{p.Path, p.Format, p.SHA256} }

func entryOf(ref *paper.Reference) entryObject {
	return entryObject{
		Label: known(ref.Label), Line: known(ref.Line), Page: known(ref.Page), Part: known(ref.Part),
		Kind: string(ref.Kind), Raw: ref.Raw,
		Authors: append([]string{}, ref.Authors...),
		Title:   known(ref.Title), Container: known(ref.Container),
		Published: known(ref.Published.String()), Accessed: known(ref.Accessed.String()),
		URL: known(ref.URL), DOI: known(ref.DOI),
		ArchivedURL: known(ref.ArchivedURL), ShortFor: known(ref.ShortFor),
	}
}

func referenceOf(ref *paper.Reference, c *checker.Check, findings []paper.Finding) referenceObject {
	return referenceObject{entryOf(ref), linkObjectOf(c), findingsOf(findings)}
}

func linkObjectOf(c *checker.Check) *linkObject {
	if c == nil {
		return nil
	}
	link := &linkObject{
		URL: c.URL, Health: string(c.Health), Reason: string(c.Reason), Detail: known(c.Detail),
		Status: known(c.Status), FinalURL: known(c.FinalURL), Redirects: []hopObject{},
		Title: known(c.Title), Published: known(c.Published.String()), Modified: known(c.Modified.String()),
		ContentType: known(c.ContentType), SHA256: known(c.SHA256), TextSHA256: known(c.TextSHA256),
		CheckedAt: stamp(c.CheckedAt), DurationMS: c.Duration.Milliseconds(),
		Attempts: c.Attempts, Cached: c.Cached,
	}
	if c.Status != 0 { // an empty answer has 0 bytes, no answer has none
		link.Bytes = &c.Bytes
	}
	for _, hop := range c.Redirects {
		link.Redirects = append(link.Redirects, hopObject(hop))
	}
	if c.Snapshot != nil {
		link.Snapshot = &snapshotObject{c.Snapshot.WARC, c.Snapshot.Offset}
	}
	return link
}

func findingsOf(findings []paper.Finding) []findingObject {
	list := make([]findingObject, 0, len(findings))
	for _, f := range findings {
		list = append(list, findingObject{
			Rule: f.Rule, Severity: string(f.Severity), Line: known(f.Line), Message: f.Message,
			Cited: known(f.Cited), Found: known(f.Found), Evidence: known(f.Evidence), Score: finite(f.Score),
			Suppressed: suppressionOf(f.Suppressed),
		})
	}
	return list
}

func suppressionOf(s *paper.Suppression) *suppressionObject {
	if s == nil {
		return nil
	}
	return &suppressionObject{By: s.By, Why: known(s.Why), Until: known(s.Until.String())}
}

func goneOf(gone []Gone) []goneObject {
	list := make([]goneObject, 0, len(gone))
	for _, g := range gone {
		list = append(list, goneObject{g.Paper, g.Rule, known(g.Cited)})
	}
	return list
}

func summaryOf(t *Tally) summaryObject {
	return summaryObject{
		Papers: t.Papers, References: t.References, Links: t.Links,
		Alive: t.Alive, Dead: t.Dead, Unsure: t.Unsure, Skipped: t.Skipped,
		Errors: t.Errors, Warnings: t.Warnings, Notes: t.Notes, Suppressed: t.Suppressed,
	}
}

// known is nil for the zero value, which stands for what is not known.
func known[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return known(t.UTC().Format(time.RFC3339))
}

// finite drops what JSON has no number for.
func finite(score *float64) *float64 {
	if score == nil || math.IsNaN(*score) || math.IsInf(*score, 0) {
		return nil
	}
	return score
}
