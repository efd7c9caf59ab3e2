package lex

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"case", "Redrawing the map", "Redrawing the Map"},
		{"typography", "Accords—and “peace”", `Accords - and "peace"`},
		{"guillemets and CJK brackets", "«Rivers» 《书》", "Rivers: 书"},
		{"apostrophes", "Here’s what’s new", "Here's what's new"},
		{"accent for an apostrophe", "Here´s what`s new", "Heres whats new"},
		{"okina", "Hawaiʻi", "Hawai'i"},
		{"compatibility forms", "ﬁne №1", "fine No1"},
		{"full-width forms", "ＡＢＣ １２３", "abc 123"},
		{"white space", " a\u00a0 b\n\u2009", "a b"},
		{"invisible", "co\u00adoperate\u200b\ufeff", "cooperate"},
		{"invisible between a letter and its accent", "Cafe\u00ad\u0301", "Café"},
		{"emoji selectors", "I ❤\ufe0f rivers", "I ❤ rivers"},
		{"trade marks", "Rivers™ and Floods®", "Rivers and Floods"},
		{"composed", "Cafe\u0301 Ko\u0308ln", "Café Köln"},
		{"Cyrillic", "ЁЛКА", "ёлка"},
		{"without the dots", "Всё ещё", "Все еще"},
		{"short i", "и\u0306од", "йод"},
		{"Turkish", "İSTANBUL ışık", "istanbul IŞIK"},
		{"German capitals", "STRASSE", "Straße"},
		{"Greek", "ΟΔΟΣ", "οδος"},
		{"ligatures", "Œuvre ægis", "oeuvre aegis"},
		{"Arabic vowels", "العَرَبِيَّة", "العربية"},
		{"Arabic stroke", "العـــربية", "العربية"},
		{"Persian letters and joiner", "می\u200cکند", "ميكند"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"Hebrew hyphen", "בית־ספר", "בית ספר"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a, b := Fold(tt.a), Fold(tt.b); a != b || a == "" {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q; want the same", tt.a, a, tt.b, b)
			}
		})
	}
}

func TestFoldKeepsApart(t *testing.T) {
	for _, pair := range [][2]string{{"first", "second"}, {"हिन्दी", "हनद"}, {"Köln", "Koln"}, {"C", "C2"}, {"わ", "を"}, {"が", "か"}, {"year 2020", "year 2021"}, {"ab c", "a bc"}} {
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%q and %q fold to the same", pair[0], pair[1])
		}
	}
}

// FuzzFold tests that folding twice is folding once.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Accords—and “peace”", "İSTANBUL", "STRAẞE", "العَرَبِيَّة", "ﬁne №1", "e\u0301\u0323", "e\u00ad\u0301", "´a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, and then %q", s, once, twice)
		}
		if strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
			t.Errorf("Fold(%q) = %q", s, once)
		}
	})
}

func TestIsInvisible(t *testing.T) {
	for _, r := range "\u00ad\u200b\u200e\u202e\u2060\u2066\ufeff\u034f\U000e0041" {
		if !IsInvisible(r) {
			t.Errorf("%U is seen", r)
		}
	}
	for _, r := range "a \u00a0\u200c\u200d\ufe0f-é\u0301中\U0001f600" {
		if IsInvisible(r) {
			t.Errorf("%U is not seen", r)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	for _, s := range []string{"Redrawing the Map: Rivers, Floods and Valleys of the North", "Реки долины помнят свои наводнения — и мы тоже"} {
		b.Run(s[:8], func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Fold(s)
			}
		})
	}
}

// Fold takes another way for ASCII alone, which must come to the same.
func TestFoldASCII(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		title := make([]byte, random.IntN(20))
		for i := range title {
			title[i] = byte(random.IntN(0x80))
		}
		got, want := Fold(string(title)), strings.TrimSuffix(Fold(string(title)+" ж"), "ж")
		if want = strings.TrimSuffix(want, " "); got != want {
			t.Errorf("Fold(%q) = %q; want %q", title, got, want)
		}
	}
}
