package paper

import (
	"bytes"
	"strings"
)

// commentFinders find the comments of the formats that people write.
var commentFinders = map[string]func(lines [][]byte) []comment{
	"markdown": func(lines [][]byte) []comment { return angleComments(lines, true) },
	"html":     func(lines [][]byte) []comment { return angleComments(lines, false) },
	"jats":     func(lines [][]byte) []comment { return angleComments(lines, false) },
	"latex":    percentComments,
	"bibtex":   percentComments,
	"rst":      lineComments(".. "),
	"asciidoc": lineComments("//"),
	"org":      lineComments("# "),
}

// angleComments finds those of HTML. In Markdown, fenced code and code within
// a line only show how a comment is written.
func angleComments(lines [][]byte, markdown bool) []comment {
	var found []comment
	var open *comment
	fence := ""
	for n, line := range lines {
		if markdown && open == nil {
			if was := fence; fenced(line, &fence) || was != "" {
				continue
			}
		}
		for at := 0; ; {
			if open == nil {
				i := bytes.Index(line[at:], []byte("<!--"))
				if i < 0 {
					break
				}
				start := at + i
				at = start + len("<!--")
				if markdown && bytes.Count(line[:start], []byte("`"))%2 == 1 {
					continue
				}
				open = &comment{first: n, start: start}
			}
			i := bytes.Index(line[at:], []byte("-->"))
			if i < 0 {
				open.text += string(line[at:]) + "\n"
				break
			}
			open.text += string(line[at : at+i])
			at += i + len("-->")
			open.last, open.end = n, at
			found, open = append(found, *open), nil
		}
	}
	return found
}

// fenced reports whether a line begins or ends a block of fenced code
// (CommonMark 0.31.2, section 4.5), and keeps the open fence.
func fenced(line []byte, fence *string) bool {
	text := strings.TrimLeft(string(line), " >\t")
	if *fence != "" {
		rest := strings.TrimLeft(text, (*fence)[:1])
		if len(text)-len(rest) >= len(*fence) && strings.TrimSpace(rest) == "" {
			*fence = ""
			return true
		}
		return false
	}
	for _, mark := range []string{"`", "~"} {
		rest := strings.TrimLeft(text, mark)
		if n := len(text) - len(rest); n >= 3 && !(mark == "`" && strings.Contains(rest, mark)) {
			*fence = text[:n]
			return true
		}
	}
	return false
}

// percentComments finds those of TeX: from a percent sign that no backslash
// escapes to the line's end.
func percentComments(lines [][]byte) []comment {
	var found []comment
	for n, line := range lines {
		for i, c := range line {
			escaped := (i-len(bytes.TrimRight(line[:i], `\`)))%2 == 1
			if c == '%' && !escaped {
				text := string(bytes.TrimLeft(line[i:], "%"))
				found = append(found, comment{text: text, first: n, last: n, start: i, end: len(line)})
				break
			}
		}
	}
	return found
}

// lineComments finds lines that begin with a mark.
func lineComments(mark string) func([][]byte) []comment {
	return func(lines [][]byte) []comment {
		var found []comment
		for n, line := range lines {
			if text, ok := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), []byte(mark)); ok {
				found = append(found, comment{text: string(text), first: n, last: n, end: len(line)})
			}
		}
		return found
	}
}
