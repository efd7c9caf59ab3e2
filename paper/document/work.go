package document

import "github.com/citecheck/citecheck/paper/date"

// A Work is what an entry says of the work it cites. Fields that it does not
// show are empty.
type Work struct {
	Authors     []string
	Title       string
	Described   bool   // Title describes an untitled work: no page could carry it
	Container   string // newspaper, site, journal or book that holds the work
	Published   date.Date
	Accessed    date.Date
	URL         string // as written
	DOI         string // bare: "10.1000/182"
	ArchivedURL string // an archive's copy of URL
	Identified  string // address of the work that an identifier such as arXiv:2101.00001 names, where it has neither URL nor DOI
}
