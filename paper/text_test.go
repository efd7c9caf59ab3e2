package paper

import (
	"slices"
	"testing"
)

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

func TestDates(t *testing.T) {
	tests := []struct{ text, want string }{
		{"November 7, 2025", "2025-11-07"},
		{"7 November 2025", "2025-11-07"},
		{"the 7th of November, 2025", "2025-11-07"},
		{"2025, November 7", "2025-11-07"},
		{"Nov. 2025", "2025-11"},
		{"Sept. 14, 2024", "2024-09-14"},
		{"2025 Feb 4", "2025-02-04"},
		{"26-Dec-2022", "2022-12-26"},
		{"2025-11-07", "2025-11-07"},
		{"2025/11/07", "2025-11-07"},
		{"13.09.2024", "2024-09-13"},
		{"13/01/2025", "2025-01-13"},
		{"01/13/2025", "2025-01-13"},
		{"03/04/2025", "2025"},
		{"(2025)", "2025"},
		{"7. März 2025", "2025-03-07"},
		{"1er août 2024", "2024-08-01"},
		{"12 de enero de 2026", "2026-01-12"},
		{"3 marzo 2021", "2021-03-03"},
		{"5 de março de 2021", "2021-03-05"},
		{"15 августа 2021 г.", "2021-08-15"},
		{"5 mei 2020", "2020-05-05"},
		{"1 września 2020 r.", "2020-09-01"},
		{"7 Kasım 2025", "2025-11-07"},
		{"7 листопада 2025 р.", "2025-11-07"},
		{"2025 жылғы 7 қараша", "2025-11-07"},
		{"2025年11月7日", "2025-11-07"},
		{"May 12–14, 2020", "2020-05"},
		{"12–14 May 2020", "2020-05"},
		{"March–April 2020", "2020"},
		{"February 30, 2025", "2025"},
		{"no year here: 12 May", ""},
		{"version 1.2025", ""},
		{"120255", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got string
			for _, d := range dates(tt.text) {
				got = max(got, d.Date.String())
			}
			if got != tt.want {
				t.Errorf("dates(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestDatesSettleOrder(t *testing.T) {
	got := dates("13/01/2025 and 03/04/2025")
	if len(got) != 2 || got[1].Date.String() != "2025-04-03" {
		t.Errorf("got %v; want the day first in both", got)
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"7 November 2025", "2025-13-41", "12–14 May 2020", "15 августа 2021 г.", "2025年11月7日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, d := range dates(s) {
			if !d.Date.Valid() || d.Start < end || d.End <= d.Start || d.End > len(s) {
				t.Errorf("dates(%q) gives %v at [%d:%d)", s, d.Date, d.Start, d.End)
			}
			end = d.End
		}
	})
}

func TestAddresses(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"full stop", "See https://example.org/a.", []string{"https://example.org/a"}},
		{"angle brackets", "<https://example.org/a>,", []string{"https://example.org/a"}},
		{"parentheses around", "(https://example.org/a).", []string{"https://example.org/a"}},
		{"parentheses inside", "https://example.org/a_(b)_c", []string{"https://example.org/a_(b)_c"}},
		{"parentheses at the end", "https://example.org/a_(b).", []string{"https://example.org/a_(b)"}},
		{"square brackets around", "[https://perma.cc/A1-B2].", []string{"https://perma.cc/A1-B2"}},
		{"quotes", "“https://example.org/a”", []string{"https://example.org/a"}},
		{"www", "www.example.org/a, and", []string{"www.example.org/a"}},
		{"two without a space", "https://a.org/x;https://b.org/y", []string{"https://a.org/x", "https://b.org/y"}},
		{"archive", "https://web.archive.org/web/2020/https://example.org/", []string{"https://web.archive.org/web/2020/https://example.org/"}},
		{"international", "https://пример.рф/путь.", []string{"https://пример.рф/путь"}},
		{"CJK full stop", "见https://example.org/a。", []string{"https://example.org/a"}},
		{"no scheme", "doi.org/10.1000/182", []string{"doi.org/10.1000/182"}},
		{"bare DOI", "doi:10.1000/182.", []string{"10.1000/182"}},
		{"old DOI", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", []string{"10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"}},
		{"placeholder", "http://doi.org/[doi]", nil},
		{"nothing", "http:// and www. and 10.12/3", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range addresses(tt.text) {
				got = append(got, tt.text[a.Start:a.End])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("addresses(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestDOIOfURL(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://doi.org/10.1000/182", "10.1000/182"},
		{"http://dx.doi.org/10.1000/182?nosfx=y", "10.1000/182"},
		{"https://doi.org/10.1002/a%3Cb%3E", "10.1002/a"},
		{"https://doi.org/f778w5", ""},
		{"https://example.org/10.1000/182", ""},
	}
	for _, tt := range tests {
		if got := doiOfURL(tt.url); got != tt.want {
			t.Errorf("doiOfURL(%q) = %q; want %q", tt.url, got, tt.want)
		}
	}
}

func TestQuotations(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"curly", "A, “Title,” B", "Title,"},
		{"straight", `A, "Title," B`, "Title,"},
		{"nested straight", `A, "On "small" things," B`, `On "small" things,`},
		{"nested curly", "“Uh “oh” yes.” B", "Uh “oh” yes."},
		{"British", "A, ‘So, what’s this?’, B", "So, what’s this?"},
		{"plural possessive", "A, ‘The voters’ will’, B", "The voters’ will"},
		{"German", "A: „Titel“, B", "Titel"},
		{"French", "A, « Titre », B", " Titre "},
		{"Russian", "«Название», B", "Название"},
		{"a space lost", `"Synthesis."Nature 231`, "Synthesis."},
		{"apostrophes only", "Kazakhstan's and Israel's", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if q := quotations(tt.text); len(q) > 0 {
				got = tt.text[q[0].From:q[0].To]
			}
			if got != tt.want {
				t.Errorf("quotations(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestParseNames(t *testing.T) {
	tests := []struct {
		name, block string
		want        []string
		certain     bool
	}{
		{"natural", "Laura Kelly", []string{"Laura Kelly"}, true},
		{"three", "Laura Kelly, John Smith, and Ann Lee", []string{"Laura Kelly", "John Smith", "Ann Lee"}, true},
		{"inverted first", "Kelly, Laura, and John Smith", []string{"Kelly, Laura", "John Smith"}, true},
		{"APA", "Kelly, L. M., Smith, J., & Lee, A.", []string{"Kelly, L. M.", "Smith, J.", "Lee, A."}, true},
		{"Vancouver", "Kelly LM, Smith J, Hirozawa A", []string{"Kelly LM", "Smith J", "Hirozawa A"}, true},
		{"ISO 690", "KELLY, Laura, SMITH, John and LEE, Ann", []string{"KELLY, Laura", "SMITH, John", "LEE, Ann"}, true},
		{"semicolons", "Kelly, L.; Smith, J.", []string{"Kelly, L.", "Smith, J."}, true},
		{"et al.", "Jacob Parres-Gold et al.", []string{"Jacob Parres-Gold"}, true},
		{"particles", "Ludwig van Beethoven and Charles de Gaulle", []string{"Ludwig van Beethoven", "Charles de Gaulle"}, true},
		{"suffix", "Genevieve Carlton, Ph.D.", []string{"Genevieve Carlton"}, true},
		{"organisation", "Ministry of Foreign Affairs of the Republic of Kazakhstan", []string{"Ministry of Foreign Affairs of the Republic of Kazakhstan"}, true},
		{"organisation with commas", "Department for Science, Innovation and Technology", []string{"Department for Science, Innovation and Technology"}, true},
		{"editors", "Moore, C. & Dunham, P. (eds.)", []string{"Moore, C.", "Dunham, P."}, true},
		{"Spanish", "García y Vega, Ana", []string{"García y Vega, Ana"}, true},
		{"a title", "The impact of exercise on depression", nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, certain := parseNames(tt.block)
			if certain != tt.certain || tt.certain && !slices.Equal(got, tt.want) {
				t.Errorf("parseNames(%q) = %q, %v; want %q, %v", tt.block, got, certain, tt.want, tt.certain)
			}
		})
	}
}

func TestHeadingKind(t *testing.T) {
	tests := []struct {
		text string
		want sectionKind
	}{
		{"References", bibliographySection}, {"9. References", bibliographySection}, {"IX. REFERENCES", bibliographySection},
		{"Works Cited:", bibliographySection}, {"Literaturverzeichnis", bibliographySection}, {"Список литературы", bibliographySection},
		{"Пайдаланылған әдебиеттер тізімі", bibliographySection}, {"参考文献", bibliographySection}, {"References (selected)", bibliographySection},
		{"Notes", notesSection}, {"Endnotes", notesSection}, {"Примечания", notesSection},
		{"Introduction", noSection}, {"References to power in Homer", noSection}, {"", noSection},
	}
	for _, tt := range tests {
		if got := headingKind(tt.text); got != tt.want {
			t.Errorf("headingKind(%q) = %v; want %v", tt.text, got, tt.want)
		}
	}
}

func TestBrokenAddresses(t *testing.T) {
	tests := []struct {
		name, first, second string
		want                bool
	}{
		{"inside of angle brackets", "see <https://example.org/a", "b/c>, 2020", true},
		{"after a slash", "https://example.org/papers/", "2020/report.html", true},
		{"after a slash, a word", "https://example.org/papers/", "The next sentence", false},
		{"after a hyphen", "https://example.org/a-long-", "title", true},
		{"before a slash", "https://example.org/papers", "/2020/report.html", true},
		{"after a full stop", "https://example.org/papers.", "html is old", false},
		{"after a word", "https://example.org/papers", "and more", false},
		{"no address", "either/", "or/and", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := broken(tt.first, tt.second); got != tt.want {
				t.Errorf("broken(%q, %q) = %v; want %v", tt.first, tt.second, got, tt.want)
			}
		})
	}
}
