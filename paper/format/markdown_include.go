package format

import (
	"path"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/document"
)

// A markdownSource is a document in Markdown with the files that it includes,
// as Quarto's {{< include part.qmd >}}, MyST's directive {include} and the child
// documents of R Markdown do: they stand in the place of the line that asks for
// them.
type markdownSource struct {
	in       *input
	meta     *metadata // of the document; what its parts name is added
	text     strings.Builder
	places   []sourceLine // where each line of the text stands, without its text
	open     []string     // the files that are being read
	included int          // files read so far
}

// withIncluded returns a document's text with the files that it includes, and
// where each line of it stands; nil where it includes none. Before the text
// stand so many other lines.
func (in *input) withIncluded(body string, before int, meta *metadata) (text string, places []sourceLine) {
	if !includes(body) {
		return body, nil
	}
	lines := unfoldedLines(body, "")
	for i := range lines {
		lines[i].number += before
	}
	s := markdownSource{in: in, meta: meta}
	s.add(lines)
	return s.text.String(), s.places
}

// includes reports whether a document may include files.
func includes(body string) bool {
	return strings.Contains(body, "{{< include ") || strings.Contains(body, "{include}") || strings.Contains(body, "{r") && strings.Contains(body, "child")
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
		case strings.HasPrefix(info, "{r"):
			end := fenceEnd(lines[i+1:], mark)
			if names := children(info, lines[i+1:i+1+end]); len(names) > 0 {
				for _, name := range names {
					s.include(l, name)
				}
				i += end
				continue
			}
			code = mark
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
	name = strings.Trim(strings.TrimSpace(name), `"'`)
	if beside := fileFrom(l.part, name); l.part == "" || s.in.has(beside) || !s.in.has(path.Clean(name)) {
		name = beside
	} else {
		name = path.Clean(name) // R Markdown counts from the paper's folder
	}
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

// children are the documents that a chunk of R names by its option child, in
// the line that opens it or in comments below: child="a.Rmd", child = c("a.Rmd",
// "b.Rmd"), #| child: a.qmd.
func children(info string, lines []sourceLine) []string {
	options := []string{info}
	for _, l := range lines {
		option, ok := strings.CutPrefix(strings.TrimSpace(l.text), "#|")
		if !ok {
			break
		}
		options = append(options, option)
	}
	var names []string
	for _, option := range options {
		if strings.Contains(strings.ReplaceAll(option, " ", ""), "eval=F") {
			return nil // not run
		}
		names = append(names, quoted(chunkOption(option, "child"))...)
	}
	return names
}

// chunkOption is what follows name= or name: in the options of a chunk, or "".
func chunkOption(options, name string) string {
	for from := 0; ; {
		i := strings.Index(options[from:], name)
		if i < 0 {
			return ""
		}
		start := from + i
		from = start + len(name)
		value := strings.TrimLeft(options[from:], " ")
		if (start == 0 || strings.IndexByte(" ,", options[start-1]) >= 0) && value != "" && (value[0] == '=' || value[0] == ':') {
			return strings.TrimLeft(value[1:], " ")
		}
	}
}

// quoted are the names that stand in quotation marks at the beginning of an
// option's value, one or those in c(…), or the one that stands without.
func quoted(value string) []string {
	if !strings.HasPrefix(value, "c(") && !strings.HasPrefix(value, "[") {
		value, _, _ = strings.Cut(value, ",")
	}
	value, _, _ = strings.Cut(strings.TrimPrefix(value, "c("), ")")
	var names []string
	for name := range strings.SplitSeq(strings.Trim(value, "[]} "), ",") {
		if name = strings.Trim(name, " \"'}"); name != "" {
			names = append(names, name)
		}
	}
	return names
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
