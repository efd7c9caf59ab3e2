package entry

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// The words by which entries label their parts, in lower case and in the
// languages of the papers that are read. Longer phrases need no place before
// shorter ones: the longest that fits is taken.

// accessWords stand before the day on which a page was looked at.
var accessWords = lex.Phrases(`
	accessed; accessed on; accessed at; last accessed; last accessed on; date accessed; access date; date of access; access
	retrieved; retrieved on; visited; visited on; last visited; last visited on; last viewed; viewed; viewed on; cited
	checked; last checked; consulted; consulted on; archived and accessed; downloaded; downloaded on; last retrieved
	abgerufen; abgerufen am; zuletzt abgerufen; zuletzt abgerufen am; abruf; abruf am; letzter abruf; zugriff; zugriff am
	letzter zugriff; letzter zugriff am; zuletzt aufgerufen; zuletzt aufgerufen am; aufgerufen am; zugegriffen; zugegriffen am
	überprüfungsdatum; überprüft am; zuletzt besucht am; zuletzt geprüft am; besucht am; eingesehen am; gesehen am; zuletzt geöffnet
	consulté; consulté le; consultée le; page consultée le; dernière consultation; dernière consultation le; consultation le
	visité le; dernier accès; dernier accès le; accédé le; récupéré le; repéré le; vu le
	consultado; consultado el; consultada el; consulta; consulta el; fecha de consulta; acceso; acceso el; fecha de acceso
	último acceso; recuperado; recuperado el; visitado el; accedido el; consultado en
	consultato; consultato il; consultata il; ultimo accesso; ultimo accesso il; accesso; visitato il; ultima consultazione; data di accesso
	acesso; acesso em; acesso a; acedido em; acessado em; consultado em; consultado a; recuperado em; último acesso; último acesso em
	дата обращения; дата последнего обращения; обращение; дата доступа; дата просмотра; последнее обращение; доступ; просмотрено
	дата звернення; дата перегляду; звернення; переглянуто
	қаралған күні; қаралды; өтініш берілген күні; қарау күні; жүгінген күні; қол жеткізілген күні; кірген күні
	geraadpleegd; geraadpleegd op; geraadpleegd op datum; bezocht op; laatst geraadpleegd op; laatst bezocht op; bekeken op
	dostęp; dostęp z dnia; dostęp dnia; data dostępu; odczyt; stan na dzień; dostęp w dniu; dostęp online
	erişim; erişim tarihi; son erişim; son erişim tarihi; erişildi; alındığı tarih
	閲覧日; 最終閲覧日; 参照日; アクセス日; 访问日期; 访问时间; 检索日期; 引用日期; 檢索日期; 접속일; 검색일; تاريخ الاطلاع; تاريخ الوصول; تاريخ الزيارة; تاريخ الدخول; تم الاطلاع عليه في; تم الاطلاع عليه; تم الاطلاع في; تم الوصول إليه في; اطلع عليه في; تمت الزيارة في; אוחזר; אוחזר ב; נצפה; נצפה ב
	hämtad; läst; besøkt; hentet; lest; tilgået; viitattu; citováno; cit; navštíveno`)

// accessSuffixes stand after that day, as in Turkish.
var accessSuffixes = []string{"tarihinde erişildi", "tarihinde alındı", "tarihinde erişilmiştir", "erişildi", "күні қаралды", "қаралды", "閲覧", "参照", "アクセス", "访问", "检索", "檢索"}

// publishWords stand before the day of publication.
var publishWords = lex.Phrases(`published; published on; posted; posted on; first published; veröffentlicht am; publié le; publicado el; pubblicato il; publicado em; опубликовано; дата публикации; жарияланған күні`)

// archiveWords stand before the day on which an archive copied the page.
var archiveWords = lex.Phrases(`
	archived; archived on; archived from the original on; archived from the original; archived at; captured
	archiviert am; archiviert; archivé le; archivado el; archiviato il; arquivado em; архивировано; архівовано; zarchiwizowano`)

// stateWords stand before the day whose state a page shows. Since they are
// everyday words too, a colon has to follow, or a bracket to stand before them.
var stateWords = lex.Phrases(`stand; stand vom; stand am; datenstand; as of; status; stato al; état au; situation au; состояние на; по состоянию на; stan na; stan z dnia`)

// updateWords stand before the day of a page's last change. It is the date of
// publication only where the entry gives no other.
var updateWords = lex.Phrases(`
	updated; updated on; last updated; last updated on; modified; last modified; last modified on; revised; last revised
	last edited; reviewed; last reviewed; aktualisiert; aktualisiert am; zuletzt aktualisiert; zuletzt aktualisiert am
	zuletzt geändert am; mis à jour le; modifié le; dernière mise à jour; dernière mise à jour le; dernière modification le
	actualizado; actualizado el; última actualización; aggiornato il; ultimo aggiornamento; atualizado em; última atualização em
	обновлено; последнее обновление; оновлено; жаңартылған; bijgewerkt op; zaktualizowano; aktualizacja; güncelleme; son güncelleme
	آخر تحديث; עודכן; 更新日期; 更新时间; 最終更新日; 更新日; 최종 수정일; 수정일; останнє оновлення; laatst bijgewerkt op; ostatnia aktualizacja`)

// noDates say that the page has no date.
var noDates = []string{
	"n.d.", "n. d.", "n.d", "nd", "no date", "undated", "o. j.", "o.j.", "o. d.", "o.d.", "ohne jahr", "ohne datum", "s. d.", "s.d.", "s. f.", "s.f.",
	"sans date", "sin fecha", "senza data", "sem data", "б. г.", "б.г.", "без даты", "б. д.", "z.d.", "b.d.", "t.y.", "o. a.", "in press", "forthcoming", "to appear",
}

// noDatesBy has noDates by their first bytes, so that one pass over a text finds
// them.
var noDatesBy = func() (by [256][]string) {
	for _, w := range noDates {
		by[w[0]] = append(by[w[0]], w)
	}
	return by
}()

// LeadIns stand before an address and say only that it follows.
var LeadIns = lex.Phrases(`
	available at; available from; available; available online; available online at; available on; available here; online at; online; url; uri; web; link; at; from; via; in; see; doi; source
	retrieved from; retrieved; accessed at; accessed from; accessed via; accessed; archived at; permalink; website; web page; https
	verfügbar unter; verfügbar; abrufbar unter; erreichbar unter; unter; zugänglich unter; online verfügbar; online unter; abgerufen von
	disponible sur; disponible à l’adresse; disponible à; à l’adresse; disponible; en ligne; adresse; récupéré de; repéré à
	disponible en; recuperado de; en línea; obtenido de; enlace; disponibile su; disponibile all’indirizzo; disponibile; reperibile su
	disponível em; disponível; режим доступа; адрес; эл. адрес; доступно; ссылка; режим доступу; доступно за адресою
	қолжетімді; сілтеме; қол жеткізу режимі; beschikbaar op; dostępne w; dostępny w; dostępne na; erişim adresi; adres; tillgänglig; von; de; da; di; à partir de`)

// A dateRole says what a date is the date of.
type dateRole uint8

const (
	noRole dateRole = iota
	accessRole
	archiveRole
	updateRole
	publishRole
	stateRole
)

// dateWords are the phrases that stand before dates.
var dateWords = func() map[string]dateRole {
	words := map[string]dateRole{}
	for r, phrases := range map[dateRole]map[string]bool{accessRole: accessWords, archiveRole: archiveWords, updateRole: updateWords, publishRole: publishWords, stateRole: stateWords} {
		for p := range phrases {
			words[p] = r
		}
	}
	return words
}()

// maxPhrase is the most words that a phrase has, maxPhraseBytes more than the
// longest has bytes.
const (
	maxPhrase      = 6
	maxPhraseBytes = 96
)

// EndsWith returns where the longest phrase of the set begins that ends at the
// end of s, punctuation and case aside, or -1.
func EndsWith(s string, set map[string]bool) int {
	at, _ := phraseBefore(s, set)
	return at
}

// phraseBefore returns where the longest known phrase begins that ends at the
// end of s, punctuation and case aside, and what it is known as; or -1.
func phraseBefore[T comparable](s string, known map[string]T) (at int, as T) {
	var unknown T
	s = strings.TrimRight(s, " :,([<.;–—-：（")
	from := max(0, len(s)-maxPhraseBytes+utf8.UTFMax)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++ // inside of a character
	}
	var buf [maxPhraseBytes]byte
	lower := buf[:0]
	for _, r := range s[from:] {
		if lower = utf8.AppendRune(lower, unicode.ToLower(r)); len(lower) > len(buf) {
			break
		}
	}
	if len(lower) != len(s)-from {
		return -1, unknown // a letter whose lower case is longer: positions would shift
	}
	at = -1
	for i, words := len(lower), 0; i > 0 && words < maxPhrase; words++ {
		start := 0
		if i = bytes.LastIndexAny(lower[:i], " ([»”（\x00"); i >= 0 {
			_, size := utf8.DecodeRune(lower[i:])
			start = i + size
		}
		t := known[string(lower[start:])]
		if t == unknown && bytes.IndexByte(lower[start:], '\'') >= 0 {
			t = known[strings.ReplaceAll(string(lower[start:]), "'", "’")]
		}
		if t != unknown {
			at, as = from+start, t
		}
	}
	return at, as
}
