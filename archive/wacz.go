package archive

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// The parts of a WACZ file, version 1.1.1.
const (
	waczVersion = "1.1.1"
	waczWARC    = "data.warc.gz"
	waczIndex   = "indexes/index.cdxj"
	waczPages   = "pages/pages.jsonl"
	waczPackage = "datapackage.json"
)

// ExportWACZ writes the answers of a selection as a WACZ file that stands
// alone: each revisit is a full response, an index says where each answer is,
// and a list of pages where a reader can begin.
func (a *Archive) ExportWACZ(w io.Writer, s *Selection, software string) (Export, error) {
	z := &waczWriter{zip: zip.NewWriter(w), now: time.Now().UTC()}
	out, err := z.part("archive/"+waczWARC, zip.Store)
	if err != nil {
		return Export{}, err
	}
	var index []string
	x := &exporter{archive: a, out: out, full: true}
	x.note = func(s *stored, e *fetch.Exchange, at, length int64) {
		line, err := cdxLine(s.url, s.sha256, e, waczWARC, at, length)
		if err != nil {
			panic(fmt.Sprintf("archive: strings always marshal: %v", err))
		}
		index = append(index, line)
	}
	if err := x.begin(waczWARC, software); err != nil {
		return x.done, err
	}
	if err := a.each(s, false, x.answer); err != nil {
		return x.done, err
	}
	if err := z.index(index); err != nil {
		return x.done, err
	}
	pages, err := a.startPages(s)
	if err != nil {
		return x.done, err
	}
	x.done.Pages = len(pages)
	if err := z.pages(s.Title, pages); err != nil {
		return x.done, err
	}
	return x.done, z.end(s.Title, software)
}

// A waczWriter writes the parts of a WACZ file and remembers their hashes.
type waczWriter struct {
	zip   *zip.Writer
	now   time.Time
	parts []*waczPart
}

// A waczPart is one part while it is written.
type waczPart struct {
	path string
	w    io.Writer
	sum  hash.Hash
	size int64
}

func (p *waczPart) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	p.sum.Write(b[:n])
	p.size += int64(n)
	return n, err
}

// part begins a part; the one before has ended then.
func (z *waczWriter) part(path string, method uint16) (*waczPart, error) {
	w, err := z.zip.CreateHeader(&zip.FileHeader{Name: path, Method: method, Modified: z.now})
	if err != nil {
		return nil, err
	}
	p := &waczPart{path: path, w: w, sum: sha256.New()}
	z.parts = append(z.parts, p)
	return p, nil
}

func (z *waczWriter) text(path, text string) (*waczPart, error) {
	p, err := z.part(path, zip.Deflate)
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(p, text)
	return p, err
}

// index writes the lines in the order of their bytes, so that a reader can
// search them.
func (z *waczWriter) index(lines []string) error {
	slices.Sort(lines)
	_, err := z.text(waczIndex, strings.Join(lines, ""))
	return err
}

// pages writes one JSON object a line; the first describes the list.
func (z *waczWriter) pages(title string, pages []startPage) error {
	type line struct {
		Format string `json:"format,omitempty"`
		ID     string `json:"id"`
		URL    string `json:"url,omitempty"`
		Title  string `json:"title"`
		TS     string `json:"ts,omitempty"`
	}
	list := []line{{Format: "json-pages-1.0", ID: "pages", Title: title}}
	for i, p := range pages {
		list = append(list, line{ID: "page-" + strconv.Itoa(i+1), URL: p.URL, Title: p.Title, TS: p.At})
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b) // ends each object with a line break
	for _, l := range list {
		if err := encoder.Encode(l); err != nil {
			return err
		}
	}
	_, err := z.text(waczPages, b.String())
	return err
}

// end writes what the file holds and the hash of that, and ends the file.
func (z *waczWriter) end(title, software string) error {
	type resource struct {
		Name  string `json:"name"`
		Path  string `json:"path"`
		Hash  string `json:"hash"`
		Bytes int64  `json:"bytes"`
	}
	var resources []resource
	for _, p := range z.parts {
		name := p.path[strings.LastIndexByte(p.path, '/')+1:]
		resources = append(resources, resource{name, p.path, p.digest(), p.size})
	}
	text, err := json.MarshalIndent(struct {
		Profile   string     `json:"profile"`
		Version   string     `json:"wacz_version"`
		Title     string     `json:"title"`
		Software  string     `json:"software"`
		Created   string     `json:"created"`
		Resources []resource `json:"resources"`
	}{"data-package", waczVersion, title, software, z.now.Format(time.RFC3339), resources}, "", "  ")
	if err != nil {
		return err
	}
	p, err := z.text(waczPackage, string(text))
	if err != nil {
		return err
	}
	digest := fmt.Sprintf("{\n  \"path\": %q,\n  \"hash\": %q\n}\n", waczPackage, p.digest())
	if _, err := z.text("datapackage-digest.json", digest); err != nil {
		return err
	}
	return z.zip.Close()
}

func (p *waczPart) digest() string { return "sha256:" + hex.EncodeToString(p.sum.Sum(nil)) }
