package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper"
)

// forbidden reports whether r must not reach a terminal. It says on its own, by
// code points, what Safe decides by tables.
func forbidden(r rune) bool {
	switch {
	case r < ' ' || r >= 0x7f && r <= 0x9f:
		return true
	case r >= 0x200e && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r == 0xad, r == 0x61c, r == 0x200b, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return true
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return true
	}
	return false
}

func TestSafe(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "A plain title", "A plain title"},
		{"empty", "", ""},
		{"typography", "“L’été” – 25 €", "“L’été” – 25 €"},
		{"escape sequence", "\x1b[31mred\x1b[0m", "�[31mred�[0m"},
		{"title of the window", "\x1b]0;owned\x07", "�]0;owned�"},
		{"C1", "a\u009b31mb", "a�31mb"},
		{"delete and backspace", "a\x7f\x08b", "a��b"},
		{"lines", "a\r\nb\tc\u2028d\u2029e\u0085f\vg", "a  b c d e f g"},
		{"noncharacters", "a\ufffeb\uffffc\ufdd0d\U0010ffffe", "a�b�c�d�e"},
		{"invalid UTF-8", "a\xff\xc3b", "a��b"},
		{"bidi", "\u202eabc\u202c \u2066d\u2069\u200f", "abc d"},
		{"zero width", "a\u200bb\ufeffc\u00add\u2060e", "abcde"},
		{"fillers and tags", "a\u3164b\u115fc\U000e0041d", "abcd"},
		{"joiner in a word", "می\u200cخواهد", "می\u200cخواهد"},
		{"joiner in an emoji", "👩\u200d👧", "👩\u200d👧"},
		{"joiners at edges", "\u200da\u200d \u200cb\u200c", "a b"},
		{"joiners in a row", "a\u200d\u200c\u200db", "a\u200db"},
		{"joiner beside a dropped one", "a\u200d\u200bb", "a\u200db"},
		{"joiner before punctuation", "a\u200d.", "a."},
		{"a tower of marks", "a" + strings.Repeat("\u0301\u200d", 99) + "b", "a" + strings.Repeat("\u0301\u200d", 8) + "b"},
		{"Arabic number sign", "\u0600١", "\u0600١"},
		{"no-break and wide spaces", "a\u00a0b\u3000c", "a\u00a0b\u3000c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Safe(test.in); got != test.want {
				t.Errorf("got %q; want %q", got, test.want)
			}
		})
	}
}

var hostileTexts = []string{
	hostileText, "\x1b[2J\x1b[H", "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07", "\u202egpj.exe", "\xff\xfe\x00", "\ufffe\uffff\ufdd0\ufdef\U0001fffe\U0010ffff",
	"a\nERROR    forged finding", "a\r::error::forged", "\u2028\u2029\u0085", strings.Repeat("\u200b", 99), "\U000e0001\U000e0041",
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "=HYPERLINK(\"http://evil.example\")", "](javascript:alert(1))",
	"|a|\n|---|\n", "-->", "</details>", "]]>", "{{.}}", "@everyone #1", "::error::forged", "https://h.example/<script>\"'`|)",
}

// poisoned is a run with a text in every field that a page or paper fills.
func poisoned(text string) *world {
	w := hostile()
	ref := w.papers[0].References[0]
	ref.Title, ref.Label, ref.Raw, ref.URL, ref.Part = text, text, text, text, text
	ref.Authors, ref.Container, ref.ArchivedURL = []string{text}, text, text
	ref.Findings[0].Message, ref.Findings[0].Rule = text, text
	w.papers[0].Path, w.results[0].Check.Detail, w.results[0].Check.Title = text, text, text
	w.results[0].Check.URL, w.results[0].Check.FinalURL = text, text
	for i, rule := range []string{"dead-link", "moved-link", "title-mismatch", "date-mismatch"} {
		f := paper.Finding{Rule: rule, Severity: []paper.Severity{paper.Error, paper.Warning, paper.Note}[i%3], Message: text, Cited: text, Found: text, Evidence: text}
		w.results[0].Citations[0].Findings = append(w.results[0].Citations[0].Findings, f)
	}
	return w
}

// Every hostile character goes through every format, in every field.
func TestHostile(t *testing.T) {
	for _, text := range hostileTexts {
		w := poisoned(text)
		for _, name := range Formats() {
			out := w.write(t, name, Options{Verbose: true})
			if name == "csv" {
				out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
			}
			noneForbidden(t, out)
			if name == "junit" {
				wellFormed(t, out)
			}
		}
		for _, name := range ExtractFormats() {
			var out bytes.Buffer
			if err := extract(&out, name, text, w.papers, Options{Verbose: true}); err != nil {
				t.Fatal(err)
			}
			noneForbidden(t, out.Bytes())
		}
		for line := range strings.Lines(string(w.write(t, "text", Options{Width: 4000}))) {
			if strings.HasPrefix(line, "ERROR    forged") {
				t.Errorf("%q forged a finding: %q", text, line)
			}
		}
	}
}

// wellFormed holds a document to XML 1.0, which Go reads more strictly than it
// writes.
func wellFormed(t *testing.T, doc []byte) {
	t.Helper()
	for decoder := xml.NewDecoder(bytes.NewReader(doc)); ; {
		if _, err := decoder.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("no XML: %v in %q", err, doc)
			return
		}
	}
}

func noneForbidden(t *testing.T, out []byte) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Errorf("no UTF-8: %q", out)
	}
	for _, r := range string(out) {
		if r != '\n' && forbidden(r) {
			t.Errorf("%U in %q", r, out)
			return
		}
	}
}

// No value of a page or paper buries the findings of others.
func TestLongValues(t *testing.T) {
	for _, part := range []string{"word ", "x", "漢", "👩\u200d", "e\u0301", "\u1100", "\u0600", "https://a.example/", "\u00a0"} {
		w := hostile()
		ref := w.papers[0].References[0]
		long := strings.Repeat(part, 1<<17/len(part))
		ref.Title, ref.Label, ref.Raw, ref.URL, ref.Container, ref.Authors = long, long, long, long, long, []string{long, long}
		ref.Findings[0].Message, ref.Findings[0].Cited, ref.Findings[0].Found, ref.Findings[0].Evidence = long, long, long, long
		w.results[0].Check.Detail = long
		out := w.write(t, "text", Options{Verbose: true})
		if len(out) > 200_000 || !bytes.Contains(out, []byte("…")) {
			t.Errorf("%q, repeated, makes a report of %d bytes", part, len(out))
		}
	}
}

// Escapes for the sake of terminals change nothing that a program reads.
func TestEscapeJSON(t *testing.T) {
	want := "é 漢 👩\u200d👧 \u202e\u2066 \ufffe\ufdd0 \u007f\u009b \u00ad\ufeff \U000e0041 \x1b\u2028"
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	escaped := escapeJSON(data)
	noneForbidden(t, escaped)
	var got string
	if err := json.Unmarshal(escaped, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
	if !bytes.Contains(escaped, []byte("é 漢 👩")) {
		t.Errorf("harmless text was escaped: %s", escaped)
	}
}

func FuzzSafe(f *testing.F) {
	f.Add(hostileText)
	f.Add("a\u200d\u200b\u200cb")
	f.Add("\u200d👩\u200d\ufe0f\u200d👧\u200d")
	f.Fuzz(func(t *testing.T, s string) {
		safe := Safe(s)
		if again := Safe(safe); again != safe {
			t.Errorf("Safe(%q) = %q, and again %q", s, safe, again)
		}
		if !utf8.ValidString(safe) {
			t.Errorf("Safe(%q) = %q is no UTF-8", s, safe)
		}
		last := ' '
		for _, r := range safe + " " {
			if forbidden(r) {
				t.Fatalf("Safe(%q) = %q has %U", s, safe, r)
			}
			if isJoiner(last) && unicode.IsSpace(r) || isJoiner(r) && unicode.IsSpace(last) {
				t.Fatalf("Safe(%q) = %q has a joiner at the edge of a word", s, safe)
			}
			last = r
		}
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		if err := json.Unmarshal(escapeJSON(data), &got); err != nil {
			t.Fatal(err)
		}
		if got != strings.ToValidUTF8(got, "�") || utf8.ValidString(s) && got != s {
			t.Errorf("JSON made %q of %q", got, s)
		}
	})
}
