// Package paper reads a document, finds the references in it and parses each
// one. It never touches the network. Start with Parse; Normalize says which
// written URLs are one link, and Check applies the rules that need nothing but
// the document.
package paper

import "fmt"

// A Paper is one document and what it cites.
type Paper struct {
	Path       string // as the user named it; "-" for standard input
	Format     string // a name from Formats: "markdown", "html", "text"
	SHA256     string // of the document's bytes, in hex
	Title      string // the document's own title, if it has one
	References []*Reference
	Findings   []Finding // of the paper as a whole, not of one reference
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
	Kind        Kind
	Raw         string // the entry as a reader sees it, without markup, white space folded
	Authors     []string
	Title       string
	Container   string // newspaper, site, journal or book that holds the work
	Published   Date
	Accessed    Date
	URL         string // as written; see Link for what is fetched
	DOI         string // bare: "10.1000/182"
	ArchivedURL string // an archive's copy of URL (web.archive.org, archive.ph, perma.cc)
	ShortFor    string // label of the full entry that this short form stands for

	// Described is set where Title is the paper's description of an untitled
	// work ("Post on the social media platform X"), not a title that the page
	// could carry: it is never compared with the page's.
	Described bool

	Findings []Finding // from the document alone; see Check

	short shortKind // how r stands for another entry, if it does
}

// Link is the address a reader of r would open, normalised, or "" where r has
// none: its URL, else the resolver's address of its DOI. A URL that cannot be
// normalised is returned as written, with the error.
func (r *Reference) Link() (string, error) {
	switch {
	case r.URL != "":
		link, err := Normalize(r.URL)
		if err != nil {
			return r.URL, err
		}
		return link, nil
	case r.DOI != "":
		return Normalize("https://doi.org/" + escapeDOI(r.DOI))
	}
	return "", nil
}

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
	Message  string   // one plain sentence: what was found, and how to mend it
	Cited    string   // what the paper says
	Found    string   // what was found instead
	Evidence string   // where it was found: "og:title", "HTTP 404, asked twice"
	Score    *float64 // likeness of cited and found, 0 to 1, where one was measured
}

// A ReadError says why a document could not be read, where, and what to do.
type ReadError struct {
	Path   string
	Line   int // 1-based; 0 where the trouble has no line
	Err    error
	Advice string // what to do about it; may be empty
}

func (e *ReadError) Error() string {
	place := e.Path
	if e.Line > 0 {
		place = fmt.Sprintf("%s:%d", e.Path, e.Line)
	}
	if e.Advice == "" {
		return fmt.Sprintf("%s: %v", place, e.Err)
	}
	return fmt.Sprintf("%s: %v: %s", place, e.Err, e.Advice)
}

func (e *ReadError) Unwrap() error { return e.Err }
