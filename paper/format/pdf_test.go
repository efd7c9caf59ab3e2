package format

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/document"
	"github.com/citecheck/citecheck/paper/format/pdf"
)

// pdfReader is shared by all tests: the engine takes seconds to compile, and is
// kept where the program keeps it.
var pdfReader = func() *Reader {
	r := &Reader{}
	if dir, err := os.UserCacheDir(); err == nil {
		r.CacheDir = filepath.Join(dir, "citecheck")
	}
	return r
}()

func TestPDFErrors(t *testing.T) {
	tests := []struct {
		path string
		doc  []byte
		want error
	}{
		{"testdata/locked.pdf", nil, pdf.ErrPassword},
		{"testdata/scan.pdf", nil, ErrNoText},
		{"broken.pdf", []byte("%PDF-1.7\nnothing"), pdf.ErrBroken},
		{"text.pdf", []byte("a text that is named wrongly"), errNoPDF},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			doc := tt.doc
			if doc == nil {
				var err error
				if doc, err = os.ReadFile(tt.path); err != nil {
					t.Fatal(err)
				}
			}
			_, _, err := pdfReader.Read(t.Context(), Source{Path: tt.path, Bytes: doc})
			var known *Error
			if !errors.Is(err, tt.want) || !errors.As(err, &known) || known.Path != tt.path || known.Advice == "" {
				t.Errorf("got %v; want %v with path and advice", err, tt.want)
			}
		})
	}
}

func TestSniffPDF(t *testing.T) {
	tests := []struct {
		path, doc, want string
	}{
		{"a.dat", "%PDF-1.4", "pdf"},
		{"a.dat", strings.Repeat(" ", 1000) + "%PDF-1.4", "pdf"},
		{"a.dat", strings.Repeat(" ", 1024) + "%PDF-1.4", "markdown"},
		{"a.pdf", "x", "pdf"},
		{"a.md", "%PDF-1.4 is how a PDF begins", "markdown"},
	}
	for _, tt := range tests {
		if got := detect(tt.path, []byte(tt.doc)).name; got != tt.want {
			t.Errorf("%s, %.20q: got %s; want %s", tt.path, tt.doc, got, tt.want)
		}
	}
}

func TestPDFTitle(t *testing.T) {
	blocks := []document.Block{{Page: 1, Text: "Journal of Lamps"}, {Page: 1, Text: "A Lamp for Every Street"}, {Page: 2, Text: "untitled"}}
	for title, want := range map[string]bool{
		"A lamp for every street": true, "": false, "untitled": false, "lamp_final2.docx": false, "…": false,
	} {
		if got := isPDFTitle(title, blocks); got != want {
			t.Errorf("%q: got %v", title, got)
		}
	}
}

// BenchmarkPDF reads a paper of two columns when the engine has started.
func BenchmarkPDF(b *testing.B) {
	doc, err := os.ReadFile("../testdata/columns.pdf")
	if err != nil {
		b.Fatal(err)
	}
	pages := 0
	read := func() {
		d, _, err := pdfReader.Read(context.Background(), Source{Path: "columns.pdf", Bytes: doc})
		if err != nil {
			b.Fatal(err)
		}
		pages += d.Blocks[len(d.Blocks)-1].Page
	}
	read()
	pages = 0
	b.ReportAllocs()
	for b.Loop() {
		read()
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
