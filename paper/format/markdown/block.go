package markdown

import (
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// maxNesting is how deep containers nest; the marks of deeper ones are text.
const maxNesting = 60

// A parser finds the blocks of a document, line by line, as the CommonMark
// specification describes it: each line first goes on with the containers that
// are open, then may begin new ones, and what is left belongs to a leaf.
type parser struct {
	src    string
	html   HTML
	number int // of the line
	blanks int // blank lines just before it

	open   []container // the document and the containers that we are in
	quotes int         // how many of them are block quotes
	leaf   leaf        // in the innermost container
	lists  int         // number of lists begun so far
	scopes []bool      // <div> elements that are open, and whether each is a group

	pieces         []piece
	definitions    map[string]string // addresses of links by their labels
	bibliographies []File
}

// A container holds blocks.
type container struct {
	kind  containerKind
	width int            // columns by which its lines are indented: item, note, definition
	list  *list          // of an item
	last  *list          // that its last block is an item of
	terms *list          // its last definition list,
	ended int            // and how many pieces there were when it ended
	empty bool           // nothing stands in it yet
	group bool           // it ends with an endPiece
	fence fence          // that ends a division or a directive
	item  document.Block // what its first paragraph is: item, definition
}

type containerKind uint8

const (
	root containerKind = iota
	quote
	item
	note
	definition
	division  // Pandoc's ::: and MyST's :::{note}
	directive // MyST's ```{note}
)

// A list is a run of items with one kind of marker.
type list struct {
	id, next int
	mark     byte // the bullet, or what follows the number
}

// line reads the line src[start:end].
func (p *parser) line(start, end int) {
	c := cursor{s: p.src[start:end]}
	matched := 1
	for ; matched < len(p.open); matched++ {
		if p.closesFence(matched, &c) {
			p.closeTo(matched)
			return
		}
		if !p.continues(&p.open[matched], &c) {
			break
		}
	}
	all := matched == len(p.open)
	if all && p.continuesLeaf(&c, start) {
		p.blanks = 0
		return
	}
	if c.rest() == "" {
		p.blank(matched)
		return
	}
	p.starts(&c, start, matched)
	p.blanks = 0
}

// blank ends what a blank line ends.
func (p *parser) blank(matched int) {
	p.blanks++
	if matched < len(p.open) || p.leaf.kind != indentedCode {
		p.closeTo(matched)
	}
}

// continues reports whether a line belongs to a container, and passes what
// marks it as such.
func (p *parser) continues(k *container, c *cursor) bool {
	switch k.kind {
	case quote:
		if c.indent() > 3 || !strings.HasPrefix(c.rest(), ">") {
			return false
		}
		passQuote(c)
	case item, note, definition:
		if c.indent() >= k.width && c.rest() != "" {
			c.skip(k.width)
			return true
		}
		return c.rest() == "" && !k.empty
	}
	return true
}

func passQuote(c *cursor) {
	c.skip(3)
	c.advance(1)
	c.skip(1)
}

// starts begins the blocks that a line begins, in the container before
// matched, or goes on with the paragraph.
func (p *parser) starts(c *cursor, start, matched int) {
	inParagraph := p.leaf.kind == paragraph
	for first := true; ; first = false {
		interrupts := inParagraph && first && matched == len(p.open)
		lazy := inParagraph && first
		if c.indent() > 3 {
			if lazy {
				break
			}
			p.startLeaf(leaf{kind: indentedCode}, matched)
			return
		}
		rest := c.rest()
		if matched < maxNesting {
			if k, ok := p.container(c, rest, matched, interrupts); ok {
				p.closeTo(matched)
				p.push(k)
				matched++
				if c.rest() == "" {
					return
				}
				continue
			}
		}
		if p.leafStart(rest, start+len(c.s)-len(rest), matched, interrupts) {
			return
		}
		if lazy && p.leaf.kind == paragraph {
			break
		}
		p.startParagraph(start+len(c.s)-len(rest), start+len(c.s), matched)
		return
	}
	p.addLine(start+len(c.s)-len(c.rest()), start+len(c.s))
}

// container recognises a container at the start of rest and passes its mark.
func (p *parser) container(c *cursor, rest string, matched int, interrupts bool) (container, bool) {
	switch b := rest[0]; {
	case b == '>':
		passQuote(c)
		return container{kind: quote}, true
	case b == '[':
		if label, n := noteLabel(rest); n > 0 {
			c.skip(3)
			c.advance(n)
			return container{kind: note, width: 4, group: true, item: document.Block{Kind: document.Note, Marker: document.Plain(label), Key: "^" + label}}, true
		}
	case b == ':':
		return p.colon(c, rest, matched)
	case b == '`' || b == '~':
		return p.directive(c, rest)
	case b == '-' || b == '+' || b == '*' || '0' <= b && b <= '9':
		return p.listItem(c, rest, matched, interrupts)
	}
	return container{}, false
}

// noteLabel reads the label of a note, [^label]:, and returns the length of it
// all, or 0.
func noteLabel(s string) (label string, n int) {
	if !strings.HasPrefix(s, "[^") {
		return "", 0
	}
	end := strings.IndexByte(s[:min(len(s), 100)], ']')
	if end < 3 || end+1 == len(s) || s[end+1] != ':' || strings.ContainsAny(s[2:end], " \t[") {
		return "", 0
	}
	return s[2:end], end + 2
}

// listItem recognises an item of a list. Only an item with text, and of an
// ordered list only the first, interrupts a paragraph.
func (p *parser) listItem(c *cursor, rest string, matched int, interrupts bool) (container, bool) {
	number, n := 0, 0
	for n < len(rest) && n < 9 && '0' <= rest[n] && rest[n] <= '9' {
		number = number*10 + int(rest[n]-'0')
		n++
	}
	if n == len(rest) || n > 0 && rest[n] != '.' && rest[n] != ')' || n == 0 && strings.IndexByte("-+*", rest[0]) < 0 {
		return container{}, false
	}
	text := strings.TrimLeft(rest[n+1:], " \t")
	if len(text) == len(rest)-n-1 && text != "" || isThematicBreak(rest) || interrupts && (text == "" || n > 0 && number != 1) {
		return container{}, false
	}
	parent := &p.open[matched-1]
	mark := rest[n]
	l := parent.last
	if l == nil || l.mark != mark {
		p.lists++
		l = &list{id: p.lists, next: number, mark: mark}
	}
	k := container{kind: item, width: c.indent() + n + 1, list: l,
		item: document.Block{Kind: document.Item, List: l.id, Level: p.items(matched)}}
	if n > 0 {
		k.item.Marker = strconv.Itoa(l.next)
	}
	l.next++
	c.skip(3)
	c.advance(n + 1)
	if gap := c.indent(); text != "" && gap <= 4 {
		k.width += gap
		c.skip(gap)
	} else {
		k.width++
		c.skip(1)
	}
	return k, true
}

// items counts the items among the first n containers.
func (p *parser) items(n int) int {
	count := 0
	for _, k := range p.open[:n] {
		if k.kind == item {
			count++
		}
	}
	return count
}

// push opens a container in the innermost one.
func (p *parser) push(k container) {
	p.begin(k.list)
	if k.kind == quote {
		p.quotes++
	}
	if k.group {
		p.pieces = append(p.pieces, piece{beginPiece, k.item})
	}
	k.empty = true
	p.open = append(p.open, k)
}

// begin notes that a block begins in the innermost container: an item of list
// l, or with nil another one, which ends a list.
func (p *parser) begin(l *list) {
	top := &p.open[len(p.open)-1]
	top.last, top.empty = l, false
}

// closeTo closes the leaf and all but the first n containers.
func (p *parser) closeTo(n int) {
	p.closeLeaf()
	for len(p.open) > n {
		k := &p.open[len(p.open)-1]
		if k.kind == quote {
			p.quotes--
		}
		if k.group {
			p.pieces = append(p.pieces, piece{kind: endPiece})
		}
		if parent := len(p.open) - 2; k.kind == definition {
			p.open[parent].terms, p.open[parent].ended = k.list, len(p.pieces)
		}
		p.open = p.open[:len(p.open)-1]
	}
}

// add adds a piece to the innermost container.
func (p *parser) add(kind pieceKind, b document.Block) {
	k := &p.open[len(p.open)-1]
	if k.kind == item || k.kind == definition {
		if k.item.Kind == document.Item && b.Kind == document.Paragraph {
			b.Kind, b.Level, b.List, b.Marker = k.item.Kind, k.item.Level, k.item.List, k.item.Marker
			if kind == textPiece {
				b.Text = cutTask(b.Text)
			}
		}
		k.item.Kind = document.Paragraph // only the first paragraph is the item
	}
	p.pieces = append(p.pieces, piece{kind, b})
}

// cutTask drops the box of a task list.
func cutTask(s string) string {
	for _, box := range []string{"[ ] ", "[x] ", "[X] "} {
		if rest, ok := strings.CutPrefix(s, box); ok {
			return rest
		}
	}
	return s
}
