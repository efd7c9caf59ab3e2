package report

import (
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/paper/date"
)

// A world is a run to report on: papers, and results in the order in which the
// network happened to finish them.
type world struct {
	run     Run
	papers  []*paper.Paper
	results []checker.Result
}

var start = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)

func newWorld(papers ...*paper.Paper) *world {
	return &world{
		run: Run{
			ID: 7, Version: "v0.1.0", Complete: true,
			StartedAt: start, FinishedAt: start.Add(42 * time.Second),
		},
		papers: papers,
	}
}

// visit adds the result of one link that the references with these labels cite.
func (w *world) visit(c *checker.Check, findings []paper.Finding, labels ...string) {
	r := checker.Result{Check: c}
	for _, p := range w.papers {
		for _, ref := range p.References {
			for _, label := range labels {
				if ref.Label == label {
					r.Citations = append(r.Citations, checker.Citation{Paper: p, Reference: ref, Findings: findings})
				}
			}
		}
	}
	w.results = append(w.results, r)
}

// check is a visit to url as most are.
func check(url string, r verdict.Reason, detail, title string) *checker.Check {
	c := &checker.Check{
		URL: url, Verdict: verdict.Of(r, detail), Title: title,
		CheckedAt: start.Add(3 * time.Second), Duration: 412 * time.Millisecond, Attempts: 1,
	}
	if c.Health == verdict.Alive {
		c.Status, c.FinalURL, c.ContentType, c.Bytes = 200, url, "text/html", 51234
		c.SHA256, c.TextSHA256 = "e3b0c442", "98fc1c14"
		c.Snapshot = &checker.Snapshot{WARC: "warc/20260302-0930.warc.gz", Offset: 1234}
	}
	return c
}

func entry(label string, line int, author, title, container, published, url string) *paper.Reference {
	ref := &paper.Reference{
		Label: label, Line: line, Kind: paper.Bibliography, Title: title, Container: container, URL: url,
		Published: day(published), Accessed: day("2025-11-14"),
		Raw: author + ", \"" + title + ",\" " + container + ", <" + url + ">",
	}
	if author != "" {
		ref.Authors = []string{author}
	}
	if url == "" {
		ref.Accessed = paper.Date{}
	}
	return ref
}

func day(s string) paper.Date {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			d := date.Of(t)
			return paper.Date{Year: d.Year, Month: d.Month * min(len(s)/7, 1), Day: d.Day * min(len(s)/10, 1)}
		}
	}
	return paper.Date{}
}

func likeness(f float64) *float64 { return &f }

func unsure(c *checker.Check, s paper.Severity, because string) []paper.Finding {
	return []paper.Finding{{
		Rule: "unsure-link", Severity: s,
		Message: "It cannot be told from here whether this link works: " + because + ".",
		Cited:   c.URL, Evidence: c.Detail,
	}}
}

func dead(c *checker.Check, because string) []paper.Finding {
	return []paper.Finding{{
		Rule: "dead-link", Severity: paper.Error,
		Message: "A reader can no longer follow this link: " + because + ".",
		Cited:   c.URL, Evidence: c.Detail,
	}}
}

// The links of mixed.
const (
	gov   = "https://www.gov.example/memleket/entities/mfa/press/news/details/1101139?lang=en&view=full"
	state = "https://www.state.example/releases/office-of-the-spokesperson/2025/11/a-new-era-in-relations/"
	arab  = "https://www.newarab.example/analysis/israel-and-kazakhstan-redrawing-map-abraham-accords"
	atl   = "https://www.atlantic.example/blogs/menasource/kazakhstan-joins-the-abraham-accords-and-redefines-the-geography-of-peace/"
	fdd   = "https://www.fdd.example/analysis/2025/11/14/kazakhstan-to-join-the-abraham-accords/"
	oec   = "http://oec.example/en/profile/crude-petroleum"
)

// mixedPaper has findings of the document alone.
func mixedPaper() *paper.Paper {
	refs := []*paper.Reference{
		entry("1", 84, "Ministry of Foreign Affairs of the Republic of Kazakhstan", "Statement on the Accession to the Abraham Accords", "", "2025-11-07", gov),
		entry("2", 86, "U.S. Department of State", "A New Era in U.S.-Kazakhstan Relations", "", "2025-11-07", state),
		entry("3", 88, "Giorgio Cafiero", "Israel and Kazakhstan: Redrawing the map of the Abraham Accords", "The New Arab", "2025-11-12", arab),
		entry("4", 90, "Joseph Epstein", "Kazakhstan Joins the Abraham Accords—and Redefines the Geography of Peace", "Atlantic Council", "2025-11-07", atl),
		entry("5", 92, "Samuel Ben-Ur", "Kazakhstan To Join the Abraham Accords, Signaling Opportunity in Central Asia", "Foundation for Defense of Democracies", "2025-11-14", fdd),
		entry("6", 94, "The Observatory of Economic Complexity", "Crude Petroleum in Israel", "", "", oec),
		entry("7", 96, "Giorgio Cafiero", "Israel and Kazakhstan: Redrawing the Map of the Abraham Accords", "The New Arab", "2025-11-12", arab),
		entry("8", 98, "Joseph Epstein", "Kazakhstan Joins the Abraham Accords", "", "", ""),
		entry("9", 100, "Donald J. Trump", "Post on the social media platform Truth Social", "", "2025-11-06", "htp:/truthsocial.example/@realDonaldTrump"),
	}
	refs[7].ShortFor = "4"
	refs[8].Described, refs[8].Page = true, 3
	refs[7].Part = "word/footnotes.xml"
	refs[8].Findings = []paper.Finding{{
		Rule: "malformed-url", Severity: paper.Error, Cited: refs[8].URL,
		Message: "No browser can open this address: write https:// before the host.",
	}}
	refs[2].Findings = []paper.Finding{{
		Rule: "same-url-different-title", Severity: paper.Note, Message: "Reference 7 cites the same page.",
	}}
	return &paper.Paper{
		Path: "papers/kazakhstan-abraham-accords.md", Format: "markdown", SHA256: "9f86d081", References: refs,
		Findings: []paper.Finding{{
			Rule: "undefined-marker", Severity: paper.Warning, Cited: "15",
			Message: "The text cites note 15, which the paper does not have.", Evidence: "line 41",
		}},
	}
}

// mixed is a run with something of everything.
func mixed() *world {
	w := newWorld(mixedPaper())
	c := check(arab, verdict.OK, "", "Gulf states weigh normalisation after the Astana summit")
	c.Published = day("2025-11-12")
	w.visit(c, []paper.Finding{{
		Rule: "title-mismatch", Severity: paper.Error, Message: "The page has another title than the one cited.",
		Cited: "Israel and Kazakhstan: Redrawing the map of the Abraham Accords", Found: c.Title,
		Evidence: "og:title", Score: likeness(0.31),
	}}, "3", "7")
	c = check(state, verdict.Blocked, "HTTP 403, Akamai reference page", "")
	c.Status, c.FinalURL, c.Bytes, c.Attempts = 403, state, 391, 2
	w.visit(c, unsure(c, paper.Note, "the site turns programs away; open it in a browser"), "2")
	w.visit(check(gov, verdict.OK, "", "Statement of the Ministry of Foreign Affairs of the Republic of Kazakhstan on the Accession"), nil, "1")
	c = check(atl, verdict.NotFound, "HTTP 404, asked twice", "Page not found")
	c.Status, c.FinalURL, c.Attempts = 404, atl, 2
	w.visit(c, dead(c, "the server says that there is no such page"), "4")
	w.visit(check("htp:/truthsocial.example/@realDonaldTrump", verdict.Malformed, "no host", ""), nil, "9")
	w.visit(check(fdd, verdict.OK, "", "Kazakhstan To Join the Abraham Accords"), []paper.Finding{{
		Rule: "date-mismatch", Severity: paper.Warning, Message: "The page gives another date than the one cited.",
		Cited: "2025-11-14", Found: "2025-11-10", Evidence: "visible text beside the headline",
	}}, "5")
	c = check(oec, verdict.Moved, "", "Crude Petroleum in Israel | OEC")
	c.FinalURL = "https://oec.example/en/profile/bilateral-product/crude-petroleum/reporter/isr"
	c.Redirects = []checker.Hop{{Status: 301, URL: "https://oec.example/en/profile/crude-petroleum"}, {Status: 308, URL: c.FinalURL}}
	w.visit(c, []paper.Finding{{
		Rule: "moved-link", Severity: paper.Note, Message: "The page has moved for good: cite its new address.",
		Cited: oec, Found: c.FinalURL, Evidence: "HTTP 301, HTTP 308",
	}}, "6")
	return w
}

// fine is a run in which nothing is wrong.
func fine() *world {
	w := newWorld(&paper.Paper{Path: "note.md", Format: "markdown", References: []*paper.Reference{
		entry("1", 3, "Ann Author", "A Title", "The Paper", "2025", "https://a.example/"),
	}})
	w.visit(check("https://a.example/", verdict.OK, "", "A Title"), nil, "1")
	return w
}

// wide is a run over papers in scripts of double width, and joined ones.
func wide() *world {
	const url = "https://www.nhk.example/news/html/20251107/k10014970000000.html"
	w := newWorld(&paper.Paper{Path: "論文/カザフスタン.md", Format: "markdown", References: []*paper.Reference{
		entry("一", 12, "外務省報道官", "カザフスタン共和国のアブラハム合意への加入に関する外務報道官談話（日本政府の立場について）", "外務省", "2025-11", url),
		entry("2", 14, "میرزا", "این متن می\u200cخواهد نیم\u200cفاصله را نگه دارد", "روزنامه", "2025-11-07", "https://fa.example/"),
		entry("3", 16, "👩\u200d👩\u200d👧 Family", "Emoji 🇰🇿 and e\u0301 combining: 카자흐스탄 아브라함 협정 가입 선언의 의미와 전망 그리고 과제", "연합뉴스", "2025", "https://ko.example/"),
	}})
	for i, ref := range w.papers[0].References {
		c := check(ref.URL, verdict.OK, "", "哈薩克斯坦宣布加入亞伯拉罕協議，成為首個加入該協議的中亞國家，外界普遍認為這具有重要的象徵意義。")
		w.visit(c, []paper.Finding{{
			Rule: "title-mismatch", Severity: paper.Error, Message: "The page has another title than the one cited.",
			Cited: ref.Title, Found: c.Title, Evidence: "og:title", Score: likeness(float64(i) / 10),
		}}, ref.Label)
	}
	return w
}

// hostileText has every kind of character that must not reach an output.
const hostileText = "\x1b[31mred\x1b]0;title\x07 \x00nul \x7fdel \u009b31mC1 \u202ertl\u202c \u2066iso\u2069 " +
	"zero\u200bwidth \ufeffbom a\u200db \u200c edge\u2028line\u2029para \x85\xff\xfe soft\u00adhyphen tag\U000e0041 " +
	"</script> & <b> \r\n::error::x \"quote\" \\ %0A"

// hostile has it in every field of everything.
func hostile() *world {
	const h = hostileText
	d := day("2025")
	f := paper.Finding{Rule: h, Severity: paper.Error, Message: h, Cited: h, Found: h, Evidence: h, Score: likeness(0.5)}
	waived := f
	waived.Suppressed = &paper.Suppression{By: h, Why: h, Until: d}
	ref := &paper.Reference{
		Label: h, Line: 1, Kind: paper.Footnote, Raw: h, Authors: []string{h, h}, Title: h, Container: h,
		Published: d, Accessed: d, URL: "https://h.example/" + h, DOI: h, ArchivedURL: h, ShortFor: h,
		Findings: []paper.Finding{f, waived},
	}
	calm := &paper.Reference{Label: h, Line: 2, Kind: paper.Footnote, Raw: h, Title: h}
	w := newWorld(&paper.Paper{
		Path: h, Format: "text", Title: h, References: []*paper.Reference{ref, calm}, Findings: []paper.Finding{f},
	}, &paper.Paper{Path: h})
	w.run.Version, w.run.Gone = h, []Gone{{h, h, h}}
	c := check(h, verdict.Blocked, h, h)
	c.FinalURL, c.ContentType, c.Redirects = h, h, []checker.Hop{{Status: 301, URL: h}}
	c.Snapshot = &checker.Snapshot{WARC: h}
	w.results = append(w.results, checker.Result{Check: c, Citations: []checker.Citation{
		{Paper: w.papers[0], Reference: ref, Findings: []paper.Finding{f}},
	}})
	return w
}
