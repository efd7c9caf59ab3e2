package checker

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
	"github.com/citecheck/citecheck/paper/date"
)

// The world is testdata/world: pages and servers of every kind that links lead
// to, each with what is to be said of it. A file is a group, and a case in it
// looks like this:
//
//	-- a name --
//	cite: https://www.example.org/reports/harbour-dues
//	title: Harbour dues                      the cited title, if any
//	published: 2024-03-01                    the cited date, if any
//	host: www.example.org dns=nxdomain       dns, tls and net as machine has them
//	want: unsure blocked
//	detail: cf-mitigated                     is in the check's detail
//	finds: unsure-link                       if others than the verdict's own
//
//	> https://www.example.org/reports/harbour-dues
//	403
//	Server: cloudflare
//
//	<title>Just a moment...</title>
//
// An answer without an address is that of the cited one; /* answers every path
// of its host that has no answer of its own. Of several answers for one
// address each request takes the next. In place of the status can stand what a
// server does that does not answer: see acts.
type worldCase struct {
	name      string
	citations []*paper.Reference
	health    verdict.Health
	reason    verdict.Reason
	detail    string
	finds     []string
	hosts     map[string]*machine
	answers   map[string][]*response // by address

	mu   sync.Mutex
	asks map[string]int
}

// A response is what a server does.
type response struct {
	act    string
	status int
	header http.Header
	body   []byte
}

func readWorld(t *testing.T) []*worldCase {
	t.Helper()
	files, err := filepath.Glob("testdata/world/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no world: %v", err)
	}
	var cases []*worldCase
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		group := strings.TrimSuffix(filepath.Base(name), ".txtar")
		for _, f := range txtar.Parse(raw).Files {
			c, err := parseCase(group+"/"+f.Name, string(f.Data))
			if err != nil {
				t.Fatalf("%s: %s: %v", name, f.Name, err)
			}
			cases = append(cases, c)
		}
	}
	return cases
}

// begins is the line with which an answer begins.
var begins = regexp.MustCompile(`(?m)^>(?: +|$)`)

func parseCase(name, text string) (*worldCase, error) {
	c := &worldCase{name: name, hosts: map[string]*machine{}, answers: map[string][]*response{}, asks: map[string]int{}}
	head, rest, _ := strings.Cut(text, "\n\n")
	for line := range strings.Lines(head) {
		key, value, ok := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		if !ok {
			return nil, fmt.Errorf("%q is no key and value", line)
		}
		if err := c.set(key, value); err != nil {
			return nil, err
		}
	}
	if c.reason == "" || len(c.citations) == 0 {
		return nil, fmt.Errorf("no cite or no want")
	}
	for _, part := range begins.Split("\n"+rest, -1)[1:] {
		if err := c.answer(part); err != nil {
			return nil, err
		}
	}
	if c.finds == nil {
		c.finds = []string{}
		switch {
		case c.health == verdict.Dead && c.reason != verdict.Malformed:
			c.finds = []string{"dead-link"}
		case c.health == verdict.Unsure:
			c.finds = []string{"unsure-link"}
		case c.reason == verdict.Moved:
			c.finds = []string{"moved-link"}
		}
	}
	return c, nil
}

func (c *worldCase) set(key, value string) error {
	last := func() *paper.Reference { return c.citations[len(c.citations)-1] }
	switch key {
	case "cite":
		c.citations = append(c.citations, &paper.Reference{Label: strconv.Itoa(len(c.citations) + 1), URL: value})
		if u, err := url.Parse(value); err == nil && u.Host != "" {
			c.machine(u.Hostname())
		}
	case "doi":
		c.citations = append(c.citations, &paper.Reference{Label: strconv.Itoa(len(c.citations) + 1), DOI: value})
		c.machine("doi.org")
	case "title":
		last().Title = value
	case "published":
		last().Published = date.Parse(value)
	case "want":
		health, reason, _ := strings.Cut(value, " ")
		c.health, c.reason = verdict.Health(health), verdict.Reason(reason)
		if c.reason.Health() != c.health {
			return fmt.Errorf("there is no %s", value)
		}
	case "detail":
		c.detail = value
	case "finds":
		c.finds = strings.Fields(strings.TrimPrefix(value, "nothing"))
	case "host":
		fields := strings.Fields(value)
		m := c.machine(fields[0])
		for _, f := range fields[1:] {
			k, v, _ := strings.Cut(f, "=")
			switch k {
			case "dns":
				m.dns = v
			case "tls":
				m.tls = v
			case "net":
				m.net = v
			}
		}
	default:
		return fmt.Errorf("no key is called %s", key)
	}
	return nil
}

func (c *worldCase) machine(name string) *machine {
	name = strings.ToLower(name)
	if c.hosts[name] == nil {
		c.hosts[name] = &machine{}
	}
	return c.hosts[name]
}

// answer reads one answer: its address, what is done, a header, a body.
func (c *worldCase) answer(text string) error {
	first, text, _ := strings.Cut(text, "\n")
	at := strings.TrimSpace(first)
	if at == "" {
		at, _ = c.citations[0].Link()
	}
	u, err := url.Parse(at)
	if err != nil {
		return err
	}
	what, text, _ := strings.Cut(text, "\n")
	r := &response{header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}}
	for f := range strings.FieldsSeq(what) {
		if n, err := strconv.Atoi(f); err == nil {
			r.status = n
		} else if acts[f] == nil {
			return fmt.Errorf("no act is called %s", f)
		} else {
			r.act = f
		}
	}
	r.status = max(r.status, 0)
	if r.status == 0 {
		r.status = 200
	}
	head, body := "", text
	if r.act != "raw" {
		if strings.HasPrefix(text, "\n") {
			body = text[1:]
		} else {
			head, body, _ = strings.Cut(text, "\n\n")
		}
	}
	in := bufio.NewScanner(strings.NewReader(head))
	for in.Scan() {
		if key, value, ok := strings.Cut(in.Text(), ":"); ok {
			if strings.TrimSpace(value) == "" {
				r.header.Del(key)
			} else if key == "Content-Type" {
				r.header.Set(key, strings.TrimSpace(value))
			} else {
				r.header[key] = append(r.header[key], strings.TrimSpace(value))
			}
		}
	}
	r.body = []byte(fill(strings.TrimRight(body, "\n")))
	m := c.machine(u.Hostname())
	m.raw = m.raw || r.act == "raw" || r.act == "close" || r.act == "flood"
	c.answers[at] = append(c.answers[at], r)
	return nil
}

// filling is what stands for text that matters to no case: {prose 120} is so
// many words of it, {article: A title | 2024-03-01} a page of 300, {times 9 <br>}
// nine of them.
var filling = regexp.MustCompile(`\{prose (\d+)\}|\{article: ([^|}]*?)(?: \| ([^}]*))?\}|\{times (\d+) ([^}]*)\}`)

func fill(body string) string {
	return filling.ReplaceAllStringFunc(body, func(s string) string {
		m := filling.FindStringSubmatch(s)
		if m[1] != "" {
			n, _ := strconv.Atoi(m[1])
			return proseOf(n)
		}
		if m[4] != "" {
			n, _ := strconv.Atoi(m[4])
			return strings.Repeat(m[5], n)
		}
		data, line := "", ""
		if m[3] != "" {
			data = `<meta property="article:published_time" content="` + m[3] + `T09:30:00+00:00">`
			line = `<p class="byline">By Mara Olsen, <time datetime="` + m[3] + `">` + m[3] + `</time></p>`
		}
		return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>` + m[2] + ` | The Estuary Courier</title>` +
			`<meta property="og:site_name" content="The Estuary Courier"><meta property="og:title" content="` + m[2] + `">` + data +
			`</head><body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header><main><article><h1>` + m[2] + `</h1>` + line +
			proseOf(300) + `</article></main><footer>© The Estuary Courier</footer></body></html>`
	})
}

func proseOf(words int) string {
	const text = `The harbour board met on Tuesday to settle what had been left open since spring: who pays for dredging, who may moor ` +
		`along the eastern quay, and how the tide mill is to be kept in repair. Members heard from pilots, fishers and two engineers, ` +
		`none of whom agreed with the others about silt. A decision on fees was put off until autumn, when new soundings are due.`
	all := strings.Fields(text)
	var b strings.Builder
	for i := range words {
		switch {
		case i%60 == 0 && i > 0:
			b.WriteString("</p>\n<p>")
		case i == 0:
			b.WriteString("<p>")
		default:
			b.WriteByte(' ')
		}
		b.WriteString(all[i%len(all)])
		if i%60 == 59 {
			fmt.Fprintf(&b, " in the year %d.", 1900+i/60)
		}
	}
	return b.String() + "</p>"
}

// acts are what servers do besides answering.
var acts = map[string]func(out http.ResponseWriter, req *http.Request, r *response){
	"hang": func(_ http.ResponseWriter, req *http.Request, _ *response) { <-req.Context().Done() },
	"drip": func(out http.ResponseWriter, req *http.Request, r *response) {
		out.WriteHeader(r.status)
		for i := 0; ; i++ {
			out.Write([]byte{r.body[i%len(r.body)]})
			out.(http.Flusher).Flush()
			select {
			case <-time.After(200 * time.Millisecond):
			case <-req.Context().Done():
				return
			}
		}
	},
	// raw writes the body as the whole of the answer, and closes.
	"raw": func(out http.ResponseWriter, _ *http.Request, r *response) {
		conn, _, err := out.(http.Hijacker).Hijack()
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer conn.Close()
		conn.Write(bytes.ReplaceAll(r.body, []byte("\n"), []byte("\r\n")))
	},
	"close": func(http.ResponseWriter, *http.Request, *response) { panic(http.ErrAbortHandler) },
	"gzip": func(out http.ResponseWriter, _ *http.Request, r *response) {
		out.Header().Set("Content-Encoding", "gzip")
		out.WriteHeader(r.status)
		z := gzip.NewWriter(out)
		z.Write(r.body)
		z.Close()
	},
	// endless never stops; bomb is small and becomes 1 GiB.
	"endless": func(out http.ResponseWriter, _ *http.Request, r *response) {
		out.WriteHeader(r.status)
		out.Write(r.body)
		for more := bytes.Repeat([]byte("<p>more and more</p>\n"), 4096); ; {
			if _, err := out.Write(more); err != nil {
				return
			}
		}
	},
	"bomb": func(out http.ResponseWriter, _ *http.Request, r *response) {
		out.Header().Set("Content-Encoding", "gzip")
		out.WriteHeader(r.status)
		z := gzip.NewWriter(out)
		z.Write(r.body)
		for spaces := bytes.Repeat([]byte(" "), 1<<20); ; {
			if _, err := z.Write(spaces); err != nil {
				return
			}
		}
	},
	// flood is a header without end.
	"flood": func(out http.ResponseWriter, _ *http.Request, _ *response) {
		conn, _, err := out.(http.Hijacker).Hijack()
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\n")
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(conn, "X-Flood-%d: %s\r\n", i, strings.Repeat("a", 1000)); err != nil {
				return
			}
		}
	},
	// cookie sends whoever has none back with one.
	"cookie": func(out http.ResponseWriter, req *http.Request, r *response) {
		if _, err := req.Cookie("seen"); err == nil {
			out.WriteHeader(r.status)
			out.Write(r.body)
			return
		}
		out.Header().Set("Set-Cookie", "seen=1; Path=/")
		out.Header().Set("Location", req.URL.RequestURI())
		out.WriteHeader(http.StatusFound)
	},
	// headlies answers 404 to HEAD.
	"headlies": func(out http.ResponseWriter, req *http.Request, r *response) {
		if req.Method == http.MethodHead {
			out.WriteHeader(http.StatusNotFound)
			return
		}
		out.WriteHeader(r.status)
		out.Write(r.body)
	},
}

func (c *worldCase) ServeHTTP(out http.ResponseWriter, req *http.Request) {
	scheme := "http"
	if req.TLS != nil {
		scheme = "https"
	}
	site := scheme + "://" + req.Host
	at := site + req.URL.RequestURI()
	list := c.answers[at]
	if list == nil {
		list = c.answers[site+"/*"]
	}
	r := &response{status: http.StatusNotFound, header: http.Header{"Content-Type": {"text/html"}},
		body: []byte("<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>There is no such page on this server.</p>")}
	c.mu.Lock()
	if n := c.asks[at]; len(list) > 0 {
		r = list[min(n, len(list)-1)]
	}
	c.asks[at]++
	c.mu.Unlock()
	for name, values := range r.header {
		out.Header()[name] = values
	}
	if r.act != "" {
		acts[r.act](out, req, r)
		return
	}
	out.WriteHeader(r.status)
	out.Write(r.body)
}

// visit checks the case's links as the program does, in virtual time.
func (c *worldCase) visit(t *testing.T) []Result {
	t.Helper()
	time.Sleep(26 * 365 * 24 * time.Hour) // a bubble's time begins in 2000
	n := newInternet(t, c.hosts, c)
	var mu sync.Mutex
	var results []Result
	o := Options{Source: n.client(t), Rate: 1, Retries: 2}
	err := Run(t.Context(), []*paper.Paper{{Path: "paper.md", References: c.citations}}, o, func(r Result) error {
		mu.Lock()
		defer mu.Unlock()
		results = append(results, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(results, func(a, b Result) int { return strings.Compare(a.Check.URL, b.Check.URL) })
	return results
}

// TestWorld checks every case of the world.
func TestWorld(t *testing.T) {
	warmResolver(t)
	cases := readWorld(t)
	right := 0
	for _, c := range cases {
		if t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { c.judge(t, c.visit(t)) })
		}) {
			right++
		}
	}
	t.Logf("%d of %d cases are as they should be", right, len(cases))
}

func (c *worldCase) judge(t *testing.T, results []Result) {
	t.Helper()
	detailed := c.detail == ""
	for _, r := range results {
		got := r.Check
		if got.Health != c.health || got.Reason != c.reason {
			t.Errorf("%s\ngot  %s %s (%s)\nwant %s %s", got.URL, got.Health, got.Reason, got.Detail, c.health, c.reason)
		}
		detailed = detailed || strings.Contains(got.Detail, c.detail)
		rules := []string{}
		for _, citation := range r.Citations {
			for _, f := range citation.Findings {
				rules = append(rules, f.Rule)
			}
		}
		if got.Reason == c.reason && !slices.Equal(rules, c.finds) {
			t.Errorf("%s: got findings %v; want %v (title %q, published %s)", got.URL, rules, c.finds, got.Title, got.Published)
		}
	}
	if !detailed && !t.Failed() {
		t.Errorf("got detail %q; want %q in it", results[len(results)-1].Check.Detail, c.detail)
	}
}
