package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// Writers for long records hold tables of some 100 KB each: making one a record
// would cost more than compressing it, and so does clearing one for a head alone.
// Those for short records have none, and compress a head as well in half the time.
var (
	longWriters  = sync.Pool{New: func() any { return gzipWriter(gzip.BestSpeed) }}
	shortWriters = sync.Pool{New: func() any { return gzipWriter(gzip.StatelessCompression) }}
)

// shortBlock is up to how many bytes a block is short.
const shortBlock = 4 << 10

func gzipWriter(level int) *gzip.Writer {
	w, err := gzip.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // only an invalid level fails
	}
	return w
}

// Append encodes one record behind what buf holds. Its block is the parts, one
// after the other.
func Append(buf *bytes.Buffer, fields []Field, block ...[]byte) error {
	readers := make([]io.ReadSeeker, len(block))
	for i, part := range block {
		readers[i] = bytes.NewReader(part)
	}
	return Write(buf, fields, readers...)
}

// Write encodes one record: as a gzip member of its own, annex D.2, so that its
// offset is all a reader needs. The header is fields, in their order, then
// WARC-Block-Digest and Content-Length of the block, whose parts are written
// one after the other. Each part is read twice, because its digest stands
// before it.
func Write(out io.Writer, fields []Field, block ...io.ReadSeeker) error {
	length, hash := int64(0), sha256.New()
	for _, part := range block {
		n, err := io.Copy(hash, part)
		if err == nil {
			_, err = part.Seek(0, io.SeekStart)
		}
		if err != nil {
			return err
		}
		length += n
	}
	head := append(make([]byte, 0, 1<<10), "WARC/1.1\r\n"...)
	for _, f := range fields {
		head = appendField(head, f.Name, f.Value)
	}
	head = appendField(head, "WARC-Block-Digest", Digest(hash.Sum(nil)))
	head = appendField(head, "Content-Length", strconv.FormatInt(length, 10))
	head = append(head, "\r\n"...)

	parts := append(append([]io.ReadSeeker{bytes.NewReader(head)}, block...), strings.NewReader("\r\n\r\n"))
	if length <= shortBlock {
		return writeShort(out, parts)
	}
	w := longWriters.Get().(*gzip.Writer)
	defer longWriters.Put(w)
	w.Reset(out)
	for _, part := range parts {
		if _, err := io.Copy(w, part); err != nil {
			return err
		}
	}
	return w.Close()
}

// writeShort gives the writer all parts at once: it remembers nothing of what it
// was given before.
func writeShort(out io.Writer, parts []io.ReadSeeker) error {
	var record bytes.Buffer
	for _, part := range parts {
		if _, err := record.ReadFrom(part); err != nil {
			return err
		}
	}
	w := shortWriters.Get().(*gzip.Writer)
	defer shortWriters.Put(w)
	w.Reset(out)
	if _, err := w.Write(record.Bytes()); err != nil {
		return err
	}
	return w.Close()
}

// Digest labels a SHA-256, section 5.8. Readers expect hex behind sha256, and
// base32 only behind sha1.
func Digest(sum []byte) string { return "sha256:" + hex.EncodeToString(sum) }

// appendField writes one field and leaves out those without a value. Values
// come from servers: a line break in one would begin a field of the server's
// choice.
func appendField(head []byte, name, value string) []byte {
	if value == "" {
		return head
	}
	value = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, value)
	head = append(head, name...)
	head = append(head, ": "...)
	head = append(head, value...)
	return append(head, "\r\n"...)
}
