package warc

import (
	"bufio"
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
