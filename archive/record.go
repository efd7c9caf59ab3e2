package archive

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/paper"
)

// A Run is what is known of an execution when it begins.
type Run struct {
	Version   string // of citecheck
	StartedAt time.Time
	Offline   bool
}

// A Recorder records the results of one run. Each answer is compressed by
// whoever adds it and appended under a lock; one goroutine writes all rows, in
// batches.
type Recorder struct {
	archive  *Archive
	id       int64
	software string
	papers   map[*paper.Paper]int64
	cited    map[*paper.Reference]int64
	payloads *payloads
	release  func() error // ends the use of the archive
	rows     *rows        // the writer's goroutine's, until that has ended
	next     func(checker.Result) error

	mu     sync.Mutex // guards files and closed, and keeps items in the order of the files
	files  warcSeries
	closed bool

	items  chan item
	done   chan struct{} // closed when the writer's goroutine has ended
	failed atomic.Pointer[error]
}

// A snapshot is a record that is in a file and not yet in the database.
type snapshot struct {
	link, url          string
	status             int
	revisit            bool
	payload            *payload // the one it refers to or, if it is no revisit, has; nil for an empty one
	key                payloadKey
	file               *warcFile
	offset, length     int64
	date, record       string
	sha256, textSHA256 string
	truncated          string
	id                 int64 // of its row; the writer's goroutine's
}

var errClosed = errors.New("the recorder is closed")

// Begin records a run, its papers and what they cite. Results that are given
// to the Recorder go on to next once their rows are committed: one after the
// other, in the goroutine that commits, so next must not call Add.
func (a *Archive) Begin(run Run, papers []*paper.Paper, next func(checker.Result) error) (*Recorder, error) {
	r := &Recorder{
		archive: a, next: next, software: "citecheck/" + run.Version,
		papers: make(map[*paper.Paper]int64), cited: make(map[*paper.Reference]int64),
		files: warcSeries{dir: a.path, open: a.open, limit: rotateAt},
		items: make(chan item, 2*maxBatch), done: make(chan struct{}),
	}
	var err error
	if r.release, err = a.use(); err != nil {
		return nil, a.explain(err)
	}
	if r.rows, err = newRows(a.db); err != nil {
		return nil, errors.Join(a.explain(err), r.release())
	}
	if err = r.rows.transaction(func() error { return r.begin(run, papers) }); err == nil {
		r.payloads, err = newPayloads(context.Background(), a.db, a.path)
	}
	if err != nil {
		return nil, errors.Join(a.explain(err), r.rows.close(), r.release())
	}
	go r.write()
	return r, nil
}

func (r *Recorder) begin(run Run, papers []*paper.Paper) (err error) {
	if r.id, err = r.rows.add(addRun, warc.FormatDate(run.StartedAt), run.Version, run.Offline); err != nil {
		return err
	}
	for _, p := range papers {
		if r.papers[p], err = r.rows.paper(r.id, p, r.cited); err != nil {
			return err
		}
	}
	return nil
}

// ID is the run's number in the archive.
func (r *Recorder) ID() int64 { return r.id }

// Add records one result: its answers now, its rows with the next batch. It
// sets the check's Snapshot and drops its Exchanges. Calls may overlap. After
// an error every later call returns it.
func (r *Recorder) Add(result checker.Result) error {
	if err := r.failure(); err != nil {
		return err
	}
	c := result.Check
	var last *snapshot
	for i, e := range c.Exchanges {
		text := ""
		if i == len(c.Exchanges)-1 {
			text = c.TextSHA256
		}
		var err error
		if last, err = r.keep(c.URL, e, text); err != nil {
			return r.fail(err)
		}
	}
	if last != nil {
		c.Snapshot = &checker.Snapshot{WARC: last.file.name, Offset: last.offset}
	}
	c.Exchanges = nil
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.send(item{result: &result, snapshot: last})
}

// keep puts one exchange into a WARC file, its payload only if it is new.
func (r *Recorder) keep(link string, e *fetch.Exchange, text string) (*snapshot, error) {
	n := newEncoding(e)
	s := &snapshot{
		link: link, url: n.uri, status: e.Status, date: n.date, record: n.record,
		sha256: hex.EncodeToString(n.sum[:]), textSHA256: text, truncated: e.Truncated,
		key: payloadKey{n.sum, e.Truncated},
	}
	if e.NotModified != nil {
		at := e.Origin
		s.status, s.revisit = e.NotModified.Status, true
		s.payload = &payload{url: at.URL, date: at.Date, record: at.Record, id: at.Row}
		return s, r.append(n, s)
	}
	if e.Size() == 0 {
		return s, r.append(n, s)
	}
	p, isNew, err := r.payloads.claim(s.key)
	if err != nil {
		return nil, err
	}
	s.payload, s.revisit = p, !isNew
	if isNew {
		p.url, p.date, p.record = n.uri, n.date, n.record
		err = r.append(n, s)
		p.settle(err)
		return s, err
	}
	return s, r.append(n, s)
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// append encodes and writes the records of n and sends the row s of its answer.
func (r *Recorder) append(n *encoding, s *snapshot) error {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	defer buffers.Put(buf)
	stored := s.payload
	if !s.revisit {
		stored = nil
	}
	start, rest, err := n.appendTo(buf, stored)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return errClosed
	}
	if r.files.begin == nil {
		agent := n.exchange.RequestHeader.Get("User-Agent")
		r.files.begin = func(filename string) ([]byte, error) { return infoRecord(filename, r.software, agent) }
	}
	file, offset, err := r.files.append(buf.Bytes(), rest)
	if err != nil {
		return err
	}
	s.file, s.offset = file, offset+int64(start)
	s.length = file.size - s.offset
	return r.send(item{snapshot: s})
}

// send gives an item to the writer's goroutine. The caller holds mu: the order
// of the items is that of the records, so that no row of a revisit comes before
// the row that it refers to.
func (r *Recorder) send(it item) error {
	if r.closed {
		return errClosed
	}
	r.items <- it
	return nil
}

// Close writes what is left and finishes the run's row; complete says whether
// every link was checked. It returns the first error that any call had.
func (r *Recorder) Close(finishedAt time.Time, complete bool) error {
	r.mu.Lock()
	closed := r.closed
	if !closed {
		r.closed = true
		close(r.items)
	}
	r.mu.Unlock()
	<-r.done
	if closed {
		return r.failure()
	}
	complete = complete && r.failure() == nil
	// Also after an error: that the WARC file's disk is full says nothing of
	// the database's.
	err := r.rows.transaction(func() error {
		_, err := r.rows.add(finishRun, warc.FormatDate(finishedAt), complete, r.id)
		return err
	})
	if err = errors.Join(err, r.payloads.close(), r.rows.close(), r.release()); err != nil {
		return r.fail(err)
	}
	return r.failure()
}

// fail keeps the first error and returns it.
func (r *Recorder) fail(err error) error {
	err = r.archive.explain(err)
	r.failed.CompareAndSwap(nil, &err)
	return r.failure()
}

func (r *Recorder) failure() error {
	if err := r.failed.Load(); err != nil {
		return *err
	}
	return nil
}
