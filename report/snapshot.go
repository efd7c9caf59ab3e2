package report

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/citecheck/citecheck/archive"
	"github.com/citecheck/citecheck/checker/verdict"
)

// maxShown bounds what is shown of one snapshot, in bytes.
const maxShown = 4 << 20

// Snapshot writes the readable text of a stored page, one paragraph a block.
func Snapshot(w io.Writer, v *archive.View, o Options) error {
	out := newPrinter(w, o)
	if title := v.Page.Title().Text; title != "" {
		out.para(0, span{}, 0, say(bold, clip(Safe(title), maxValue)))
	}
	out.para(0, span{}, 0, keep(dim, v.Exchange.URL))
	out.para(0, span{}, 0, say(dim, provenance(v)))
	text, cut := bounded(v.Page.ReadingText())
	for line := range strings.Lines(text) {
		out.gap()
		out.para(0, span{}, 0, say(plain, line))
	}
	switch {
	case text == "":
		out.gap()
		out.para(0, span{}, 0, say(plain, fmt.Sprintf("It has no readable text: %s, %s. --raw gives the file, --headers what the server said of it.",
			v.Page.MediaType, humanize.IBytes(uint64(len(v.Exchange.Body))))))
	case cut:
		out.gap()
		out.para(0, span{}, 0, say(yellow, fmt.Sprintf("The text goes on: only its first %s are shown. --html gives all.", humanize.IBytes(maxShown))))
	}
	return out.flush()
}

// bounded cuts text behind maxShown bytes.
func bounded(text string) (string, bool) {
	if len(text) <= maxShown {
		return text, false
	}
	return strings.ToValidUTF8(text[:maxShown], ""), true
}

// provenance says when a snapshot was taken and what the check said.
func provenance(v *archive.View) string {
	text := fmt.Sprintf("As seen on %s UTC: %s, %s.", when(v.CheckedAt), v.Health, v.Reason)
	if v.Exchange.Truncated != "" {
		text += " The answer was cut (" + v.Exchange.Truncated + ")."
	}
	if v.BodyErr != nil {
		text += " Its encoding is damaged: this may not be all."
	}
	return text
}

// Headers writes what the server said before the body, and where the answer is
// kept.
func Headers(w io.Writer, v *archive.View) error {
	var b strings.Builder
	line := func(text string) { b.WriteString(Safe(text) + "\n") }
	line(joined(" ", v.Exchange.Proto, fmt.Sprintf("%03d", v.Exchange.Status), v.Exchange.StatusText))
	names := make([]string, 0, len(v.Exchange.Header))
	for name := range v.Exchange.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range v.Exchange.Header[name] {
			line(http.CanonicalHeaderKey(name) + ": " + value)
		}
	}
	line("")
	line("url      " + v.Exchange.URL)
	line("checked  " + v.CheckedAt.UTC().Format(time.RFC3339))
	if v.Entry.Snapshot != nil {
		line(fmt.Sprintf("record   %s, byte %d", v.Entry.Snapshot.WARC, v.Entry.Snapshot.Offset))
	}
	line("sha256   " + v.SHA256)
	_, err := io.WriteString(w, b.String())
	return err
}

// HTML writes a stored page as it is read by programs, with its content
// encoding undone. On a terminal, what could fool it is made visible.
func HTML(w io.Writer, v *archive.View, terminal bool) error {
	if !terminal {
		_, err := w.Write(v.Body)
		return err
	}
	text, cut := bounded(string(v.Body))
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(Safe(strings.TrimRight(line, "\r\n")) + "\n")
	}
	if cut {
		fmt.Fprintf(&b, "… only the first %s are shown on a terminal\n", humanize.IBytes(maxShown))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Aside is what a reader of a snapshot should know besides, or "": that it is
// not how the page is now.
func Aside(entries []archive.Entry, v *archive.View) string {
	last := entries[len(entries)-1]
	switch {
	case last.Check == v.Check || !last.CheckedAt.After(v.CheckedAt):
		return ""
	case last.Health == verdict.Dead || last.Health == verdict.Unsure:
		return fmt.Sprintf("this is how it was on %s; on %s it was %s, %s", when(v.CheckedAt), when(last.CheckedAt), last.Health, last.Reason)
	}
	return ""
}
