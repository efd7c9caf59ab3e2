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
