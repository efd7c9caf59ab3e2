package format

import (
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
	"github.com/citecheck/citecheck/paper/date"
	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/entry"
)

// A record is what a file of bibliographic data says of one work, whatever the
// file's format.
type record struct {
	key     string
	aliases []string // other keys that name it
	line    int

	authors   []string
	others    bool // there are more authors than are named
	title     string
	container string
	publisher string
	published date.Date
	dated     string // when it was published, in words that name no one date
	accessed  date.Date

	doi      string
	urls     []string         // given as addresses, the work's own first
	archived string           // given as an archive's copy
	preprint string           // the identifier of a preprint on arXiv, given in words
	remarks  []document.Block // printed with the work, and addresses may stand in them

	// aside is what the file's owner noted for himself. It is not printed, and
	// asked only for what no field tells.
	aside []document.Block
}

// block is the record as an entry: how it reads, its fields, and links for the
// addresses that are not among them.
func (r *record) block() document.Block {
	w := document.Work{Authors: r.authors, Title: r.title, Container: r.container, Published: r.published, Accessed: r.accessed, ArchivedURL: r.archived}
	for _, remark := range slices.Concat(r.remarks, r.aside) {
		if said, _ := entry.Parse(&remark); w.Accessed.IsZero() {
			w.Accessed = said.Accessed
		}
	}
	further := r.assign(&w)
	b := r.write(&w, further)
	b.Line, b.Key, b.Work = r.line, r.key, &w
	return b
}

// names reports whether an address or the DOI has an identifier in it.
func (r *record) names(id string) bool {
	id = strings.ToLower(id)
	return strings.Contains(strings.ToLower(r.doi), id) ||
		slices.ContainsFunc(r.urls, func(u string) bool { return strings.Contains(strings.ToLower(u), id) })
}

// A found is an address of a record. Its DOI is set where it is a resolver's.
type found struct{ url, doi string }

// addresses are all of the record's addresses, the best first.
func (r *record) addresses() []found {
	var all []found
	if r.doi != "" {
		all = append(all, found{doi: r.doi})
	}
	for _, u := range r.urls {
		all = append(all, found{u, address.DOIOf(u)})
	}
	for i := range r.remarks {
		all = append(all, addressesOf(&r.remarks[i])...)
	}
	lacking := len(all) == 0
	for i := range r.aside {
		for _, f := range addressesOf(&r.aside[i]) {
			if lacking || address.IsArchive(f.url) {
				all = append(all, f)
			}
		}
	}
	return all
}

// addressesOf are the addresses in a text, as links and as they are printed.
func addressesOf(b *document.Block) []found {
	var all []found
	for _, s := range b.Spans {
		if s.Kind == document.Link && address.IsWeb(s.Target) {
			all = append(all, found{s.Target, address.DOIOf(s.Target)})
		}
	}
	for _, a := range entry.Addresses(b.Text, b.Spans) {
		all = append(all, found{a.URL, a.DOI})
	}
	return all
}

// assign gives the work its DOI, its address and the archive's copy of it, and
// returns the addresses that lead elsewhere.
func (r *record) assign(w *document.Work) []string {
	var further []string
	add := func(url string) {
		if !slices.Contains(further, url) && url != w.URL && url != w.ArchivedURL {
			further = append(further, url)
		}
	}
	for i, f := range r.addresses() {
		if i == 0 {
			w.DOI = f.doi
		}
		same := f.doi != "" && strings.EqualFold(f.doi, w.DOI)
		switch {
		case f.url == "" && !same:
			add("https://doi.org/" + address.EscapeDOI(f.doi))
		case f.url == "":
		case address.IsArchive(f.url) && (w.ArchivedURL == "" || w.ArchivedURL == f.url):
			w.ArchivedURL = f.url
		case w.URL == "" && (w.DOI == "" || same):
			w.URL = f.url
		case w.URL == "" && slices.Contains(r.urls, f.url):
			w.URL = f.url
		case !same:
			add(f.url)
		}
	}
	if w.URL == "" && w.DOI == "" && r.preprint != "" {
		w.URL = eprintServers["arxiv"] + r.preprint
	}
	if w.URL == "" && w.DOI == "" { // a reader can open the archive's copy
		w.URL, w.ArchivedURL = w.ArchivedURL, ""
	}
	return further
}

// write writes how the record reads: authors, title, container, publisher,
// date, remarks, addresses.
func (r *record) write(w *document.Work, further []string) document.Block {
	var b document.Builder
	authors := strings.Join(r.authors, "; ")
	if r.others {
		authors += " et al."
	}
	dated := r.dated
	if dated == "" {
		dated = r.published.String()
	}
	sentences := []string{authors, r.title, r.container, r.publisher, dated}
	if r.publisher == r.container {
		sentences[3] = ""
	}
	for _, remark := range r.remarks {
		sentences = append(sentences, remark.Text)
	}
	if !r.accessed.IsZero() {
		sentences = append(sentences, "Accessed "+r.accessed.String())
	}
	for _, text := range sentences {
		r.sentence(&b, text)
	}
	if w.DOI != "" && !strings.Contains(string(b.Text), w.DOI) {
		r.sentence(&b, "doi:"+w.DOI)
	}
	urls := slices.DeleteFunc(append([]string{w.URL, w.ArchivedURL}, further...), func(url string) bool {
		return url == "" || w.DOI != "" && strings.EqualFold(address.DOIOf(url), w.DOI)
	})
	for _, url := range urls {
		if !strings.Contains(string(b.Text), url) {
			b.Write(url, r.line)
			b.Space = true
		}
	}
	return withLinks(b.Take(document.Entry), urls)
}

// withLinks makes links of the addresses in a block's text.
func withLinks(b document.Block, urls []string) document.Block {
	for _, url := range urls {
		if i := strings.Index(b.Text, url); i >= 0 {
			b.Spans = append(b.Spans, document.Span{Start: i, End: i + len(url), Kind: document.Link, Target: url})
		}
	}
	slices.SortStableFunc(b.Spans, func(a, b document.Span) int { return a.Start - b.Start })
	return b
}

// sentence writes one part of the entry with a full stop after it.
func (r *record) sentence(b *document.Builder, text string) {
	if text == "" {
		return
	}
	b.Write(text, r.line)
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "!") {
		b.Write(".", r.line)
	}
	b.Space = true
}
