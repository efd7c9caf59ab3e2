package page

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// FirstLine is the source of a title that is only the first line of a plain
// text: it can match a cited title, and contradicts none.
const FirstLine = "first line"

// headText is how much of a plain text is looked at for its title, in bytes.
const headText = 16 << 10

// textTitles are the titles of a plain text or of Markdown: the one in its
// metadata, its first heading, or else its first line.
func textTitles(text string) []Title {
	text = strings.TrimPrefix(text[:min(len(text), headText)], "\ufeff")
	var list []Title
	add := func(s, source string) {
		s = markdownLink.ReplaceAllString(strings.Trim(s, " \t\r\n\"'#"), "$1")
		if s = clean(emphasis.Replace(s), maxTitle); s != "" {
			list = append(list, Title{s, source})
		}
	}
	if metadata, rest, ok := frontMatter(text); ok {
		for line := range strings.Lines(metadata) {
			if value, ok := strings.CutPrefix(line, "title:"); ok {
				add(value, "title in the metadata")
				break
			}
		}
		text = rest
	}
	const longest = 200 // characters of a first line that can be a title
	before, first := "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "# "), isUnderline(line) && before != "":
			if !strings.HasPrefix(line, "# ") {
				line = before
			}
			add(line, "first heading")
			return list
		case first == "" && line != "" && utf8.RuneCountInString(line) <= longest:
			first = line
		}
		before = line
	}
	if len(list) == 0 {
		add(first, FirstLine)
	}
	return list
}

// What Markdown puts into a heading that is no text.
var (
	markdownLink = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	emphasis     = strings.NewReplacer("*", "", "`", "", "__", "")
)

// frontMatter is the YAML between two lines of dashes at the beginning.
func frontMatter(text string) (metadata, rest string, ok bool) {
	after, found := strings.CutPrefix(text, "---\n")
	if !found {
		if after, found = strings.CutPrefix(text, "---\r\n"); !found {
			return "", text, false
		}
	}
	metadata, rest, ok = strings.Cut(after, "\n---")
	return metadata, rest, ok
}

// isUnderline reports whether a line underlines the heading above it.
func isUnderline(line string) bool {
	return len(line) >= 3 && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "")
}

// FeedTitle is the source of a feed's title, which is that of a site and no
// work's.
const FeedTitle = "feed title"

// isFeed reports whether a body is RSS or Atom.
func isFeed(mediaType string, body []byte) bool {
	switch mediaType {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml":
		return true
	case "application/xml", "text/xml":
		head := body[:min(len(body), 1024)]
		return bytes.Contains(head, []byte("<rss")) || bytes.Contains(head, []byte("<feed")) || bytes.Contains(head, []byte("<rdf:RDF"))
	}
	return false
}

// feedTitles is the title of a feed. It stands before the entries.
func feedTitles(body []byte) []Title {
	const most = 300 // tokens
	d := xml.NewDecoder(bytes.NewReader(body[:min(len(body), 1<<20)]))
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	var open []string
	for range most {
		token, err := d.RawToken()
		if err != nil {
			return nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "item" || t.Name.Local == "entry" {
				return nil
			}
			open = append(open, t.Name.Local)
		case xml.EndElement:
			open = open[:max(len(open)-1, 0)]
		case xml.CharData:
			if n := len(open); n >= 2 && open[n-1] == "title" && (open[n-2] == "channel" || open[n-2] == "feed") {
				if s := clean(string(t), maxTitle); s != "" {
					return []Title{{s, FeedTitle}}
				}
			}
		}
	}
	return nil
}
