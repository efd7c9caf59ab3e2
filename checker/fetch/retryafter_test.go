package fetch

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2025, 11, 14, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		value string
		want  time.Duration
		ok    bool
	}{
		{"", 0, false},
		{"0", 0, true},
		{"120", 2 * time.Minute, true},
		{" 5\t", 5 * time.Second, true},
		{"00000000000000000000007", 7 * time.Second, true},
		{strings.Repeat("9", 500), maxRetryAfter, true},
		{"Fri, 14 Nov 2025 12:00:30 GMT", 30 * time.Second, true},
		{"Friday, 14-Nov-25 12:00:30 GMT", 30 * time.Second, true}, // the obsolete forms
		{"Fri Nov 14 12:00:30 2025", 30 * time.Second, true},
		{"Fri, 14 Nov 2025 11:00:00 GMT", 0, true},
		{"Fri, 14 Nov 9999 12:00:00 GMT", maxRetryAfter, true},
		{"-5", 0, false},
		{"+5", 0, false},
		{"1.5", 0, false},
		{"5 seconds", 0, false},
		{"soon", 0, false},
		{"٣", 0, false},
	} {
		got, ok := RetryAfter(&Exchange{Header: http.Header{"Retry-After": {tt.value}}}, now)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%q: got %v, %v; want %v, %v", tt.value, got, ok, tt.want, tt.ok)
		}
	}
	if _, ok := RetryAfter(nil, now); ok {
		t.Error("no answer asks to wait")
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "99999999999999999999", "Fri, 14 Nov 2025 12:00:30 GMT", "Fri Nov 14 12:00:30 2025", "x"} {
		f.Add(s, int64(1763121600))
	}
	f.Fuzz(func(t *testing.T, value string, now int64) {
		got, ok := RetryAfter(&Exchange{Header: http.Header{"Retry-After": {value}}}, time.Unix(now, 0))
		if got < 0 || got > maxRetryAfter || !ok && got != 0 {
			t.Errorf("got %v, %v", got, ok)
		}
	})
}
