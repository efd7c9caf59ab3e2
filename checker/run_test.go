package checker

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// A script is a web for tests: what each address answers, in virtual time.
type script struct {
	answer func(url string, nth int) (*fetch.Exchange, error)

	mu    sync.Mutex
	asked map[string][]time.Time // by URL
	hosts map[string][]time.Time
}

func (s *script) Fetch(ctx context.Context, req fetch.Request) (*fetch.Exchange, error) {
	address := req.URL.String()
	s.mu.Lock()
	if s.asked == nil {
		s.asked, s.hosts = map[string][]time.Time{}, map[string][]time.Time{}
	}
	nth := len(s.asked[address])
	s.asked[address] = append(s.asked[address], time.Now())
	s.hosts[req.URL.Hostname()] = append(s.hosts[req.URL.Hostname()], time.Now())
	s.mu.Unlock()
	sent := time.Now()
	exchange, err := s.answer(address, nth)
	if exchange != nil {
		exchange.At = sent
	}
	if ctx.Err() != nil {
		return nil, &fetch.Error{Reason: verdict.Timeout, Detail: "no answer in time", Err: ctx.Err()}
	}
	return exchange, err
}

// A sourceFunc answers every request at once.
type sourceFunc func(url string) *fetch.Exchange

func (f sourceFunc) Fetch(_ context.Context, req fetch.Request) (*fetch.Exchange, error) {
	return f(req.URL.String()), nil
}

const article = `<!doctype html><html lang="en"><head><title>A Page About Bread</title></head><body><h1>A Page About Bread</h1><p>` +
	`Bread is made of flour, water, salt and time, and of these time is what bakers have least of. This page says so at some length, ` +
	`because a page with fewer words would look like the shell of a program and not like something that a person wrote for other people to read.</p></body></html>`

func respond(url string, status int, body string, headers ...string) *fetch.Exchange {
	h := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &fetch.Exchange{URL: url, Proto: "HTTP/1.1", Status: status, Header: h, Body: []byte(body), At: time.Now()}
}

func fine(url string, _ int) (*fetch.Exchange, error) { return respond(url, 200, article), nil }

func failing(reason verdict.Reason, local bool) error {
	return &fetch.Error{Reason: reason, Detail: string(reason), Local: local, Err: errors.New("test")}
}

func cite(urls ...string) []*paper.Paper {
	p := &paper.Paper{Path: "paper.md"}
	for i, url := range urls {
		p.References = append(p.References, &paper.Reference{Label: fmt.Sprint(i + 1), Line: i + 1, URL: url})
	}
	return []*paper.Paper{p}
}

// outcome runs s over urls in virtual time and gives the checks by URL.
func outcome(t *testing.T, s *script, o Options, urls ...string) (map[string]*Check, error) {
	t.Helper()
	checks := map[string]*Check{}
	var mu sync.Mutex
	o.Source = s
	err := Run(t.Context(), cite(urls...), o, func(r Result) error {
		mu.Lock()
		defer mu.Unlock()
		if checks[r.Check.URL] != nil {
			t.Errorf("%s: two results", r.Check.URL)
		}
		checks[r.Check.URL] = r.Check
		return nil
	})
	return checks, err
}

func want(t *testing.T, checks map[string]*Check, url string, reason verdict.Reason) {
	t.Helper()
	c := checks[url]
	if c == nil {
		t.Fatalf("%s: no result", url)
	}
	if c.Reason != reason || c.Health != reason.Health() {
		t.Errorf("%s: got %s/%s (%s); want %s/%s", url, c.Health, c.Reason, c.Detail, reason.Health(), reason)
	}
}

func TestRateOfOneHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var urls []string
		for i := range 20 {
			urls = append(urls, fmt.Sprintf("https://busy.test/%d", i))
		}
		for i := range 300 {
			urls = append(urls, fmt.Sprintf("https://host%d.test/", i))
		}
		s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			if strings.HasPrefix(url, "https://busy.test/") {
				time.Sleep(3 * time.Second) // slower than the rate
			} else {
				time.Sleep(400 * time.Millisecond)
			}
			return fine(url, nth)
		}}
		began := time.Now()
		checks, err := outcome(t, s, Options{Rate: 1}, urls...)
		if err != nil || len(checks) != len(urls) {
			t.Fatalf("%d of %d checks, %v", len(checks), len(urls), err)
		}
		if took, limit := time.Since(began), 24*time.Second; took > limit {
			t.Errorf("took %s; want at most %s, 19 s for the rate and what the slowest answers take", took, limit)
		}
		times := s.hosts["busy.test"]
		slices.SortFunc(times, time.Time.Compare)
		for i := 1; i < len(times); i++ {
			if gap := times[i].Sub(times[i-1]); gap < time.Second-time.Microsecond {
				t.Errorf("requests %d and %d are %s apart", i, i+1, gap)
			}
		}
	})
}

func TestWaitingHostHoldsNoSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			if url == "https://tired.test/" && nth == 0 {
				return respond(url, 429, "", "Retry-After", "20"), nil
			}
			time.Sleep(100 * time.Millisecond)
			return fine(url, nth)
		}}
		urls := []string{"https://tired.test/"}
		for i := range 10 {
			urls = append(urls, fmt.Sprintf("https://host%d.test/", i))
		}
		began := time.Now()
		checks, err := outcome(t, s, Options{Rate: 1, Concurrency: 1}, urls...)
		if err != nil {
			t.Fatal(err)
		}
		want(t, checks, "https://tired.test/", verdict.OK)
		for i := range 10 {
			if at := s.asked[fmt.Sprintf("https://host%d.test/", i)][0].Sub(began); at > 2*time.Second {
				t.Errorf("host%d waited %s behind a host that waits", i, at)
			}
		}
		if gap := s.asked["https://tired.test/"][1].Sub(began); gap < 20*time.Second {
			t.Errorf("asked again after %s; Retry-After said 20 s", gap)
		}
	})
}

func TestRetryAfterBeyondTheTimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: func(url string, _ int) (*fetch.Exchange, error) {
			return respond(url, 503, "", "Retry-After", "7200"), nil
		}}
		began := time.Now()
		checks, err := outcome(t, s, Options{Rate: 1}, "https://tired.test/a", "https://tired.test/b", "https://tired.test/c", "https://tired.test/d", "https://tired.test/e")
		if err != nil {
			t.Fatal(err)
		}
		for url := range checks {
			want(t, checks, url, verdict.RateLimited)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("took %s", took)
		}
		if n := len(s.hosts["tired.test"]); n > giveUp {
			t.Errorf("asked %d times", n)
		}
	})
}

func TestHostThatFailsIsLeftAlone(t *testing.T) {
	for _, reason := range []verdict.Reason{verdict.Timeout, verdict.Refused, verdict.DNSFailure} {
		t.Run(string(reason), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
					if url == "https://fine.test/" {
						return fine(url, nth)
					}
					return nil, failing(reason, false)
				}}
				urls := []string{"https://fine.test/"}
				for i := range 20 {
					urls = append(urls, fmt.Sprintf("https://broken.test/%d", i))
				}
				checks, err := outcome(t, s, Options{Rate: 1, Retries: 2}, urls...)
				if err != nil {
					t.Fatal(err)
				}
				for _, url := range urls[1:] {
					want(t, checks, url, reason)
				}
				if n := len(s.hosts["broken.test"]); n != giveUp {
					t.Errorf("asked %d times; want %d", n, giveUp)
				}
			})
		})
	}
}

func TestConfirmation(t *testing.T) {
	notFound := func(url string) (*fetch.Exchange, error) { return respond(url, 404, "<h1>Not found</h1>"), nil }
	nxdomain := failing(verdict.DNS, false)
	tests := []struct {
		name          string
		first, second func(url string) (*fetch.Exchange, error)
		want          verdict.Reason
	}{
		{"404 twice", notFound, notFound, verdict.NotFound},
		{"404, then the page", notFound, func(url string) (*fetch.Exchange, error) { return fine(url, 0) }, verdict.ServerError},
		{"404, then 503", notFound, func(url string) (*fetch.Exchange, error) { return respond(url, 503, ""), nil }, verdict.ServerError},
		{"404, then 410", notFound, func(url string) (*fetch.Exchange, error) { return respond(url, 410, ""), nil }, verdict.Gone},
		{"404, then nothing", notFound, func(string) (*fetch.Exchange, error) { return nil, failing(verdict.Timeout, false) }, verdict.Timeout},
		{"NXDOMAIN twice", func(string) (*fetch.Exchange, error) { return nil, nxdomain }, func(string) (*fetch.Exchange, error) { return nil, nxdomain }, verdict.DNS},
		{"NXDOMAIN, then SERVFAIL", func(string) (*fetch.Exchange, error) { return nil, nxdomain }, func(string) (*fetch.Exchange, error) { return nil, failing(verdict.DNSFailure, false) }, verdict.DNSFailure},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
					switch {
					case url == "https://fine.test/":
						return fine(url, nth)
					case nth == 0:
						return tt.first(url)
					}
					return tt.second(url)
				}}
				checks, err := outcome(t, s, Options{Rate: 1}, "https://fine.test/", "https://doubtful.test/a")
				if err != nil {
					t.Fatal(err)
				}
				want(t, checks, "https://doubtful.test/a", tt.want)
				asked := s.asked["https://doubtful.test/a"]
				if len(asked) != 2 || asked[1].Sub(asked[0]) < 2*time.Second {
					t.Errorf("asked at %v; want twice, 2 s apart", asked)
				}
			})
		})
	}
}

// A link whose redirect leads to a name that does not exist says nothing of the
// other links of the host that redirected.
func TestRedirectToUnknownHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			switch url {
			case "https://living.test/0":
				return respond(url, 301, "", "Location", "https://unknown.test/x"), nil
			case "https://unknown.test/x":
				return nil, failing(verdict.DNS, false)
			}
			return fine(url, nth)
		}}
		var urls []string
		for i := range 30 {
			urls = append(urls, fmt.Sprintf("https://living.test/%d", i))
		}
		checks, err := outcome(t, s, Options{Rate: 1}, urls...)
		if err != nil {
			t.Fatal(err)
		}
		want(t, checks, urls[0], verdict.DNS)
		for _, url := range urls[1:] {
			want(t, checks, url, verdict.OK)
		}
	})
}

// A page that carries the cited title was found, whatever came before it.
func TestConfirmationByTitle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			if nth == 0 {
				return respond(url, 404, ""), nil
			}
			return fine(url, nth)
		}}
		papers := cite("https://doubtful.test/a")
		papers[0].References[0].Title = "A Page about Bread"
		var got *Check
		err := Run(t.Context(), papers, Options{Source: s}, func(r Result) error { got = r.Check; return nil })
		if err != nil || got == nil || got.Reason != verdict.OK {
			t.Errorf("got %+v, %v; want alive", got, err)
		}
	})
}

func TestRetriesHeal(t *testing.T) {
	tests := map[string]func(url string) (*fetch.Exchange, error){
		"reset":           func(string) (*fetch.Exchange, error) { return nil, failing(verdict.Refused, false) },
		"503":             func(url string) (*fetch.Exchange, error) { return respond(url, 503, ""), nil },
		"429":             func(url string) (*fetch.Exchange, error) { return respond(url, 429, ""), nil },
		"429 Retry-After": func(url string) (*fetch.Exchange, error) { return respond(url, 429, "", "Retry-After", "5"), nil },
	}
	for name, first := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
					if nth == 0 {
						return first(url)
					}
					return fine(url, nth)
				}}
				checks, err := outcome(t, s, Options{Rate: 1, Retries: 2}, "https://flaky.test/")
				if err != nil {
					t.Fatal(err)
				}
				want(t, checks, "https://flaky.test/", verdict.OK)
				if c := checks["https://flaky.test/"]; c.Attempts != 2 {
					t.Errorf("%d attempts; want 2", c.Attempts)
				}
			})
		})
	}
}

func TestNoNetwork(t *testing.T) {
	answers := func(of map[string]error) *script {
		return &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			if err := of[url]; err != nil {
				return nil, err
			}
			return fine(url, nth)
		}}
	}
	nxdomain, unreachable, servfail := failing(verdict.DNS, false), failing(verdict.DNSFailure, true), failing(verdict.DNSFailure, false)
	tests := []struct {
		name string
		of   map[string]error
		none bool // no network
		dead int
	}{
		{"unreachable", map[string]error{"https://a.test/": unreachable, "https://b.test/": unreachable}, true, 0},
		{"one link, unreachable", map[string]error{"https://a.test/": unreachable}, true, 0},
		{"every name unknown", map[string]error{"https://a.test/": nxdomain, "https://b.test/": nxdomain}, true, 0},
		{"resolver silent", map[string]error{"https://a.test/": servfail, "https://b.test/": nxdomain}, true, 0},
		{"one host, unknown", map[string]error{"https://a.test/": nxdomain}, false, 1},
		{"one host, resolver fails", map[string]error{"https://a.test/": servfail}, false, 0},
		{"unknown beside alive", map[string]error{"https://a.test/": nxdomain, "https://b.test/": nxdomain, "https://alive.test/": nil}, false, 2},
		{"unknown beside refused", map[string]error{"https://a.test/": nxdomain, "https://b.test/": failing(verdict.Refused, false)}, false, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var urls []string
				for url := range tt.of {
					urls = append(urls, url)
				}
				checks, err := outcome(t, answers(tt.of), Options{}, urls...)
				var none *NoNetworkError
				if got := errors.As(err, &none); got != tt.none {
					t.Fatalf("error %v; want a NoNetworkError: %v", err, tt.none)
				}
				dead := 0
				for _, c := range checks {
					if c.Health == verdict.Dead {
						dead++
					}
				}
				if none != nil {
					for _, r := range none.Results {
						if r.Check.Health == verdict.Dead {
							t.Errorf("%s is called dead without a network", r.Check.URL)
						}
					}
				}
				if dead != tt.dead {
					t.Errorf("%d dead; want %d", dead, tt.dead)
				}
			})
		})
	}
}

func TestEachLinkOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: fine}
		results := 0
		papers := append(cite("https://a.test/x", "https://A.test:443/x#part", "https://a.test/x"), cite("https://a.test/x")...)
		err := Run(t.Context(), papers, Options{Source: s}, func(r Result) error {
			results++
			if len(r.Citations) != 4 {
				t.Errorf("%d citations; want 4", len(r.Citations))
			}
			return nil
		})
		if err != nil || results != 1 || len(s.asked["https://a.test/x"]) != 1 {
			t.Errorf("%d results, asked %v, %v; want one of each", results, s.asked, err)
		}
	})
}

func TestSkipped(t *testing.T) {
	s := &script{answer: fine}
	o := Options{Include: regexp.MustCompile(`test/`), Exclude: regexp.MustCompile(`secret`)}
	checks, err := outcome(t, s, o, "https://a.test/", "https://a.test/secret", "https://other.org/", "ftp://a.test/file", "https://")
	if err != nil {
		t.Fatal(err)
	}
	want(t, checks, "https://a.test/", verdict.OK)
	want(t, checks, "https://a.test/secret", verdict.Excluded)
	want(t, checks, "https://other.org/", verdict.Excluded)
	want(t, checks, "ftp://a.test/file", verdict.Scheme)
	want(t, checks, "https://", verdict.Malformed)

	checks, err = outcome(t, nil, Options{Offline: true}, "https://a.test/")
	if err != nil {
		t.Fatal(err)
	}
	want(t, checks, "https://a.test/", verdict.Offline)
}

func TestRecordedAsksOnceAndAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answer: func(url string, _ int) (*fetch.Exchange, error) { return respond(url, 404, "<h1>Not found</h1>"), nil }}
		began := time.Now()
		checks, err := outcome(t, s, Options{Recorded: true, Rate: 1}, "https://a.test/1", "https://a.test/2")
		if err != nil {
			t.Fatal(err)
		}
		want(t, checks, "https://a.test/1", verdict.NotFound)
		if len(s.hosts["a.test"]) != 2 || time.Since(began) > 0 {
			t.Errorf("asked %d times in %s", len(s.hosts["a.test"]), time.Since(began))
		}
	})
}

func TestInterruption(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := &script{answer: func(url string, nth int) (*fetch.Exchange, error) {
			if url == "https://slow.test/" {
				time.Sleep(10 * time.Second)
			}
			return fine(url, nth)
		}}
		time.AfterFunc(5*time.Second, cancel)
		done := map[string]bool{}
		var mu sync.Mutex
		err := Run(ctx, cite("https://a.test/", "https://slow.test/", "https://b.test/1", "https://b.test/2"), Options{Source: s, Rate: 1}, func(r Result) error {
			mu.Lock()
			defer mu.Unlock()
			done[r.Check.URL] = true
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v; want context.Canceled", err)
		}
		if len(done) != 3 || done["https://slow.test/"] {
			t.Errorf("finished: %v; want all but the slow one", done)
		}
	})
}

func TestFailureOfEmitEndsTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("disk full")
		err := Run(t.Context(), cite("https://a.test/1", "https://a.test/2", "https://b.test/"), Options{Source: &script{answer: fine}, Rate: 1}, func(Result) error { return full })
		if !errors.Is(err, full) {
			t.Errorf("got %v; want %v", err, full)
		}
	})
}
