package format

import (
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/lex"
)

// frameHeadings announce what a site puts below a text of its own accord: other
// texts, and what readers say of this one. Lists for further reading are none:
// the author made them.
var frameHeadings = foldedAll(`related posts; related articles; related stories; related content; related news; related topics; related links; similar posts; similar articles; read next; up next; more stories; more articles; more posts; latest posts; recent posts; latest news; popular posts; most read; most popular; trending; trending now
	you may also like; you might also like; you may also enjoy; you might also enjoy; recommended for you; recommended articles; recommended stories; more like this; more from this author; read more articles; previous post; next post; share this; share this post; share this article; about the author
	comments; leave a comment; leave a reply; post a comment; add a comment; join the conversation; join the discussion; discussion about this post; reader comments; responses; trackbacks; pingbacks
	ähnliche beiträge; ähnliche artikel; verwandte artikel; weitere artikel; weitere beiträge; mehr zum thema; auch interessant; das könnte sie auch interessieren; das könnte dich auch interessieren; kommentare; schreibe einen kommentar; kommentar schreiben
	articles similaires; articles liés; sur le même sujet; à lire aussi; à lire ensuite; vous aimerez aussi; commentaires; laisser un commentaire; laissez un commentaire
	artículos relacionados; entradas relacionadas; noticias relacionadas; te puede interesar; también te puede interesar; comentarios; deja un comentario; deja una respuesta; artigos relacionados; leia também; comentários; deixe um comentário; articoli correlati; leggi anche; potrebbe interessarti; commenti; lascia un commento
	похожие записи; похожие статьи; читайте также; по теме; другие материалы; комментарии; добавить комментарий; оставить комментарий; читайте також; коментарі; 相关文章; 相关阅读; 推荐阅读; 评论; 関連記事; おすすめ記事; コメント; 관련 기사; 댓글; gerelateerde artikelen; lees ook; reacties; powiązane artykuły; czytaj też; komentarze; ilgili yazılar; benzer yazılar; yorumlar`)

func foldedAll(list string) map[string]bool {
	set := map[string]bool{}
	for p := range lex.Phrases(list) {
		set[lex.Fold(p)] = true
	}
	return set
}

// commentWords follow the number of what readers said: "3 comments".
var commentWords = foldedAll(`comment; comments; response; responses; reply; replies; thought on; thoughts on; kommentar; kommentare; commentaire; commentaires; comentario; comentarios; комментарий; комментария; комментариев`)

// isFrameHeading reports whether a heading announces a part of the site, not of
// the paper.
func isFrameHeading(text string) bool {
	if len(text) > 120 {
		return false
	}
	folded := lex.Fold(strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	if frameHeadings[folded] || strings.HasPrefix(folded, "more from ") && len(folded) < 40 || strings.HasPrefix(folded, "more in ") && len(folded) < 30 {
		return true
	}
	number, rest, ok := strings.Cut(folded, " ")
	if !ok || strings.Trim(number, "0123456789") != "" && number != "one" && number != "no" {
		word, count, ok := strings.Cut(folded, " ") // comments (3)
		return ok && commentWords[word] && strings.Trim(count, "0123456789") == ""
	}
	for word := range commentWords {
		if rest == word || strings.HasPrefix(rest, word+" on ") || strings.HasPrefix(rest, word+" to ") || strings.HasSuffix(word, " on") && strings.HasPrefix(rest, word+" ") {
			return true
		}
	}
	return false
}

// framed says which blocks are of the site and not of the paper, by the heading
// under which they stand, or by the line above a list. Entries and notes are the
// paper's, and so is what comes before the last of them: a paper may have a part
// that is called Comments. What a page begins with is no end of it either.
func (r *htmlReader) framed(cited []bool) []bool {
	framed := make([]bool, len(r.blocks))
	first := 0
	for first < len(r.blocks) && r.blocks[first].Kind == document.Heading {
		first++
	}
	for i := range cited {
		if cited[i] {
			first = i + 1
		}
	}
	level, list := 0, false // of the heading that announced the frame; within a list that a line announced
	for i := first; i < len(r.blocks); i++ {
		b := &r.blocks[i].Block
		switch {
		case b.Kind == document.Heading && isFrameHeading(b.Text):
			if level == 0 || b.Level < level {
				level = b.Level
			}
			list = false
		case b.Kind == document.Heading:
			if b.Level <= level {
				level = 0
			}
			list = false
		case b.Kind == document.Paragraph && level == 0:
			list = isFrameHeading(b.Text)
		}
		framed[i] = level > 0 || list
	}
	return framed
}
