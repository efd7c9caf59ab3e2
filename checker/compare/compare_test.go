package compare

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/paper"
)

// filler is English text of an ordinary page.
const filler = `<p>Officials in both capitals described the step as one of several that had been under discussion since
	the spring. Analysts were divided over how much of it was new, and over what would follow from it for the neighbours.</p>`

// seen is when the pages of these tests were fetched.
var seen = time.Date(2025, 11, 25, 12, 0, 0, 0, time.UTC)

func parse(body string) *page.Page {
	return page.ParseAt([]byte(body), "text/html; charset=utf-8", "https://www.news.example/world/story-1", seen)
}

// titled is a page with one title, in the language of the text around it.
func titled(title, text string) *page.Page {
	return parse("<title>" + html.EscapeString(title) + "</title><main>" + text + "</main>")
}

func TestTitlesMatch(t *testing.T) {
	for _, c := range []struct{ cited, found string }{
		{"Kazakhstan Joins the Abraham Accords—and Redefines the Geography of Peace", "Kazakhstan joins the Abraham Accords – and redefines the geography of peace | Atlantic Council"},
		{"Israel and Kazakhstan: Redrawing the map", "Israel and Kazakhstan Redrawing the Map - The New Arab"},
		{"Here's What That Means", "Here’s what that means."},
		{"Crude Petroleum in Israel", "Crude Petroleum in Israel Trade | The Observatory of Economic Complexity"},
		{"A New Era in US-Kazakhstan Relations", "A New Era in U.S.-Kazakhstan Relations - United States Department of State"},
		{"Experts React: Kazakhstan Will Join the Abraham Accords", "Experts react: Kazakhstan will join the Abraham Accords. Here’s what that means for the US"},
		{"Trade grows for a third year, officials say…", "Trade grows for a third year, officials say in new report on exports"},
		{"The Long Road to Peace", "The Long Road to Pe…"},
		{"Kazakstan and the Abraham Acords", "Kazakhstan and the Abraham Accords"},
		{"17 Billion Dollars of Agreements Signed", "Agreements of 17 billion dollars signed"},
		{"Exports of 1,000 Tons of Wheat", "Exports of 1000 tons of wheat"},
		{"Erdogan'ın Ankara ziyareti", "Erdoğan’ın Ankara Ziyareti"},
		{"Strasse des 17. Juni", "Straße des 17. Juni"},
		{"ISTANBUL SUMMIT ENDS", "İstanbul Summit Ends"},
		{"Заявление МИД о присоединении", "Заявление МИД о присоединении к соглашениям — МИД РК"},
		{"Еще одно заявление МИД", "Ещё одно заявление МИД"},
		{"關於中東和平的聲明", "關於中東和平的聲明－外交部"},
		{"メディア芸術祭賞が発表された", "メディア芸術祭賞が発表された：朝日新聞"},
		{"بيان حول الاتفاقيات الإبراهيمية", "بيان حول الاتفاقيات الابراهيمية | وكالة"},
		{"הצהרת משרד החוץ בנושא ההסכמים", "הצהרת משרד החוץ בנושא ההסכמים - ynet"},
		{"Über den Frieden", "UEBER DEN FRIEDEN: Über den Frieden"},
		{"ﬁnal report on ﬂight ９", "Final Report on Flight 9"},
		{"Заявление МИД [Statement of the Foreign Ministry]", "Statement of the Foreign Ministry"},
		{"Заявление МИД Казахстана [Statement of the Foreign Ministry]", "Заявление МИД Казахстана"},
		{"Sudo", "sudo - ArchWiki"},
		{"Constitution", "Constitution of the Republic of Kazakhstan"},
		{"e-mail security", "Email Security"},
		{"A New Era in U.S.-Kazakhstan Relations", "A New Era in United States–Kazakhstan Relations"},
		{"Kazakhstan and United States Signed Agreements Worth 17 Billion Dollars", "Kazakhstan, US Sign Agreements Worth $17bn"},
		{"Statement of the Ministry of Foreign Affairs of the Republic of Kazakhstan on the Accession to the Abraham Accords", "MFA Statement on Kazakhstan's Accession to the Abraham Accords"},
		{"Trump to Add Kazakhstan to Abraham Accords with Israel", "Trump adds Kazakhstan to Abraham Accords with Israel"},
		{"Government Defence Programme for the Harbour Centre", "Gov't Defense Program for the Harbor Center"},
		{"Tokayev Visits Qazaqstan's New Port", "Tokaev visits Kazakhstan's new port on the Caspian | The Ledger"},
		{"Kazakstan Joins the Abraham Acords", "Kazakhstan joins the Abraham Accords | The Ledger"},
		{"Kazakhstan Joins the Abraham Accords: What It Means for Astana", "Kazakhstan joins the Abraham Accords: Here's why"},
		{"Kazakhstan Joins the Abraham Accords—and Redefines Peace", "Kazakhstan joins the Abraham Accords | Foundation for Defense of Democracies"},
		{"Путь Казахстана к Авраамовым соглашениям", "Путь Казахстана в Авраамовы соглашения — Эксклюзив"},
		{"How to Build a Terrarium | Garden", "How to Build a Terrarium (with Pictures)"},
		{"Johannesburg Fails Its Traders", "Joburg fails its traders"},
		{"Trade & Development Report 2024", "Trade and Development Report 2024"},
	} {
		m := Titles(c.cited, titled(c.found, filler))
		if !m.Comparable || !m.Match {
			t.Errorf("%q is not %q: %+v", c.cited, c.found, m)
		}
		if f := Findings(&paper.Reference{Title: c.cited}, titled(c.found, filler)); len(f) > 0 {
			t.Errorf("%q: %+v", c.cited, f)
		}
	}
}

func TestTitlesMismatch(t *testing.T) {
	german := strings.Repeat("<p>Die Regierung hat das Gesetz in der vergangenen Woche mit den Stimmen der Koalition und für alle Länder beschlossen.</p>", 4)
	for _, name := range []string{"The New Arab", "New Arab"} {
		ref := &paper.Reference{Title: "Israel and Kazakhstan: Redrawing the Map", Container: name}
		if f := Findings(ref, titled("Sudan's forgotten war | The New Arab", filler)); len(f) != 1 {
			t.Errorf("a container in the page's title hides the mismatch: %+v", f)
		}
	}
	for _, c := range []struct{ cited, found, text string }{
		{"Israel and Kazakhstan: Redrawing the Map of the Abraham Accords", "Sudan's forgotten war enters a third winter | The New Arab", filler},
		{"Trump to Add Kazakhstan to Abraham Accords with Israel", "Kazakhstan To Join the Abraham Accords, Signaling Opportunity in Central Asia", filler},
		{"World Report 2023", "World Report 2024", filler},
		{"Kazakhstan: A Country Study", "Uzbekistan: A Country Profile", filler},
		{"Die Reform der Rente ist beschlossen", "Streit um den Haushalt in der Koalition", german},
		{"Water", "A short history of bread", filler},
		{"Statement of the Ministry of Foreign Affairs of the Republic of Kazakhstan on the Accession to the Abraham Accords",
			"Statement of the Ministry of Foreign Affairs of the Republic of Kazakhstan on the Situation in Gaza", filler},
		{"Kazakhstan To Join the Abraham Accords, Signaling Opportunity in Central Asia", "Uzbekistan To Join the Abraham Accords, Signaling Opportunity in Central Asia", filler},
		{"A New Era in U.S.-Kazakhstan Relations", "A New Era in U.S.-Uzbekistan Relations", filler},
		{"Crude Petroleum in Israel", "Crude Petroleum in Jordan", filler},
		{"Crude Petroleum in Israel", "Refined Petroleum in Israel Trade", filler},
		{"Crude Petroleum in Iran", "Crude Petroleum in Iraq", filler},
		{"Trump to Add Kazakhstan to Abraham Accords with Israel", "Trump to add Saudi Arabia to Abraham Accords with Israel", filler},
		{"Kazakhstan Joins the Abraham Accords—and Redefines the Geography of Peace", "Somaliland joins the Abraham Accords—and redefines the politics of recognition", filler},
		{"Kazakhstan and United States Signed Agreements Worth 17 Billion Dollars", "Kazakhstan and Uzbekistan Signed Agreements", filler},
		{"Azerbaijan and Israel: A Strategic Partnership", "Kazakhstan and Israel: A Strategic Partnership", filler},
	} {
		m := Titles(c.cited, titled(c.found, c.text))
		if !m.Comparable || m.Match || m.Best.Text == "" {
			t.Errorf("%q and %q: %+v; want a mismatch", c.cited, c.found, m)
		}
	}
}

// TestLinkedTitles has pages of another work that name or link to the cited one.
func TestLinkedTitles(t *testing.T) {
	const cited = "Kazakhstan To Join the Abraham Accords, Signaling Opportunity"
	ref := &paper.Reference{Title: cited}
	const head = "<title>Sudan's forgotten war | News</title><h1>Sudan's forgotten war enters a third winter</h1>" + filler
	for _, rest := range []string{
		"<div><h2>Related</h2><ul><li><a href=/r>" + cited + "</a></ul></div>",
		"<section><h3>More from News</h3><a href=/r>" + cited + "</a></section>",
		"<p>Read more: <a href=/r>" + cited + "</a></p>",
		"<h3><a href=/r>" + cited + "</a></h3>",
		"<a href=/r><h3>" + cited + "</h3></a>",
		"<h2>Read also</h2><h3>" + cited + "</h3>",
		"<p>In “" + cited + "”, an analyst argued that it matters.</p>",
	} {
		if f := Findings(ref, parse(head+rest)); len(f) != 1 {
			t.Errorf("%s: %+v; want a mismatch", rest, f)
		}
	}
	for _, own := range []string{
		head + "<h2>" + cited + "</h2>",
		head + "<h2><a href='#s'>" + cited + "</a></h2>",
		head + "<h2>Related</h2><p>x</p><h2>" + cited + "</h2>",
		"<title>News</title><div class=headline>" + cited + "</div>" + filler,
		"<title>Ministry of Trade</title><h1>Press Releases</h1><div class=headline>" + cited + "</div>" + filler,
	} {
		if f := Findings(ref, parse(own)); len(f) != 0 {
			t.Errorf("%s: %+v", own, f)
		}
	}
}

func TestTitlesIncomparable(t *testing.T) {
	russian := strings.Repeat("<p>Правительство на прошлой неделе приняло закон, который не касается того, что было до этого, и для всех регионов.</p>", 4)
	german := strings.Repeat("<p>Die Regierung hat das Gesetz in der vergangenen Woche mit den Stimmen der Koalition und für alle Länder beschlossen.</p>", 4)
	french := strings.Repeat("<p>Le gouvernement a adopté la loi dans la semaine avec les voix de la majorité et pour tous les territoires du pays.</p>", 4)
	for _, c := range []struct{ name, cited, found, text string }{
		{"script", "Statement of the Ministry", "Заявление министерства", russian},
		{"script of the text", "Statement of the Ministry", "Akorda Press Office Releases", russian},
		{"Han", "Statement of the Ministry", "外交部聲明全文公布", "<p>外交部發言人今天表示，這項決定是經過長期討論的結果。</p>"},
		{"language", "The Reform of Pensions Is Decided", "Rentenreform ist in der Koalition beschlossen", german},
		{"headline without small words", "Berlin Parliament Passes Pension Reform", "Rentenreform ist in der Koalition beschlossen", german},
		{"French", "The Law on Schools", "La loi sur les écoles est adoptée", french},
		{"German cited, page English", "Die Reform der Rente und ihre Folgen für die Länder", "Pension reform and what it means", filler},
		{"Kazakh page, Russian cited", "Глава государства посетил порт Актау", "Мемлекет басшысы Ақтау портында болды", "<p>Президент жұмыс сапары барысында порттың қызметімен танысып, жаңа айлақтың құрылысын көрді.</p>"},
		{"Russian page, Kazakh cited", "Мемлекет басшысы Ақтау портында болды", "Глава государства посетил порт", russian},
		{"Ukrainian page, Russian cited", "Новый порт открыли на берегу моря", "Відкрито новий порт на узбережжі", "<p>Порт відкрили у п’ятницю.</p>"},
		{"simplified characters", "总统访问新港口并会见工人", "總統訪問新港口並會見碼頭員工", ""},
		{"site's name", "Trade grows", "News", filler},
		{"home", "Trade grows", "Home", filler},
		{"wall", "Trade grows", "Just a moment...", filler},
		{"paywall", "Trade grows", "Subscribe to read | Financial Times", filler},
		{"subscription", "Trade grows", "Subscribe to unlock this article", filler},
		{"redirect", "Trade grows", "Redirecting…", filler},
		{"domain", "Trade grows", "www.news.example", filler},
		{"none", "Trade grows", "", filler},
		{"nothing cited", "…", "Trade grows", filler},
	} {
		m := Titles(c.cited, titled(c.found, c.text))
		if m.Comparable || m.Match || m.Why == "" {
			t.Errorf("%s: %+v; want not comparable", c.name, m)
		}
		if f := Findings(&paper.Reference{Title: c.cited}, titled(c.found, c.text)); len(f) > 0 {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

// TestSilence has pages that honest papers cite under another title.
func TestSilence(t *testing.T) {
	for _, c := range []struct {
		name string
		ref  paper.Reference
		body string
	}{
		{"a chapter with the book's address", paper.Reference{Title: "Water and Power in the Steppe", Container: "The Handbook of Central Asian Politics"},
			"<title>The Handbook of Central Asian Politics | Press</title>" + filler},
		{"a section's heading", paper.Reference{Title: "Foreign Trade"}, "<title>Kazakhstan in figures</title><h1>Kazakhstan in figures</h1><h2>Foreign trade</h2>" + filler},
		{"a document that a landing page lists", paper.Reference{Title: "Annual Report on the Middle Corridor"},
			"<title>All publications of the bank</title><p>Read: Annual Report on the Middle Corridor (PDF)</p>" + filler},
		{"a described work", paper.Reference{Title: "Post on a social media platform", Described: true}, "<title>Donald J. Trump speaks of peace</title>" + filler},
		{"a short form", paper.Reference{Title: "Experts React", ShortFor: "9"}, "<title>Sudan's forgotten war</title>" + filler},
		{"no title", paper.Reference{}, "<title>Sudan's forgotten war</title>" + filler},
		{"one of several titles", paper.Reference{Title: "Peace at last"}, `<title>You won't believe what happened</title><meta property=og:title content="Look at this"><h1>Peace at last</h1>` + filler},
		{"a modified date", paper.Reference{Published: paper.Date{Year: 2025, Month: 11, Day: 9}},
			`<meta property=article:published_time content=2025-11-02><meta property=article:modified_time content=2025-11-10>`},
		{"only a modified date", paper.Reference{Published: paper.Date{Year: 2025, Month: 11, Day: 2}}, `<meta property=article:modified_time content=2025-11-10>`},
		{"a date read in two ways", paper.Reference{Published: paper.Date{Year: 2025, Month: 6, Day: 6}}, `<meta name=date content=03/04/2025>`},
		{"an older work put online", paper.Reference{Published: paper.Date{Year: 1961, Month: 1, Day: 20}}, `<meta property=article:published_time content=2015-03-01>`},
		{"the dateline shows another day", paper.Reference{Published: paper.Date{Year: 2025, Month: 11, Day: 2}},
			`<meta property=article:published_time content=2025-11-10><h1>Peace</h1><p>November 2, 2025 – Officials said on the day that they had agreed on a plan that all of them could accept.</p>`},
	} {
		if f := Findings(&c.ref, parse(c.body)); len(f) > 0 {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

func TestFindings(t *testing.T) {
	p := parse(`<title>Sudan's forgotten war | News</title><meta property=og:title content="Sudan&#x27;s forgotten war">
		<meta property=article:published_time content=2025-11-17T10:02:11Z>` + filler)
	ref := &paper.Reference{Title: "Redrawing the Map of the Accords", Container: "News", Published: paper.Date{Year: 2025, Month: 11, Day: 14}}
	list := Findings(ref, p)
	if len(list) != 2 {
		t.Fatalf("got %d findings: %+v", len(list), list)
	}
	title, date := list[0], list[1]
	if title.Rule != "title-mismatch" || title.Severity != paper.Error || title.Found != "Sudan's forgotten war" ||
		title.Evidence != "og:title" || title.Score == nil || *title.Score >= threshold ||
		title.Message != "The page is titled “Sudan's forgotten war”, not “Redrawing the Map of the Accords”." {
		t.Errorf("title: %+v", title)
	}
	if date.Rule != "date-mismatch" || date.Severity != paper.Error || date.Cited != "2025-11-14" || date.Found != "2025-11-17" ||
		date.Evidence != "article:published_time" || date.Message != "The page says it was published on 2025-11-17, not 2025-11-14." {
		t.Errorf("date: %+v", date)
	}
	visible := parse(`<h1>Peace</h1><time datetime=2025-11-17>x</time>` + filler)
	if list := Findings(ref, visible); len(list) != 2 || list[1].Severity != paper.Warning {
		t.Errorf("a visible date alone: %+v", list)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "…": "", "Café — “déjà vu”": "cafe deja vu", "1,000,000 men, 3,5 women": "1000000 men 3 5 women",
		"U.S. and U.K.": "us and uk", "Straße": "strasse", "हिन्दी": "हिन्दी", "がく": "がく",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		most int
		want bool
	}{{"accord", "acord", 1, true}, {"peace", "peaec", 1, true}, {"peace", "plate", 1, false}, {"peace", "plate", 2, true}, {"", "ab", 1, false}, {"мир", "мер", 1, true}} {
		if got := distanceUpTo(c.a, c.b, c.most); got != c.want {
			t.Errorf("distanceUpTo(%q, %q, %d) = %v", c.a, c.b, c.most, got)
		}
	}
}

func FuzzTitles(f *testing.F) {
	f.Add("Trade grows", "trade  GROWS | News")
	f.Add("Заявление [Statement]", "声明")
	f.Add("a: b — c… (d)", "1,000 U.S. 日本")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := newTitle(a), newTitle(b)
		for _, s := range []float64{likeness(x, y), likeness(y, x)} {
			if s < 0 || s > 1 {
				t.Errorf("likeness %v of %q and %q", s, a, b)
			}
		}
		p := &page.Page{Titles: []page.Title{{Text: b, Source: "og:title"}}, Text: b, SiteName: "News"}
		m := Titles(a, p)
		if m.Match && !m.Comparable || !m.Comparable && m.Why == "" {
			t.Errorf("%q and %q: %+v", a, b, m)
		}
		if x.folded != "" && x.folded == y.folded && !m.Match {
			t.Errorf("%q and %q are folded the same: %+v", a, b, m)
		}
		if own := Titles(b, p); y.folded != "" && !own.Match {
			t.Errorf("%q does not match itself: %+v", b, own)
		}
	})
}

func FuzzDates(f *testing.F) {
	f.Add(2025, 11, 7, 2025, 0, 0)
	f.Add(2024, 2, 29, 2024, 3, 1)
	f.Fuzz(func(t *testing.T, y1, m1, d1, y2, m2, d2 int) {
		a, b := paper.Date{Year: y1, Month: m1, Day: d1}, paper.Date{Year: y2, Month: m2, Day: d2}
		if !a.Valid() || !b.Valid() {
			return
		}
		if near(a, b) != near(b, a) {
			t.Errorf("%s is near %s, but not the other way round", a, b)
		}
		p := func(d page.Date) *page.Page { return &page.Page{Published: []page.Date{d}} }
		if m := Dates(a, p(page.Date{Date: a})); !m.Match {
			t.Errorf("%s does not match itself: %+v", a, m)
		}
		if m := Dates(a, p(page.Date{Date: b, Alternate: a})); !m.Match {
			t.Errorf("%s does not match its other reading: %+v", a, m)
		}
		if m := Dates(a, p(page.Date{Date: b, Alternate: b})); m.Comparable && !m.Match {
			t.Errorf("a date of two readings mismatches: %+v", m)
		}
	})
}

func BenchmarkTitles(b *testing.B) {
	p := titled("Sudan's forgotten war enters a third winter", strings.Repeat(filler, 100))
	for b.Loop() {
		Titles("Israel and Kazakhstan: Redrawing the Map of the Abraham Accords", p)
	}
}

func ExampleTitles() {
	p := &page.Page{Titles: []page.Title{{Text: "Crude Petroleum in Israel Trade | OEC", Source: "og:title"}}}
	m := Titles("Crude petroleum in Israel", p)
	fmt.Println(m.Match, m.Best.Source)
	// Output: true og:title
}
