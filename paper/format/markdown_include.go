package format

import (
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// A markdownSource is a document in Markdown with the files that it includes,
// as Quarto's {{< include part.qmd >}} and MyST's directive {include} do: they
// stand in the place of the line that asks for them.
type markdownSource struct {
	in       *input
	meta     *metadata // of the document; what its parts name is added
	text     strings.Builder
	places   []sourceLine // where each line of the text stands, without its text
	open     []string     // the files that are being read
	included int          // files read so far
}

// withIncluded returns a document's text with the files that it includes, and
// where each line of it stands; nil where it includes none.
func (in *input) withIncluded(body string, meta *metadata) (text string, places []sourceLine) {
	if !strings.Contains(body, "{{< include ") && !strings.Contains(body, "{include}") {
		return body, nil
	}
	s := markdownSource{in: in, meta: meta}
	s.add(unfoldedLines(body, ""))
	return s.text.String(), s.places
}

// add adds lines, and in place of those that include a file the file's. What
// stands in code includes nothing.
func (s *markdownSource) add(lines []sourceLine) {
	code := "" // the fence that is open
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		mark, info := codeFence(l.text)
		switch {
		case code != "":
			if info == "" && strings.HasPrefix(mark, code) {
				code = ""
			}
		case strings.HasPrefix(info, "{include}"):
			end := fenceEnd(lines[i+1:], mark)
			if !slices.ContainsFunc(lines[i+1:i+1+end], isCodeOption) {
				s.include(l, strings.TrimPrefix(info, "{include}"))
			}
			i += end
			continue
		case mark != "" && mark[0] != ':':
			code = mark
		default:
			if name, ok := shortcode(l.text, "include"); ok {
				s.include(l, name)
				continue
			}
		}
		s.text.WriteString(l.text)
		s.text.WriteByte('\n')
		l.text = ""
		s.places = append(s.places, l)
	}
}

// include adds the file of a name, between blank lines.
func (s *markdownSource) include(l sourceLine, name string) {
	w := wish{l.part, l.number, strings.TrimSpace(l.text)}
	name = fileFrom(l.part, strings.Trim(strings.TrimSpace(name), `"'`))
	if s.included >= maxIncludes || len(s.open) > maxIncludeDepth {
		s.in.note(w, errIncludes)
		return
	}
	s.included++
	text, ok := s.in.include(w, name, s.open)
	if !ok {
		return
	}
	own, body := cutMetadata(text)
	for _, b := range own.bibliographies {
		b.part, b.name = name, fileFrom(name, b.name)
		s.meta.bibliographies = append(s.meta.bibliographies, b)
	}
	s.meta.records = append(s.meta.records, own.records...)
	s.meta.cited = append(s.meta.cited, own.cited...)
	s.open = append(s.open, name)
	l.text = ""
	s.add([]sourceLine{l})
	s.add(append(unfoldedLines(body, name), l))
	s.open = s.open[:len(s.open)-1]
}

// unfoldedLines cuts a text into its lines, with the blanks that end them: they
// mean something in Markdown.
func unfoldedLines(text, part string) []sourceLine {
	lines := make([]sourceLine, 0, 1+strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, sourceLine{line, len(lines) + 1, part})
	}
	return lines
}

// codeFence cuts a line that begins with a fence into the fence and what stands
// behind it.
func codeFence(line string) (mark, info string) {
	line = strings.TrimSpace(line)
	if len(line) < 3 || strings.IndexByte("`~:", line[0]) < 0 {
		return "", ""
	}
	info = strings.TrimLeft(line, line[:1])
	if mark = line[:len(line)-len(info)]; len(mark) < 3 {
		return "", ""
	}
	return mark, strings.TrimSpace(info)
}

// fenceEnd counts the lines up to the one that closes a fence, it included.
func fenceEnd(lines []sourceLine, mark string) int {
	for i, l := range lines {
		if m, info := codeFence(l.text); info == "" && strings.HasPrefix(m, mark) {
			return i + 1
		}
	}
	return len(lines)
}

// isCodeOption reports whether an option of the directive shows the file as code.
func isCodeOption(l sourceLine) bool {
	option := strings.TrimSpace(l.text)
	return strings.HasPrefix(option, ":literal:") || strings.HasPrefix(option, ":code:") || strings.HasPrefix(option, ":lang:")
}

// shortcode reads a line that is one of Quarto's shortcodes: {{< name rest >}}.
func shortcode(line, name string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(strings.TrimSpace(line), "{{< "+name+" ")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, ">}}")
}

// placeBlocks puts blocks from the lines of a text to where these lines stand.
func placeBlocks(blocks []document.Block, places []sourceLine) {
	for i := range blocks {
		b := &blocks[i]
		if b.Line < 1 || b.Line > len(places) {
			continue
		}
		for j := range b.Lines {
			if n := b.Lines[j].Line; 0 < n && n <= len(places) {
				b.Lines[j].Line = places[n-1].number
			}
		}
		b.Part, b.Line = places[b.Line-1].part, places[b.Line-1].number
	}
}
