package main

import "testing"

func TestHyperlinks(t *testing.T) {
	tests := []struct {
		name string
		env  map[string]string
		want bool
	}{
		{"nothing is known", nil, false},
		{"plain xterm", map[string]string{"TERM": "xterm-256color"}, false},
		{"kitty", map[string]string{"TERM": "xterm-kitty"}, true},
		{"new GNOME Terminal", map[string]string{"VTE_VERSION": "7600"}, true},
		{"old GNOME Terminal", map[string]string{"VTE_VERSION": "4601"}, false},
		{"inside tmux", map[string]string{"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, false},
		{"a build", map[string]string{"TERM_PROGRAM": "vscode", "CI": "true"}, false},
		{"forced", map[string]string{"TMUX": "/tmp/x", "FORCE_HYPERLINK": "1"}, true},
		{"forbidden", map[string]string{"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, false},
	}
	for _, test := range tests {
		if got := hyperlinks(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%s: got %v; want %v", test.name, got, test.want)
		}
	}
}
