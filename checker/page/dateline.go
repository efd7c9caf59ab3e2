package page

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxLine is how long the line around a byline's date may be: a sentence that
// mentions a date is longer.
const maxLine = 90

// speaksOfPage reports whether the words around a spot's date are those of a
// byline, and not of a sentence, an event or a row of data.
func (w *walker) speaksOfPage(s spot) bool {
	line, block, link := w.lineAround(s.node)
	f := formOf(line)
	dated := containsAny(s.class, datedClasses...)
	own := containsAny(s.class, publishedClasses...)
	const next = 120 // bytes of content: right below the headline
	switch {
	case f.other || w.introduced(s, block):
		return false
	case s.leads(line):
		return true
	case (s.heading || s.link) && f.small+f.capital > 0:
		return false // a title, or another story
	case s.link && (s.at < w.h1At || s.at > w.h1At+next):
		return false
	case s.at < w.h1At && link && !own:
		return false // news that leads elsewhere, above the headline
	case s.time || dated || strings.Contains(s.class, "meta"):
		return f.small <= 5 && !(f.small > 2 && f.stop)
	}
	return utf8.RuneCountInString(line) <= maxLine && f.bare()
}

// leads reports whether an element named after dates, which holds nothing but
// a day, stands at the beginning of a paragraph.
func (s spot) leads(line string) bool {
	own, _, _ := strings.Cut(strings.TrimSpace(s.class), " ")
	return containsAny(own, "date", "datum") && !s.link && !s.heading && formOf(s.label).bare() && strings.HasPrefix(line, strings.TrimSpace(s.value))
}

// introduced reports whether what stands before a date says that it is another
// than the page's: the line above it, or the cell beside it.
func (w *walker) introduced(s spot, block *html.Node) bool {
	const short = 40 // bytes; a label is no longer
	if block != nil && !s.time {
		switch block.DataAtom {
		case atom.Td, atom.Th, atom.Dd, atom.Dt:
			label := block.PrevSibling
			for label != nil && label.Type != html.ElementNode {
				label = label.PrevSibling
			}
			dated := containsAny(s.class, datedClasses...)
			if label == nil && !dated || label != nil && !formOf(textOf(label)).label() {
				return true
			}
		}
	}
	if s.at == w.h1At {
		return false // the line above is the headline
	}
	above := strings.TrimSpace(w.main.String()[:min(s.at, w.main.b.Len())])
	above = above[strings.LastIndexByte(above, '\n')+1:]
	if len(above) == 0 || len(above) > short {
		return false
	}
	f := formOf(above)
	return f.other && !f.named || strings.HasSuffix(above, ":") && !f.label()
}

// lineAround is the line of text that a node stands in, the block that holds
// it, and whether the line has a link to another page. A long line is cut.
func (w *walker) lineAround(n *html.Node) (line string, block *html.Node, link bool) {
	const maxSiblings, maxBytes = 20, 400
	inline := func(n *html.Node) bool {
		return n != nil && (n.Type != html.ElementNode || breakOf(n.DataAtom) == 0)
	}
	top := n
	for top.Parent != nil && top.Parent.Type == html.ElementNode && inline(top.Parent) {
		top = top.Parent
	}
	first := top
	for range maxSiblings {
		if !inline(first.PrevSibling) {
			break
		}
		first = first.PrevSibling
	}
	var b strings.Builder
	for at, i := first, 0; inline(at) && i < 2*maxSiblings && b.Len() < maxBytes; at, i = at.NextSibling, i+1 {
		switch {
		case at.Type == html.TextNode:
			b.WriteString(at.Data[:min(len(at.Data), maxBytes)])
		case at.Type == html.ElementNode && !silent(at):
			link = link || w.leadsAway(linkIn(at))
			b.WriteString(" " + textOf(at) + " ")
		}
	}
	return clean(b.String(), maxBytes), top.Parent, link
}

// linkIn is the first link at or just below n, nil where there is none.
func linkIn(n *html.Node) *html.Node {
	for range 4 {
		if n == nil || n.DataAtom == atom.A {
			return n
		}
		n = n.FirstChild
	}
	return nil
}

// A form is what kinds of words a line has beside dates, times, and the words
// that introduce these.
type form struct {
	small   int  // words that are no name
	capital int  // words that may be part of a name
	labels  int  // words that introduce a date
	by      bool // a word that introduces an author
	other   bool // a word of another date than the page's, or a label of anything
	named   bool // other only because of such a label
	stop    bool // it ends as a sentence does
}

// bare reports whether a line is hardly more than a date: "By A. Person ·
// Published November 7, 2025 at 10:00", "Astana, 7 November 2025".
func (f form) bare() bool {
	most := 4
	if f.by {
		most = 8
	}
	return !f.other && f.small == 0 && f.capital <= most && !(f.stop && f.capital > 0)
}

// label reports whether a text does nothing but introduce a date.
func (f form) label() bool { return f.labels > 0 && f.small == 0 && f.capital == 0 && !f.other }

func formOf(line string) form {
	var f form
	f.stop = strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "m.")
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		end := i + n
		for end < len(line) {
			r, n := utf8.DecodeRuneInString(line[end:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' {
				break
			}
			end += n
		}
		f.word(line[i:end], i > 0 && isDigit(line[i-1]))
		colon := strings.HasPrefix(line[end:], ":") || strings.HasPrefix(line[end:], "：")
		if lower := strings.ToLower(line[i:end]); colon && !bylineWords[lower] && !authorWords[lower] {
			f.named = f.named || !f.other
			f.other = true // "Deadline:", "Source:"
		}
		i = end
	}
	return f
}

// word counts one word.
func (f *form) word(word string, behindDigit bool) {
	lower := strings.ToLower(word)
	first, _ := utf8.DecodeRuneInString(word)
	n := utf8.RuneCountInString(word)
	switch {
	case otherWords[lower]:
		f.other, f.named = true, false
	case authorWords[lower]:
		f.by = true
	case bylineWords[lower]:
		f.labels++
	case months[lower] > 0 || fillers[lower] || dayWords[lower] || particles[lower]:
	case n == 1 || behindDigit && n == 2: // p.m., 10h, 7th
	case unicode.IsUpper(first) || unicode.IsTitle(first):
		f.capital++
	default:
		f.small++
	}
}

// bylineWords introduce a date of publication or change, or stand beside it.
var bylineWords = set(`published publish publication posted post updated update updates modified revised released release
	issued date dated on at time last first edited created added online since min mins minute minutes read reading
	veröffentlicht veröffentlichung datum am um uhr aktualisiert stand erstellt publié publication mis mise jour à le
	publicado publicada publicación fecha actualizado actualización el em às data pubblicato pubblicata aggiornato il alle
	gepubliceerd bijgewerkt op om uur opublikowano publikacji dnia aktualizacja publikováno zveřejněno publicerad uppdaterad yayın yayınlanma tarihi tarih güncelleme güncellendi saat
	опубликовано опубликована опубликован дата публикации публикация обновлено изменено года году в время добавлено
	жарияланған жарияланды күні жылғы жылы жыл ж уақыты жаңартылды опубліковано оновлено року
	发布 发布时间 发布日期 发表 发表于 发表时间 时间 日期 更新 更新时间 發布 發布日期 日期 公開 公開日 更新日 掲載 掲載日 投稿日 配信
	등록 입력 수정 게시일 작성일 등록일 승인 نشر النشر منتشر شده در تاریخ انتشار تاريخ بتاريخ في آخر تحديث انتشار פורסם תאריך בתאריך עודכן`)

// authorWords introduce an author.
var authorWords = set(`by von par por door przez автор авторы written yazan`)

// dayWords are days of the week and what goes with the time of day.
var dayWords = set(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	am pm noon midnight gmt utc est edt et ct mt pt pst pdt cst cdt cet cest bst ist msk hrs h ago
	montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
	lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
	lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira
	maandag dinsdag woensdag donderdag vrijdag zaterdag zondag poniedziałek wtorek środa czwartek piątek sobota niedziela
	pazartesi salı çarşamba perşembe cuma cumartesi pazar понедельник вторник среда четверг пятница суббота воскресенье
	пн вт ср чт пт сб вс дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі понеділок вівторок середа п'ятниця
	星期一 星期二 星期三 星期四 星期五 星期六 星期日 上午 下午 午前 午後 曜日 時 分 点 오전 오후 시 분 تشرين كانون الأول الثاني`)

// particles stand inside names.
var particles = set(`dpa apa sid and the in of van von der den ten di da del della du la al el bin ibn y e und et`)

// otherWords stand with dates of anything but the page: events, visits, lives,
// pictures, data.
var otherWords = set(`deadline due expires expired expiry closes closed until valid effective event events when starts start
	begins begin ends end opens held scheduled accessed retrieved viewed visited today now born died founded established
	signed adopted joined photo photos photograph photographer image picture credit courtesy copyright
	frist heute geboren gestorben abgerufen foto aujourd'hui consulté né hoy nacido oggi nato hoje vandaag bugün doğum
	срок дедлайн сегодня обращения родился родилась фото бүгін туған сурет 今天 截止 本日 오늘 اليوم היום`)

// Dateline reports whether a text has a line which says that it is of this
// day: a byline, or a beginning such as "Astana, 7 November 2025 —". A sentence
// that mentions the day is none.
func Dateline(text string, day paper.Date) bool {
	const opening = 70 // bytes of a line that a dateline before a dash takes
	for line := range strings.Lines(text) {
		head := line[:min(len(line), opening)]
		for _, dash := range []string{"—", "–", "--", " - "} {
			if before, _, ok := strings.Cut(head, dash); ok && mentions(before, day) && formOf(strings.TrimSpace(before)).bare() {
				return true
			}
		}
		if utf8.RuneCountInString(line) <= maxLine && mentions(line, day) && formOf(strings.TrimSpace(line)).bare() {
			return true
		}
	}
	return false
}

// mentions reports whether a text has a day written out, in whatever form.
func mentions(text string, day paper.Date) bool {
	const before, after, most = 40, 30, 500
	year := strconv.Itoa(day.Year)
	at := 0
	for range most {
		i := strings.Index(text[at:], year)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(year)
		tokens := tokenize(text[max(0, i-before):min(len(text), at+after)])
		for k := range tokens {
			d, ok := findDate(tokens[k:])
			if !ok {
				break
			}
			if d.Date == day || d.Alternate == day {
				return true
			}
		}
	}
	return false
}
