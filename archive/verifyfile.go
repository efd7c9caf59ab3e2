package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/citecheck/citecheck/archive/warc"
)

// A fileCheck verifies one WARC file.
type fileCheck struct {
	archive *Archive
	name    string
	rows    []*stored // by offset; next is the one that is expected next
	next    int

	records, unindexed int
	without            []string // record IDs of answers that no row points to, in a file without rows
	lost               int
	found              []int64
	torn               int64  // where a record begins in whose middle the file ends; 0 where none does
	damaged            bool   // something in it is no record, or not the one that was written
	whole              []span // its records that are as they were written, but for the file's head
	bytes              int64
	problems           []Problem
	block, payload     hash.Hash
	buffer             []byte
}

func (f *fileCheck) complain(at int64, row *stored, what string) {
	if row != nil && row.lost {
		f.lost++ // it is known
		return
	}
	p := Problem{File: f.name, Offset: at, What: what}
	if row != nil {
		p.Offset, p.URL, p.row = row.offset, row.url, row.id
	}
	f.problems = append(f.problems, p)
}

// check reads the file from its beginning. Behind damage it goes on at the next
// record that can be found.
func (f *fileCheck) check(ctx context.Context) error {
	f.block, f.payload, f.buffer = sha256.New(), sha256.New(), make([]byte, 256<<10)
	s, err := f.archive.volume(f.name).Open()
	if err != nil {
		if len(f.rows) == 0 || slices.ContainsFunc(f.rows, func(r *stored) bool { return !r.lost }) { // else it is known
			f.complain(-1, nil, "the file cannot be read: "+bare(err).Error())
		}
		for _, row := range f.rows {
			f.complain(0, row, "its file cannot be read")
		}
		return nil
	}
	defer s.Close()
	for from := int64(0); ; {
		damage, err := f.readFrom(ctx, s, from)
		if err != nil || damage == nil {
			break
		}
		if from, damage = f.resume(s, damage); damage != nil {
			break
		}
	}
	for ; f.next < len(f.rows); f.next++ {
		f.complain(0, f.rows[f.next], "there is no record of it")
	}
	if len(f.rows) == 0 && f.unindexed > 0 && !f.isLiving() && !f.archive.killedBeforeRows(f.name) {
		f.complain(-1, nil, fmt.Sprintf("no row points into this file: it has %d answers", f.unindexed))
	}
	return ctx.Err()
}

// killedBeforeRows reports whether a file without rows is that of a run that was
// killed before it committed any: the database knows of one that began within
// a day before the file and never ended. Else the database has lost rows, or is
// older than the file.
func (a *Archive) killedBeforeRows(name string) bool {
	text, _, _ := strings.Cut(strings.TrimPrefix(path.Base(name), filePrefix), "-")
	began, err := time.Parse("20060102T150405Z", text)
	if err != nil {
		return false
	}
	var killed bool
	err = a.db.QueryRow("SELECT EXISTS (SELECT 1 FROM runs WHERE finished_at IS NULL AND started_at BETWEEN ? AND ?)",
		warc.FormatDate(began.Add(-24*time.Hour)), warc.FormatDate(began.Add(time.Second))).Scan(&killed)
	return err == nil && killed
}

// resume tells damage and finds the place to go on, or gives the damage back.
func (f *fileCheck) resume(s io.ReadSeeker, damage error) (from int64, rest error) {
	at := int64(-1)
	var e *warc.Error
	if errors.As(damage, &e) {
		at = e.Offset
		damage = e.Err
	}
	var hit *stored
	for ; f.next < len(f.rows) && f.rows[f.next].offset <= at; f.next++ {
		hit = f.rows[f.next]
		f.complain(0, hit, "its record is damaged: "+damage.Error())
	}
	if hit == nil && !f.isLiving() { // else it is told, or known, of its row
		f.complain(at, nil, "damaged: "+damage.Error())
	}
	from, err := warc.NextMember(s, at+1)
	switch {
	case err == nil:
		f.damaged = true
		return from, nil
	case !errors.Is(damage, warc.ErrCut):
		f.damaged = true
	case !f.isLiving():
		f.torn = at
	}
	return 0, damage
}

// isLiving reports whether a process writes the file: its end is not there yet.
func (f *fileCheck) isLiving() bool {
	file, err := os.Open(f.archive.volume(f.name).Path)
	if err != nil {
		return false
	}
	defer file.Close()
	taken, err := lockFile(file, false)
	return err == nil && !taken
}

// readFrom verifies the records from an offset on, until the end or damage.
func (f *fileCheck) readFrom(ctx context.Context, s io.ReadSeeker, from int64) (damage, err error) {
	records, damage := warc.NewReader(f.name, s, warc.Place{Offset: from})
	if damage != nil {
		return damage, nil
	}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rec, err := records.Next()
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return err, nil
		}
		what, damage := f.hash(rec)
		if damage == nil {
			damage = records.Finish()
		}
		if damage == nil && records.Shares() { // what that is, and whether the member is whole, is unknown
			damage = errShared
		}
		if damage != nil {
			var e *warc.Error
			if errors.As(damage, &e) {
				damage = e.Err
			}
			return &warc.Error{File: f.name, Place: rec.Place, Err: damage}, nil
		}
		f.records++
		if what != "" {
			f.damaged = true
		} else if rec.Header.Get("WARC-Type") != warc.Info {
			f.whole = joinSpan(f.whole, span{rec.Offset, records.End()})
		}
		f.judge(rec, records.End(), what)
	}
}

var errShared = errors.New("something follows it in its gzip member")

// hash reads a record's block and says what of its digests is not true.
func (f *fileCheck) hash(rec *warc.Record) (what string, err error) {
	f.block.Reset()
	f.payload.Reset()
	split := &warc.PayloadWriter{Payload: f.payload}
	n, err := io.CopyBuffer(io.MultiWriter(f.block, split), struct{ io.Reader }{rec.Block}, f.buffer)
	f.bytes += n
	if err != nil {
		return "", err
	}
	if n < rec.Length {
		return "", io.ErrUnexpectedEOF
	}
	h := rec.Header
	if want := h.Get("WARC-Block-Digest"); want != "" && want != warc.Digest(f.block.Sum(nil)) {
		return "its block is not the one that was recorded", nil
	}
	if want := h.Get("WARC-Payload-Digest"); want != "" && h.Get("WARC-Type") == warc.Response && want != warc.Digest(f.payload.Sum(nil)) {
		return "its payload is not the one that was recorded", nil
	}
	return "", nil
}

// judge compares a whole record with the row that should point to it.
func (f *fileCheck) judge(rec *warc.Record, end int64, what string) {
	for f.next < len(f.rows) && f.rows[f.next].offset < rec.Offset {
		f.complain(0, f.rows[f.next], "there is no record of it")
		f.next++
	}
	h := rec.Header
	isAnswer := h.Get("WARC-Type") == warc.Response || h.Get("WARC-Type") == warc.Revisit
	if f.next == len(f.rows) || f.rows[f.next].offset != rec.Offset {
		switch {
		case what != "":
			f.complain(rec.Offset, nil, what)
		case isAnswer:
			f.unindexed++
			if len(f.rows) == 0 {
				f.without = append(f.without, h.Get("WARC-Record-ID"))
			}
		}
		return
	}
	row := f.rows[f.next]
	f.next++
	switch {
	case what != "":
	case end != row.offset+row.length, h.Get("WARC-Record-ID") != row.record || h.Get("WARC-Type") != row.kind || h.Get("WARC-Target-URI") != row.url:
		what = "another record stands in its place"
	case h.Get("WARC-Payload-Digest") != "sha256:"+row.sha256:
		what = "the row has another hash than the record"
	case row.lost:
		f.lost++
		f.found = append(f.found, row.id)
		return
	default:
		return
	}
	f.complain(0, row, what)
}
