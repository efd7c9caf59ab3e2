// Package pdfhead reads what a PDF says of itself: the title and dates of its
// metadata, and the text of its first page with the heading on it. It is for
// the many PDFs that papers link to, of which no more than a title is wanted:
// it starts no engine, takes milliseconds, and knows nothing of layout. What it
// cannot read is empty. Start with Read.
package pdfhead

import (
	"bytes"
	"strings"
)

// A Head is what a PDF says of itself.
type Head struct {
	Info    string // the title in the document information dictionary
	XMP     string // the title in the metadata stream, dc:title
	Created string // as written: "D:20251107…" or ISO 8601
	Changed string
	Heading string // what stands in the largest type at the top of the first page
	Text    string // of the first page, a line a line
}

// Bounds on one document. Real first pages and their metadata stay far below.
const (
	maxObjects  = 300_000  // in the file
	maxInflated = 16 << 20 // bytes out of compressed streams, all together
	maxStream   = 4 << 20  // bytes out of one
	maxObject   = 1 << 20  // bytes of one value
	maxValues   = 64 << 20 // bytes of all values that are read
	maxDepth    = 32       // of arrays and dictionaries in each other
	maxParsed   = 100_000  // values of one object
	maxDrawn    = 8 << 20  // bytes of a page's content, with what it takes from elsewhere
	maxRuns     = 20_000   // pieces of text on a page
)

// Read reads the head of a document. It never fails: a broken, locked or
// hostile PDF has less to say.
func Read(doc []byte) Head {
	f := open(doc)
	var h Head
	if !f.encrypted { // the strings of an encrypted file are encrypted too
		if info, ok := f.resolve(f.trailer["Info"]).(dict); ok {
			h.Info = f.text(info["Title"])
			h.Created, h.Changed = f.text(info["CreationDate"]), f.text(info["ModDate"])
		}
	}
	h.readXMP(f)
	if !f.encrypted {
		lines := f.firstPage()
		h.Heading = heading(lines)
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(l.text + "\n")
		}
		h.Text = b.String()
	}
	return h
}

// readXMP reads the metadata stream: that of the catalog, or the last packet
// that lies open in the file.
func (h *Head) readXMP(f *file) {
	packet := f.stream(f.root()["Metadata"])
	if !bytes.Contains(packet, []byte("<")) {
		const begin = "<x:xmpmeta"
		i := bytes.LastIndex(f.doc, []byte(begin))
		if i < 0 {
			return
		}
		packet = f.doc[i:min(len(f.doc), i+1<<20)]
		if end := bytes.Index(packet, []byte("</x:xmpmeta>")); end >= 0 {
			packet = packet[:end]
		}
	}
	h.XMP = xmpValue(packet, "dc:title")
	if h.Created == "" {
		h.Created = xmpValue(packet, "xmp:CreateDate")
	}
	if h.Changed == "" {
		h.Changed = xmpValue(packet, "xmp:ModifyDate")
	}
}
