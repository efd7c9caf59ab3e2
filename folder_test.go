package main

import "testing"

func TestIsAside(t *testing.T) {
	for name, want := range map[string]bool{
		".git": true, ".draft.md": true, "~$paper.docx": true, "node_modules": true,
		"paper.docx": false, "~paper.md": false, "modules": false,
	} {
		if got := isAside(name); got != want {
			t.Errorf("%s: got %v; want %v", name, got, want)
		}
	}
}
