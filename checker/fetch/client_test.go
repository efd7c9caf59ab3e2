package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestFetchSendsWhatIsCited(t *testing.T) {
	var got string
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.RequestURI })
	c := local(t, Options{})
	for _, tt := range []struct{ cited, sent string }{
		{"", "/"},
		{"/", "/"},
		{"/a%2Fb", "/a%2Fb"},
		{"/a%2fb/%7euser", "/a%2fb/%7euser"},
		{"/wiki/C%2B%2B", "/wiki/C%2B%2B"},
		{"/wiki/C++", "/wiki/C++"},
		{"/a;b=c,d/'(e)!*:@&=$", "/a;b=c,d/'(e)!*:@&=$"},
		{"/doi/10.1002/(SICI)1097(199601)47:1%3C1::AID-ASI1%3E3.0.CO;2-2", "/doi/10.1002/(SICI)1097(199601)47:1%3C1::AID-ASI1%3E3.0.CO;2-2"},
		{"/c%2B%2B/é", "/c%2B%2B/%C3%A9"},
		{"/a b|c%2Fd", "/a%20b%7Cc%2Fd"},
		{"/Caf%E9", "/Caf%E9"},
		{"//a//b/", "//a//b/"},
		{"/a/../b/./c", "/a/../b/./c"},
		{"/x?q=a+b%20c&d=%2B;e", "/x?q=a+b%20c&d=%2B;e"},
		{"/x?q=ü&r=a b&100%", "/x?q=%C3%BC&r=a%20b&100%"},
		{"/x?", "/x?"},
		{"/x?u=https://y.example/?z#w", "/x?u=https://y.example/?z"},
		{"/x#top", "/x"},
		{"/[a]", "/[a]"},
	} {
		e, fault := fetch(t, c, s.URL+tt.cited)
		if fault != nil {
			t.Errorf("%s: %v", tt.cited, fault)
			continue
		}
		if got != tt.sent {
			t.Errorf("%s: server got %s; want %s", tt.cited, got, tt.sent)
		}
		if want := s.URL + tt.sent; e.URL != want || Address(parse(t, s.URL+tt.cited)) != want {
			t.Errorf("%s: recorded %s; want %s", tt.cited, e.URL, want)
		}
	}
}

func TestFetchRecordsRequest(t *testing.T) {
	var got http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		got.Set("Host", r.Host)
		http.SetCookie(w, &http.Cookie{Name: "b", Value: "2"})
		w.Header().Set("X-Seen", "yes")
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, "not here")
	})
	jar, _ := cookiejar.New(nil)
	u := parse(t, s.URL)
	jar.SetCookies(u, []*http.Cookie{{Name: "a", Value: "1"}})
	c := local(t, Options{UserAgent: "citecheck/1 (+https://example.org)"})
	for _, fresh := range []bool{false, true} {
		secret := *u
		secret.User = url.UserPassword("me", "secret")
		secret.Fragment = "part"
		e, err := c.Fetch(t.Context(), Request{URL: &secret, Cookies: jar, Fresh: fresh})
		if err != nil {
			t.Fatal(err)
		}
		if got.Get("Cookie") == "" || got.Get("Authorization") != "" || got.Get("Referer") != "" {
			t.Errorf("server got %v; want cookies and no credentials", got)
		}
		got.Del("Cookie")
		if fmt.Sprint(got) != fmt.Sprint(e.RequestHeader) {
			t.Errorf("fresh %v: recorded %v; server got %v", fresh, e.RequestHeader, got)
		}
		if e.Status != 404 || e.StatusText != "Not Found" || e.Proto != "HTTP/1.1" || string(e.Body) != "not here" ||
			e.Header.Get("X-Seen") != "yes" || e.RemoteIP != "127.0.0.1" || e.Truncated != "" ||
			time.Since(e.At) > time.Minute || strings.Contains(e.URL, "secret") || strings.Contains(e.URL, "part") {
			t.Errorf("got %+v", e)
		}
	}
	if k := cookieHeader(jar, u); !strings.Contains(k, "b=2") {
		t.Errorf("jar has %q; want the answer's cookie", k)
	}
}

func TestFetchBoundsCookies(t *testing.T) {
	var got int
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = len(r.Header.Get("Cookie")) })
	jar, _ := cookiejar.New(nil)
	for i := range 100 {
		jar.SetCookies(parse(t, s.URL), []*http.Cookie{{Name: fmt.Sprint("k", i), Value: strings.Repeat("x", 1000)}})
	}
	if _, err := local(t, Options{}).Fetch(t.Context(), Request{URL: parse(t, s.URL), Cookies: jar}); err != nil {
		t.Fatal(err)
	}
	if got == 0 || got > maxCookieBytes {
		t.Errorf("sent %d bytes of cookies; want some, at most %d", got, maxCookieBytes)
	}
}

func TestFetchConnections(t *testing.T) {
	var mu sync.Mutex
	seen := map[string]int{}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		seen[r.Proto+" "+r.RemoteAddr]++
		mu.Unlock()
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := local(t, Options{Roots: rootsOf(s)})
	for i := range 6 {
		e, err := c.Fetch(t.Context(), Request{URL: parse(t, s.URL), Fresh: i >= 3})
		if err != nil {
			t.Fatal(err)
		}
		if want := map[bool]string{false: "HTTP/2.0", true: "HTTP/1.1"}[i >= 3]; e.Proto != want || e.RemoteIP != "127.0.0.1" {
			t.Errorf("request %d: got %s from %q; want %s", i, e.Proto, e.RemoteIP, want)
		}
	}
	if len(seen) != 4 {
		t.Errorf("got connections %v; want one kept and three fresh", seen)
	}
}

func TestFetchWrongAddresses(t *testing.T) {
	c := direct(t, Options{})
	for _, tt := range []struct {
		url    string
		reason verdict.Reason
		detail string
	}{
		{"ftp://example.org/", verdict.Scheme, "“ftp” is neither http nor https"},
		{"mailto:a@example.org", verdict.Scheme, "mailto"},
		{"http:///a", verdict.Malformed, "no host"},
		{"http:a", verdict.Malformed, "no host"},
		{"http://exa%20mple.org/", verdict.Malformed, ""},
		{"http://a<b.example/", verdict.Malformed, "is no host name"},
		{"http://1.2.3.999/", verdict.Malformed, "is no IPv4 address"},
		{"http://1.2.3.4.5/", verdict.Malformed, "is no IPv4 address"},
		{"http://[::g]/", verdict.Malformed, "is no IPv6 address"},
		{"http://[fe80::1%25eth0]/", verdict.Private, "on a link of this machine"},
		{"http://example.org:0/", verdict.Malformed, "is no port"},
		{"http://example.org:65536/", verdict.Malformed, "is no port"},
		{"http://example.org:25/", verdict.Malformed, "port 25 is one that browsers refuse"},
	} {
		u, err := url.Parse(tt.url)
		if err != nil {
			continue // Follow's to tell
		}
		_, err = c.Fetch(t.Context(), Request{URL: u})
		wantFault(t, asError(t, err), tt.reason, tt.detail)
		if Address(u) != "" {
			t.Errorf("%s: got an address %s", tt.url, Address(u))
		}
	}
	_, err := c.Fetch(t.Context(), Request{})
	wantFault(t, asError(t, err), verdict.Malformed, "no address")
}

func TestAddress(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"HTTP://WWW.Example.ORG:80", "http://www.example.org/"},
		{"https://example.org:443/a", "https://example.org/a"},
		{"https://example.org:8443/a", "https://example.org:8443/a"},
		{"https://example.org:/a", "https://example.org/a"},
		{"https://bücher.example/", "https://xn--bcher-kva.example/"},
		{"http://１２７。１/", "http://127.0.0.1/"},
		{"http://0x7F.1/", "http://127.0.0.1/"},
		{"http://[::FFFF:1.2.3.4]/", "http://[::ffff:1.2.3.4]/"},
		{"http://under_score.example/", "http://under_score.example/"},
	} {
		if got := Address(parse(t, tt.in)); got != tt.want {
			t.Errorf("%s: got %s; want %s", tt.in, got, tt.want)
		}
	}
}

func TestFetchCancelled(t *testing.T) {
	noLeak(t)
	started := make(chan struct{}, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/body" {
			io.WriteString(w, "some")
			w.(http.Flusher).Flush()
		}
		started <- struct{}{}
		<-r.Context().Done()
	}))
	defer s.Close()
	c := local(t, Options{})
	defer c.Close()
	for _, path := range []string{"/", "/body"} {
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-started; cancel() }()
		_, err := c.Fetch(ctx, Request{URL: parse(t, s.URL+path)})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v; want context.Canceled within", path, err)
		}
		asError(t, err)
	}
}

func TestFetchConcurrently(t *testing.T) {
	noLeak(t)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			http.SetCookie(w, &http.Cookie{Name: "k", Value: r.URL.RawQuery})
			http.Redirect(w, r, "/end?"+r.URL.RawQuery, http.StatusFound)
			return
		}
		k, _ := r.Cookie("k")
		fmt.Fprint(w, r.URL.RawQuery, " ", k)
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := local(t, Options{Roots: rootsOf(s)})
	defer c.Close()
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			v := Follow(t.Context(), c, fmt.Sprintf("%s/?%d", s.URL, i), i%8 == 0).Visit
			if v.Err != nil {
				t.Error(v.Err)
			} else if got, want := string(v.Last().Body), fmt.Sprintf("%d k=%d", i, i); got != want {
				t.Errorf("got %q; want %q", got, want)
			}
		})
	}
	wg.Wait()
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"http://a.example/c%2B%2B/é|?q=a+b#c", "https://[::1]:80//x//", "http://127.1/%", "http:a", "http://a/%zz?%zz"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parseLoosely(s)
		if err != nil {
			return
		}
		once := Address(u)
		if once == "" {
			return
		}
		for i := range len(once) {
			if needsEscape(once[i]) {
				t.Fatalf("%q: byte %q is not escaped in %q", s, once[i], once)
			}
		}
		again, err := url.Parse(once)
		if err != nil {
			t.Fatalf("%q: %q cannot be read: %v", s, once, err)
		}
		if twice := Address(again); twice != once {
			t.Fatalf("%q: got %q, then %q", s, once, twice)
		}
	})
}

// A header of one host reaches no other hop's host, and no record.
func TestHeadersOfOneHost(t *testing.T) {
	got := map[string]string{}
	other := serve(t, func(_ http.ResponseWriter, r *http.Request) { got["other"] = r.Header.Get("X-Key") })
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got["first"] = r.Header.Get("X-Key")
		http.Redirect(w, r, other.URL, http.StatusFound)
	})
	c := local(t, Options{Headers: map[string]http.Header{parse(t, s.URL).Host: {"X-Key": {"secret"}}}})
	v := Follow(t.Context(), c, s.URL, false).Visit
	if v.Err != nil || len(v.Exchanges) != 2 || got["first"] != "secret" || got["other"] != "" {
		t.Fatalf("got %v, %v", got, v.Err)
	}
	for _, e := range v.Exchanges {
		if e.RequestHeader.Get("X-Key") != "" {
			t.Errorf("%s: the header is recorded", e.URL)
		}
	}
}

// A condition is sent and recorded; what the server says of it is no fault.
func TestFetchOnCondition(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		http.ServeContent(w, r, "page.html", time.Unix(1700000000, 0), strings.NewReader(page))
	})
	c := local(t, Options{})
	for _, tt := range []struct {
		stored Validators
		status int
	}{
		{Validators{}, 200},
		{Validators{ETag: `"1"`}, 304},
		{Validators{ETag: `"0"`, LastModified: "Tue, 14 Nov 2023 22:13:20 GMT"}, 200},
		{Validators{LastModified: "Tue, 14 Nov 2023 22:13:20 GMT"}, 304},
	} {
		e, err := c.Fetch(t.Context(), Request{URL: parse(t, s.URL), Stored: tt.stored})
		if err != nil || e.Status != tt.status {
			t.Errorf("%+v: got %+v, %v; want %d", tt.stored, e, err, tt.status)
			continue
		}
		if e.RequestHeader.Get("If-None-Match") != tt.stored.ETag || e.RequestHeader.Get("If-Modified-Since") != tt.stored.LastModified {
			t.Errorf("%+v: recorded %v", tt.stored, e.RequestHeader)
		}
	}
}
