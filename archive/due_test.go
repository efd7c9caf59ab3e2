package archive

import (
	"errors"
	"testing"
	"time"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestDue(t *testing.T) {
	day := 24 * time.Hour
	schedule := Schedule{Alive: 7 * day, Unsure: day, Dead: 30 * day}
	type past []struct {
		day    float64
		reason verdict.Reason
	}
	for _, test := range []struct {
		name string
		past past
		now  float64 // in days
		want bool
	}{
		{"never checked", nil, 0, true},
		{"only skipped", past{{0, verdict.Offline}}, 0.1, true},
		{"alive, a day ago", past{{0, verdict.OK}}, 1, false},
		{"alive, a week ago", past{{0, verdict.OK}}, 7, true},
		{"alive, a week ago but for some minutes", past{{0.01, verdict.OK}}, 7, true},
		{"dead, a week ago", past{{0, verdict.NotFound}}, 7, false},
		{"dead, a month ago", past{{0, verdict.NotFound}}, 30, true},
		{"unsure for the first time", past{{0, verdict.Timeout}}, 1, true},
		{"unsure for the second time, a day ago", past{{0, verdict.Timeout}, {1, verdict.Timeout}}, 2, false},
		{"unsure for the second time, two days ago", past{{0, verdict.Timeout}, {1, verdict.Blocked}}, 3, true},
		{"unsure for the third time", past{{0, verdict.Timeout}, {1, verdict.Blocked}, {3, verdict.Login}}, 6, false},
		{"unsure again", past{{0, verdict.Timeout}, {1, verdict.Timeout}, {3, verdict.OK}, {10, verdict.Timeout}}, 11, true},
		{"unsure for years", past{{0, verdict.TLS}, {1, verdict.TLS}, {3, verdict.TLS}, {7, verdict.TLS}, {15, verdict.TLS}, {31, verdict.TLS}, {61, verdict.TLS}}, 91, true},
		{"a clock that was wrong", past{{400, verdict.OK}}, 1, true},
	} {
		a := mustOpen(t, t.TempDir())
		for _, p := range test.past {
			record(t, a, nil, failed("http://a.test/", p.reason, noon.Add(time.Duration(p.day*float64(day)))))
		}
		if _, got, err := a.Due("http://a.test/", noon.Add(time.Duration(test.now*float64(day))), schedule); got != test.want || err != nil {
			t.Errorf("%s: got %v, %v", test.name, got, err)
		}
	}
}

func TestLockSweep(t *testing.T) {
	dir := t.TempDir()
	a, b := mustOpen(t, dir), mustOpen(t, dir)
	unlock, err := a.LockSweep()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.LockSweep(); !errors.Is(err, ErrSweeping) {
		t.Errorf("got %v; want %v", err, ErrSweeping)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	unlock, err = b.LockSweep()
	if err != nil {
		t.Fatal(err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}
