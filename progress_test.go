package main

import (
	"strings"
	"testing"
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
