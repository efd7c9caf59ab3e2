package document

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// A Section says what a section's heading announces.
type Section uint8

const (
	NoSection Section = iota
	bibliographySection
	NotesSection
)

// bibliographyHeadings announce a list of references, notesHeadings notes.
// Both as Fold leaves them.
var bibliographyHeadings = foldedPhrases(`
	references; reference; reference list; list of references; references cited; cited references; bibliography; selected bibliography; annotated bibliography; works cited; works consulted; cited works; literature; literature cited
	sources; list of sources; primary sources; secondary sources; online sources; web sources; sources and references; sources cited; further reading; further readings; recommended reading; citations; external links; web links; webography; references and further reading; normative references; informative references; references and notes; references and links; links; resources; bibliographic references
	literatur; literaturverzeichnis; literaturliste; literaturangaben; quellen; quellenverzeichnis; quellenangaben; quellen und literatur; literatur und quellen; bibliographie; bibliografie; weiterführende literatur; referenzen; weblinks; onlinequellen; internetquellen; verwendete literatur
	références; références bibliographiques; bibliographie sélective; sources citées; sitographie; webographie; ouvrages cités; liste des références; liens externes; pour aller plus loin; lectures complémentaires
	referencias; referencias bibliográficas; bibliografía; fuentes; obras citadas; enlaces externos; bibliografía citada; lista de referencias; fuentes consultadas; webgrafía
	riferimenti; riferimenti bibliografici; bibliografia; fonti; opere citate; sitografia; bibliografia e sitografia; collegamenti esterni
	referências; referências bibliográficas; fontes; obras citadas; ligações externas; lista de referências
	литература; список литературы; список использованной литературы; список использованных источников; использованные источники; использованная литература; источники; источники и литература; библиография; библиографический список; список источников; ссылки
	література; список літератури; список використаних джерел; використані джерела; джерела; бібліографія; посилання; список використаної літератури
	әдебиет; әдебиеттер; пайдаланылған әдебиет; пайдаланылған әдебиеттер; әдебиеттер тізімі; пайдаланылған әдебиеттер тізімі; пайдаланылған дереккөздер; дереккөздер; дереккөз; сілтемелер; қолданылған әдебиеттер
	literatuur; literatuurlijst; bronnen; bronvermelding; bronnenlijst; referenties; geraadpleegde bronnen; geraadpleegde literatuur
	literatura; spis literatury; wykaz literatury; źródła; piśmiennictwo; bibliografia załącznikowa; linki zewnętrzne
	kaynakça; kaynaklar; referanslar; bibliyografya; yararlanılan kaynaklar
	referenser; källor; litteratur; källförteckning; referanser; kilder; litteraturliste; lähteet; kirjallisuus; zdroje; použitá literatura; seznam literatury; irodalom; irodalomjegyzék; bibliografie
	参考文献; 參考文獻; 引用文献; 参考资料; 參考資料; 참고문헌; المراجع; المصادر; منابع; ביבליוגרפיה; מקורות`)

var notesHeadings = foldedPhrases(`
	notes; endnotes; end notes; footnotes; notes and references; explanatory notes; notes and sources
	anmerkungen; fußnoten; endnoten; einzelnachweise; nachweise; anmerkungen und einzelnachweise; belege
	notes et références; notes de bas de page; notes de fin; notas; notas al pie; notas y referencias; notas finales; notas de rodapé; notas e referências
	note; note a piè di pagina; note e riferimenti; примечания; сноски; комментарии и примечания; примітки; виноски; ескертпелер; ескертулер
	noten; voetnoten; eindnoten; przypisy; przypisy końcowe; notlar; dipnotlar; sonnotlar; noter; fotnoter; poznámky; jegyzetek; 注释; 註釋; 注; 脚注; 각주; الهوامش`)

func foldedPhrases(list string) map[string]bool {
	set := map[string]bool{}
	for p := range lex.Phrases(list) {
		set[lex.Fold(p)] = true
	}
	return set
}

// SectionOf says what a heading announces. Its number and what follows a
// colon or stands in brackets do not matter.
func SectionOf(text string) Section {
	if len(text) > 80 {
		return NoSection
	}
	if i := strings.IndexAny(text, "(["); i > 0 {
		text = text[:i]
	}
	folded := lex.Fold(strings.TrimLeft(text, "0123456789.§ "))
	if first, rest, ok := strings.Cut(folded, " "); ok && len(first) <= 5 && strings.Trim(first, "ivxlc") == "" {
		folded = rest // IX. References
	} else if ok && len(first) == 1 && len(text) > 1 && strings.HasPrefix(text[1:], ".") {
		folded = rest // A. References
	}
	switch {
	case bibliographyHeadings[folded]:
		return bibliographySection
	case notesHeadings[folded]:
		return NotesSection
	}
	return NoSection
}
