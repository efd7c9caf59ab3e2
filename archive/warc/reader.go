package warc

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// ErrTooMuch says that a file asks for more than its reader may spend.
var ErrTooMuch = errors.New("it asks for too much")

// ErrCut says that a file ends in the middle of a record.
var ErrCut = errors.New("the file ends in the middle of a record")

// Bounds on what a file may ask of its reader. DEFLATE reaches 1030:1, pages
// 5:1 to 20:1; the slack lets a small file of anything pass.
const (
	maxHeader = 256 << 10 // of one record, in bytes
	maxLength = 1 << 40   // of one record's block
	maxRatio  = 100       // of a file's content to its size
	slack     = 64 << 20  // what a file may hold whatever its size
)

var (
	errEmpty   = errors.New("it is empty")
	errNoWARC  = errors.New("this is no WARC record")
	errHeader  = fmt.Errorf("%w: its header is longer than %d bytes", ErrTooMuch, maxHeader)
	errLength  = errors.New("its Content-Length is missing or no length")
	errInflate = fmt.Errorf("%w: the file decompresses to more than %d times its size", ErrTooMuch, maxRatio)
)

// A Place is where a record begins. In a compressed file Offset is that of the
// gzip member or zstd frame, and Skip counts the bytes of the member's content before the
// record: 0 where each record has a member of its own. In a plain file Skip is
// always 0.
type Place struct{ Offset, Skip int64 }

// A Record is one record as it is read. Its block can be read until the next
// call of Next.
type Record struct {
	Place
	Header Header
	Length int64 // of the block
	Block  io.Reader
}

// A Reader reads the records of a file in order: plain, as one gzip member, or
// with one member or zstd frame a record.
type Reader struct {
	name   string
	file   *meter            // bytes of the file
	in     *bufio.Reader     // over file
	parts  members           // over in; nil for a plain file
	member int64             // where the current member begins
	before int64             // bytes of content before the current member
	text   *meter            // bytes of content
	out    *bufio.Reader     // over text
	last   Place             // of the record that was read last
	left   *io.LimitedReader // of its block
}

// NewReader reads f, called name in errors, from place on: the zero Place or
// one that a Record had. It is for place to be a record's beginning.
func NewReader(name string, f io.ReadSeeker, place Place) (*Reader, error) {
	if _, err := f.Seek(place.Offset, io.SeekStart); err != nil {
		return nil, err
	}
	r := &Reader{name: name, file: &meter{r: f, n: place.Offset}, member: place.Offset}
	r.in = bufio.NewReaderSize(r.file, 64<<10)
	r.text = &meter{r: r.in, n: place.Offset}
	magic, err := r.in.Peek(4)
	if len(magic) == 0 {
		if err == io.EOF {
			err = errEmpty
		}
		return nil, &Error{name, place, err}
	}
	if err := r.open(f, place, magic); err != nil {
		return nil, &Error{name, place, short(err)}
	}
	r.out = bufio.NewReaderSize(r.text, 64<<10)
	if _, err := io.CopyN(io.Discard, r.out, place.Skip); err != nil {
		return nil, &Error{name, place, short(err)}
	}
	return r, nil
}

// open finds out by the first bytes at a place how the file is compressed.
func (r *Reader) open(f io.ReadSeeker, place Place, magic []byte) error {
	switch {
	case magic[0] == 0x1f && len(magic) > 1 && magic[1] == 0x8b:
		r.parts = gzipMembers{new(gzip.Reader), r.in}
	case len(magic) == 4 && isZstd(binary.LittleEndian.Uint32(magic)):
		dict, err := dictionary(f)
		if err != nil {
			return err
		}
		if _, err := f.Seek(place.Offset, io.SeekStart); err != nil {
			return err
		}
		r.in.Reset(r.file)
		r.file.n = place.Offset
		if r.parts, err = newZstdFrames(r.in, dict); err != nil {
			return err
		}
	default:
		return nil
	}
	r.text = &meter{r: r.parts, limit: func() int64 { return slack + maxRatio*r.file.n }}
	return r.parts.next()
}

// Next goes to the next record. Its error is io.EOF at the end of the file,
// else an *Error.
func (r *Reader) Next() (*Record, error) {
	if err := r.skipBlock(); err != nil {
		return nil, r.fail(r.last, err)
	}
	if err := r.skipBlank(); err == io.EOF {
		return nil, io.EOF
	} else if err != nil {
		return nil, r.fail(r.place(), err)
	}
	r.last = r.place()
	rec, err := r.record(r.last)
	if err != nil {
		return nil, r.fail(r.last, err)
	}
	return rec, nil
}

// Finish reads over what is left of the record that was read last, to the end
// of its gzip member where it has one of its own: only there stands whether the
// member is whole. It is for who wants this one record, and does not look at
// what follows.
func (r *Reader) Finish() error {
	if err := r.skipBlock(); err != nil {
		return r.fail(r.last, err)
	}
	for r.parts != nil {
		switch c, err := r.out.ReadByte(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return r.fail(r.last, err)
		case c != '\r' && c != '\n':
			return r.out.UnreadByte()
		}
	}
	return nil
}

// End is where the record that was read last ends, once Finish was called: in a
// compressed file the end of its gzip member.
func (r *Reader) End() int64 {
	if r.parts == nil {
		return r.text.n - int64(r.out.Buffered())
	}
	return r.file.n - int64(r.in.Buffered())
}

// Shares reports whether the record that was read last has its gzip member not
// for itself, once Finish was called: something else follows in it.
func (r *Reader) Shares() bool { return r.parts != nil && r.out.Buffered() > 0 }

func (r *Reader) fail(at Place, err error) error {
	return &Error{r.name, at, short(err)}
}

// place is where the next byte of content stands.
func (r *Reader) place() Place {
	at := r.text.n - int64(r.out.Buffered())
	if r.parts == nil {
		return Place{Offset: at}
	}
	return Place{Offset: r.member, Skip: at - r.before}
}

// skipBlock reads over what is left of the last record's block.
func (r *Reader) skipBlock() error {
	if r.left == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, r.left); err != nil {
		return err
	}
	if r.left.N > 0 {
		return ErrCut
	}
	return nil
}

// skipBlank reads over the line breaks behind a record, two by section 4 but
// not in every file, and into the next gzip member where this one ends.
func (r *Reader) skipBlank() error {
	for {
		c, err := r.out.ReadByte()
		switch {
		case err == io.EOF && r.parts != nil:
			if err := r.nextMember(); err != nil {
				return err
			}
		case err != nil:
			return err
		case c != '\r' && c != '\n':
			return r.out.UnreadByte()
		}
	}
}

func (r *Reader) nextMember() error {
	r.member = r.file.n - int64(r.in.Buffered())
	r.before = r.text.n
	if err := r.parts.next(); err != nil {
		return err // io.EOF where the last member ended
	}
	r.out.Reset(r.text)
	return nil
}

// record reads a version line and named fields, section 4.
func (r *Reader) record(place Place) (*Record, error) {
	if start, _ := r.out.Peek(len("WARC/")); !strings.HasPrefix("WARC/", string(start)) {
		return nil, errNoWARC
	}
	room := maxHeader
	version, err := r.line(&room)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "WARC/1.") && version != "WARC/0.18" && version != "WARC/0.17" { // the drafts, as Heritrix 1 wrote them
		return nil, fmt.Errorf("%.20q is not read, only WARC/1.0 and WARC/1.1", version)
	}
	rec := &Record{Place: place}
	for {
		line, err := r.line(&room)
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		name, value, found := strings.Cut(line, ":")
		switch {
		case line[0] == ' ' || line[0] == '\t': // a folded value, as WARC 1.0 allowed
			if n := len(rec.Header); n > 0 {
				rec.Header[n-1].Value += " " + strings.TrimSpace(line)
			}
		case found:
			rec.Header = append(rec.Header, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	length, err := strconv.ParseUint(rec.Header.Get("Content-Length"), 10, 63)
	if err != nil || length > maxLength {
		return nil, errLength
	}
	rec.Length = int64(length)
	r.left = &io.LimitedReader{R: blockReader{r}, N: rec.Length}
	rec.Block = r.left
	return rec, nil
}

// A blockReader reads on in the next frame where one record may have several.
type blockReader struct{ *Reader }

func (b blockReader) Read(p []byte) (int, error) {
	for {
		n, err := b.out.Read(p)
		if _, several := b.parts.(*zstdFrames); n > 0 || err != io.EOF || !several {
			return n, err
		}
		if err := b.nextMember(); err != nil {
			return 0, err
		}
	}
}

// line reads one line, without its end, and takes its length from room.
func (r *Reader) line(room *int) (string, error) {
	var line []byte
	for {
		part, err := r.out.ReadSlice('\n')
		if *room -= len(part); *room < 0 {
			return "", errHeader
		}
		line = append(line, part...)
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			return "", err
		}
		return strings.TrimRight(string(line), "\r\n"), nil
	}
}

// short says in plain words that a file ended too early.
func short(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrCut
	}
	return err
}

// A meter counts what is read through it and stops at its limit.
type meter struct {
	r     io.Reader
	n     int64
	limit func() int64 // nil for none
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n += int64(n)
	if m.limit != nil && m.n > m.limit() {
		return n, errInflate
	}
	return n, err
}
