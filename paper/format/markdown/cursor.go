package markdown

// A cursor is a place in a line. Columns count tabs as wide as they reach.
type cursor struct {
	s   string // the line, without its end
	i   int    // the next byte
	col int    // its column; that of a tab's rest where a part of the tab is used up
}

// indent is how many columns of white space follow.
func (c *cursor) indent() int {
	if c.i < len(c.s) && c.s[c.i] > ' ' {
		return 0
	}
	col := c.col
	for _, b := range []byte(c.s[c.i:]) {
		switch b {
		case ' ':
			col++
		case '\t':
			col += 4 - col%4
		default:
			return col - c.col
		}
	}
	return col - c.col
}

// skip passes n columns of white space, or as many as there are.
func (c *cursor) skip(n int) {
	for n > 0 && c.i < len(c.s) {
		width := 1
		switch c.s[c.i] {
		case ' ':
		case '\t':
			width = 4 - c.col%4
		default:
			return
		}
		if width > n { // a part of a tab
			c.col += n
			return
		}
		c.i, c.col, n = c.i+1, c.col+width, n-width
	}
}

// advance passes n bytes that are no tabs.
func (c *cursor) advance(n int) { c.i, c.col = c.i+n, c.col+n }

// rest is what follows the white space here.
func (c *cursor) rest() string {
	i := c.i
	for i < len(c.s) && (c.s[i] == ' ' || c.s[i] == '\t') {
		i++
	}
	return c.s[i:]
}
