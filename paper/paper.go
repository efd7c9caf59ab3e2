// Package paper reads a document, finds the references in it and parses each
// one. It never touches the network. Start with Parse or a Reader; Check
// applies the rules that need nothing but the document. Its parts are packages
// of their own, each below the ones before it:
//
//	format    a document's bytes become blocks of text
//	entry     a block becomes the fields of a reference
//	document  blocks, and how they announce themselves
//	address   URLs and DOIs in text, and when two are one
//	date      dates in text
//	lex       characters and words
package paper

import (
	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
)

// A Paper is one document and what it cites.
type Paper struct {
	Path       string // as the user named it; "-" for standard input
	Format     string // a name from Formats: "markdown", "html", "text"
	SHA256     string // of the document's bytes, in hex
	Title      string // the document's own title, if it has one
	References []*Reference
	Findings   []Finding // of the paper as a whole, not of one reference
	Ignores    []Ignore  // comments by which findings may stand, in the order of the text

	// Unread says why files that belong to the paper, or parts of them, could
	// not be read: each is a *ReadError, ErrUnchecked where the file is not there.
	Unread []error

	marks  []mark          // where the text refers to notes and entries
	labels map[string]bool // labels and keys of notes and entries, also of those that are no references
}

// A Kind says where in a paper a reference stands.
type Kind string

const (
	Bibliography Kind = "bibliography" // an entry of a list of references
	Footnote     Kind = "footnote"     // a footnote or endnote
	Inline       Kind = "inline"       // a link in running text
)

// A Reference is one entry of a paper's bibliography, one footnote or one
// inline link. Fields that the text does not show are empty.
type Reference struct {
	Label       string // the marker as printed, without brackets: "1", "iv", "Smith2020"
	Line        int    // 1-based line of the document on which the entry begins
	Page        int    // 1-based page, 0 where the format has no pages
	Part        string // the part of the document in which Line counts, where a format has parts
	Key         string // by which the document's citations name the entry: "Smith2020"
	Kind        Kind
	Raw         string // the entry as a reader sees it, without markup, white space folded
	Authors     []string
	Title       string
	Container   string // newspaper, site, journal or book that holds the work
	Published   date.Date
	Accessed    date.Date
	URL         string // as written; see Link for what is fetched
	DOI         string // bare: "10.1000/182"
	ArchivedURL string // an archive's copy of URL (web.archive.org, archive.ph, perma.cc)
	Identified  string // address of the work that an identifier such as arXiv:2101.00001 names, where there is neither URL nor DOI
	ShortFor    string // label of the full entry that this short form stands for

	// Described is set where Title is the paper's description of an untitled
	// work ("Post on the social media platform X"), not a title that the page
	// could carry: it is never compared with the page's.
	Described bool

	Findings []Finding // from the document alone; see Check

	short shortKind // how r stands for another entry, if it does
}

// fill gives r the fields of the work it cites.
func (r *Reference) fill(w document.Work) {
	r.Authors, r.Title, r.Container, r.Described = w.Authors, w.Title, w.Container, w.Described
	r.Published, r.Accessed = w.Published, w.Accessed
	r.URL, r.DOI, r.ArchivedURL, r.Identified = w.URL, w.DOI, w.ArchivedURL, w.Identified
}

// Link is the address a reader of r would open, normalised, or "" where r has
// none: its URL, else the resolver's address of its DOI, else what its
// identifier names. A URL that cannot be
// normalised is returned as written, with the error.
func (r *Reference) Link() (string, error) {
	switch {
	case r.URL != "":
		link, err := address.Normalize(r.URL)
		if err != nil {
			return r.URL, err
		}
		return link, nil
	case r.DOI != "":
		return address.Normalize("https://doi.org/" + address.EscapeDOI(r.DOI))
	case r.Identified != "":
		return address.Normalize(r.Identified)
	}
	return "", nil
}

// A Date is a calendar date at the precision with which it is cited.
type Date = date.Date

// A Severity orders findings: Error before Warning before Note.
type Severity string

const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// A Finding is one thing wrong with a reference or a paper.
type Finding struct {
	Rule     string // "dead-link", "title-mismatch", …
	Severity Severity
	Line     int      // 1-based line of what is wrong, where it is no reference's; else 0
	Message  string   // one plain sentence: what was found, and how to mend it
	Cited    string   // what the paper says
	Found    string   // what was found instead
	Evidence string   // where it was found: "og:title", "HTTP 404, asked twice"
	Score    *float64 // likeness of cited and found, 0 to 1, where one was measured

	Suppressed *Suppression // nil where the finding counts
}

// A Suppression says why a finding stands, but does not count: it fails no run,
// and people see it only where they ask for everything.
type Suppression struct {
	By    string // who says so: "config", "paper" or "baseline"
	Why   string // in the words of whoever suppressed it; may be empty
	Until Date   // the last day on which it holds; the zero Date: for good
}
