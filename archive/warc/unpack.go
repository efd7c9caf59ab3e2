package warc

import (
	"fmt"
	"io"
	"os"
)

// Unpack gives the volume with its content unpacked in a temporary file, for
// whoever reads many records of a member that holds them all: each would
// have to be unpacked from the member's beginning. Release frees the file.
func (v Volume) Unpack() (Volume, error) {
	in, err := v.Open()
	if err != nil {
		return v, err
	}
	defer in.Close()
	content, err := NewReader(v.Name, in, Place{})
	if err != nil {
		return v, err
	}
	f, err := os.CreateTemp("", "citecheck-*")
	if err != nil {
		return v, err
	}
	_ = os.Remove(f.Name()) // where the system lets it: nothing is left after a kill
	plain := Volume{Name: v.Name + ", unpacked", plain: f}
	for err == nil {
		var n int64
		if n, err = io.Copy(f, content.out); err == nil {
			err = content.nextMember()
		}
		plain.size += n
	}
	if err != io.EOF {
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
