package document

import "testing"

func TestHeadingKind(t *testing.T) {
	tests := []struct {
		text string
		want Section
	}{
		{"References", bibliographySection}, {"9. References", bibliographySection}, {"IX. REFERENCES", bibliographySection},
		{"Works Cited:", bibliographySection}, {"Literaturverzeichnis", bibliographySection}, {"Список литературы", bibliographySection},
		{"Пайдаланылған әдебиеттер тізімі", bibliographySection}, {"参考文献", bibliographySection}, {"References (selected)", bibliographySection},
		{"Notes", NotesSection}, {"Endnotes", NotesSection}, {"Примечания", NotesSection},
		{"Introduction", NoSection}, {"References to power in Homer", NoSection}, {"", NoSection},
	}
	for _, tt := range tests {
		if got := SectionOf(tt.text); got != tt.want {
			t.Errorf("headingKind(%q) = %v; want %v", tt.text, got, tt.want)
		}
	}
}

func TestIsCaption(t *testing.T) {
	for text, want := range map[string]bool{
		"Figure 3. Prices of bread by year.": true, "Fig. 2: Rivers.": true, "Table A1. Names of rivers": true, "Abb. 4: Die Brunnen": true, "Рис. 1. Реки": true, "Table IV. Ferries": true,
		"Figure 3 shows the prices.": false, "Table manners. A history.": false, "Map 2020. Lee, Ann.": true, "Figures of speech 3. Lee": false, "Table": false, "": false, "Box, G. E. P. (1976). Science.": false,
	} {
		if got := IsCaption(text); got != want {
			t.Errorf("IsCaption(%q) = %v", text, got)
		}
	}
}
