package format

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

const (
	// maxContained is how many parts a container may have: many times what a long
	// book with its pictures needs.
	maxContained = 10000

	// maxRatio is how far a part may unpack. Markup of real documents shrinks
	// to a tenth or a fiftieth; small parts may be one blank repeated.
	maxRatio     = 300
	ratioApplies = 1 << 20
)

// Causes of an Error in a container.
var (
	errNoZip     = errors.New("the file is no zip container, or only the beginning of one")
	errParts     = fmt.Errorf("the file has more than %d parts", maxContained)
	errUnpacks   = fmt.Errorf("the parts unpack to more than %d MiB", MaxBytes>>20)
	errBomb      = errors.New("this unpacks to far more than a document's text does")
	errEncrypted = errors.New("this is encrypted")
	errNoPart    = errors.New("the file has no such part")
)

// saveAnew is the advice for containers that no word processor wrote like this.
const saveAnew = "open it in a word processor and save it anew"

// sniffZip reports whether a document is a zip file.
func sniffZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// sniffMimetype makes a test for containers that say what they are in their
// first entry, which is called mimetype and is not packed: ODF and EPUB.
func sniffMimetype(mimetype string) func(head []byte) bool {
	return func(head []byte) bool {
		const name = 30 // length of what stands before an entry's name
		return sniffZip(head) && len(head) > name && bytes.HasPrefix(head[name:], []byte("mimetype")) &&
			bytes.Contains(head[:min(len(head), 200)], []byte(mimetype))
	}
}

// A container is a document that is a zip file of parts: DOCX, ODT, EPUB.
type container struct {
	parts map[string]*zip.File // by name, and by name in lower case
	left  int64                // how many bytes may still be unpacked
}

// openContainer lists a container's parts. Names that would lead out of a
// folder are none: nothing may ask for them.
func openContainer(doc []byte) (*container, error) {
	if bytes.Count(doc, []byte("PK\x01\x02")) > maxContained { // before the list is made
		return nil, &Error{Err: errParts, Advice: "give the paper as a simpler document, or its text"}
	}
	z, err := zip.NewReader(bytes.NewReader(doc), int64(len(doc)))
	if err != nil {
		return nil, &Error{Err: errNoZip, Advice: "get it anew, or " + saveAnew}
	}
	c := &container{parts: map[string]*zip.File{}, left: MaxBytes}
	for _, spelt := range []func(string) string{strings.Clone, strings.ToLower} {
		for _, f := range z.File {
			name := spelt(strings.ReplaceAll(f.Name, `\`, "/"))
			if c.parts[name] == nil && fs.ValidPath(name) {
				c.parts[name] = f
			}
		}
	}
	return c, nil
}

// part finds a part. The case of its name does not matter, as in Windows.
func (c *container) part(name string) *zip.File {
	if f := c.parts[name]; f != nil {
		return f
	}
	return c.parts[strings.ToLower(name)]
}

// read unpacks a part. The error names it.
func (c *container) read(name string) ([]byte, error) {
	f := c.part(name)
	if f == nil {
		return nil, &Error{Err: fmt.Errorf("%s: %w", name, errNoPart), Advice: saveAnew}
	}
	if f.Flags&1 != 0 {
		return nil, &Error{Err: fmt.Errorf("%s: %w", name, errEncrypted), Advice: "save it without a password"}
	}
	doc, err := c.unpack(f)
	switch {
	case err == nil:
		return doc, nil
	case errors.Is(err, errUnpacks), errors.Is(err, errBomb):
		return nil, &Error{Err: fmt.Errorf("%s: %w", name, err), Advice: "give the paper as a simpler document, or its text"}
	}
	return nil, &Error{Err: fmt.Errorf("%s: %w", name, err), Advice: "the file is damaged; get it anew, or " + saveAnew}
}

// unpack believes no size that the container declares.
func (c *container) unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	packed := min(f.CompressedSize64, MaxBytes)
	bound, cause := int64(max(packed*maxRatio, ratioApplies)), errBomb
	if bound > c.left {
		bound, cause = c.left, errUnpacks
	}
	doc, err := io.ReadAll(io.LimitReader(r, bound+1))
	if err != nil {
		return nil, err
	}
	if int64(len(doc)) > bound {
		return nil, cause
	}
	c.left -= int64(len(doc))
	return doc, nil
}

// Errors of readers that want another container.
var (
	errOldWord  = errors.New("this is a document of Word before 2007 (.doc)")
	errPassword = errors.New("the document is encrypted with a password")
	errNoPaper  = errors.New("this is a container of another kind")
)

// oleMagic begins the files of Office before 2007, and encrypted ones of today.
var oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// oleError says which of the two a file is.
func oleError(doc []byte) error {
	encrypted := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	if bytes.Contains(doc, encrypted) {
		return &Error{Err: errPassword, Advice: "save it without the password"}
	}
	return &Error{Err: errOldWord, Advice: "save it as .docx"}
}
