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

// readDescribed reads "Donald J. Trump, Post on the social media platform X,
// November 6, 2025": a work without a title, described by its kind.
func readDescribed(e *entry) reading {
	if len(e.quotes) > 0 {
		return reading{}
	}
	start := 0
	for {
		if e.startsGenre(start) {
			break
		}
		i := strings.IndexAny(e.masked[start:], ",.")
		if i < 0 || start+i > 150 {
			return reading{}
		}
		start = e.skipSeparators(start + i)
		if start >= len(e.masked) {
			return reading{}
		}
	}
	if _, certain := e.parseNames(e.masked[:start]); start > 0 && !certain {
		return reading{}
	}
	end := e.dateOrStop(start)
	end = start + len(strings.TrimRight(e.masked[start:end], " ,.;:(–—-"))
	authors := len(strings.TrimRight(e.masked[:start], " ,.:"))
	return reading{score: 80, authors: authors, title: [2]int{start, end}, after: end, described: true}
}

func (e *entry) startsGenre(start int) bool {
	words := strings.Fields(e.masked[start:min(len(e.masked), start+60)])
	return len(words) > 2 && genreWords[strings.ToLower(words[0])] && genreLinks[strings.ToLower(words[1])]
}

// dateOrStop returns where the next date, or what was lifted out, begins.
func (e *entry) dateOrStop(from int) int {
	end := e.stop(from)
	for _, d := range e.dates {
		if d.Start >= from && d.Start < end {
			end = d.Start
		}
	}
	return end
}
