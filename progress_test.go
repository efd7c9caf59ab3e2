package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/report"
)

func TestWaiting(t *testing.T) {
	tests := []struct {
		left map[string]int
		want string
	}{
		{nil, "checking links"},
		{map[string]int{"a.example": 0}, "checking links"},
		{map[string]int{"a.example": 1}, "waiting for a.example"},
		{map[string]int{"a.example": 2, "b.example": 5, "c.example": 5}, "5 left at b.example"},
		{map[string]int{strings.Repeat("long.", 20) + "example": 3}, "3 left at long.long.long.lo…"},
		{map[string]int{"\x1b[31mred": 2}, "2 left at \ufffd[31mred"},
	}
	for _, test := range tests {
		p := progress{left: test.left}
		if got := p.waiting(); got != test.want {
			t.Errorf("%v: got %q; want %q", test.left, got, test.want)
		}
	}
}

// What a run still takes is told from how it goes now and from the host with
// the longest queue, whatever its start was like.
func TestRemaining(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := progress{left: map[string]int{"slow.example": 60, "a.example": 100}, rateOf: func(host string) float64 {
			return map[string]float64{"slow.example": 1}[host]
		}}
		if got := p.remaining(); got != time.Minute {
			t.Errorf("at the start: got %s; want a minute for the queue", got)
		}
		finish := func(n int, each time.Duration) {
			for range n {
				time.Sleep(each)
				p.left["a.example"]--
				p.finished()
			}
		}
		finish(40, 10*time.Second)
		if got := p.remaining(); got != 20*time.Minute {
			t.Errorf("at 10 s a link: got %s; want 20 minutes for 120 links", got)
		}
		finish(40, 100*time.Millisecond)
		if got := p.remaining(); got != time.Minute {
			t.Errorf("after a slow start: got %s; want a minute for the queue", got)
		}
		p.left["slow.example"] = 0
		if got := p.remaining(); got != 2*time.Second {
			t.Errorf("without the queue: got %s; want 2s for 20 links", got)
		}
		if got := p.describe(); got != "2s to go, 20 left at a.example" {
			t.Errorf("got %q", got)
		}
	})
}

// Nothing is shown, and nothing breaks, where there is no bar.
func TestProgressSilent(t *testing.T) {
	p := progress{left: map[string]int{}}
	if err := p.Begin(report.Run{}, nil); err != nil {
		t.Error(err)
	}
	if err := p.Add(checker.Result{}); err != nil {
		t.Error(err)
	}
	if err := p.End(report.Run{}); err != nil {
		t.Error(err)
	}
}
