package entry

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// genreWords begin the description of a work without a title.
var genreWords = lex.Phrases(`
	post; tweet; video; interview; email; e-mail; photograph; photo; remarks; letter; comment; message; speech; statement; telephone; conversation; lecture; presentation; status; reel; story; thread; livestream; podcast; facebook; instagram; twitter; linkedin; youtube; tiktok; telegram; personal; untitled
	beitrag; rede; brief; gespräch; kommentar; vortrag; foto; publication; entretien; lettre; discours; message; entrevista; carta; discurso; mensaje; publicación; comentario; intervista; lettera; пост; твит; видео; интервью; письмо; выступление; комментарий; сообщение; запись; жазба; сұхбат; хат; бейне`)

// genreLinks follow a genre's word in a description; without one, "Post Office
// scandal" and "Video games" are titles.
var genreLinks = lex.Phrases(`on; by; with; to; from; in; at; of; message; interview; conversation; communication; post; video; auf; von; mit; bei; an; sur; avec; à; de; en; con; a; su; em; в; на; с; к; от; по`)

// described reads "Donald J. Trump, Post on the social media platform X,
// November 6, 2025": a work without a title, described by its kind.
func (e *entry) described() (reading, bool) {
	if len(e.quotes) > 0 {
		return reading{}, false
	}
	start := 0
	for !e.startsGenre(start) {
		i := strings.IndexAny(e.masked[start:], ",.")
		if i < 0 || start+i > 150 {
			return reading{}, false
		}
		if start = e.skipSeparators(start + i); start >= len(e.masked) {
			return reading{}, false
		}
	}
	authors, certain := ParseNames(e.masked[:start])
	if start > 0 && !certain {
		return reading{}, false
	}
	end := e.dateOrStop(start)
	end = start + len(strings.TrimRight(e.masked[start:end], " ,.;:(–—-"))
	title := cleanTitle(e.text[start:end])
	return reading{authors: authors, title: title, described: true, span: [2]int{start, end}}, title != ""
}

// startsGenre reports whether a description begins at start.
func (e *entry) startsGenre(start int) bool {
	first, rest, _ := strings.Cut(e.masked[start:min(len(e.masked), start+60)], " ")
	second, rest, _ := strings.Cut(rest, " ")
	return strings.TrimSpace(rest) != "" && genreLinks[strings.ToLower(second)] && genreWords[strings.ToLower(first)]
}

// skipSeparators passes over punctuation and white space between two parts.
func (e *entry) skipSeparators(i int) int {
	for i < len(e.masked) && strings.IndexByte(" .,:;)", e.masked[i]) >= 0 {
		i++
	}
	return i
}

// dateOrStop returns where the next date, or what was lifted out, begins.
func (e *entry) dateOrStop(from int) int {
	end := len(e.masked)
	if i := strings.IndexByte(e.masked[from:], 0); i >= 0 {
		end = from + i
	}
	for _, d := range e.dates {
		if d.Start >= from && d.Start < end {
			end = d.Start
		}
	}
	return end
}
