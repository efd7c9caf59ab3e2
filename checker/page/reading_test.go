package page

import (
	"strings"
	"testing"
)

func TestReadingText(t *testing.T) {
	const story = "<p>The wheel had stood still for sixty years when a dozen households along the creek decided that somebody ought to turn it.</p>" +
		"<p>They began with the sluice, which was rotten, and went on to the shaft, which was not; the flour sells out by noon.</p>"
	const text = "The wheel had stood still for sixty years when a dozen households along the creek decided that somebody ought to turn it.\n" +
		"They began with the sluice, which was rotten, and went on to the shaft, which was not; the flour sells out by noon."
	for _, test := range []struct{ name, body, want string }{
		{"article", "<title>Mill</title><div class=box><a href=/1>One</a> <a href=/2>Two</a></div><article>" + story + "</article><div class=box2><ul><li><a href=/3>More</a></ul></div>", text},
		{"hardly any text", "<p>Closed today.", "Closed today."},
		{"nothing", "", ""},
	} {
		if got := Parse([]byte(test.body), "text/html", "https://a.test/x").ReadingText(); got != test.want {
			t.Errorf("%s: got %q; want %q", test.name, got, test.want)
		}
	}
	if got := Parse([]byte("plain\n\ntext"), "text/plain", "https://a.test/x").ReadingText(); got != "plain\ntext" {
		t.Errorf("plain text: got %q", got)
	}
}

// The page itself is not changed: it is still to be judged.
func TestReadingTextChangesNothing(t *testing.T) {
	p := Parse([]byte("<title>T</title><nav>x</nav><article>"+strings.Repeat("<p>Some words of a story, and more of them.</p>", 20)+"</article><script>1</script>"), "text/html", "https://a.test/x")
	before, _ := p.Doc.Html()
	p.ReadingText()
	if after, _ := p.Doc.Html(); after != before {
		t.Error("the page is another after its article was looked for")
	}
}

// Pages that are made to be slow: bounded by what is searched at all.
func BenchmarkReadingTextHostile(b *testing.B) {
	for name, body := range map[string]string{
		"deep":  strings.Repeat("<div>", 400) + strings.Repeat("<p>a, b, c, d, e, f, g and so on for a while", 5000),
		"flat":  strings.Repeat("<div><p>words, words, words, words and words<a href=x>y</a></p></div>", 12000),
		"lists": strings.Repeat("<ul><li><ul><li><table><tr><td>a</table></ul></ul>", 6000),
	} {
		b.Run(name, func(b *testing.B) {
			p := Parse([]byte(body), "text/html", "https://a.test/x")
			for b.Loop() {
				p.ReadingText()
			}
		})
	}
}
