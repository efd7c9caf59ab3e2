package archive

import (
	"errors"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A taker makes rows of records that have none. A record says what a server
// answered; which visit it was part of follows from where redirects led, and the
// verdict is made anew. What left no answer behind (names that do not exist,
// time-outs) and what papers cite is not in WARC files and does not come back.
type taker struct {
	archive *Archive
	rows    *rows
	run     int64
	ids     map[string]int64  // rows of records with a payload, by record ID
	visits  []*visit          // that wait for their check
	open    map[string]*visit // by the address that the visit goes on to
	isWhole func(int64) bool  // whether verification found the record at an offset whole
	orphans []orphan
	answers int
}

// A visit is the answers of one link, one after the other.
type visit struct {
	link string
	run  int64
	last *snapshot
	ids  []int64
}

// An orphan is a revisit that came before what it refers to.
type orphan struct {
	id     int64
	record string
}

func newTaker(a *Archive, rows *rows) *taker {
	return &taker{archive: a, rows: rows, ids: map[string]int64{}, open: map[string]*visit{}, isWhole: func(int64) bool { return true }}
}

// file takes up the answers of one file that known does not hold. Each file is
// a run of its own: that is how they are written.
func (t *taker) file(name string, known func(record string) bool) error {
	s, err := t.archive.volume(name).Open()
	if err != nil {
		return err
	}
	defer s.Close()
	t.run, t.open = 0, map[string]*visit{}
	end := int64(0)
	for from := int64(0); ; {
		records, err := warc.NewReader(name, s, warc.Place{Offset: from})
		for err == nil {
			var rec *warc.Record
			if rec, err = records.Next(); err == nil {
				if err = t.record(name, records, rec, known); err == nil {
					end = records.End()
				}
			}
		}
		var damage *warc.Error
		switch {
		case err == io.EOF:
			_, err := t.rows.add(noteFile, name, end)
			return err
		case !errors.As(err, &damage):
			return err
		}
		if from, err = warc.NextMember(s, damage.Offset+1); err != nil {
			_, err := t.rows.add(noteFile, name, end)
			return err
		}
	}
}

// record makes the row of one record, if it is an answer.
func (t *taker) record(file string, records *warc.Reader, rec *warc.Record, known func(string) bool) error {
	h := rec.Header
	kind := h.Get("WARC-Type")
	isAnswer := (kind == warc.Response || kind == warc.Revisit) && t.isWhole(rec.Offset) && !known(h.Get("WARC-Record-ID"))
	if !isAnswer {
		if err := records.Finish(); err != nil {
			return err
		}
		switch {
		case !t.isWhole(rec.Offset):
		case kind == warc.Info && t.run == 0:
			return t.begin(h.Get("WARC-Date"))
		case kind == warc.Response || kind == warc.Revisit:
			return t.refind(file, rec, records.End())
		}
		return nil
	}
	block, err := io.ReadAll(io.LimitReader(rec.Block, maxBlock))
	if err != nil {
		return &warc.Error{File: file, Place: rec.Place, Err: err}
	}
	if err := records.Finish(); err != nil {
		return err
	}
	m, err := warc.ParseHTTP(block)
	if err != nil || records.Shares() {
		return nil // no answer of ours, or none that is whole
	}
	if t.run == 0 {
		if err := t.begin(h.Get("WARC-Date")); err != nil {
			return err
		}
	}
	return t.answer(file, rec, records.End(), m)
}

// refind points a row whose record is lost to where that stands now: the file
// may have got another name, or bytes before the record are gone.
func (t *taker) refind(file string, rec *warc.Record, end int64) error {
	h := rec.Header
	_, err := t.rows.add(refindSnapshot, file, rec.Offset, end-rec.Offset,
		h.Get("WARC-Record-ID"), h.Get("WARC-Type"), h.Get("WARC-Target-URI"), strings.TrimPrefix(h.Get("WARC-Payload-Digest"), "sha256:"))
	return err
}

func (t *taker) begin(date string) (err error) {
	t.run, err = t.rows.add(addRun, date, "taken up from WARC files", false)
	return err
}

func (t *taker) answer(file string, rec *warc.Record, end int64, m *warc.Message) error {
	h := rec.Header
	s := &snapshot{
		url: h.Get("WARC-Target-URI"), status: m.Status, date: h.Get("WARC-Date"), record: h.Get("WARC-Record-ID"),
		file: &warcFile{name: file}, offset: rec.Offset, length: end - rec.Offset,
		sha256: strings.TrimPrefix(h.Get("WARC-Payload-Digest"), "sha256:"), revisit: h.Get("WARC-Type") == warc.Revisit,
	}
	v := t.open[s.url]
	if delete(t.open, s.url); v == nil {
		v = &visit{link: s.url, run: t.run}
		t.visits = append(t.visits, v)
	}
	s.link = v.link
	refers := h.Get("WARC-Refers-To")
	if s.revisit {
		s.payload = &payload{id: t.ids[refers]}
	} else {
		s.truncated = h.Get("WARC-Truncated")
	}
	if err := t.rows.snapshot(s); err != nil {
		return err
	}
	t.answers++
	if !s.revisit {
		t.ids[s.record] = s.id
	} else if s.payload.id == 0 {
		t.orphans = append(t.orphans, orphan{s.id, refers})
	}
	v.last, v.ids = s, append(v.ids, s.id)
	if to := m.Header.Get("Location"); m.Status/100 == 3 && to != "" {
		if base, err := url.Parse(s.url); err == nil {
			if next, err := base.Parse(to); err == nil {
				next.Fragment = ""
				t.open[recordURI(next.String())] = v
			}
		}
	}
	return nil
}

// settle gives revisits what they refer to, or another record with the same
// payload. Those for which there is none say that they are lost.
func (t *taker) settle() error {
	for _, o := range t.orphans {
		id := t.ids[o.record]
		if id == 0 {
			var err error
			if id, err = t.rows.find(findByRecord, o.record); err != nil {
				return err
			}
		}
		if id == 0 {
			var err error
			if id, err = t.rows.find(findSamePayload, o.id); err != nil {
				return err
			}
		}
		if id == 0 {
			if _, err := t.rows.add(setLost, warc.FormatDate(time.Now()), o.id); err != nil {
				return err
			}
			continue
		}
		if _, err := t.rows.add(setPayload, id, o.id); err != nil {
			return err
		}
	}
	return nil
}

// judge makes the check of each visit. The rows of its answers are to be
// committed: answers are read through them.
func (t *taker) judge() error {
	for _, v := range t.visits {
		exchanges := t.exchanges(v)
		if len(exchanges) == 0 {
			continue // its payload is lost: there is nothing to judge
		}
		c := checker.Rejudge(v.link, exchanges, cutShort(exchanges[len(exchanges)-1]), checker.Options{})
		if c.Health == verdict.Skipped {
			continue
		}
		if _, err := t.rows.check(v.run, c, v.last); err != nil {
			return err
		}
		if _, err := t.rows.add(setText, c.TextSHA256, v.last.id); err != nil {
			return err
		}
	}
	return nil
}

func (t *taker) exchanges(v *visit) []*fetch.Exchange {
	var list []*fetch.Exchange
	for _, id := range v.ids {
		e, err := t.archive.answer(id)
		if err != nil {
			return nil
		}
		list = append(list, e)
	}
	return list
}
