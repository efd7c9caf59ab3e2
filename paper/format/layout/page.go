// Package layout reads pages of words that only have a place: it finds the
// order in which a person reads them, and makes of them the blocks of a
// document. It knows neither PDF nor any other format of files. Start with
// Read.
package layout

// A Page is what stands on one page. Places are in points from its upper left
// corner.
type Page struct {
	Width, Height float32
	Words         []Word // in the order in which the file has them
	Links         []Link
}

// A Box is a rectangle; Top is less than Bottom.
type Box struct {
	Left, Top, Right, Bottom float32
}

// A Word is text without white space in one font on one line. Its box is as
// high as the font, whatever its letters are.
type Word struct {
	Box
	Text   string
	Size   float32 // of its font
	Italic bool
	Bold   bool
	Glued  bool // nothing stands between the word before and this one
}

// A Link leads from places on a page to an address.
type Link struct {
	URI   string
	Boxes []Box
}

func (b Box) height() float32 { return b.Bottom - b.Top }
func (b Box) width() float32  { return b.Right - b.Left }
func (b Box) middle() float32 { return (b.Top + b.Bottom) / 2 }

// union is the smallest box around both.
func (b Box) union(c Box) Box {
	return Box{min(b.Left, c.Left), min(b.Top, c.Top), max(b.Right, c.Right), max(b.Bottom, c.Bottom)}
}

// farthest is beyond any page.
const farthest = 1 << 16

// sane reports whether b can be on a page.
func (b Box) sane() bool {
	return -farthest < b.Left && b.Left <= b.Right && b.Right < farthest &&
		-farthest < b.Top && b.Top < b.Bottom && b.Bottom < farthest
}

// level reports whether two boxes stand on one line: half of the lower one is
// beside the other, and they are of like height.
func (b Box) level(c Box) bool {
	low, high := b.height(), c.height()
	if low > high {
		low, high = high, low
	}
	return high < 2*low+1 && min(b.Bottom, c.Bottom)-max(b.Top, c.Top) > low/2
}
