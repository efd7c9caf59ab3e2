package report

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode"

	"github.com/citecheck/citecheck/paper"
)

// maxComment is how many bytes a report has at most: GitHub takes no comment of
// more than 65,536 characters.
const maxComment = 60_000

// A markdownSink writes a comment for a pull request, in GitHub's Markdown: the
// verdict, a table of what has to be mended, and the rest folded away.
type markdownSink struct {
	ledger
	w    io.Writer
	out  strings.Builder
	left int // rows that had no room
}

func newMarkdown(w io.Writer, _ Options) Sink { return &markdownSink{w: w} }

func (s *markdownSink) End(run Run) error {
	s.out.Reset()
	s.left = 0
	fmt.Fprintf(&s.out, "## citecheck: %s\n\n", s.headline(run))
	for _, v := range s.verdicts(run) {
		fmt.Fprintf(&s.out, "%s  \n", literal(clip(v.String(), maxValue)))
	}
	s.out.WriteString("\n")
	if line := s.undone(run); line != "" {
		fmt.Fprintf(&s.out, "%s\n\n", literal(line))
	}
	for _, line := range lost(run) {
		fmt.Fprintf(&s.out, "%s\n\n", literal(line))
	}
	s.table(run.Past, "", paper.Error, paper.Warning)
	s.table(run.Past, "note", paper.Note)
	s.references()
	if s.left > 0 {
		fmt.Fprintf(&s.out, "*%s had no room here.*\n\n", counted(s.left, "more row", "more rows"))
	}
	fmt.Fprintf(&s.out, "%s\n", literal(s.summary()))
	_, err := io.WriteString(s.w, defuseLines(s.out.String()))
	return err
}

// defuseLines is defuse for each line; those of this format begin with what the
// format itself puts there.
func defuseLines(text string) string { return buildCommand.ReplaceAllString(text, `#\#$1`) }

// headline is the verdict in a few words.
func (s *ledger) headline(run Run) string {
	switch {
	case s.Errors > 0:
		return counted(s.Errors, "error", "errors")
	case !run.Complete:
		return "the run did not finish"
	case s.Warnings > 0:
		return counted(s.Warnings, "warning", "warnings")
	}
	return "nothing to mend"
}

// table lists the findings of some severities, folded away under a title where
// there is one.
func (s *markdownSink) table(past *Past, title string, severities ...paper.Severity) {
	var rows []string
	for _, severity := range severities {
		for _, p := range s.papers {
			for _, ref := range p.References {
				rows = append(rows, s.rows(p, ref, s.of(ref, past), s.findings(ref), severity)...)
			}
			rows = append(rows, s.rows(p, nil, outcome{}, p.Findings, severity)...)
		}
	}
	if len(rows) == 0 {
		return
	}
	s.fold(title, "| | reference | finding | what to do |\n|---|---|---|---|\n", rows)
}

// fold writes a table as far as there is room; title is what a row is about.
func (s *markdownSink) fold(title, head string, rows []string) {
	if title != "" {
		fmt.Fprintf(&s.out, "<details>\n<summary>%s</summary>\n\n", counted(len(rows), title, title+"s"))
	}
	s.out.WriteString(head)
	for i, row := range rows {
		if s.out.Len()+len(row) > maxComment {
			s.left += len(rows) - i
			break
		}
		s.out.WriteString(row)
	}
	s.out.WriteString("\n")
	if title != "" {
		s.out.WriteString("</details>\n\n")
	}
}

// rows are the findings of one severity that count.
func (s *markdownSink) rows(p *paper.Paper, ref *paper.Reference, o outcome, findings []paper.Finding, severity paper.Severity) []string {
	var rows []string
	for _, f := range counting(findings) {
		if f.Severity != severity {
			continue
		}
		what := literal(clip(Safe(statement(f)), maxValue))
		if e := clip(Safe(evidence(f)), maxValue); e != "" {
			what += "<br>" + literal(e)
		}
		what += fmt.Sprintf(" ([%s](%s))", literal(clip(Safe(f.Rule), maxLabel)), target(rulePage(f.Rule)))
		at := &paper.Reference{Line: f.Line}
		who := literal(s.place(p, at))
		if ref != nil {
			who = s.reference(p, ref)
		}
		rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s |\n",
			severityWord(f.Severity), who, what, step(next(ref, o, f))))
	}
	return rows
}

// step is what to do next; an address at its end can be clicked.
func step(next string) string {
	text, link := stepLink(clip(Safe(next), maxURL))
	if link == "" {
		return literal(clip(text, maxValue))
	}
	return fmt.Sprintf("%s [%s](%s)", literal(text), literal(clip(link, maxCell)), target(link))
}

// stepLink parts what to do from the address of the web at its end; "" where
// there is none.
func stepLink(next string) (text, link string) {
	if i := strings.LastIndex(next, " http"); i >= 0 && isWeb(next[i+1:]) && !strings.HasSuffix(next, "…") {
		return next[:i], next[i+1:]
	}
	return next, ""
}

func severityWord(s paper.Severity) string {
	if s == paper.Note {
		return "note"
	}
	return "**" + literal(string(s)) + "**"
}

// references lists all references and how their links are.
func (s *markdownSink) references() {
	var rows []string
	for _, p := range s.papers {
		for _, ref := range p.References {
			health := "no link"
			if c := s.check(ref); c != nil {
				health = fmt.Sprintf("%s, %s", c.Health, c.Reason)
			} else if linkOf(ref) != "" {
				health = "not checked"
			}
			rows = append(rows, fmt.Sprintf("| %s | %s |\n", s.reference(p, ref), literal(health)))
		}
	}
	if len(rows) > 0 {
		s.fold("reference", "| reference | link |\n|---|---|\n", rows)
	}
}

// reference names a reference: label, place, and what it cites, as a link.
func (s *markdownSink) reference(p *paper.Paper, ref *paper.Reference) string {
	text := leftToRight(literal(clip(cite(ref), maxCell)), ref.Published.String())
	if link := linkOf(ref); isWeb(link) && text != "" {
		text = fmt.Sprintf("[%s](%s)", text, target(link))
	}
	head := literal(s.place(p, ref))
	if ref.Label != "" {
		head = "**" + literal("["+clip(Safe(ref.Label), maxLabel)+"]") + "** " + head
	}
	return head + "<br>" + text
}

// leftToRight keeps a date at the end of text in its order, which Arabic before
// it would turn round.
func leftToRight(text, date string) string {
	if before, found := strings.CutSuffix(text, date); found && date != "" && strings.ContainsFunc(before, isArabic) {
		return before + "&lrm;" + date
	}
	return text
}

func isArabic(r rune) bool { return unicode.Is(unicode.Arabic, r) }

// maxCell is how much of a reference a cell shows, in columns.
const maxCell = 160

// place is where a reference stands; the paper is named where there are several.
func (s *markdownSink) place(p *paper.Paper, ref *paper.Reference) string {
	if len(s.papers) > 1 || ref.Part != "" {
		return clip(Safe(place(p, ref)), maxValue)
	}
	alone := *p
	alone.Path = "line"
	if ref.Line == 0 {
		alone.Path = "the paper"
	}
	return clip(Safe(strings.Replace(place(&alone, ref), "line:", "line ", 1)), maxValue)
}

// isWeb reports whether a report may link to an address: only the web's.
func isWeb(link string) bool {
	u, err := url.Parse(link)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(link) <= maxURL
}

// target is an address as the destination of a link: what would end it, or what
// a table or mathematics would take for its own, is escaped as URLs have it. The
// rest of Markdown's signs mean nothing there, and servers tell them apart.
func target(link string) string {
	var b strings.Builder
	for _, c := range []byte(link) {
		switch {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("()<>\\|\"`[]{}^$", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		case c == '&': // or "&copy;" in an address would be read as a sign
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// literal is text that Markdown shows as it is: nothing of it is markup or
// HTML, becomes a link of its own, or calls a person or an issue.
func literal(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '@' || r == '#':
			b.WriteString(string(r) + "<!-- -->")
		case strings.ContainsRune("\\`*_{}[]|~$", r), beginsMarkup(s, i):
			b.WriteString(`\` + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// beginsMarkup reports whether the character at i is one that means something
// only where it stands: at the beginning of a line, or in an address.
func beginsMarkup(s string, i int) bool {
	switch s[i] {
	case '+', '-', '=':
		return i == 0
	case ')':
		return i > 0 && strings.Trim(s[:i], "0123456789") == ""
	case '.':
		return i > 0 && strings.Trim(s[:i], "0123456789") == "" || i >= 3 && strings.EqualFold(s[i-3:i], "www")
	case ':':
		return i+1 < len(s) && s[i+1] != ' '
	}
	return false
}
