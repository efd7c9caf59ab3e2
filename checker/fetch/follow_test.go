package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

// A script is a Source: what is written for an address, once or again and again.
type script map[string]*Exchange

func (s script) Fetch(_ context.Context, r Request) (*Exchange, error) {
	e, ok := s[Address(r.URL)]
	if !ok {
		return nil, &Error{Reason: verdict.Offline, Detail: "no record"}
	}
	c := *e
	c.URL = Address(r.URL)
	return &c, nil
}

func to(status int, location ...string) *Exchange {
	return &Exchange{Status: status, Header: http.Header{"Location": location}}
}

func urls(v *Visit) []string {
	var all []string
	for _, e := range v.Exchanges {
		all = append(all, e.URL)
	}
	return all
}

func TestFollowLocations(t *testing.T) {
	const from = "http://a.example/dir/page?q=1"
	for _, tt := range []struct{ location, want string }{
		{"http://b.example/x", "http://b.example/x"},
		{"https://b.example", "https://b.example/"},
		{"//b.example/x", "http://b.example/x"},
		{"/x", "http://a.example/x"},
		{"x", "http://a.example/dir/x"},
		{"../x/./y", "http://a.example/x/y"},
		{"?q=2", "http://a.example/dir/page?q=2"},
		{"/x#part", "http://a.example/x"},
		{"/c%2B%2B/%2F?a=b+c;d", "http://a.example/c%2B%2B/%2F?a=b+c;d"},
		{"/c%2B%2B/é", "http://a.example/c%2B%2B/%C3%A9"},
		{"/Caf\xe9/c%2B", "http://a.example/Caf%E9/c%2B"},
		{"https://b.example/c%2B%2B/é?ü", "https://b.example/c%2B%2B/%C3%A9?%C3%BC"},
		{"/a\tb\xe9", "http://a.example/ab%E9"},
		{" /a b ", "http://a.example/a%20b"},
		{"/100%", "http://a.example/100%25"},
		{`\x\y`, "http://a.example/x/y"},
		{"http:/x", "http://a.example/x"},
		{"https://B.Example:443/", "https://b.example/"},
		{"https://bücher.example/", "https://xn--bcher-kva.example/"},
		{"https://me:secret@b.example/", "https://b.example/"},
		{"/web/2020/https://x.example//y", "http://a.example/web/2020/https://x.example//y"},
		{"www.b.example/x", "http://a.example/dir/www.b.example/x"},
	} {
		v := Follow(t.Context(), script{from: to(301, tt.location), tt.want: {Status: 200}}, from+"#f", false).Visit
		if v.Err != nil || !reflect.DeepEqual(urls(v), []string{from, tt.want}) {
			t.Errorf("%q: got %v, %v; want %s", tt.location, urls(v), v.Err, tt.want)
		}
	}
}

func TestFollowEnds(t *testing.T) {
	const a, b = "http://a.example/", "http://b.example/"
	good := &Exchange{Status: 200}
	long := script{}
	for i := range 20 {
		long[fmt.Sprint(a, i)] = to(302, fmt.Sprint(a, i+1))
	}
	for _, tt := range []struct {
		name   string
		src    script
		target string
		hops   int
		reason verdict.Reason
		detail string
	}{
		{"301", script{a: to(301, b), b: good}, a, 2, "", ""},
		{"302", script{a: to(302, b), b: good}, a, 2, "", ""},
		{"303", script{a: to(303, b), b: good}, a, 2, "", ""},
		{"307", script{a: to(307, b), b: good}, a, 2, "", ""},
		{"308", script{a: to(308, b), b: good}, a, 2, "", ""},
		{"300 with one choice", script{a: to(300, b), b: good}, a, 2, "", ""},
		{"300 with two", script{a: to(300, b, b)}, a, 1, "", ""},
		{"304", script{a: to(304, b)}, a, 1, "", ""},
		{"201", script{a: to(201, b)}, a, 1, "", ""},
		{"without Location", script{a: to(302)}, a, 1, "", ""},
		{"with an empty one", script{a: to(302, " ")}, a, 1, "", ""},
		{"to itself", script{a: to(301, a)}, a, 1, verdict.RedirectLoop, "back to " + a},
		{"in a circle", script{a: to(301, b), b: to(301, "//a.example:80/#x")}, a, 2, verdict.RedirectLoop, "back to " + a},
		{"too long", long, a + "0", 11, verdict.RedirectLoop, "more than 10 redirects"},
		{"just short enough", long, a + "10", 10, verdict.Offline, "no record"},
		{"to another scheme", script{a: to(302, "mailto:me@a.example")}, a, 1, verdict.BadResponse, "redirects to “mailto:me@a.example”"},
		{"to an app", script{a: to(302, "intent://x#Intent;end")}, a, 1, verdict.BadResponse, "redirects to “intent:"},
		{"to nothing readable", script{a: to(302, "http://[::1")}, a, 1, verdict.BadResponse, "redirects to “http://[::1”"},
		{"to a mail port", script{a: to(302, "http://a.example:25/")}, a, 1, verdict.BadResponse, "redirects to"},
		{"no host", nil, "http:///x", 0, verdict.Malformed, "no host"},
		{"no URL", nil, "http://[::1", 0, verdict.Malformed, "cannot be read"},
		{"no scheme", nil, "www.example.org", 0, verdict.Scheme, ""},
		{"other scheme", nil, "ftp://example.org", 0, verdict.Scheme, "ftp"},
	} {
		v := Follow(t.Context(), tt.src, tt.target, false).Visit
		if len(v.Exchanges) != tt.hops {
			t.Errorf("%s: got hops %v; want %d", tt.name, urls(v), tt.hops)
		}
		if tt.reason != "" {
			wantFault(t, v.Err, tt.reason, tt.detail)
		} else if v.Err != nil {
			t.Errorf("%s: got %v", tt.name, v.Err)
		}
		if (v.Last() == nil) != (tt.hops == 0) {
			t.Errorf("%s: last is %v", tt.name, v.Last())
		}
	}
}

func TestFollowCookies(t *testing.T) {
	hits, leaked := 0, false
	other := serve(t, func(w http.ResponseWriter, r *http.Request) { leaked = r.Header.Get("Cookie") != "" })
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		hits++
		switch _, err := r.Cookie("seen"); {
		case r.URL.Path == "/forever": // another cookie each time
			http.SetCookie(w, &http.Cookie{Name: "n", Value: fmt.Sprint(hits)})
			http.Redirect(w, r, "/forever", http.StatusFound)
		case r.URL.Path == "/away":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			http.Redirect(w, r, strings.Replace(other.URL, "127.0.0.1", "localhost", 1), http.StatusFound)
		case err != nil:
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			http.Redirect(w, r, r.URL.RequestURI(), http.StatusFound)
		}
	})
	c := local(t, Options{})
	for range 2 { // cookies live for one walk
		v := Follow(t.Context(), c, s.URL+"/x", false).Visit
		if v.Err != nil || len(v.Exchanges) != 2 || v.Last().Status != 200 {
			t.Errorf("got %v, %v", urls(v), v.Err)
		}
		for _, e := range v.Exchanges {
			if e.RequestHeader.Get("Cookie") != "" {
				t.Error("a cookie is recorded")
			}
		}
	}
	v := Follow(t.Context(), c, s.URL+"/forever", true).Visit
	wantFault(t, v.Err, verdict.RedirectLoop, "more than 10")
	if v := Follow(t.Context(), c, s.URL+"/away", false).Visit; v.Err != nil || leaked {
		t.Errorf("got %v, %v; cookies crossed: %v", urls(v), v.Err, leaked)
	}
}

// A gate is a Source that decides about a request before it is made.
type gate struct {
	Source
	before func(context.Context, *url.URL) error
}

func (g gate) Fetch(ctx context.Context, r Request) (*Exchange, error) {
	if err := g.before(ctx, r.URL); err != nil {
		return nil, err
	}
	return g.Source.Fetch(ctx, r)
}

func TestFollowAsksTheSourceAtEachHop(t *testing.T) {
	const a, b = "http://A.example:80", "http://b.example/x"
	src := script{"http://a.example/": to(301, b), b: {Status: 200}}
	var asked []string
	v := Follow(t.Context(), gate{src, func(_ context.Context, u *url.URL) error {
		asked = append(asked, u.String())
		return nil
	}}, a, false).Visit
	if want := []string{"http://a.example/", b}; v.Err != nil || !reflect.DeepEqual(asked, want) {
		t.Errorf("asked for %v; want %v", asked, want)
	}

	veto := &Error{Reason: verdict.Excluded, Detail: "not this host"}
	v = Follow(t.Context(), gate{src, func(_ context.Context, u *url.URL) error {
		if u.Host == "b.example" {
			return veto
		}
		return nil
	}}, a, false).Visit
	if v.Err != veto || len(v.Exchanges) != 1 {
		t.Errorf("got %v, %v; want the veto after one hop", urls(v), v.Err)
	}

	v = Follow(t.Context(), gate{src, func(context.Context, *url.URL) error { return errors.New("would exceed deadline") }}, a, false).Visit
	wantFault(t, v.Err, verdict.Timeout, "waiting for the host's turn")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	v = Follow(ctx, gate{src, func(ctx context.Context, _ *url.URL) error { return ctx.Err() }}, a, false).Visit
	if !errors.Is(v.Err, context.Canceled) {
		t.Errorf("got %v; want context.Canceled within", v.Err)
	}
}

// A redirect's body holds nothing up, whatever is wrong with it.
func TestFollowRedirectBodies(t *testing.T) {
	noLeak(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/endless":
			w.Header().Set("Location", "/cut")
			w.WriteHeader(http.StatusFound)
			io.Copy(w, as{})
		case "/cut":
			w.Header().Set("Location", "/drip")
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(http.StatusFound)
			io.WriteString(w, "moved")
		case "/drip":
			w.Header().Set("Location", "/end")
			w.WriteHeader(http.StatusFound)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}
	}))
	defer s.Close()
	c := local(t, Options{})
	v := Follow(soon(t, 10*time.Second), c, s.URL+"/endless", false).Visit
	if v.Err != nil || len(v.Exchanges) != 4 {
		t.Fatalf("got %v, %v; want four hops", urls(v), v.Err)
	}
	for i, want := range []string{"length", "disconnect", "time", ""} {
		if got := v.Exchanges[i].Truncated; got != want {
			t.Errorf("hop %d: got truncated %q; want %q", i, got, want)
		}
	}
	c.Close()
}

func TestFollowToPrivate(t *testing.T) {
	n := newNames(t)
	n.set("www.example.org", "44.1.2.3")
	n.set("inside.example", "10.1.2.3")
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.RawQuery)
		w.WriteHeader(302)
	})
	c := direct(t, Options{Resolver: n.resolver()})
	c.dialer.connect = func(ctx context.Context, _ bool, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", s.Listener.Addr().String())
	}
	for _, to := range []string{"http://127.0.0.1/", "http://2130706433/", "http://inside.example/", "//localhost/", "http://[::1]/"} {
		v := Follow(soon(t, 5*time.Second), c, "http://www.example.org/?"+to, false).Visit
		if len(v.Exchanges) != 1 {
			t.Errorf("%s: got %v", to, urls(v))
		}
		wantFault(t, v.Err, verdict.Private, "")
	}
}
