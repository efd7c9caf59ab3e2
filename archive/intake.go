package archive

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/archive/warc"
)

// An intake indexes the records of one file as they come. An answer waits until
// the next record was met: only then is it known to be whole, and its request
// may stand behind it.
type intake struct {
	index *index
	file  int
	name  string       // of the file
	held  *warc.Record // an answer that waits
	asked exchangeID   // of the last request that was no GET; zero where there is none
}

// An exchangeID is what tells which request and which answer belong together.
type exchangeID struct{ id, concurrent, target, date string }

func exchangeOf(h warc.Header) exchangeID {
	return exchangeID{h.Get("WARC-Record-ID"), h.Get("WARC-Concurrent-To"), h.Get("WARC-Target-URI"), h.Get("WARC-Date")}
}

// with reports whether two records are of one exchange: by what either says,
// section 5.7, or, where neither says anything, by address and time.
func (e exchangeID) with(f exchangeID) bool {
	switch {
	case e == exchangeID{}:
		return false
	case e.concurrent != "" && e.concurrent == f.id || f.concurrent != "" && f.concurrent == e.id:
		return true
	}
	return e.concurrent == "" && f.concurrent == "" && e.target == f.target && e.date == f.date
}

// take takes the next record; the one before was whole.
func (in *intake) take(rec *warc.Record) error {
	if rec.Header.Get("WARC-Type") == warc.Request {
		if method := firstWord(rec.Block); method == http.MethodGet || method == "" {
			return nil
		}
		// A page is what a GET gets: not what a form or a preflight got.
		in.asked = exchangeOf(rec.Header)
		if in.held != nil && in.asked.with(exchangeOf(in.held.Header)) {
			in.held = nil
		}
		return nil
	}
	if err := in.settle(); err != nil || !isAnswer(rec) || in.asked.with(exchangeOf(rec.Header)) {
		return err
	}
	in.held = rec
	return nil
}

// settle indexes the answer that waits.
func (in *intake) settle() error {
	rec := in.held
	if in.held = nil; rec == nil {
		return nil
	}
	if err := in.index.add(in.file, rec); err != nil {
		return &warc.Error{File: in.name, Place: rec.Place, Err: err}
	}
	return nil
}

// isAnswer reports whether a record may hold a page. Where a browser was told
// that what it has is still true (304), it had that from elsewhere, and some
// recorders keep that as an answer.
func isAnswer(rec *warc.Record) bool {
	switch rec.Header.Get("WARC-Type") {
	case warc.Resource, warc.Revisit:
		return true
	case warc.Response:
		line := firstLine(rec.Block)
		_, status, _ := strings.Cut(line, " ")
		code, _, _ := strings.Cut(strings.TrimSpace(status), " ")
		return code != strconv.Itoa(http.StatusNotModified)
	}
	return false
}

func firstWord(block io.Reader) string {
	word, _, _ := strings.Cut(firstLine(block), " ")
	return word
}

// firstLine is the beginning of a block, as far as it matters here. Errors are
// for whoever reads on.
func firstLine(block io.Reader) string {
	head := make([]byte, 32)
	n, _ := io.ReadFull(block, head)
	line, _, _ := strings.Cut(string(head[:n]), "\n")
	return line
}
