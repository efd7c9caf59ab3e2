package page

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/citecheck/citecheck/checker/pdfhead"
)

// Sources of what a PDF says.
const (
	fromXMP     = "pdf metadata, dc:title"
	fromInfo    = "pdf metadata, Title"
	fromHeading = "pdf, largest type on page 1"
)

// readPDF fills p from a PDF. Its dates say when the file was made and changed,
// which is often years after the work was published: they can match a cited
// date and contradict none, as those of changes can.
func (p *Page) readPDF(body []byte, seen time.Time) {
	h := pdfhead.Read(body)
	for _, t := range []Title{{h.XMP, fromXMP}, {h.Info, fromInfo}, {h.Heading, fromHeading}} {
		t.Text = clean(t.Text, maxTitle)
		if t.Text != "" && (t.Source == fromHeading || !junkTitle(t.Text)) {
			p.Titles = append(p.Titles, t)
		}
	}
	d := dater{limit: seen.UTC().AddDate(0, 0, 1)}
	for _, made := range []struct{ value, source string }{{h.Created, "pdf CreationDate"}, {h.Changed, "pdf ModDate"}} {
		if date, ok := parseDate(strings.TrimPrefix(strings.TrimSpace(made.value), "D:")); ok {
			date.Source, date.Structured = made.source, true
			p.Modified = d.keep(p.Modified, date, false)
		}
	}
	p.opening = foldLines(h.Text)
}

// junkTitle reports whether a title from a PDF's metadata is what a program
// put there: the name of a file, of the program, or of a template.
func junkTitle(title string) bool {
	folded := squeeze(title)
	if strings.IndexFunc(title, unicode.IsLetter) < 0 || programTitles[folded] || genericTitles[folded] {
		return true
	}
	return junkForm.MatchString(title) || !strings.ContainsAny(title, " \u3000") && fileName.MatchString(title)
}

var (
	junkForm = regexp.MustCompile(`(?i)^(microsoft (word|powerpoint|excel|publisher) +- |untitled|unbenannt|sans titre|sin título|` +
		`(slide|folie|layout|page|document|dokument|presentation|präsentation|worksheet|book|drawing)[ -]?\d*$|[a-z]:\\|https?://|/)` +
		`|\.(docx?|pdf|indd|qxp|qxd|pptx?|xlsx?|tex|dvi|ps|eps|rtf|odt|ai|cdr|pub|wpd|pmd|html?|txt|jpe?g|tiff?|png)\W*$`)
	// fileName is a word with what file names have: underscores, or digits among letters.
	fileName = regexp.MustCompile(`_|[A-Za-z]\d|\d[A-Za-z]|^[a-z0-9-]+$|^[0-9A-Fa-f-]{8,}$`)
)

// programTitles are titles that programs give to what has none, folded,
// without spaces.
var programTitles = titleSet(`
	powerpoint presentation
	microsoft powerpoint presentation
	power point presentation
	présentation powerpoint
	powerpoint präsentation
	presentación de powerpoint
	apresentação do powerpoint
	presentazione standard di powerpoint
	презентация powerpoint
	slide 1
	adobe illustrator artwork
	adobe photoshop pdf
	acrobat document
	pdf document
	scanned document
	scan
	fax
	print
	unknown
	anonymous
	no job name
	cover
	template
	report
	full page photo
	crystal reports activex designer
	crystal reports
	title of document
	document title
	insert title here
	type title here
	your title here
	title here`)
