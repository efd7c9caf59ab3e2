package fetch

import (
	"bufio"
	"errors"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding is what browsers send, and what codings can undo.
const acceptEncoding = "gzip, deflate, br, zstd"

// maxZstdWindow is what RFC 9659 section 3 lets a sender of this coding need.
const maxZstdWindow = 8 << 20

// A coding opens a decoder, and returns what to call when it is done with.
type coding func(r io.Reader) (io.Reader, func(), error)

// codings are those of RFC 9110 section 8.4.1, RFC 7932 and RFC 8878.
var codings = map[string]coding{
	"gzip":    openGzip,
	"x-gzip":  openGzip,
	"deflate": openDeflate,
	"br":      openBrotli,
	"zstd":    openZstd,
}

// unreadable are codings that exist and that we do not ask for.
var unreadable = map[string]bool{"compress": true, "x-compress": true, "dcb": true, "dcz": true}

// Decoders are large and most pages small, so they are used again.
var (
	gzips   = sync.Pool{New: func() any { return new(gzip.Reader) }}
	brotlis = sync.Pool{New: func() any { return brotli.NewReader(nil) }}
	zstds   sync.Pool
)

func openGzip(r io.Reader) (io.Reader, func(), error) {
	src, ok := r.(flate.Reader)
	if !ok {
		src = bufio.NewReader(r)
	}
	z := gzips.Get().(*gzip.Reader)
	end := func() { gzips.Put(z) }
	if err := z.Reset(src); err != nil {
		end()
		return nil, nil, unexpected(err)
	}
	z.Multistream(false)
	return &members{z: z, src: src}, end, nil
}

// unexpected names the end of an input that has just begun.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// members reads a gzip file's members, RFC 1952 section 2.2. What follows them
// and is none is passed over, and checksums are not compared: browsers show
// such pages, so readers see them.
type members struct {
	z   *gzip.Reader
	src flate.Reader
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.z.Read(p)
	switch {
	case errors.Is(err, gzip.ErrChecksum):
		return n, io.EOF
	case err == io.EOF:
		err = m.z.Reset(m.src)
		if errors.Is(err, gzip.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
		m.z.Multistream(false)
	}
	return n, err
}

// openDeflate takes both forms that servers send: zlib's, which the name
// means, and the bare one (RFC 9110 section 8.4.1.2 knows of them). The
// checksum at zlib's end is not compared, as above.
func openDeflate(r io.Reader) (io.Reader, func(), error) {
	src := bufio.NewReader(r)
	if h, err := src.Peek(2); err == nil && isZlib(h[0], h[1]) {
		if _, err := src.Discard(2); err != nil {
			return nil, nil, err
		}
	}
	z := flate.NewReader(src)
	return z, func() { z.Close() }, nil
}

// isZlib knows a header by RFC 1950 section 2.2: method 8, a window that
// exists, no preset dictionary, and its check bits.
func isZlib(cmf, flg byte) bool {
	return cmf&0x0f == 8 && cmf>>4 <= 7 && flg&0x20 == 0 && (uint(cmf)<<8|uint(flg))%31 == 0
}

func openBrotli(r io.Reader) (io.Reader, func(), error) {
	z := brotlis.Get().(*brotli.Reader)
	if err := z.Reset(r); err != nil {
		return nil, nil, err
	}
	return z, func() { brotlis.Put(z) }, nil
}

func openZstd(r io.Reader) (io.Reader, func(), error) {
	z, ok := zstds.Get().(*zstd.Decoder)
	if !ok {
		var err error
		// One goroutine, the caller's: many pages are decoded at once anyway.
		z, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			return nil, nil, err
		}
	}
	if err := z.Reset(r); err != nil {
		return nil, nil, unexpected(err)
	}
	return z, func() {
		if z.Reset(nil) == nil { // lets go of r
			zstds.Put(z)
		}
	}, nil
}
