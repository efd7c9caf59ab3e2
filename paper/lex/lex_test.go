package lex

import "testing"

func TestFold(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"case", "Redrawing the map", "Redrawing the Map"},
		{"typography", "Accords—and “peace”", `Accords - and "peace"`},
		{"apostrophe", "Here’s what’s new", "Here's what's new"},
		{"compatibility forms", "ﬁne №1", "fine No1"},
		{"white space", " a\u00a0 b\n", "a b"},
		{"invisible", "co\u00adoperate", "cooperate"},
		{"Cyrillic", "ЁЛКА", "ёлка"},
		{"Turkish", "İSTANBUL ışık", "istanbul IŞIK"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a, b := Fold(tt.a), Fold(tt.b); a != b || a == "" {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q; want the same", tt.a, a, tt.b, b)
			}
		})
	}
	if Fold("first") == Fold("second") || Fold("हिन्दी") == Fold("हनद") {
		t.Error("different titles fold to the same")
	}
}
