package warc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Members are the parts of a compressed file, each of which can be read without
// those before it. Read ends with each part.
type members interface {
	io.Reader
	next() error // goes to the next part; io.EOF where there is none
}

// gzipMembers are those of RFC 1952.
type gzipMembers struct {
	*gzip.Reader
	in *bufio.Reader
}

func (m gzipMembers) next() error {
	if err := m.Reset(m.in); err != nil {
		return err
	}
	m.Multistream(false)
	return nil
}

const (
	zstdMagic = 0xfd2fb528
	dictMagic = 0x184d2a5d // of the frame with the dictionary
	skipMagic = 0x184d2a50 // of this and the 15 frames after it nothing is content
)

// maxZstd bounds windows and dictionaries, as "Window and dictionary limits" of
// IIPC's Zstandard Compression for WARC Files 1.0 has it.
const maxZstd = 8 << 20

var errDict = errors.New("its dictionary is none")

func isZstd(magic uint32) bool { return magic == zstdMagic || magic&^0xf == skipMagic }

// zstdFrames are those of RFC 8878.
type zstdFrames struct {
	*zstd.Decoder
	frame *frame
}

// newZstdFrames reads the frames that come from in; dict is the dictionary that
// they all need, or nil.
func newZstdFrames(in *bufio.Reader, dict []byte) (*zstdFrames, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxZstd)}
	if dict != nil {
		options = append(options, zstd.WithDecoderDicts(dict))
	}
	d, err := zstd.NewReader(nil, options...)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errDict, err) // not %w: it may be of an end that is not the file's
	}
	return &zstdFrames{d, &frame{in: in}}, nil
}

func (m *zstdFrames) next() error {
	if err := m.frame.begin(); err != nil {
		return err
	}
	return m.Reset(m.frame)
}

// A frame reads one frame, RFC 8878 section 3.1.1, as it stands in a file. The
// decoder would read on into the next one, and not say where that begins.
type frame struct {
	in   *bufio.Reader
	left int64 // bytes up to the next block
	last bool  // no block follows
	sum  int64 // bytes behind the last block
}

// begin passes over frames without content to the next one with some.
func (f *frame) begin() error {
	for {
		head, err := f.in.Peek(8)
		switch {
		case len(head) == 0:
			return err
		case len(head) < 8:
			return io.ErrUnexpectedEOF
		}
		magic := binary.LittleEndian.Uint32(head)
		if magic == zstdMagic {
			f.left, f.last, f.sum = headLength(head[4]), false, int64(head[4]>>2&1)*4
			return nil
		}
		if magic&^0xf != skipMagic {
			return errNoWARC
		}
		if _, err := io.CopyN(io.Discard, f.in, 8+int64(binary.LittleEndian.Uint32(head[4:]))); err != nil {
			return io.ErrUnexpectedEOF
		}
	}
}

// headLength is that of a frame's header with its magic number, by the header's
// descriptor, section 3.1.1.1.
func headLength(descriptor byte) int64 {
	size := [4]int64{0, 2, 4, 8}[descriptor>>6]
	single := descriptor >> 5 & 1
	if single == 1 && size == 0 {
		size = 1
	}
	return 4 + 1 + int64(1-single) + [4]int64{0, 1, 2, 4}[descriptor&3] + size
}

func (f *frame) Read(p []byte) (int, error) {
	if f.left == 0 {
		if f.last {
			return 0, io.EOF
		}
		if err := f.block(); err != nil {
			return 0, err
		}
	}
	n, err := f.in.Read(p[:min(int64(len(p)), f.left)])
	f.left -= int64(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// block learns the length of the next block, section 3.1.1.2.
func (f *frame) block() error {
	head, err := f.in.Peek(3)
	if err != nil {
		return io.ErrUnexpectedEOF
	}
	v := int64(head[0]) | int64(head[1])<<8 | int64(head[2])<<16
	f.left = 3 + v>>3
	if v>>1&3 == 1 { // one byte, many times
		f.left = 3 + 1
	}
	if f.last = v&1 == 1; f.last {
		f.left += f.sum
	}
	return nil
}

// dictionary reads what stands before a file's first record, or nil where
// nothing does.
func dictionary(f io.ReadSeeker) ([]byte, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var head [8]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || binary.LittleEndian.Uint32(head[:]) != dictMagic {
		return nil, nil
	}
	size := binary.LittleEndian.Uint32(head[4:])
	if size > maxZstd {
		return nil, fmt.Errorf("its dictionary is longer than %d bytes", maxZstd)
	}
	dict := make([]byte, size)
	if _, err := io.ReadFull(f, dict); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	if len(dict) < 4 || binary.LittleEndian.Uint32(dict) != zstdMagic {
		return dict, nil
	}
	d, err := zstd.NewReader(bytes.NewReader(dict), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxZstd))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	dict, err = io.ReadAll(io.LimitReader(d, maxZstd+1))
	if err == nil && len(dict) > maxZstd {
		err = fmt.Errorf("its dictionary is longer than %d bytes", maxZstd)
	}
	return dict, err
}
