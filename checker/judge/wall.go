package judge

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// A wall is one way in which something between reader and page refuses. Each
// row of the tables says how it shows, from strong to weak:
//
// headers and proofs only come with a refusal; they count at every status. A
// header that also rides on good answers names the statuses at which it
// counts. riders are markup that good pages carry too (a sensor, a captcha
// beside a form): they count beside a refusing status or on a page that shows
// next to nothing. titles are whole titles, words are sentences of the text:
// they count beside a refusing status or on a short page. Some walls pretend that
// the page is missing: beside 404 and 410 whole titles count where the page does
// not say itself that it is missing.
//
// Header names are looked up, never searched for in all headers: a content
// policy names half of these vendors.
type wall struct {
	name    string
	reason  verdict.Reason // Blocked where empty
	headers []headerTest
	proofs  []string // markup, in lower case
	riders  []string // likewise
	titles  []string
	words   []string
	urls    []string // in the final address, where a redirect led there
	on      []int    // the statuses at which the row counts; empty: at all
}

// A headerTest is passed by a header of that name whose value begins with
// value; both without regard to case.
type headerTest struct {
	name   string // a name that ends in a hyphen stands for all that begin so
	value  string
	except string // a value that good answers have
	on     []int  // the statuses at which it counts; empty: at all
}

// akamaiReference is what Akamai's refusals end with, once its entities are
// undone: "Reference #18.2d351ab8.1557333295.a4e16ab".
var akamaiReference = regexp.MustCompile(`^reference\s*#\s*\d+\.[0-9a-f]+\.\d+\.[0-9a-f]+`)

// verified are the markers that count only if the text goes on like this.
var verified = map[string]*regexp.Regexp{"reference #": akamaiReference}

// allMarkers are those of all tables, for the one pass over the content.
func allMarkers() []string {
	var all []string
	for _, w := range tables() {
		all = append(append(all, w.proofs...), w.riders...)
	}
	all = append(all, cloudflareCode)
	slices.Sort(all)
	return slices.Compact(all)
}

// tables are all rows, those that say more than "blocked" first.
func tables() []wall { return slices.Concat(notices, walls, regionalWalls, namelessWalls) }

var rows = tables()

// walled tells of refusals, whatever their status.
func walled(v *view) (verdict.Verdict, bool) {
	if v.last == nil || v.served() {
		return none()
	}
	if got, ok := cloudflareError(v); ok {
		return got, true
	}
	for i := range rows {
		if detail, ok := rows[i].shows(v); ok {
			reason := rows[i].reason
			if reason == "" {
				reason = verdict.Blocked
			}
			return found(reason, detail)
		}
	}
	return none()
}

// shows says by what a wall shows, if it does.
func (w *wall) shows(v *view) (string, bool) {
	if len(w.on) > 0 && !slices.Contains(w.on, v.status) {
		return "", false
	}
	if detail, ok := w.proves(v); ok {
		return detail, true
	}
	if v.missing() {
		return w.cloaked(v)
	}
	if v.refusing() || v.words < bare && !v.article && v.structure().fields < 2 && v.success() && (w.reason != "" || !v.innocent()) {
		if m, ok := v.marked(w.riders); ok {
			return fmt.Sprintf("%s (%s)", w.name, m), true
		}
	}
	if v.refusing() || v.words < short && v.success() && !v.article {
		// What says that a page is gone has nothing else to say, but for advice to
		// its owner.
		if w.reason != verdict.Soft404 || v.words < bare || slices.ContainsFunc(w.titles, v.titled) && slices.ContainsFunc(w.words, v.says) {
			return w.says(v)
		}
	}
	return "", false
}

// proves says by what a wall shows that only comes with a refusal.
func (w *wall) proves(v *view) (string, bool) {
	for _, h := range w.headers {
		if value, ok := h.passes(v.status, v.header); ok {
			return fmt.Sprintf("%s (%s: %s)", w.name, strings.ToLower(h.name), value), true
		}
	}
	for _, u := range w.urls {
		if v.redirected && strings.Contains(strings.ToLower(v.final.String()), u) {
			return fmt.Sprintf("%s (ends at %s)", w.name, u), true
		}
	}
	if m, ok := v.marked(w.proofs); ok {
		return fmt.Sprintf("%s (%s)", w.name, m), true
	}
	return "", false
}

// proven says whether what walled found rests on such a thing.
func proven(v *view, got verdict.Verdict) bool {
	if _, ok := cloudflareError(v); ok {
		return true
	}
	return slices.ContainsFunc(rows, func(w wall) bool {
		detail, ok := w.proves(v)
		return ok && detail == got.Detail
	})
}

// cloaked says by what a wall shows that answers like a missing page, though
// its title or heading is that of a refusal. A plain 404 through a vendor's
// network, with the vendor's sensors and a captcha beside a form, stays one.
func (w *wall) cloaked(v *view) (string, bool) {
	if w.reason != "" || v.words >= short || v.article || !v.html() {
		return "", false
	}
	if own := v.wording(); own.inTitle != silent || own.inHead != silent {
		return "", false
	}
	for _, title := range slices.Concat(w.titles, w.words) {
		if v.titled(title) {
			return fmt.Sprintf("%s (title says %s)", w.name, quote(title)), true
		}
	}
	if m, ok := v.marked(w.riders); ok && v.speaksLikeWall() {
		return fmt.Sprintf("%s (%s)", w.name, m), true
	}
	return "", false
}

// speaksLikeWall says whether the text has a sentence of any refusal.
func (v *view) speaksLikeWall() bool {
	return slices.ContainsFunc(rows, func(w wall) bool { return w.reason == "" && slices.ContainsFunc(w.words, v.says) })
}

// says looks for a wall's titles and sentences. On a 200 a title counts for
// nothing where the cited address has its words: the page is called so; nor does
// a sentence that is there and in a title that says more.
func (w *wall) says(v *view) (string, bool) {
	for _, title := range w.titles {
		if v.titled(title) && !(v.success() && (v.slugShares(title) || w.reason == "" && v.innocent())) {
			return fmt.Sprintf("%s (title says %s)", w.name, quote(v.structure().title)), true
		}
	}
	for _, words := range w.words {
		if (v.says(words) || v.titled(words)) && !(v.success() && v.slugShares(words) && v.headed(words)) {
			return fmt.Sprintf("%s (text says %s)", w.name, quote(words)), true
		}
	}
	return "", false
}

// headed says whether the title or a heading holds a sentence and says more, as
// that of a work does: "Unavailable in your region: maps of lost markets".
func (v *view) headed(words string) bool {
	s, want := v.structure(), foldedOnce(words)
	return slices.ContainsFunc(append([]string{s.title}, s.headings...), func(title string) bool {
		title = fold(title)
		return title != want && strings.Contains(title, want)
	})
}

// refusing says whether the status by itself refuses or puts off, so that a
// word is enough to say who does so.
func (v *view) refusing() bool {
	return v.status >= 400 && v.status < 500 && !v.missing() || v.status == http.StatusServiceUnavailable || v.status > 900
}

// marked says whether the content holds one of the markers, and quotes it.
func (v *view) marked(markers []string) (string, bool) {
	if len(markers) == 0 {
		return "", false
	}
	seen := v.markBody()
	for _, m := range markers {
		p, ok := seen[m]
		if !ok {
			continue
		}
		re := verified[m]
		if re == nil {
			return m, true
		}
		// A page may hold the words before their first true use: look at all.
		for rest := p; rest != nil; rest = nextMark(rest, m) {
			if s := re.Find(rest[:min(len(rest), 200)]); s != nil {
				return "R" + string(s[1:]), true
			}
		}
	}
	return "", false
}

// passes says whether the answer has the header, and its value.
func (t headerTest) passes(status int, h http.Header) (string, bool) {
	if len(t.on) > 0 && !slices.Contains(t.on, status) {
		return "", false
	}
	if strings.HasSuffix(t.name, "-") {
		for name := range h {
			if len(name) > len(t.name) && strings.EqualFold(name[:len(t.name)], t.name) {
				return "…", true
			}
		}
		return "", false
	}
	for _, value := range h.Values(t.name) {
		value = strings.TrimSpace(value)
		fits := len(value) >= len(t.value) && strings.EqualFold(value[:len(t.value)], t.value)
		if fits && value != "" && (t.except == "" || !strings.EqualFold(value, t.except)) {
			return strings.Trim(quote(value), "“”"), true
		}
	}
	return "", false
}

// titled says whether a title is the page's whole title or its first heading,
// apart from the site's name.
func (v *view) titled(title string) bool {
	want := foldedOnce(title)
	if want == "" {
		return false
	}
	for _, text := range v.foldedTitles() {
		if text == want {
			return true
		}
	}
	return false
}

// says says whether the visible text, or what readers without scripts see,
// holds a sentence.
func (v *view) says(words string) bool {
	want := foldedOnce(words)
	return want != "" && strings.Contains(v.foldedText(), want)
}

// cloudflareCode is where Cloudflare's error pages have their number.
const cloudflareCode = `cf-error-code`

var (
	cloudflareSpan  = regexp.MustCompile(`^cf-error-code"?>\s*(?:error\s*)?(\d{3,4})`)
	cloudflarePlain = regexp.MustCompile(`^\s*error code: (1\d\d\d)\s*$`)
)

// cloudflareError reads the number on Cloudflare's own error pages; a refusal,
// a limit, a ban of countries and a lost origin look alike but for it. See
// developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors.
func cloudflareError(v *view) (verdict.Verdict, bool) {
	if v.status < 400 {
		return none()
	}
	var number string
	if p, ok := v.markBody()[cloudflareCode]; ok {
		if m := cloudflareSpan.FindSubmatch(p[:min(len(p), 80)]); m != nil {
			number = string(m[1])
		}
	} else if len(v.body) < 80 {
		if m := cloudflarePlain.FindSubmatch(searchable(v.body)); m != nil {
			number = string(m[1])
		}
	}
	if len(number) != 4 {
		return none()
	}
	switch number {
	case "1009":
		return found(verdict.Legal, "Cloudflare error 1009: the site bans this country")
	case "1015":
		return found(verdict.RateLimited, "Cloudflare error 1015")
	case "1000", "1001", "1014", "1016", "1018", "1033":
		return found(verdict.ServerError, "Cloudflare error "+number+": the site's own server no longer resolves")
	}
	return found(verdict.Blocked, "Cloudflare error "+number)
}
