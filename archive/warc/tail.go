package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// WholeEnd is where the last whole gzip member of f ends, reading from the
// offset from on, where a member must begin. torn says why reading ended there:
// nil at the end of the file, io.ErrUnexpectedEOF where the file ends within a
// member, any other error where what follows is no gzip member. err is for
// trouble with f itself.
func WholeEnd(f io.ReadSeeker, from int64) (end int64, torn, err error) {
	if _, err := f.Seek(from, io.SeekStart); err != nil {
		return from, nil, err
	}
	file := &failing{meter: meter{r: f, n: from}}
	in := bufio.NewReaderSize(file, 64<<10)
	gz := new(gzip.Reader)
	for end = from; ; end = file.n - int64(in.Buffered()) {
		torn = gz.Reset(in)
		if torn == io.EOF {
			return end, nil, nil
		}
		if torn == nil {
			gz.Multistream(false)
			_, torn = io.Copy(io.Discard, gz)
		}
		if file.err != nil {
			return end, nil, file.err
		}
		if torn != nil {
			return end, torn, nil
		}
	}
}

// failing remembers an error of the file, to tell it from one of its content.
type failing struct {
	meter
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	n, err := f.meter.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		f.err = err
	}
	return n, err
}

// memberHead is how a gzip member with DEFLATE begins, RFC 1952.
var memberHead = []byte{0x1f, 0x8b, 8}

// NextMember finds the first gzip member at or behind an offset that begins
// with a record: where reading can go on behind damage. The error is io.EOF
// where there is none.
func NextMember(f io.ReadSeeker, from int64) (int64, error) {
	const chunk = 1 << 20
	buf := make([]byte, chunk)
	for at := from; ; {
		if _, err := f.Seek(at, io.SeekStart); err != nil {
			return 0, err
		}
		n, err := io.ReadFull(f, buf)
		if n < len(memberHead) {
			return 0, io.EOF
		}
		i := bytes.Index(buf[:n], memberHead)
		switch {
		case i >= 0 && beginsRecord(f, at+int64(i)):
			return at + int64(i), nil
		case i >= 0:
			at += int64(i) + 1
		case err != nil:
			return 0, io.EOF
		default:
			at += int64(n - len(memberHead) + 1)
		}
	}
}

// beginsRecord reports whether a record can be read at an offset.
func beginsRecord(f io.ReadSeeker, at int64) bool {
	r, err := NewReader("", f, Place{Offset: at})
	if err != nil {
		return false
	}
	_, err = r.Next()
	return err == nil
}
