package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"runtime"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

const (
	// maxBlock bounds how much of a record is held in memory: as for an answer
	// from the network, what is longer is cut and says so.
	maxBlock = 64 << 20
	// firstBlock bounds what a record's Content-Length alone can make us allocate.
	firstBlock = 1 << 20
)

// maxLoads is how many records are loaded at the same time.
const maxLoads = 4

// A Replay answers requests from WARC files of any origin. It is safe for
// concurrent use. Only an index is held in memory.
type Replay struct {
	files []warc.Volume
	index *index
	cut   []error
	loads chan struct{} // held while a record is loaded, which may be large
}

var _ fetch.Source = (*Replay)(nil)

// OpenReplay reads WARC files, plain or compressed, and WACZ files, and indexes
// their answers. A file that is neither, has none that is whole or asks for too
// much is refused; a *warc.Error says where. Of one that is cut or damaged what
// stands before that counts, see Cut.
func OpenReplay(files ...string) (*Replay, error) {
	r := &Replay{index: newIndex(), loads: make(chan struct{}, min(runtime.GOMAXPROCS(0), maxLoads))}
	for _, name := range files {
		list, err := warc.Volumes(name)
		if err != nil {
			return nil, err
		}
		for _, v := range list {
			if err := r.add(v); err != nil {
				r.Close()
				return nil, err
			}
		}
	}
	return r, nil
}

// Newest is the time of the newest answer, zero where there is none.
func (r *Replay) Newest() time.Time {
	var newest int64
	for _, a := range r.index.answers {
		newest = max(newest, a.at)
	}
	if newest == 0 {
		return time.Time{}
	}
	return time.Unix(0, newest).UTC()
}

// Close frees what the replay holds beside the files themselves.
func (r *Replay) Close() error {
	for _, v := range r.files {
		v.Release()
	}
	return nil
}

// maxSkip is how much of a gzip member may have to be unpacked in vain before a
// record of it: more would be done again and again.
const maxSkip = 1 << 20

// add indexes one more volume. One whose members hold many records is unpacked
// first; without room for that it is slow, and no worse.
func (r *Replay) add(v warc.Volume) error {
	r.files = append(r.files, v)
	file := len(r.files) - 1
	deep, err := r.read(file, v)
	if err != nil || !deep {
		return err
	}
	if plain, err := v.Unpack(); err == nil {
		r.files[file] = plain
		_, err = r.read(file, plain)
		return err
	}
	return nil
}

// read indexes a volume, and reports whether a record is deep in its member.
// Cut says which of the files are cut or damaged, and where: what stands behind
// that is not known.
func (r *Replay) Cut() []error { return r.cut }

// read indexes a volume, and reports whether a record is deep in its member.
func (r *Replay) read(file int, v warc.Volume) (deep bool, err error) {
	f, err := v.Open()
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	records, err := warc.NewReader(v.Name, f, warc.Place{})
	if err != nil {
		return false, err
	}
	in, before := &intake{index: r.index, file: file, name: v.Name}, len(r.index.answers)
	for {
		rec, err := records.Next()
		if err == io.EOF {
			return deep, in.settle()
		}
		if err != nil {
			return deep, r.cutAt(err, in, before)
		}
		if err := in.take(rec); err != nil {
			return false, err
		}
		deep = deep || rec.Skip > maxSkip
	}
}

// cutAt makes do with the answers of a file before damage, where there are any.
func (r *Replay) cutAt(err error, in *intake, before int) error {
	var damage *warc.Error
	if !errors.As(err, &damage) || errors.Is(err, warc.ErrTooMuch) {
		return err
	}
	if in.held != nil && in.held.Place != damage.Place { // else it is what is damaged
		if err := in.settle(); err != nil {
			return err
		}
	}
	if len(r.index.answers) == before {
		return err
	}
	what := fmt.Sprintf("is damaged at byte %d (%v)", damage.Offset, damage.Err)
	if errors.Is(err, warc.ErrCut) {
		what = fmt.Sprintf("is cut in the record at byte %d", damage.Offset)
	}
	r.cut = append(r.cut, fmt.Errorf("%s %s: only what stands before that is judged", damage.File, what))
	return nil
}

// Fetch answers with the newest record of the request's address. Where the
// record says that the answer did not end as it should, the error says so too,
// as it did when it was recorded. The exchange is as old as its record.
func (r *Replay) Fetch(ctx context.Context, req fetch.Request) (*fetch.Exchange, error) {
	if err := ctx.Err(); err != nil {
		return nil, &fetch.Error{Reason: verdict.Timeout, Detail: err.Error(), Err: err}
	}
	at, found := r.index.answer(req.URL.String())
	if !found {
		return nil, &fetch.Error{Reason: verdict.Offline, Detail: "no record of it in the recording"}
	}
	e, err := r.kept(at)
	if errors.Is(err, errLost) {
		return nil, &fetch.Error{Reason: verdict.Offline, Detail: err.Error(), Err: err}
	}
	if err != nil {
		return nil, &fetch.Error{Reason: verdict.BadResponse, Detail: err.Error(), Err: err}
	}
	e.URL = req.URL.String()
	if fault := cutShort(e); fault != nil {
		return e, fault
	}
	return e, nil
}

// cutShort is the fault that came with an answer when it was recorded. A
// redirect whose body did not end in time is whole enough: nobody reads it.
func cutShort(e *fetch.Exchange) *fetch.Error {
	switch {
	case e.Truncated == "disconnect":
		return &fetch.Error{Reason: verdict.BadResponse, Detail: "body ends early"}
	case e.Truncated == "time" && (e.Status/100 != 3 || e.Header.Get("Location") == ""):
		return &fetch.Error{Reason: verdict.Timeout, Detail: "the answer did not end in time"}
	}
	return nil
}

var errLost = errors.New("its record refers to another that is not in the recording")

// kept is exchange, with a long payload in a file.
func (r *Replay) kept(at location) (*fetch.Exchange, error) {
	r.loads <- struct{}{}
	defer func() { <-r.loads }()
	e, err := r.exchange(at)
	if err == nil {
		dropUndone(e)
		e.Spill()
	}
	return e, err
}

// beginnings are those of pages; no coding of a page begins so.
var beginnings = regexp.MustCompile(`(?i)^\x{FEFF}?\s*<(!doctype|html|head|\?xml)\b`)

// dropUndone takes the name of a coding from a page that has none: recorders in
// browsers get pages decoded, and some keep the header as it came.
func dropUndone(e *fetch.Exchange) {
	if e.Header.Get("Content-Encoding") != "" && beginnings.Match(e.Body[:min(len(e.Body), 100)]) {
		e.Header.Del("Content-Encoding")
	}
}

// exchange reads the answer at a place, and for a revisit the record that it
// refers to.
func (r *Replay) exchange(at location) (*fetch.Exchange, error) {
	rec, err := r.load(at)
	if err != nil {
		return nil, err
	}
	if rec.header.Get("WARC-Type") != warc.Revisit {
		return rec.exchange()
	}
	original, found := r.index.original(rec.header)
	if !found {
		return nil, errLost
	}
	full, err := r.load(original)
	if err != nil {
		return nil, err
	}
	return rec.revisit(full)
}

// revisit is the answer that a revisit record holds, with the payload of the
// record that it refers to.
func (rec *loaded) revisit(full *loaded) (*fetch.Exchange, error) {
	e, err := full.exchange()
	if err != nil {
		return nil, err
	}
	e.URL, e.At = rec.header.Get("WARC-Target-URI"), rec.at
	// A server that said "not modified" meant the answer that it gave before,
	// section 6.7.3. Otherwise the record has a head of its own, unless its
	// writer left that off too, section 6.7.2.
	if isNotModified(rec.header) || len(rec.block) == 0 {
		return e, nil
	}
	m, err := warc.ParseHTTP(rec.block)
	if err != nil {
		return nil, rec.fail(err)
	}
	e.Proto, e.Status, e.StatusText, e.Header = m.Proto, m.Status, m.StatusText, m.Header
	return e, nil
}

// A loaded record is one whose block is in memory.
type loaded struct {
	file   string
	place  warc.Place
	header warc.Header
	block  []byte
	cut    bool // the block is longer
	at     time.Time
}

func (l *loaded) fail(err error) error {
	return &warc.Error{File: l.file, Place: l.place, Err: err}
}

func (r *Replay) load(at location) (*loaded, error) { return load(r.files[at.file], at.place) }

// load reads the record at a place of a volume.
func load(v warc.Volume, place warc.Place) (l *loaded, err error) {
	f, err := v.Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	records, err := warc.NewReader(v.Name, f, place)
	if err != nil {
		return nil, err
	}
	rec, err := records.Next()
	if err != nil {
		return nil, err
	}
	l = &loaded{file: v.Name, place: place, header: rec.Header}
	block := bytes.NewBuffer(make([]byte, 0, min(rec.Length, firstBlock)+bytes.MinRead))
	if _, err = block.ReadFrom(io.LimitReader(rec.Block, maxBlock)); err != nil {
		return nil, l.fail(err)
	}
	l.block = block.Bytes()
	if int64(len(l.block)) < min(rec.Length, maxBlock) {
		return nil, l.fail(io.ErrUnexpectedEOF)
	}
	if l.cut = rec.Length > maxBlock; !l.cut {
		if err := records.Finish(); err != nil {
			return nil, err
		}
	}
	l.at, err = warc.ParseDate(rec.Header.Get("WARC-Date"))
	return l, err
}

// exchange is the answer that a response or resource record holds.
func (l *loaded) exchange() (*fetch.Exchange, error) {
	e := &fetch.Exchange{URL: l.header.Get("WARC-Target-URI"), At: l.at, Truncated: l.header.Get("WARC-Truncated")}
	if l.cut && e.Truncated == "" {
		e.Truncated = "length"
	}
	if l.header.Get("WARC-Type") == warc.Resource {
		e.Proto, e.Status, e.StatusText = "HTTP/1.1", http.StatusOK, http.StatusText(http.StatusOK)
		e.Header, e.Body = make(http.Header), l.block
		if t := l.header.Get("Content-Type"); t != "" {
			e.Header.Set("Content-Type", t)
		}
		return e, nil
	}
	m, err := warc.ParseHTTP(l.block)
	if err != nil {
		return nil, l.fail(err)
	}
	e.Proto, e.Status, e.StatusText, e.Header, e.Body = m.Proto, m.Status, m.StatusText, m.Header, m.Body
	if m.Torn && e.Truncated == "" {
		e.Truncated = "disconnect"
	}
	return e, nil
}
