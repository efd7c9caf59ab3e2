package archive

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/klauspost/compress/gzip"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker/fetch"
)

// An Export says what came of an export.
type Export struct {
	Answers int     // that were written
	Pages   int     // from which a reader of a WACZ file can start
	Lost    []error // what was left out, because its record is lost or damaged
}

// An exporter copies records into one WARC file.
type exporter struct {
	archive *Archive
	out     io.Writer
	size    int64                                                // of what was written
	full    bool                                                 // revisits become full responses
	plain   bool                                                 // records are not compressed
	note    func(s *stored, e *fetch.Exchange, at, length int64) // told of each answer; may be nil
	done    Export
}

// ExportWARC writes the answers of a selection as a WARC file called name. A
// payload that several have is in it once, as in the archive: what a revisit
// refers to comes with it. Records are compressed one by one unless plain.
func (a *Archive) ExportWARC(w io.Writer, s *Selection, name, software string, plain bool) (Export, error) {
	x := &exporter{archive: a, out: w, plain: plain}
	if err := x.begin(name, software); err != nil {
		return x.done, err
	}
	return x.done, a.each(s, true, x.answer)
}

// begin writes the record at the head of the file.
func (x *exporter) begin(name, software string) error {
	head, err := infoRecord(name, software, "")
	if err != nil {
		return err
	}
	return x.write(head)
}

// write writes whole gzip members, or what they hold.
func (x *exporter) write(members []byte) error {
	if x.plain {
		z, err := gzip.NewReader(bytes.NewReader(members))
		if err != nil {
			return err
		}
		if members, err = io.ReadAll(z); err != nil {
			return err
		}
	}
	n, err := x.out.Write(members)
	x.size += int64(n)
	return err
}

// answer writes one exchange. A record that is lost or damaged is left out, and
// told.
func (x *exporter) answer(s *stored) error {
	members, last, e, err := x.read(s)
	if err != nil {
		x.done.Lost = append(x.done.Lost, fmt.Errorf("%s of %s: %w", s.url, s.date, err))
		return nil
	}
	at := x.size
	if err := x.write(members); err != nil {
		return err
	}
	x.done.Answers++
	if x.note != nil {
		at += int64(last)
		x.note(s, e, at, x.size-at)
	}
	return nil
}

// read gives the records of one exchange as gzip members, where in them the
// answer begins, and the answer.
func (x *exporter) read(s *stored) (members []byte, last int, e *fetch.Exchange, err error) {
	e, err = x.archive.answer(s.id)
	if err != nil {
		return nil, 0, nil, err
	}
	if sum := sha256.Sum256(e.Body); hex.EncodeToString(sum[:]) != s.sha256 {
		return nil, 0, nil, errPayload
	}
	request, header, err := x.archive.request(s)
	if err != nil {
		return nil, 0, nil, err
	}
	if s.kind == warc.Revisit && x.full {
		e.URL, e.RequestHeader = s.url, header
		var buf bytes.Buffer
		last, _, err = newEncoding(e).appendTo(&buf, nil) // what was read back is in memory: nothing rests
		return buf.Bytes(), last, e, err
	}
	answer, err := x.archive.bytes(s.file, s.offset, s.length)
	return append(request, answer...), len(request), e, err
}

var errPayload = errors.New("its payload is not the one that was recorded")

// bytes reads a part of a WARC file.
func (a *Archive) bytes(file string, offset, length int64) (data []byte, err error) {
	f, err := a.volume(file).Open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return nil, err
	}
	data = make([]byte, length)
	_, err = io.ReadFull(f, data)
	return data, err
}

// request finds the request of an answer, which stands between the answer
// before it and it, as gzip members and as its header. There may be none.
func (a *Archive) request(s *stored) (member []byte, header http.Header, err error) {
	var from int64
	err = a.db.QueryRow(findBefore, s.file, s.offset).Scan(&from)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, nil, a.explain(err)
	}
	from = max(from, s.offset-maxBlock) // more stands between only where rows are missing
	gap, err := a.bytes(s.file, from, s.offset-from)
	if err != nil || len(gap) == 0 {
		return nil, nil, err
	}
	records, err := warc.NewReader(s.file, bytes.NewReader(gap), warc.Place{})
	if err != nil {
		return nil, nil, nil // what stands there is no record of ours
	}
	for {
		rec, err := records.Next()
		if err != nil { // its end, or damage that concerns no answer
			return member, header, nil
		}
		if rec.Header.Get("WARC-Type") == warc.Request && rec.Header.Get("WARC-Concurrent-To") == s.record {
			block, err := io.ReadAll(io.LimitReader(rec.Block, maxBlock))
			if err != nil {
				return nil, nil, nil
			}
			// It is the last before its answer.
			member, header = gap[rec.Offset:], parseRequest(block)
		}
	}
}

// parseRequest reads the header of a recorded request.
func parseRequest(block []byte) http.Header {
	req, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(block)))
	if err != nil {
		return nil
	}
	if req.Host != "" {
		req.Header.Set("Host", req.Host)
	}
	return req.Header
}
