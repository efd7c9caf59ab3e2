package paper

import (
	"strings"
	"testing"
)

// entryTests are entries in the styles that papers use. Authors are joined by
// "; "; the table is also the seed of FuzzEntry and the load of BenchmarkEntry.
var entryTests = []struct {
	name, raw                                                string
	authors, title, container, published, accessed, url, doi string
}{
	{"Chicago note", "Ann Lee, “Rivers Remember,” *The Valley Post*, May 2, 2024, <https://valley.org/rivers> (accessed June 1, 2024).",
		"Ann Lee", "Rivers Remember", "The Valley Post", "2024-05-02", "2024-06-01", "https://valley.org/rivers", ""},
	{"Chicago note, straight quotes, no emphasis", "Ann Lee and Bo Ek, \"Rivers Remember: Notes,\" The Valley Post, May 2, 2024, https://valley.org/rivers.",
		"Ann Lee; Bo Ek", "Rivers Remember: Notes", "The Valley Post", "2024-05-02", "", "https://valley.org/rivers", ""},
	{"Chicago note, organisation, no date", "The Observatory of Rivers, “Water Levels,” <https://rivers.org/levels> (accessed June 1, 2024).",
		"The Observatory of Rivers", "Water Levels", "", "", "2024-06-01", "https://rivers.org/levels", ""},
	{"Chicago note, question", "Ann Lee, “Who Owns the Rain?” *Valley Post*, May 2024.",
		"Ann Lee", "Who Owns the Rain?", "Valley Post", "2024-05", "", "", ""},
	{"Chicago bibliography", "Lee, Ann, and Bo Ek. “Rivers Remember.” The Valley Post, May 2, 2024. Accessed June 1, 2024. https://valley.org/rivers.",
		"Lee, Ann; Bo Ek", "Rivers Remember", "The Valley Post", "2024-05-02", "2024-06-01", "https://valley.org/rivers", ""},
	{"Chicago author-date", "Lee, Ann. 2024. “Rivers Remember.” The Valley Post, May 2, 2024. https://valley.org/rivers.",
		"Lee, Ann", "Rivers Remember", "The Valley Post", "2024-05-02", "", "https://valley.org/rivers", ""},
	{"Chicago book", "Lee, Ann. *Rivers of the North*. Oslo: Fjord Press, 2019.",
		"Lee, Ann", "Rivers of the North", "", "2019", "", "", ""},
	{"APA article", "Lee, A. B., Ek, B., & Oy, C. (2021). How rivers remember their floods. *Journal of Rivers*, *12*(3), 101–120. https://doi.org/10.1000/jr.2021.3",
		"Lee, A. B.; Ek, B.; Oy, C.", "How rivers remember their floods", "Journal of Rivers", "2021", "", "https://doi.org/10.1000/jr.2021.3", "10.1000/jr.2021.3"},
	{"APA page", "Lee, A. (2024, May 2). *How rivers remember*. Valley Post. Retrieved June 1, 2024, from https://valley.org/rivers",
		"Lee, A.", "How rivers remember", "Valley Post", "2024-05-02", "2024-06-01", "https://valley.org/rivers", ""},
	{"APA, organisation, no date", "River Institute. (n.d.). Water levels today. Retrieved June 1, 2024, from https://rivers.org/levels",
		"River Institute", "Water levels today", "", "", "2024-06-01", "https://rivers.org/levels", ""},
	{"MLA", "Lee, Ann. “Rivers Remember.” *The Valley Post*, 2 May 2024, www.valley.org/rivers. Accessed 1 June 2024.",
		"Lee, Ann", "Rivers Remember", "The Valley Post", "2024-05-02", "2024-06-01", "www.valley.org/rivers", ""},
	{"Harvard", "Lee, A. and Ek, B. (2024) ‘Rivers remember’, Valley Post, 2 May. Available at: https://valley.org/rivers (Accessed: 1 June 2024).",
		"Lee, A.; Ek, B.", "Rivers remember", "Valley Post", "2024-05-02", "2024-06-01", "https://valley.org/rivers", ""},
	{"IEEE", "[3] A. Lee, B. Ek, and C. Oy, “Rivers remember,” J. Rivers, vol. 12, no. 3, pp. 101–120, Mar. 2021, doi: 10.1000/jr.2021.3.",
		"A. Lee; B. Ek; C. Oy", "Rivers remember", "J. Rivers", "2021-03", "", "", "10.1000/jr.2021.3"},
	{"Vancouver", "1. Lee AB, Ek B, Oy C. How rivers remember their floods. J Rivers. 2021;12(3):101-20.",
		"Lee AB; Ek B; Oy C", "How rivers remember their floods", "J Rivers", "2021", "", "", ""},
	{"GOST", "1. Ли А. Б. Реки помнят [Электронный ресурс] // Вестник долины. 2021. URL: https://valley.org/reki (дата обращения: 01.06.2024).",
		"Ли А. Б.", "Реки помнят", "Вестник долины", "2021", "2024-06-01", "https://valley.org/reki", ""},
	{"German", "Lee, Ann: Flüsse erinnern sich. Talpost. 02.05.2024. URL: https://valley.org/fluesse (Zugriff: 01.06.2024).",
		"Lee, Ann", "Flüsse erinnern sich", "Talpost", "2024-05-02", "2024-06-01", "https://valley.org/fluesse", ""},
	{"French", "Ann Lee, « Les rivières se souviennent », *La Vallée*, 2 mai 2024, https://valley.org/r (consulté le 1er juin 2024).",
		"Ann Lee", "Les rivières se souviennent", "La Vallée", "2024-05-02", "2024-06-01", "https://valley.org/r", ""},
	{"Spanish", "Ann Lee, «Los ríos recuerdan», El Valle, 2 de mayo de 2024, https://valley.org/r (consultado el 1 de junio de 2024).",
		"Ann Lee", "Los ríos recuerdan", "El Valle", "2024-05-02", "2024-06-01", "https://valley.org/r", ""},
	{"Kazakh", "Ли, Анна. Өзендер есте сақтайды // Алқап. – 2021. – URL: https://valley.org/o (қаралған күні: 01.06.2024).",
		"Ли, Анна", "Өзендер есте сақтайды", "Алқап", "2021", "2024-06-01", "https://valley.org/o", ""},
	{"a link for a title", "Lee, Ann. [Rivers Remember the Floods](https://valley.org/rivers). Valley Post, May 2, 2024.",
		"Lee, Ann", "Rivers Remember the Floods", "Valley Post", "2024-05-02", "", "https://valley.org/rivers", ""},
	{"title and address", "Rivers Remember the Floods — https://valley.org/rivers",
		"", "Rivers Remember the Floods", "", "", "", "https://valley.org/rivers", ""},
	{"quotation inside an unquoted title", "Lee, A. (2019). Floods, rain and the “long river” in poems. River Studies, 4(1), 1–20.",
		"Lee, A.", "Floods, rain and the “long river” in poems", "River Studies", "2019", "", "", ""},
	{"quotation inside a quotation", "Ann Lee, “Why ‘Rain’ Matters,” Valley Post, May 2, 2024.",
		"Ann Lee", "Why ‘Rain’ Matters", "Valley Post", "2024-05-02", "", "", ""},
	{"archived", "Ann Lee, “Rivers Remember,” Valley Post, May 2, 2024, https://valley.org/rivers, archived at https://perma.cc/A1B2-C3D4.",
		"Ann Lee", "Rivers Remember", "Valley Post", "2024-05-02", "", "https://valley.org/rivers", ""},
	{"described", "Ann Lee, Post on the social media platform Chirp, November 6, 2025, <https://chirp.example/1> (accessed November 25, 2025).",
		"Ann Lee", "Post on the social media platform Chirp", "", "2025-11-06", "2025-11-25", "https://chirp.example/1", ""},
	{"short form", "Lee, “Rivers Remember.”",
		"Lee", "Rivers Remember", "", "", "", "", ""},
	{"parentheses in the address", "Ann Lee, “Delta,” 2020, https://wiki.org/Delta_(river).",
		"Ann Lee", "Delta", "", "2020", "", "https://wiki.org/Delta_(river)", ""},
	{"the date of access is none of publication", "“Water Levels,” River Institute, accessed June 1, 2024, https://rivers.org/levels.",
		"", "Water Levels", "River Institute", "", "2024-06-01", "https://rivers.org/levels", ""},
	{"pages are no year", "Lee, A. Floods of the north. Nature 1998; 391: 1805–1812.",
		"Lee, A.", "Floods of the north", "Nature", "1998", "", "", ""},
	{"updated", "Ann Lee, “Rivers,” Valley Post, last updated May 2, 2024, https://valley.org/r.",
		"Ann Lee", "Rivers", "Valley Post", "2024-05-02", "", "https://valley.org/r", ""},
	{"Japanese access", "山田太郎「川の記憶」2021年3月4日、https://h.org/b (閲覧日:2021年4月1日)",
		"山田太郎", "川の記憶", "", "2021-03-04", "2021-04-01", "https://h.org/b", ""},
	{"only an address", "https://valley.org/rivers", "", "", "", "", "", "https://valley.org/rivers", ""},
}

func TestEntry(t *testing.T) {
	for _, tt := range entryTests {
		t.Run(tt.name, func(t *testing.T) {
			r := ParseReference(tt.raw)
			for _, field := range []struct{ name, got, want string }{
				{"authors", strings.Join(r.Authors, "; "), tt.authors},
				{"title", r.Title, tt.title},
				{"container", r.Container, tt.container},
				{"published", r.Published.String(), tt.published},
				{"accessed", r.Accessed.String(), tt.accessed},
				{"URL", r.URL, tt.url},
				{"DOI", r.DOI, tt.doi},
			} {
				if field.got != field.want {
					t.Errorf("%s: got %q; want %q", field.name, field.got, field.want)
				}
			}
			if r.Described != (tt.name == "described") {
				t.Errorf("described: %v", r.Described)
			}
		})
	}
}

func TestArchivedURL(t *testing.T) {
	tests := []struct{ raw, url, archived string }{
		{"A, “B,” https://a.org/x, archived at https://web.archive.org/web/2020/https://a.org/x.", "https://a.org/x", "https://web.archive.org/web/2020/https://a.org/x"},
		{"A, “B,” https://a.org/x [https://perma.cc/A1-B2].", "https://a.org/x", "https://perma.cc/A1-B2"},
		{"A, “B,” https://archive.ph/abc.", "https://archive.ph/abc", ""},
		{"A, “B,” https://web.archive.org/about.", "https://web.archive.org/about", ""},
	}
	for _, tt := range tests {
		r := ParseReference(tt.raw)
		if r.URL != tt.url || r.ArchivedURL != tt.archived {
			t.Errorf("%q: got %q, %q; want %q, %q", tt.raw, r.URL, r.ArchivedURL, tt.url, tt.archived)
		}
	}
}

// An identifier is followed where a reference has no address; it is no address
// of the text.
func TestIdentified(t *testing.T) {
	for raw, want := range map[string]string{
		"Ann Lee, Bo Ek. How rivers remember. arXiv preprint arXiv:2105.01234, 2021.":       "https://arxiv.org/abs/2105.01234",
		"Ann Lee, Bo Ek. How rivers remember. arXiv:2105.01234, 2021. https://rivers.org/p": "https://rivers.org/p",
		"Ann Lee, Bo Ek. How rivers remember. arXiv:2105.01234, 2021. doi:10.1000/182":      "https://doi.org/10.1000/182",
		"Ann Lee, Bo Ek. How rivers remember. Oslo: Fjord, 2021. ISBN 978-3-16-148410-0.":   "",
	} {
		r := ParseReference(raw)
		if got, err := r.Link(); err != nil || got != want {
			t.Errorf("%s: leads to %q, %v; want %q", raw, got, err, want)
		}
	}
}

// GB/T 7714 prints the date of the page in round brackets and that of access in
// square ones.
func TestChineseDates(t *testing.T) {
	r := ParseReference("王小明. 开放数据研究[EB/OL]. (2019-03-01)[2020-05-06]. https://h.org/a.")
	if r.Published.String() != "2019-03-01" || r.Accessed.String() != "2020-05-06" {
		t.Errorf("published %s, accessed %s; want 2019-03-01, 2020-05-06", r.Published, r.Accessed)
	}
}
