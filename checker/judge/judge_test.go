package judge

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// A try is one visit and what is to be said of it.
type try struct {
	name   string
	target string   // https://www.example.org/2024/03/harbour-reopens where empty
	hops   []string // "301 https://…": status and address of each redirect
	status int      // of the last answer; 200 where 0
	header string   // "Name: value", a line each
	body   string
	fits   bool
	err    *fetch.Error
	bad    error // BodyErr

	want   verdict.Reason
	detail string // part of the detail
}

const deep = "https://www.example.org/2024/03/harbour-reopens"

func (c try) evidence() Evidence {
	if c.target == "" {
		c.target = deep
	}
	if c.status == 0 {
		c.status = 200
	}
	e := Evidence{Target: c.target, Visit: &fetch.Visit{Err: c.err}, Body: []byte(c.body), BodyErr: c.bad, Fits: c.fits}
	at := c.target
	for _, hop := range c.hops {
		code, to, _ := strings.Cut(hop, " ")
		e.Visit.Exchanges = append(e.Visit.Exchanges, &fetch.Exchange{URL: at, Status: number(code), Header: http.Header{"Location": {to}}})
		at, _, _ = strings.Cut(to, "#")
	}
	last := &fetch.Exchange{URL: at, Status: c.status, Header: http.Header{}}
	last.Header.Set("Content-Type", "text/html; charset=utf-8")
	for line := range strings.Lines(c.header) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		last.Header.Set(name, strings.TrimSpace(value))
	}
	e.Visit.Exchanges = append(e.Visit.Exchanges, last)
	e.Page = page.Parse(e.Body, last.Header.Get("Content-Type"), at)
	return e
}

func number(s string) int {
	n := 0
	for _, r := range s {
		n = 10*n + int(r-'0')
	}
	return n
}

func run(t *testing.T, tries []try) {
	t.Helper()
	for _, c := range tries {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			got := Judge(c.evidence())
			if got.Reason != c.want || !strings.Contains(strings.ToLower(got.Detail), strings.ToLower(c.detail)) {
				t.Errorf("got %s/%s, %q; want %s, …%s…", got.Health, got.Reason, got.Detail, c.want, c.detail)
			}
			if got.Health != got.Reason.Health() {
				t.Errorf("health %s does not go with reason %s", got.Health, got.Reason)
			}
		})
	}
}

// sentence is twelve words of an article.
const sentence = "The harbour reopened on Tuesday after months of repairs to its pier. "

// article is a page of about so many words.
func article(title string, words int) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=en><head><title>" + title + " | Example Gazette</title></head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><main><h1>" + title + "</h1>")
	for range (words + 35) / 36 {
		b.WriteString("<p>" + sentence + sentence + sentence + "</p>\n")
	}
	b.WriteString("</main></body></html>")
	return b.String()
}

// notice is a short page: a title, a heading, a text.
func notice(title, heading, text string) string {
	s := "<!doctype html><html><head><title>" + title + "</title></head><body>"
	if heading != "" {
		s += "<h1>" + heading + "</h1>"
	}
	return s + "<p>" + text + "</p></body></html>"
}

func TestUnreachable(t *testing.T) {
	timeout := &fetch.Error{Reason: verdict.Timeout, Detail: "no end within 30s"}
	private := &fetch.Error{Reason: verdict.Private, Detail: "127.0.0.1"}
	early := &fetch.Error{Reason: verdict.BadResponse, Detail: "the body ends early"}
	run(t, []try{
		{name: "200 that ends early", body: article("Harbour reopens", 60), err: early, want: verdict.BadResponse, detail: "ends early"},
		{name: "200 that ends early and fits", body: article("Harbour reopens", 60), err: early, fits: true, want: verdict.BadResponse},
		{name: "404 whose body was cut", status: 404, body: "<h1>Not", err: early, want: verdict.NotFound},
		{name: "410 that hangs", status: 410, err: timeout, want: verdict.Gone},
		{name: "403 that hangs", status: 403, err: timeout, want: verdict.Blocked},
		{name: "wall whose body was cut", body: `<script>window._cf_chl_opt={`, err: early, want: verdict.Blocked},
		{name: "redirect to a private address", status: 302, header: "Location: http://127.0.0.1/", err: private, want: verdict.Private},
		{name: "loop", status: 302, header: "Location: /a", err: &fetch.Error{Reason: verdict.RedirectLoop, Detail: "more than 10 redirects"}, want: verdict.RedirectLoop},
		{name: "cannot be decoded", body: "x", bad: &fetch.Error{Reason: verdict.BadResponse, Detail: "gzip: invalid header"}, want: verdict.BadResponse, detail: "gzip"},
		{name: "cannot be decoded, other error", body: "x", bad: errors.New("boom"), want: verdict.BadResponse, detail: "decoded"},
		{name: "404 that cannot be decoded", status: 404, body: "x", bad: errors.New("boom"), want: verdict.NotFound},
	})
	for _, e := range []Evidence{{}, {Visit: &fetch.Visit{}}} {
		if got := Judge(e); got.Reason != verdict.BadResponse {
			t.Errorf("no answer: got %v; want bad-response", got)
		}
	}
	if got := Judge(Evidence{Visit: &fetch.Visit{Err: &fetch.Error{Reason: verdict.DNS, Detail: "no such host"}}}); got.Reason != verdict.DNS {
		t.Errorf("no such host: got %v; want dns", got)
	}
}

// TestUnread judges answers whose page nobody read.
func TestUnread(t *testing.T) {
	c := try{body: notice("Page not found", "Page not found", "")}
	e := c.evidence()
	e.Page = nil
	if got := Judge(e); got.Reason != verdict.Soft404 {
		t.Errorf("got %v; want soft-404", got)
	}
}

// TestCited: a page whose title is the cited one was served.
func TestCited(t *testing.T) {
	run(t, []try{
		{name: "called like a missing page", body: notice("Not Found", "Not Found", "A film of 1996."), fits: true, want: verdict.OK},
		{name: "front page that is the cited one", hops: []string{"302 https://www.example.org/"}, body: article("Harbour reopens", 60), fits: true, want: verdict.Redirected},
		{name: "shell with the cited title", body: `<title>Harbour reopens</title><div id=root></div><script src=/a.js></script>`, fits: true, want: verdict.OK},
		{name: "marker beside the cited title", body: article("Harbour reopens", 60) + `<script src="https://client.perimeterx.net/x.js"></script><div id="px-captcha"></div>`, fits: true, want: verdict.OK},
		{name: "404 with the cited title", status: 404, body: article("Harbour reopens", 60), fits: true, want: verdict.NotFound},
		{name: "404 with the whole cited article", status: 404, fits: true, want: verdict.ServerError, detail: "HTTP 404, but",
			body: strings.Replace(article("Harbour reopens", 300), "<head>", `<head><meta property="article:published_time" content="2024-03-02T10:00:00Z">`, 1)},
		{name: "403 with the cited title", status: 403, body: article("Harbour reopens", 60), fits: true, want: verdict.Blocked},
	})
}

// TestWeights: what a wall shows by decides whether it is a proof.
func TestWeights(t *testing.T) {
	for _, tt := range []struct {
		name string
		try  try
		want Weight
	}{
		{"header", try{status: 403, header: "cf-mitigated: challenge", body: "<p>x"}, Proof},
		{"markup", try{body: `<title>x</title><script>window._cf_chl_opt={}</script>`}, Proof},
		{"title on a short page", try{body: notice("Access Denied", "Access Denied", "You don't have permission to access this.")}, Sign},
	} {
		for _, s := range Explain(tt.try.evidence()) {
			if s.Decides && (s.Signal != "wall" || s.Weight != tt.want) {
				t.Errorf("%s: %s decides, as %s; want wall, as %s", tt.name, s.Signal, s.Weight, tt.want)
			}
		}
	}
}
