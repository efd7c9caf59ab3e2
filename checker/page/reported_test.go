package page

import (
	"strings"
	"testing"
)

// TestReported has pages whose candidates disagree, and the one to show.
func TestReported(t *testing.T) {
	og := func(s string) string { return `<meta property=og:title content="` + s + `">` }
	title := func(s string) string { return "<title>" + s + "</title>" }
	h1 := func(s string) string { return "<h1>" + s + "</h1>" }
	ld := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + s + `"}</script>`
	}
	const site = `<meta property=og:site_name content="The Ledger">`
	for _, c := range []struct{ name, address, html, want string }{
		{"a headline reworded for social networks", "/a", og("Mills are back") + title("Mills are back | The Ledger") + site + h1("Why the mills are back after forty years"), "Why the mills are back after forty years"},
		{"a section's name behind a bar", "/a", site + og("Mills return to the river - Economy | The Ledger") + ld("Mills return to the river"), "Mills return to the river"},
		{"a section's name behind a hyphen", "/a", og("강가에 물레방아가 돌아왔다-경제") + title("강가에 물레방아가 돌아왔다-경제") + ld("강가에 물레방아가 돌아왔다"), "강가에 물레방아가 돌아왔다"},
		{"a chain of sections", "/a", title("河边的磨坊在四十年后重新开始转动_经济_河边日报"), "河边的磨坊在四十年后重新开始转动"},
		{"an underscore that parts nothing", "/a", title("What snake_case does to readers"), "What snake_case does to readers"},
		{"a subtitle only for search engines", "/a", og("Average Cost of a Mill [2025]: Yearly Sums") + title("Average Cost of a Mill [2025]: Yearly Sums") + h1("Average Cost of a Mill"), "Average Cost of a Mill"},
		{"the name of a template", "/a", og("Points to Discuss with Millers") + title("Points to Discuss with Millers") + h1("The Blog Single Page"), "Points to Discuss with Millers"},
		{"a slogan", "/a", og("Cloud Mill Software | Grinding Suite") + title("Cloud Mill Software | Grinding Suite") + h1("Grain for every single business"), "Cloud Mill Software | Grinding Suite"},
		{"several headlines of parts", "/a", title("Vouchers for Residents | The Ledger") + site + h1("Price match guarantee") + h1("Ten off your first sack") + h1("About all of us"), "Vouchers for Residents"},
		{"a logo beside the content", "/a", title("The Office | Milling (Machines) at Delta Tech") + "<footer>" + h1("Delta Institute of Technology") + "</footer>", "The Office | Milling (Machines) at Delta Tech"},
		{"a menu's word for the page", "/a", og("Labour") + title("Labour | The Ledger") + site + h1("We stand up for good labour"), "We stand up for good labour"},
		{"ampersands", "/a", og("Ledger Discounts & Codes of the Mill") + title("Ledger Discounts & Codes of the Mill") + h1("Ledger discounts and codes of the mill"), "Ledger discounts and codes of the mill"},
		{"a headline that shouts", "/a", og("Mills return to the river") + h1("MILLS RETURN TO THE RIVER"), "Mills return to the river"},
		{"a front page", "/", title("Home - The Ledger") + site + h1("Buy small, buy local mills"), "Home - The Ledger"},
		{"the same, told by the more trusted", "/a", og("Mills return") + h1("Mills return"), "Mills return"},
		{"a work of scholars", "/a", `<meta name=citation_title content="Mills of the Delta">` + og("Mills of the Delta: Open Access") + h1("Mills of the Delta: new edition"), "Mills of the Delta"},
		{"a book's name as the only headline", "/ch3", title("Turning the wheel - The Book of Mills") + h1("The Book of Mills"), "Turning the wheel - The Book of Mills"},
	} {
		p := ParseAt([]byte(c.html+"<p>"+strings.Repeat("word ", 50)), "text/html; charset=utf-8", "https://www.ledger.example"+c.address, seen)
		if got := p.Title().Text; got != c.want {
			t.Errorf("%s: %q; want %q", c.name, got, c.want)
		}
	}
}
