package page

import (
	"strings"
	"testing"
	"time"
)

// A page that states no date gets a guess, which may contradict a paper only
// where nothing else can stand: sure.
func TestGuess(t *testing.T) {
	long := "<p>" + strings.Repeat("The river rose for three days and then it fell again. ", 12) + "</p>"
	seen := time.Date(2025, 11, 25, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, address, html, want string
		sure                      bool
	}{
		{"the address", "https://a.test/2025/11/07/head", `<h1>Head</h1>` + long, "2025-11-07", true},
		{"the address, in one number", "https://a.test/news/20251107/head", `<h1>Head</h1>` + long, "2025-11-07", true},
		{"the address, without zeros", "https://a.test/2025/9/7/head", `<h1>Head</h1>` + long, "2025-09-07", true},
		{"two folders of numbers", "https://a.test/2025/13/7/head", `<h1>Head</h1>` + long, "", false},
		{"a month in the address", "https://a.test/2025/11/head", `<h1>Head</h1>` + long, "", false},
		{"numbers in the address", "https://a.test/id-2025-1107", `<h1>Head</h1>` + long, "", false},
		{"a line of its own", "https://a.test/x", `<h1>Head</h1><aside></aside><header><div><span>November 7, 2025</span></div></header>` + long, "2025-11-07", true},
		{"in an aside", "https://a.test/x", `<h1>Head</h1><aside><time datetime=2025-11-07>x</time></aside>` + long, "2025-11-07", false},
		{"a sentence", "https://a.test/x", `<h1>Head</h1><p>They met on <b>November 6, 2025</b> in the capital.</p>` + long, "2025-11-06", false},
		{"a deadline in its own block", "https://a.test/x", `<h1>Head</h1><div>Deadline</div><div>December 20, 2024</div>` + long, "2024-12-20", false},
		{"today's day in a site's head", "https://a.test/x", `<div class=date>November 25, 2025</div><h1>Head</h1>` + long, "", false},
		{"today's day below the headline", "https://a.test/x", `<article><h1>Head</h1><p>November 25, 2025</p>` + long + `</article>`, "2025-11-25", false},
		{"an event", "https://a.test/x", `<h1>Head</h1><div class=event-date><time datetime=2024-12-20>x</time></div>` + long, "", false},
		{"data", "https://a.test/x", `<h1>Head</h1><p>Data for 2023-12-31.</p>` + long, "2023-12-31", false},
		{"no day", "https://a.test/x", `<h1>Head</h1>` + long, "", false},
	} {
		p := ParseAt([]byte("<!doctype html><title>Head</title><body>"+c.html), "text/html", c.address, seen)
		if len(p.Published) > 0 {
			t.Errorf("%s: states %v", c.name, p.Published)
			continue
		}
		if got := p.Guessed.String(); got != c.want || p.Guessed.Sure != c.sure {
			t.Errorf("%s: got %q, sure %v; want %q, sure %v", c.name, got, p.Guessed.Sure, c.want, c.sure)
		}
	}
}
