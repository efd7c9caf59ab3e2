package warc

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
)

// Unpack gives the volume with its content unpacked in a temporary file, for
// whoever reads many records of a gzip member that holds them all: each would
// have to be unpacked from the member's beginning. Release frees the file.
func (v Volume) Unpack() (Volume, error) {
	in, err := v.Open()
	if err != nil {
		return v, err
	}
	defer in.Close()
	packed := &meter{r: in}
	gz, err := gzip.NewReader(bufio.NewReaderSize(packed, 64<<10))
	if err != nil {
		return v, &Error{v.Name, Place{}, short(err)}
	}
	f, err := os.CreateTemp("", "citecheck-*")
	if err != nil {
		return v, err
	}
	_ = os.Remove(f.Name()) // where the system lets it: nothing is left after a kill
	plain := Volume{Name: v.Name + ", unpacked", plain: f}
	plain.size, err = io.Copy(f, &meter{r: gz, limit: func() int64 { return slack + maxRatio*packed.n }})
	if err != nil {
		plain.Release()
		return v, fmt.Errorf("%s: %w", v.Name, short(err))
	}
	return plain, nil
}

// Release frees what Unpack took; nothing of the volume can be read then.
func (v Volume) Release() {
	if v.plain != nil {
		v.plain.Close()
		_ = os.Remove(v.plain.Name()) // fails where Unpack did it
	}
}
