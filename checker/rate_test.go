package checker

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
)

// TestRateAsTheServerSeesIt: a request that had to wait for its connection must
// not be followed too soon.
func TestRateAsTheServerSeesIt(t *testing.T) {
	warmResolver(t)
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var arrived []time.Time
		n := newInternet(t, map[string]*machine{"far.example": {}}, http.HandlerFunc(func(out http.ResponseWriter, req *http.Request) {
			mu.Lock()
			arrived = append(arrived, time.Now())
			mu.Unlock()
			out.Write([]byte(article))
		}))
		c := n.client(t, func(o *fetch.Options) {
			near := o.Connect
			o.Connect = func(ctx context.Context, network, address string) (net.Conn, error) {
				time.Sleep(400 * time.Millisecond) // far away
				return near(ctx, network, address)
			}
		})
		err := Run(t.Context(), cite("http://far.example/1", "http://far.example/2", "http://far.example/3", "http://far.example/4"),
			Options{Source: c, Rate: 1}, func(Result) error { return nil })
		if err != nil || len(arrived) != 4 {
			t.Fatalf("%d requests, %v", len(arrived), err)
		}
		slices.SortFunc(arrived, time.Time.Compare)
		for i := 1; i < len(arrived); i++ {
			if gap := arrived[i].Sub(arrived[i-1]); gap < time.Second-time.Millisecond {
				t.Errorf("requests %d and %d arrive %s apart", i, i+1, gap)
			}
		}
	})
}

// TestManyLinksOfOneHost: one host with many links beside hundreds with one
// decides how long a run takes, and nothing else does.
func TestManyLinksOfOneHost(t *testing.T) {
	warmResolver(t)
	synctest.Test(t, func(t *testing.T) {
		const links, others = 60, 300
		hosts := map[string]*machine{"busy.example": {}}
		var urls []string
		for i := range links {
			urls = append(urls, fmt.Sprintf("http://busy.example/story/%d", i))
		}
		for i := range others {
			host := fmt.Sprintf("host%d.example", i)
			hosts[host] = &machine{}
			urls = append(urls, "http://"+host+"/story")
		}
		n := newInternet(t, hosts, http.HandlerFunc(func(out http.ResponseWriter, req *http.Request) {
			time.Sleep(300 * time.Millisecond)
			out.Write([]byte(article))
		}))
		began := time.Now()
		err := Run(t.Context(), cite(urls...), Options{Source: n.client(t), Rate: 1}, func(Result) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		const least = (links - 1) * time.Second
		took := time.Since(began)
		t.Logf("%d links of one host beside %d hosts at one request a second: %s of virtual time, %.3f of (links - 1)/rate",
			links, others, took, took.Seconds()/least.Seconds())
		if took < least || took > least*115/100 {
			t.Errorf("took %s; want from %s to 1.15 of it", took, least)
		}
	})
}
