package format

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

var errProtected = errors.New("this chapter is encrypted by a copy protection")

// An epubBook is what the package document of a book says (EPUB 3.3).
type epubBook struct {
	title    string
	items    map[string]epubItem // by identifier
	spine    []string            // identifiers of the items in reading order
	contents map[string]bool     // paths of tables of contents
}

type epubItem struct {
	path       string
	mediaType  string
	properties []string
}

// readEPUB reads a book: its chapters, each as the HTML that it is. The part of
// a block is its chapter's path in the container; lines count in it.
func readEPUB(ctx context.Context, in *input) (*document.Document, error) {
	zip, err := openContainer(in.Bytes)
	if err != nil {
		return nil, err
	}
	book, err := readEPUBPackage(zip)
	if err != nil {
		return nil, err
	}
	protected, err := epubProtected(zip)
	if err != nil {
		return nil, err
	}
	d := &document.Document{Title: document.Plain(book.title)}
	lists, last := 0, 0 // are numbered on from chapter to chapter
	for _, chapter := range book.chapters() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if protected[chapter] {
			return nil, &Error{Err: fmt.Errorf("%s: %w", chapter, errProtected), Advice: "give a copy without protection"}
		}
		blocks, err := epubChapter(zip, chapter)
		if err != nil {
			return nil, err
		}
		for i := range blocks {
			b := &blocks[i]
			b.Part = chapter
			if b.List > 0 {
				b.List += lists
			}
			last = max(last, b.List)
		}
		lists = last
		d.Blocks = append(d.Blocks, blocks...)
	}
	settleChapters(d.Blocks)
	if d.Title == "" {
		d.Title = firstHeading(d.Blocks)
	}
	return d, nil
}

// readEPUBPackage finds the package document and reads it.
func readEPUBPackage(zip *container) (*epubBook, error) {
	const start = "META-INF/container.xml"
	root := ""
	if zip.part(start) == nil {
		return nil, &Error{Err: fmt.Errorf("%w: there is no %s in it", errNoPaper, start), Advice: "give the paper as .docx, .odt or .epub"}
	}
	err := eachElement(zip, start, func(_ *xmlPart, e xml.StartElement) error {
		if e.Name.Local == "rootfile" && root == "" {
			root = attr(e, "full-path")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	book := &epubBook{items: map[string]epubItem{}, contents: map[string]bool{}}
	return book, eachElement(zip, root, func(x *xmlPart, e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "title":
			if book.title == "" {
				book.title, err = x.text()
			}
		case "item":
			book.items[attr(e, "id")] = epubItem{epubPath(root, attr(e, "href")), attr(e, "media-type"), strings.Fields(attr(e, "properties"))}
		case "itemref":
			book.spine = append(book.spine, attr(e, "idref"))
		case "reference": // of the guide, as EPUB 2 has it
			if attr(e, "type") == "toc" {
				book.contents[epubPath(root, attr(e, "href"))] = true
			}
		}
		return err
	})
}

// epubPath is the path of a part to which an address in another part leads.
func epubPath(from, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	return path.Join(path.Dir(from), href)
}

// chapters are the paths of the book's texts in reading order, without tables
// of contents.
func (b *epubBook) chapters() []string {
	var paths []string
	seen := map[string]bool{}
	for _, id := range b.spine {
		item, listed := b.items[id]
		isText := item.mediaType == "application/xhtml+xml" || item.mediaType == "text/html"
		if !listed || !isText || seen[item.path] || b.contents[item.path] || slices.Contains(item.properties, "nav") {
			continue
		}
		seen[item.path] = true
		paths = append(paths, item.path)
	}
	return paths
}

// epubProtected are the parts that are encrypted. Fonts are made unreadable in
// ways of their own, which is no concern here.
func epubProtected(zip *container) (map[string]bool, error) {
	const list = "META-INF/encryption.xml"
	protected := map[string]bool{}
	if zip.part(list) == nil {
		return protected, nil
	}
	err := eachElement(zip, list, func(_ *xmlPart, e xml.StartElement) error {
		if e.Name.Local == "CipherReference" {
			protected[epubPath("", attr(e, "URI"))] = true
		}
		return nil
	})
	return protected, err
}

// epubChapter reads a chapter.
func epubChapter(zip *container, name string) ([]document.Block, error) {
	doc, err := zip.read(name)
	if err != nil {
		return nil, err
	}
	text, err := decode(doc, xmlCharset)
	if err != nil {
		text, err = decode(doc, htmlCharset)
	}
	var d *document.Document
	if err == nil {
		d, err = readHTML(plainXHTML(text))
	}
	if err != nil {
		var known *Error
		if errors.As(err, &known) {
			return nil, &Error{Line: known.Line, Err: fmt.Errorf("%s: %w", name, known.Err), Advice: known.Advice}
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d.Blocks, nil
}

// settleChapters makes citations of links that lead to a note or an entry of
// another chapter, and tells apart keys that several chapters use.
func settleChapters(blocks []document.Block) {
	parts := map[string]string{} // of keys; "" for several
	known := map[string]bool{}   // parts with keys
	for _, b := range blocks {
		if b.Key == "" {
			continue
		}
		known[b.Part+"#"+b.Key] = true
		if part, taken := parts[b.Key]; taken && part != b.Part {
			parts[b.Key] = ""
		} else {
			parts[b.Key] = b.Part
		}
	}
	settled := func(part, key string) string {
		if parts[key] == "" {
			return part + "#" + key
		}
		return key
	}
	for i := range blocks {
		b := &blocks[i]
		for j := range b.Spans {
			s := &b.Spans[j]
			if s.Kind == document.Cite {
				s.Target = settled(b.Part, s.Target)
				continue
			}
			href, key, anchored := strings.Cut(s.Target, "#")
			if s.Kind != document.Link || !anchored || href == "" {
				continue
			}
			if part := epubPath(b.Part, href); known[part+"#"+key] {
				s.Kind, s.Target = document.Cite, settled(part, key)
			}
		}
	}
	for i := range blocks {
		if b := &blocks[i]; b.Key != "" {
			b.Key = settled(b.Part, b.Key)
		}
	}
}
