package compare

import (
	"fmt"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/page"
)

// A story is an article in plain prose.
type story struct {
	title, day string
	prose      []string
}

var ferry = story{"Ferry to the islands to stop in winter", "3 March 2025", []string{
	"The county council has decided that the ferry to the outer islands will no longer sail between November and February, ending a service that has run in every month of the year since the war.",
	"Councillors said that the boat carried fewer than nine passengers a day last winter and that each crossing cost the county more than four hundred pounds in fuel and wages alone.",
	"Islanders who had come to the meeting on the last boat protested loudly. Several said that they would have to leave, since the doctor visits only once a fortnight and the school has no teacher of its own.",
	"“You cannot ask people to plan their illnesses for the summer,” said Ellen Marrow, who keeps the shop on the largest of the islands and has collected six hundred signatures against the plan.",
	"The council has promised a helicopter for emergencies. Who is to pay for it has not been settled, and the health board said on Monday that nobody had asked it.",
	"A final vote is expected in May, after a hearing at which anybody who lives on the islands may speak for three minutes.",
}}

var hydro = story{"Small hydro power: licences and limits", "12 June 2024", []string{
	"A licence is required for every installation that takes more than two litres of water a second out of a river, whatever the power that it gives and whoever owns the land on both banks.",
	"Applications are decided within twelve weeks. The authority publishes each of them, and neighbours may object within the first four weeks after publication.",
	"The flow that has to remain in the river is laid down in the licence. It is never less than the mean of the seven driest days in the last ten years.",
	"Fish must be able to pass in both directions. Where a weir is higher than forty centimetres, a pass has to be built before the turbine is switched on for the first time.",
	"Licences end after twenty-five years and can be renewed once. An installation that is sold keeps its licence if the new owner tells the authority within a month.",
}}

var recipe = story{"Why we moved our archive out of the cloud", "28 January 2025", []string{
	"For eleven years our photographs lived on other people's computers, and for ten of these that was fine. Then the bill doubled, and a week later it doubled again without anybody having uploaded a thing.",
	"I spent a weekend reading price lists. What we paid for was not storage at all but reading: a crawler had found a forgotten page and was fetching every picture once an hour.",
	"We bought three second-hand servers and put them in the cellar of the library, the basement of the town hall and my brother's garage, because three places burn less often than one.",
	"Each night the machines compare checksums and copy what is missing. When one of them does not answer, I get a message, and so far it has always been the garage, and always the dog.",
	"It costs us nineteen euros a month in electricity. I do not claim that everybody should do this, only that everybody should know what reading their own things would cost them.",
}}

const (
	adsA = `<div class="ad-slot"><a href="/x">Save 40% on winter tyres at Gripmaster</a></div>`
	adsB = `<div class="ad-slot"><a href="/y">Three nights in Lisbon from €199</a><p>Book now and pay in spring, with free cancellation up to two days before arrival.</p></div>`
)

// A visit is what stands around a story on one day.
type visit struct {
	ad, date, counter string
	related, comments []string
	banner            bool
}

var firstVisit = visit{adsA, "Tuesday, 4 March 2025", "1,204 views", []string{"Harbour dredging delayed", "School meals to cost more"}, []string{"Ruth: A disgrace."}, false}
var laterVisit = visit{adsB, "Sunday, 23 November 2025", "98,551 views",
	[]string{"Storm closes coastal road for the third time", "Museum finds lost map behind wardrobe", "Mayor resigns over parking", "Swans return to lake"},
	[]string{"Ruth: A disgrace.", "Tom B.: They should have asked us before they sold the second boat, that is all I have to say about it.", "Ann: Has anybody seen the actual figures? The council will not give them to me.", "Moderator: two comments were removed."}, true}

func paragraphs(list []string) string { return "<p>" + strings.Join(list, "</p>\n<p>") + "</p>" }

func items(list []string) string {
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintf(&b, `<li><a href="/r">%s</a></li>`, s)
	}
	return b.String()
}

func banner(v visit) string {
	if !v.banner {
		return ""
	}
	return `<div id="cookie-consent" role="dialog"><p>We and our 842 partners store and access information on your device. You can accept, reject or manage your choices at any time.</p><button>Accept all</button><button>Reject</button></div>`
}

// layouts are pages as kinds of sites make them.
var layouts = map[string]func(s story, v visit) string{
	"newspaper": func(s story, v visit) string {
		return `<!doctype html><html><head><title>` + s.title + ` | The Sound</title></head><body>` + banner(v) + `<header><div class="dateline">` + v.date + `</div><nav><a>News</a><a>Sport</a><a>Weather</a></nav></header>` + v.ad +
			`<main><article><h1>` + s.title + `</h1><p class="byline">By our reporter, <time>` + s.day + `</time></p>` + paragraphs(s.prose[:2]) + v.ad + paragraphs(s.prose[2:]) + `</article><aside><h2>Most read</h2><ul>` + items(v.related) + `</ul></aside><section class="comments"><h2>Comments</h2>` + paragraphs(v.comments) + `</section></main><footer>© ` + v.date + `</footer></body></html>`
	},
	"blog": func(s story, v visit) string {
		return `<html><head><title>` + s.title + ` – Cellar Notes</title></head><body class="single wp"><div id="page"><div id="content"><div class="post hentry"><h1 class="entry-title">` + s.title + `</h1><div class="entry-meta">Posted on ` + s.day + ` · ` + v.counter + `</div><div class="entry-content">` + paragraphs(s.prose) + `<div class="sharedaddy">Share this: <a>Mail</a> <a>Print</a></div><div class="jp-relatedposts"><ul>` + items(v.related) + `</ul></div></div></div><div id="comments"><ol>` + items(v.comments) + `</ol></div></div><div id="sidebar"><div class="widget"><h3>Recent posts</h3><ul>` + items(v.related) + `</ul></div></div></div>` + banner(v) + `</body></html>`
	},
	"government": func(s story, v visit) string {
		return `<html><head><title>` + s.title + ` - Water Authority</title></head><body><a href="#c">Skip to main content</a>` + banner(v) + `<div class="region-alert"><p>` + v.related[0] + `</p></div><ul class="menu"><li>Home</li><li>Licences</li><li>Contact</li></ul><div id="c" class="node"><h1>` + s.title + `</h1><div class="field-body">` + paragraphs(s.prose) + `</div><p class="last-reviewed">Page last reviewed: ` + v.date + `</p></div><div class="block-news"><h2>Latest news</h2><ul>` + items(v.related) + `</ul></div><p>Was this page helpful? Yes No</p></body></html>`
	},
	"tables": func(s story, v visit) string {
		return `<html><head><title>` + s.title + `</title></head><body><table width="100%"><tr><td colspan="3">` + v.date + ` — visitors: ` + v.counter + `</td></tr><tr><td width="150"><ul>` + items(v.related) + `</ul></td><td><font size="5">` + s.title + `</font><br>` + strings.Join(s.prose, "<br><br>") + `</td><td>` + v.ad + `</td></tr></table></body></html>`
	},
	"divs": func(s story, v visit) string {
		return `<html><head><title>` + s.title + `</title></head><body><div id="__next"><div class="sc-a1">` + banner(v) + `<div class="sc-b2"><span>` + v.date + `</span></div><div class="sc-c3"><div class="sc-h">` + s.title + `</div><div class="sc-d4"><div>` + strings.Join(s.prose, `</div><div>`) + `</div></div></div><div class="sc-e5"><div>` + strings.Join(v.related, `</div><div>`) + `</div></div><div class="sc-f6"><div>` + strings.Join(v.comments, `</div><div>`) + `</div></div></div></div></body></html>`
	},
}

func with(s story, change func(prose []string) []string) story {
	s.prose = change(append([]string(nil), s.prose...))
	return s
}

// TestLayouts measures content-changed on articles of plain prose in layouts
// that are not those of TestPairs: what stands around is another each time.
func TestLayouts(t *testing.T) {
	fates := []struct {
		name  string
		after func(s story) story
		told  bool
	}{
		{"only what is around", func(s story) story { return s }, false},
		{"a figure corrected", func(s story) story {
			return with(s, func(p []string) []string {
				p[1] = strings.NewReplacer("nine", "eleven", "twelve", "fourteen", "weekend", "week").Replace(p[1])
				return append(p, "Correction: an earlier version of this page had a wrong figure in its second paragraph.")
			})
		}, false},
		{"a paragraph added", func(s story) story {
			return with(s, func(p []string) []string {
				return append(p, "Update: after this was published we were told that a decision will now be made a month earlier than planned, and that everybody concerned will get a letter about it.")
			})
		}, false},
		{"cut to a stub", func(s story) story {
			return with(s, func(p []string) []string {
				return []string{p[0], "Subscribe now to read the rest. Already a subscriber? Sign in."}
			})
		}, true},
		{"another article", func(s story) story {
			if s.title == hydro.title {
				return recipe
			}
			return hydro
		}, true},
		{"removed", func(s story) story {
			return story{"Our new web site", s.day, []string{"We have moved to a new web site. Some older pages have not been carried over.", "Please use the search to find what you are looking for, or write to us if you cannot find it."}}
		}, true},
	}
	var told, right, wanted, pairs int
	for layout, draw := range layouts {
		for _, s := range []story{ferry, hydro, recipe} {
			for _, fate := range fates {
				before := page.Parse([]byte(draw(s, firstVisit)), "text/html", "https://a.test/x")
				after := page.Parse([]byte(draw(fate.after(s), laterVisit)), "text/html", "https://a.test/x")
				got, score := Pages(before, after)
				pairs++
				if fate.told {
					wanted++
				}
				if tells(got) {
					told++
				}
				if tells(got) && fate.told {
					right++
				}
				if tells(got) != fate.told {
					t.Logf("%s, %q, %s: %s (%.2f)", layout, s.title, fate.name, got, score)
				}
			}
		}
	}
	precision, recall := float64(right)/float64(told), float64(right)/float64(wanted)
	t.Logf("%d pairs: precision %.3f, recall %.3f", pairs, precision, recall)
	if precision < 0.9 || recall < 0.9 {
		t.Errorf("precision %.3f, recall %.3f of content-changed; want 0.9 of both", precision, recall)
	}
}
