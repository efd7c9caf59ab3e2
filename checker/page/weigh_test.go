package page

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// size is the number of elements and texts of a tree.
func size(root *html.Node) (n int) {
	for range root.Descendants() {
		n++
	}
	return n
}

// unclosed are n elements of formatting, each different from the others.
func unclosed(n int, form string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i)
	}
	return b.String()
}

func TestTreesAreBounded(t *testing.T) {
	blocks := strings.Repeat("<p>x", 20_000)
	for name, s := range map[string]string{
		"tags":                 strings.Repeat("<p>x", maxNodes),
		"attributes":           strings.Repeat("<p a b c d e f g h i>", maxNodes),
		"one tag":              "<p" + strings.Repeat(" a", maxMarkup/2),
		"never closed":         unclosed(200, "<b x=%d>") + blocks,
		"closed in a comment":  unclosed(200, "<b x=%d><!--</b>-->") + blocks,
		"closed in a value":    unclosed(200, "<b x=%d title='</b>'>") + blocks,
		"closed in a cell":     unclosed(200, "<b x=%d><table><td></b></table>") + blocks,
		"closed in a script":   unclosed(200, "<b x=%d><script></b></script>") + blocks,
		"closed as another":    unclosed(200, "<b x=%d></i>") + blocks,
		"closed in a drawing":  unclosed(200, "<b x=%d><svg><style></b></style></svg>") + blocks,
		"links in cells":       "<table>" + unclosed(200, "<td><a href=%d>") + blocks,
		"opened in a drawing":  unclosed(200, "<svg><desc><b x=%d></desc></svg>") + blocks,
		"titles of a drawing":  unclosed(200, "<svg><title><b x=%d></title></svg>") + blocks,
		"closed before a cell": unclosed(200, "<table><td><b x=%d></table></b>") + blocks,
	} {
		if len(s) > maxMarkup {
			s = s[:maxMarkup]
		}
		root, _ := parseTree(s)
		if n := size(root); n > 3*maxNodes {
			t.Errorf("%s: %d nodes", name, n)
		} else {
			t.Logf("%s: %d nodes", name, n)
		}
	}
}

// Ordinary pages get the tree that browsers build, however long they are.
func TestTreesOfOrdinaryPages(t *testing.T) {
	item := "<li><a href=x><b>A</b> <i>few</i></a><!-- --> words <table><tr><td><strong>in</strong><td>a cell</table>"
	for name, s := range map[string]string{
		"long": "<ul>" + strings.Repeat(item, 5000),
		// Nobody closed them, but they do not come to much.
		"old": "<h1>News</h1>" + strings.Repeat("<p><a name=x><font size=2>Some words", 500),
	} {
		root, cut := parseTree(s)
		want, err := html.Parse(strings.NewReader(s))
		if err != nil || cut || size(root) != size(want) {
			t.Errorf("%s: got %d nodes, cut %v; want %d", name, size(root), cut, size(want))
		}
	}
}
