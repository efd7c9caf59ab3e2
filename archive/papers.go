package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/paper"
)

// A citedRow is a reference as its row has it.
type citedRow struct {
	Label                 string
	Line, Page            int
	Kind, Raw             string
	Authors               string // a JSON array, or ""
	Title, Container      string
	Published, Accessed   string
	URL, DOI, ArchivedURL string
	ShortFor              string
	Link                  string // what is fetched; "" for nothing
}

func newCitedRow(r *paper.Reference) (citedRow, error) {
	// A link that no browser could open is still one that the paper cites: it
	// is kept as written.
	link, _ := r.Link()
	row := citedRow{
		Label: r.Label, Line: r.Line, Page: r.Page, Kind: string(r.Kind), Raw: r.Raw,
		Title: r.Title, Container: r.Container, Published: r.Published.String(), Accessed: r.Accessed.String(),
		URL: r.URL, DOI: r.DOI, ArchivedURL: r.ArchivedURL, ShortFor: r.ShortFor, Link: link,
	}
	if len(r.Authors) > 0 {
		text, err := json.Marshal(r.Authors)
		if err != nil {
			return row, err
		}
		row.Authors = string(text)
	}
	return row, nil
}

// paper records what p cites, unless an earlier run had the same reading of
// it, and the findings of this run. It returns the row of each reference in
// cited, and that of the paper.
func (w *rows) paper(run int64, p *paper.Paper, cited map[*paper.Reference]int64) (int64, error) {
	path := p.Path
	if path != "-" {
		// The archive is shared by all folders that citecheck is called in.
		if abs, err := filepath.Abs(path); err == nil {
			path = abs
		}
	}
	list := make([]citedRow, len(p.References))
	for i, r := range p.References {
		var err error
		if list[i], err = newCitedRow(r); err != nil {
			return 0, err
		}
	}
	reading, err := json.Marshal([]any{p.Title, p.Format, list})
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(reading)
	key := []any{path, p.SHA256, hex.EncodeToString(sum[:])}
	id, err := w.find(findPaper, key...)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		if id, err = w.add(addPaper, append(key, p.Title, p.Format, warc.FormatDate(time.Now()))...); err != nil {
			return 0, err
		}
		for i, row := range list {
			if err := w.cite(id, i, row); err != nil {
				return 0, err
			}
		}
	}
	if _, err := w.add(addRunPaper, run, id); err != nil {
		return 0, err
	}
	if err := w.citedIDs(id, p, cited); err != nil {
		return 0, err
	}
	return id, w.documentFindings(run, id, p, cited)
}

// cite adds the row of one reference.
func (w *rows) cite(paper int64, position int, r citedRow) (err error) {
	var link int64
	if r.Link != "" {
		if link, err = w.link(r.Link); err != nil {
			return err
		}
	}
	_, err = w.add(addCited, paper, position, r.Label, r.Line, r.Page, r.Kind, r.Raw, r.Authors, r.Title, r.Container,
		r.Published, r.Accessed, r.URL, r.DOI, r.ArchivedURL, r.ShortFor, link)
	return err
}

// citedIDs reads the rows of a paper's references back, in their order.
func (w *rows) citedIDs(id int64, p *paper.Paper, cited map[*paper.Reference]int64) error {
	stmt, err := w.stmt(findCited)
	if err != nil {
		return err
	}
	rows, err := stmt.Query(id)
	if err != nil {
		return err
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var row int64
		if err := rows.Scan(&row); err != nil {
			return err
		}
		if n < len(p.References) {
			cited[p.References[n]] = row
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n != len(p.References) {
		return fmt.Errorf("%s: the database has %d references of it and not %d", p.Path, n, len(p.References))
	}
	return nil
}

func (w *rows) documentFindings(run, id int64, p *paper.Paper, cited map[*paper.Reference]int64) error {
	if err := w.findings(place{run: run, paper: id}, p.Findings); err != nil {
		return err
	}
	for _, r := range p.References {
		if err := w.findings(place{run: run, paper: id, cited: cited[r]}, r.Findings); err != nil {
			return err
		}
	}
	return nil
}
