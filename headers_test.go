package main

import (
	"strings"
	"testing"
)

func TestHostHeaders(t *testing.T) {
	got, err := hostHeaders([]string{"Example.org=x-key: a=b:c", "example.org=X-Key:d", "b.org:8080=Authorization:Bearer x"})
	if err != nil || strings.Join(got["example.org"]["X-Key"], " ") != "a=b:c d" || got["b.org:8080"].Get("Authorization") != "Bearer x" {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"", "a.org", "a.org=X-Key", "=X:1", "https://a.org/=X:1", "a.org=X Y:1", "a.org=X:1\r\nY: 2", "a.org=Host:b.org", "*=X:1"} {
		if _, err := hostHeaders([]string{bad}); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
