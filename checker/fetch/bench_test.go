package fetch

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// BenchmarkFetch sets Fetch beside the plainest use of net/http.
func BenchmarkFetch(b *testing.B) {
	body := strings.Repeat("<p>words of a page</p>\n", 450)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, body) }))
	defer s.Close()
	u, err := url.Parse(s.URL + "/a/page?of=it")
	if err != nil {
		b.Fatal(err)
	}
	c := New(Options{AllowPrivate: true})
	defer c.Close()
	run := func(name string, ask func() error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			b.SetParallelism(4) // of each processor: as many as connections are kept for one host
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := ask(); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
	run("Fetch", func() error {
		_, err := c.Fetch(b.Context(), Request{URL: u})
		return err
	})
	run("Follow", func() error {
		if v := Follow(b.Context(), c, u.String(), false).Visit; v.Err != nil {
			return v.Err
		}
		return nil
	})
	plain := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	defer plain.CloseIdleConnections()
	run("net-http", func() error {
		resp, err := plain.Get(u.String())
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.ReadAll(resp.Body)
		return err
	})
}
