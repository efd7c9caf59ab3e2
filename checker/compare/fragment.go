package compare

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/paper/lex"
)

// fragmentFinding tells of an address whose part behind the hash leads nowhere
// on the page: no element has that id or name (HTML, "select the indicated
// part"), or the quoted text is not there (the text fragments of the WICG).
func fragmentFinding(ref *paper.Reference, p *page.Page) (paper.Finding, bool) {
	_, fragment, ok := strings.Cut(ref.URL, "#")
	if !ok || p.Doc == nil || p.Cut || len(p.Doc.Nodes) == 0 {
		return paper.Finding{}, false
	}
	id, directive, _ := strings.Cut(fragment, ":~:")
	found := paper.Finding{Rule: "missing-fragment", Severity: paper.Note, Cited: "#" + fragment}
	a := anchorsOf(p.Doc.Nodes[0])
	if quoted := missingText(directive, p.Text); quoted != "" && !a.scripted {
		found.Message = fmt.Sprintf("The page does not have the text “%s” to which the address leads.", quoted)
		return found, true
	}
	if !isID(id) || a.has(id) || a.scripted || a.scripts && a.led < enoughLed {
		return paper.Finding{}, false
	}
	found.Message = fmt.Sprintf("The page has no place named “%s”: the address leads to its beginning; correct what stands behind the hash.", id)
	return found, true
}

// isID tells names of places from what scripts read: routes, states, lines.
func isID(s string) bool {
	return s != "" && !strings.EqualFold(s, "top") && !strings.ContainsAny(s, "/!=&?")
}

// enoughLed is how many links of a page must lead to places on it, to show that
// its places do not wait for its scripts.
const enoughLed = 2

// anchors are the places on a page that an address can lead to.
type anchors struct {
	names    map[string]bool
	links    map[string]bool // what links on the page lead to
	led      int             // links that lead to a place which is there
	scripts  bool            // it runs any scripts
	scripted bool            // scripts build the page
}

func (a *anchors) has(id string) bool {
	decoded, err := url.PathUnescape(id)
	return a.names[id] || err == nil && a.names[decoded]
}

// mostAnchors bounds how many nodes are looked at.
const mostAnchors = 400_000

func anchorsOf(root *html.Node) *anchors {
	a := &anchors{names: map[string]bool{}, links: map[string]bool{}}
	seen := 0
	for n := range root.Descendants() {
		if seen++; seen > mostAnchors {
			a.scripted = true // too much to tell
			break
		}
		if n.Type == html.ElementNode {
			a.element(n)
		}
	}
	for id := range a.links {
		if a.has(id) {
			a.led++
		}
	}
	return a
}

func (a *anchors) element(n *html.Node) {
	data := false
	for _, at := range n.Attr {
		switch {
		case at.Key == "id", at.Key == "name" && n.DataAtom == atom.A:
			a.names[at.Val] = true
		case at.Key == "href" && strings.HasPrefix(at.Val, "#") && len(at.Val) > 1:
			a.links[at.Val[1:]] = true
		case at.Key == "type" && n.DataAtom == atom.Script:
			data = strings.Contains(at.Val, "json") || strings.Contains(at.Val, "template")
			a.scripted = a.scripted || at.Val == "module"
		case at.Key == "ng-app", at.Key == "ng-version", at.Key == "data-reactroot", at.Key == "data-server-rendered":
			a.scripted = true
		}
	}
	if n.DataAtom == atom.Script && !data {
		a.scripts = true
	}
	if n.DataAtom == atom.Div && n.FirstChild == nil && mounts[attrOf(n, "id")] {
		a.scripted = true
	}
}

// mounts are the names of empty elements that frameworks fill.
var mounts = lex.Phrases(`root; app; __next; __nuxt; react-root; main-app; app-root`)

func attrOf(n *html.Node, key string) string {
	for _, at := range n.Attr {
		if at.Key == key {
			return at.Val
		}
	}
	return ""
}

// missingText is the first quoted beginning of a text fragment that a page's
// text does not have, or "". A directive is text=[prefix-,]start[,end][,-suffix].
func missingText(directive, text string) string {
	if directive == "" {
		return ""
	}
	folded := lex.Fold(text)
	for part := range strings.SplitSeq(directive, "&") {
		value, ok := strings.CutPrefix(part, "text=")
		if !ok {
			continue
		}
		for quoted := range strings.SplitSeq(value, ",") {
			if strings.HasSuffix(quoted, "-") || strings.HasPrefix(quoted, "-") {
				continue // what stands around it
			}
			decoded, err := url.PathUnescape(quoted)
			if want := lex.Fold(decoded); err == nil && want != "" && !strings.Contains(folded, want) {
				return decoded
			}
		}
	}
	return ""
}
