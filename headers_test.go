package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/config"
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

func TestConfiguredHeaders(t *testing.T) {
	file := func(name string) *config.File {
		return &config.File{Path: "f", Hosts: []config.Host{{Name: "a.example", Header: []config.Header{{Name: name, Env: "CITECHECK_TEST_KEY"}}}}}
	}
	tests := []struct {
		name, header, value string
		given               []string // as --header
		want, told, err     string
	}{
		{"as it is", "Authorization", " Bearer x ", nil, "Bearer x", "", ""},
		{"the command line goes first", "Authorization", "Bearer x", []string{"a.example=authorization: Bearer y"}, "Bearer y", "", ""},
		{"beside another one", "Authorization", "Bearer x", []string{"a.example=X-Key: y"}, "Bearer x", "", ""},
		{"not set", "Authorization", "", nil, "", "citecheck: f: CITECHECK_TEST_KEY is not set: a.example is asked without Authorization\n", ""},
		{"two lines", "Authorization", "x\r\nY: z", nil, "", "", "f: [host.\"a.example\"]: header Authorization: this cannot stand in a request"},
		{"the program's own", "Host", "b.example", nil, "", "", "f: [host.\"a.example\"]: header Host: Host is the program's own to set"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("CITECHECK_TEST_KEY", test.value)
			all, err := hostHeaders(test.given)
			if err != nil {
				t.Fatal(err)
			}
			var stderr bytes.Buffer
			err = addConfigured(all, file(test.header), &stderr)
			if test.err != "" {
				if err == nil || !strings.HasPrefix(err.Error(), test.err) {
					t.Errorf("got %v; want %s", err, test.err)
				}
				return
			}
			if err != nil || all["a.example"].Get("Authorization") != test.want || stderr.String() != test.told {
				t.Errorf("got %v, %q, %v", all, stderr.String(), err)
			}
		})
	}
}
