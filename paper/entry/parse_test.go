package entry

import (
	"strings"
	"testing"
)

// styleTests are entries in the styles and languages of papers. *Stars* are
// emphasis; authors are joined by "; ".
var styleTests = []struct {
	name, raw, authors, title, container, published string
}{
	// Styles of notes.
	{"Chicago note, book", "Ann Lee, *Rivers of the North* (Oslo: Fjord Press, 2019), 45.", "Ann Lee", "Rivers of the North", "", "2019"},
	{"Chicago note, journal", "Ann Lee and Bo Ek, “How Rivers Remember,” *Journal of Rivers* 12, no. 3 (2021): 101–20.", "Ann Lee; Bo Ek", "How Rivers Remember", "Journal of Rivers", "2021"},
	{"Turabian note", "Ann Lee, “How Rivers Remember” (PhD diss., University of Oslo, 2018), 12.", "Ann Lee", "How Rivers Remember", "", "2018"},
	{"MHRA", "Ann Lee, ‘How Rivers Remember’, *Journal of Rivers*, 12.3 (2021), 101–20 <https://doi.org/10.1000/jr.3>.", "Ann Lee", "How Rivers Remember", "Journal of Rivers", "2021"},
	{"OSCOLA", "Ann Lee, ‘How Rivers Remember’ (*Valley Post*, 2 May 2024) <https://valley.org/rivers> accessed 1 June 2024.", "Ann Lee", "How Rivers Remember", "Valley Post", "2024-05-02"},
	{"Bluebook", "Ann Lee, *How Rivers Remember*, 45 River Law Review 101 (2021).", "Ann Lee", "How Rivers Remember", "River Law Review", "2021"},
	{"Bluebook, page", "Ann Lee, *How Rivers Remember*, Valley Post (May 2, 2024), https://valley.org/rivers.", "Ann Lee", "How Rivers Remember", "Valley Post", "2024-05-02"},
	{"note without quotation marks", "Ann Lee, How Rivers Remember, Valley Post, May 2, 2024, https://valley.org/rivers.", "Ann Lee", "How Rivers Remember", "Valley Post", "2024-05-02"},

	// Styles of bibliographies.
	{"Chicago author-date", "Lee, Ann. 2021. “How Rivers Remember.” *Journal of Rivers* 12 (3): 101–20.", "Lee, Ann", "How Rivers Remember", "Journal of Rivers", "2021"},
	{"APA 7, journal", "Lee, A. B., & Ek, B. (2021). How rivers remember. *Journal of Rivers*, *12*(3), 101–120. https://doi.org/10.1000/jr.3", "Lee, A. B.; Ek, B.", "How rivers remember", "Journal of Rivers", "2021"},
	{"APA 7, book", "Lee, A. (2019). *Rivers of the north: A history* (2nd ed.). Fjord Press.", "Lee, A.", "Rivers of the north: A history", "", "2019"},
	{"APA 7, organisation", "Ministry of Rivers. (2024, May 2). *Water levels in spring*. https://gov.example.org/levels", "Ministry of Rivers", "Water levels in spring", "", "2024-05-02"},
	{"MLA 9", "Lee, Ann, and Bo Ek. “How Rivers Remember.” *Journal of Rivers*, vol. 12, no. 3, 2021, pp. 101–20.", "Lee, Ann; Bo Ek", "How Rivers Remember", "Journal of Rivers", "2021"},
	{"IEEE", "A. Lee and B. Ek, “How rivers remember,” *J. Rivers*, vol. 12, no. 3, pp. 101–120, Mar. 2021.", "A. Lee; B. Ek", "How rivers remember", "J. Rivers", "2021-03"},
	{"Vancouver", "Lee AB, Ek B. How rivers remember. J Rivers. 2021;12(3):101-20.", "Lee AB; Ek B", "How rivers remember", "J Rivers", "2021"},
	{"AMA", "Lee AB, Ek B. How rivers remember. *J Rivers*. 2021;12(3):101-120. doi:10.1000/jr.3", "Lee AB; Ek B", "How rivers remember", "J Rivers", "2021"},
	{"Harvard", "Lee, A. and Ek, B. (2021) ‘How rivers remember’, *Journal of Rivers*, 12(3), pp. 101–120.", "Lee, A.; Ek, B.", "How rivers remember", "Journal of Rivers", "2021"},
	{"ACM", "Ann Lee and Bo Ek. 2021. How rivers remember. *Journal of Rivers* 12, 3 (2021), 101–120.", "Ann Lee; Bo Ek", "How rivers remember", "Journal of Rivers", "2021"},
	{"Nature", "Lee, A. B. & Ek, B. How rivers remember. *J. Rivers* **12**, 101–120 (2021).", "Lee, A. B.; Ek, B.", "How rivers remember", "J. Rivers", "2021"},
	{"ISO 690", "LEE, Ann and EK, Bo. How rivers remember. *Journal of Rivers*. 2021. Vol. 12, no. 3, p. 101–120.", "LEE, Ann; EK, Bo", "How rivers remember", "Journal of Rivers", "2021"},
	{"DIN 1505", "Lee, Ann ; Ek, Bo: *Flüsse des Nordens*. 2. Aufl. Oslo : Fjord Press, 2019", "Lee, Ann; Ek, Bo", "Flüsse des Nordens", "", "2019"},
	{"Wikipedia", "Lee, Ann (2 May 2024). \"How rivers remember\". *Valley Post*. Archived from the original on 3 May 2024. Retrieved 1 June 2024.", "Lee, Ann", "How rivers remember", "Valley Post", "2024-05-02"},
	{"GOST", "Ли А. Б., Ек Б. Как помнят реки // Вестник долины. 2021. № 3. С. 101–120.", "Ли А. Б.; Ек Б.", "Как помнят реки", "Вестник долины", "2021"},
	{"title and address", "How rivers remember their floods — https://valley.org/rivers", "", "How rivers remember their floods", "", ""},
	{"title, site and address", "How rivers remember their floods | Valley Post https://valleypost.org/how-rivers-remember-their-floods", "", "How rivers remember their floods", "Valley Post", ""},
	{"conference", "Lee, A. (2021). How rivers remember. In *Proceedings of the 5th Conference on Rivers* (pp. 1–10). ACM.", "Lee, A.", "How rivers remember", "Proceedings of the 5th Conference on Rivers", "2021"},
	{"chapter", "Lee, Ann. “How Rivers Remember.” In *The Book of Floods*, edited by Bo Ek, 12–40. Oslo: Fjord Press, 2019.", "Lee, Ann", "How Rivers Remember", "The Book of Floods", "2019"},
	{"preprint", "Ann Lee, Bo Ek. How rivers remember. arXiv preprint arXiv:2105.01234, 2021.", "Ann Lee; Bo Ek", "How rivers remember", "", "2021"},
	{"no author, book", "*Rivers of the North*. Oslo: Fjord Press, 2019.", "", "Rivers of the North", "", "2019"},
	{"no author, no date", "Water levels in spring [Internet]. Ministry of Rivers; [cited 2024 Jun 1]. Available from: https://rivers.example.org/levels", "", "Water levels in spring", "Ministry of Rivers", ""},

	{"organisation, note", "Observatory of the Northern Rivers, “Water Levels in Spring,” <https://rivers.example.org/levels> (accessed June 1, 2024).", "Observatory of the Northern Rivers", "Water Levels in Spring", "", ""},
	{"organisation with initials, note", "U.S. Department of Rivers, “Floods of Spring,” May 2, 2024, <https://rivers.example.gov/floods>.", "U.S. Department of Rivers", "Floods of Spring", "", "2024-05-02"},
	{"organisation with and, note", "Ministry of Roads and Rivers of the North, “Floods of Spring,” May 2, 2024, <https://north.example.org/floods>.", "Ministry of Roads and Rivers of the North", "Floods of Spring", "", "2024-05-02"},
	{"organisation, bibliography", "River Institute of the North. “Water Levels in Spring.” May 2, 2024. https://institute.example.org/levels.", "River Institute of the North", "Water Levels in Spring", "", "2024-05-02"},

	// Languages.
	{"German", "Lee, Anna: „Wie Flüsse sich erinnern“, in: *Talpost* vom 2. Mai 2024, abrufbar unter: https://tal.org/f (zuletzt abgerufen am 1.6.2024).", "Lee, Anna", "Wie Flüsse sich erinnern", "Talpost", "2024-05-02"},
	{"French", "Anne Lee, « Comment les rivières se souviennent », *La Vallée*, 2 mai 2024, https://vallee.org/r (consulté le 1er juin 2024).", "Anne Lee", "Comment les rivières se souviennent", "La Vallée", "2024-05-02"},
	{"Spanish", "Lee, Ana (2 de mayo de 2024). «Cómo recuerdan los ríos». *El Valle*. Consultado el 1 de junio de 2024.", "Lee, Ana", "Cómo recuerdan los ríos", "El Valle", "2024-05-02"},
	{"Italian", "Anna Lee, *Come ricordano i fiumi*, in «La Valle», 2 maggio 2024, https://valle.org/f (consultato il 1 giugno 2024).", "Anna Lee", "Come ricordano i fiumi", "La Valle", "2024-05-02"},
	{"Portuguese", "LEE, Ana. Como os rios lembram. *O Vale*, 2 maio 2024. Disponível em: https://vale.org/r. Acesso em: 1 jun. 2024.", "LEE, Ana", "Como os rios lembram", "O Vale", "2024-05-02"},
	{"Russian", "Ли, Анна. Как помнят реки // Вестник долины. 2 мая 2024. URL: https://dolina.org/r (дата обращения: 01.06.2024).", "Ли, Анна", "Как помнят реки", "Вестник долины", "2024-05-02"},
	{"Kazakh", "Ли, Анна. Өзендер қалай есте сақтайды // Алқап жаршысы. – 2024. – URL: https://alqap.org/o (қаралған күні: 01.06.2024).", "Ли, Анна", "Өзендер қалай есте сақтайды", "Алқап жаршысы", "2024"},
	{"Ukrainian", "Лі А. Як памʼятають ріки. *Вісник долини*. 2024. № 2. С. 3–9.", "Лі А.", "Як памʼятають ріки", "Вісник долини", "2024"},
	{"Turkish", "Lee, A. (2024). Nehirler nasıl hatırlar. *Vadi Dergisi*, 12(3), 101-120.", "Lee, A.", "Nehirler nasıl hatırlar", "Vadi Dergisi", "2024"},
	{"Polish", "A. Lee, *Jak pamiętają rzeki*, „Głos Doliny”, 2 maja 2024, https://dolina.org/r [dostęp: 1.06.2024].", "A. Lee", "Jak pamiętają rzeki", "Głos Doliny", "2024-05-02"},
	{"Dutch", "Lee, A. (2024, 2 mei). Hoe rivieren zich herinneren. *De Vallei*. Geraadpleegd op 1 juni 2024, van https://vallei.org/r", "Lee, A.", "Hoe rivieren zich herinneren", "De Vallei", "2024-05-02"},
	{"Arabic", "آن لي، «كيف تتذكر الأنهار»، صحيفة الوادي، 2024، https://valley.org/a", "آن لي", "كيف تتذكر الأنهار", "صحيفة الوادي", "2024"},
	{"Hebrew", "אן לי, \"איך נהרות זוכרים\", עיתון העמק, 2024, https://valley.org/h", "אן לי", "איך נהרות זוכרים", "עיתון העמק", "2024"},
	{"Chinese", "李安. 河流如何记忆[J]. 河流学报, 2021, 12(3): 101-120.", "李安", "河流如何记忆", "河流学报", "2021"},
	{"Chinese, title in brackets", "李安：《河流如何记忆》，《河谷日报》，2024年5月2日。", "李安", "河流如何记忆", "河谷日报", "2024-05-02"},
	{"Japanese", "李安「川はどう記憶するか」『谷新聞』2024年5月2日。", "李安", "川はどう記憶するか", "谷新聞", "2024-05-02"},

	// What could mislead.
	{"title of a name", "Lee, A. (2024). Charles Darwin. *Valley Post*.", "Lee, A.", "Charles Darwin", "Valley Post", "2024"},
	{"question in a comma style", "Ann Lee, Who Owns the Rain?, Valley Post, May 2, 2024.", "Ann Lee", "Who Owns the Rain?", "Valley Post", "2024-05-02"},
	{"a year in the title", "“Water Levels 2023 in Review,” *Valley Post*, May 2, 2024.", "", "Water Levels 2023 in Review", "Valley Post", "2024-05-02"},
	{"press release", "Ministry of Rivers, “Water Levels in Spring,” press release, May 2, 2024.", "", "Water Levels in Spring", "Ministry of Rivers", "2024-05-02"},
	{"et al.", "Lee AB, Ek B, Oy C, et al. How rivers remember. J Rivers. 2021;12:101.", "Lee AB; Ek B; Oy C", "How rivers remember", "J Rivers", "2021"},
	{"the title first", "How Rivers Remember. (2024, May 2). *Valley Post*. https://valley.org/rivers", "", "How Rivers Remember", "Valley Post", "2024-05-02"},
}

func TestStyles(t *testing.T) {
	for _, tt := range styleTests {
		t.Run(tt.name, func(t *testing.T) {
			b := blockOf(tt.raw)
			w, _ := Parse(&b)
			for _, field := range []struct{ name, got, want string }{
				{"authors", strings.Join(w.Authors, "; "), tt.authors},
				{"title", w.Title, tt.title},
				{"container", w.Container, tt.container},
				{"published", w.Published.String(), tt.published},
			} {
				if field.got != field.want {
					t.Errorf("%s: got %q; want %q", field.name, field.got, field.want)
				}
			}
		})
	}
}

// BenchmarkParse measures how many entries one core reads in a second.
func BenchmarkParse(b *testing.B) {
	blocks := make([]string, len(styleTests))
	for i, tt := range styleTests {
		blocks[i] = tt.raw
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		block := blockOf(blocks[n%len(blocks)])
		Parse(&block)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
}
