package entry

import (
	"slices"
	"testing"
)

func TestQuotations(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"curly", "A, “Title,” B", "Title,"},
		{"straight", `A, "Title," B`, "Title,"},
		{"nested straight", `A, "On "small" things," B`, `On "small" things,`},
		{"nested curly", "“Uh “oh” yes.” B", "Uh “oh” yes."},
		{"British", "A, ‘So, what’s this?’, B", "So, what’s this?"},
		{"plural possessive", "A, ‘The voters’ will’, B", "The voters’ will"},
		{"inner marks that nothing closes", "“Uh, “oh yes,” B", "Uh, “oh yes,"},
		{"German", "A: „Titel“, B", "Titel"},
		{"French", "A, « Titre », B", " Titre "},
		{"Russian", "«Название», B", "Название"},
		{"a space lost", `"Synthesis."Nature 231`, "Synthesis."},
		{"apostrophes only", "Kazakhstan's and Israel's", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if q := Quotations(tt.text); len(q) > 0 {
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
		{"short family names in capitals", "HILES, I. D., FRY, M. J. and DAS, P.", []string{"HILES, I. D.", "FRY, M. J.", "DAS, P."}, true},
		{"an initial like a particle", "Nola F, Ek O, Lee V", []string{"Nola F", "Ek O", "Lee V"}, true},
		{"persons and an organisation", "Lee, Ann, Bo Ek, and River Rankings Team", []string{"Lee, Ann", "Bo Ek", "River Rankings Team"}, true},
		{"an organisation's place", "University of Oslo, North Campus", []string{"University of Oslo, North Campus"}, true},
		{"German editor", "Müller, Hans (Hrsg.)", []string{"Müller, Hans"}, true},
		{"German editor, the bracket cut off", "Müller, Hans (Hrsg", []string{"Müller, Hans"}, true},
		{"Italian editor", "Rossi, Mario (a cura di)", []string{"Rossi, Mario"}, true},
		{"capitals and initials", "SMITH J, LEE A, LI X Y", []string{"SMITH J", "LEE A", "LI X Y"}, true},
		{"a title", "The impact of exercise on depression", nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, certain := ParseNames(tt.block)
			if certain != tt.certain || tt.certain && !slices.Equal(got, tt.want) {
				t.Errorf("parseNames(%q) = %q, %v; want %q, %v", tt.block, got, certain, tt.want, tt.certain)
			}
		})
	}
}
