package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/citecheck/citecheck/paper/format/layout"
)

// engine is shared by all tests: it takes seconds to compile.
var engine Engine

// cacheDir is where the compiled engine is kept between runs of the tests.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "citecheck")
}

func TestMain(m *testing.M) {
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

// make writes a PDF of objects, of which the first is its catalog.
func makePDF(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(content), content)
}

const fonts4 = "/Resources<</Font<</R<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>/I<</Type/Font/Subtype/Type1/BaseFont/Times-Italic>>/B<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>>>>>"

// onePage is a PDF of one page with this content and these entries.
func onePage(content, entries string) []byte {
	return makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"+fonts4+entries+">>", stream("", content))
}

func TestRead(t *testing.T) {
	doc := onePage("BT /R 10 Tf 100 700 Td (One ) Tj /I 10 Tf (two) Tj /B 10 Tf ( three) Tj /R 10 Tf (.) Tj /R 6 Tf 4 Ts (12) Tj ET", "")
	d, err := engine.Read(t.Context(), cacheDir(), doc)
	if err != nil {
		t.Fatal(err)
	}
	p := d.Pages[0]
	var got []string
	for _, w := range p.Words {
		got = append(got, fmt.Sprintf("%s %.0f %v %v %v", w.Text, w.Size, w.Italic, w.Bold, w.Glued))
	}
	want := []string{"One 10 false false false", "two 10 true false false", "three. 10 false true false", "12 6 false false false"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if w := p.Words[0]; p.Width != 600 || p.Height != 800 || math.Abs(float64(w.Left-100)) > 0.5 || w.Top < 90 || w.Bottom > 105 {
		t.Errorf("got page %v × %v, first word at %v", p.Width, p.Height, w.Box)
	}
}

func TestTurnedPage(t *testing.T) {
	doc := onePage("BT /R 10 Tf 0 1 -1 0 300 100 Tm (upwards in the file) Tj ET", "/Rotate 90")
	d, err := engine.Read(t.Context(), cacheDir(), doc)
	if err != nil {
		t.Fatal(err)
	}
	p := d.Pages[0]
	if p.Width != 800 || p.Height != 600 || len(p.Words) != 4 {
		t.Fatalf("got %v × %v with %d words", p.Width, p.Height, len(p.Words))
	}
	first, last := p.Words[0], p.Words[3]
	if first.Text != "upwards" || last.Left < first.Right || math.Abs(float64(first.Top-last.Top)) > 1 {
		t.Errorf("got %+v, …, %+v", first, last)
	}
}

func TestLinks(t *testing.T) {
	annotation := func(action, more string) string {
		return "<</Type/Annot/Subtype/Link/Rect[100 690 150 710]/A" + action + more + ">>"
	}
	doc := onePage("BT /R 10 Tf 100 700 Td (One) Tj ET", "/Annots["+
		annotation("<</S/URI/URI(https://a.org/x)>>", "")+
		annotation("<</S/URI/URI(mailto:a@b.org)>>", "")+
		annotation("<</S/GoTo/D[3 0 R/Fit]>>", "")+
		annotation("<</S/URI/URI(https://b.org/)>>", "/QuadPoints[100 710 150 710 100 700 150 700 100 700 120 700 100 690 120 690]")+"]")
	d, err := engine.Read(t.Context(), cacheDir(), doc)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(d.Pages[0].Links)
	want := fmt.Sprint([]layout.Link{
		{URI: "https://a.org/x", Boxes: []layout.Box{{Left: 100, Top: 90, Right: 150, Bottom: 110}}},
		{URI: "https://b.org/", Boxes: []layout.Box{{Left: 100, Top: 90, Right: 150, Bottom: 100}, {Left: 100, Top: 100, Right: 120, Bottom: 110}}},
	})
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// endless draws forms that draw forms: ten to the power of how deep they are.
func endless() []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>", stream("", strings.Repeat("/F Do ", 10))}
	const deep = 12
	for i := range deep {
		objects = append(objects, stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F %d 0 R>>>>", 6+i), strings.Repeat("/F Do ", 10)))
	}
	objects = append(objects, stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]"+fonts4, "BT /R 10 Tf 10 10 Td (x) Tj ET"))
	return makePDF(objects...)
}

// TestEndless holds the engine to its time, and to giving the next document an
// instance of its own.
func TestEndless(t *testing.T) {
	pool, err := engine.start(cacheDir())
	if err != nil {
		t.Fatal(err)
	}
	itself := makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 4 0 R>>>>>>",
		stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</F 4 0 R>>>>", "/F Do /F Do"))
	for _, doc := range [][]byte{endless(), itself} {
		if _, err := read(t.Context(), pool, doc, 200*time.Millisecond); !errors.Is(err, ErrTime) {
			t.Errorf("got %v; want %v", err, ErrTime)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	if _, err := read(ctx, pool, endless(), time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v; want %v", err, context.Canceled)
	}
	if d, err := read(t.Context(), pool, onePage("BT /R 10 Tf 100 700 Td (One) Tj ET", ""), time.Hour); err != nil || len(d.Pages[0].Words) != 1 {
		t.Errorf("the next document: %+v, %v", d, err)
	}
}

func TestMemory(t *testing.T) {
	var bomb bytes.Buffer
	w, _ := zlib.NewWriterLevel(&bomb, zlib.BestCompression)
	line := bytes.Repeat([]byte("BT /R 10 Tf 100 700 Td (One) Tj ET\n"), 1<<15)
	for range 64 { // 75 MB
		w.Write(line)
	}
	w.Close()
	doc := makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"+fonts4+">>", stream("/Filter/FlateDecode", bomb.String()))
	pool, err := engine.start(cacheDir())
	if err != nil {
		t.Fatal(err)
	}
	if d, err := read(t.Context(), pool, doc, time.Second); err == nil && len(d.Pages[0].Words) > maxChars {
		t.Errorf("%d words", len(d.Pages[0].Words))
	}
	if _, err := read(t.Context(), pool, onePage("", ""), time.Hour); err != nil {
		t.Errorf("the next document: %v", err)
	}
}

func TestBroken(t *testing.T) {
	whole := onePage("BT /R 10 Tf 100 700 Td (One) Tj ET", "")
	deep := strings.Repeat("[", 1<<16) + strings.Repeat("]", 1<<16)
	pages := strings.Repeat("3 0 R ", maxPages+1)
	tests := []struct {
		name string
		doc  []byte
		want error
	}{
		{"no PDF", []byte("%PDF-1.7 and nothing else"), ErrBroken},
		{"no pages", makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), ErrBroken},
		{"no end", whole[:len(whole)/2], ErrBroken},
		{"pages that contain themselves", makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"), nil},
		{"a page that is none", makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "(x)"), nil},
		{"deep arrays", onePage("", "/X"+deep), nil},
		{"too many pages", makePDF("<</Type/Catalog/Pages 2 0 R>>", fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", pages, maxPages+1),
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"), ErrTooLong},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := engine.Read(t.Context(), cacheDir(), tt.doc)
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v; want %v", err, tt.want)
			}
		})
	}
}

func TestAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			text := fmt.Sprintf("document%d", i)
			d, err := engine.Read(t.Context(), cacheDir(), onePage("BT /R 10 Tf 100 700 Td ("+text+") Tj ET", ""))
			if err != nil || d.Pages[0].Words[0].Text != text {
				t.Errorf("%s: %+v, %v", text, d, err)
			}
		})
	}
	all.Wait()
}

// TestNoCache reads with a folder for the compiled engine that cannot be one.
func TestNoCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the engine, which takes seconds")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	var e Engine
	defer e.Close()
	if _, err := e.Read(t.Context(), filepath.Join(file, "cache"), onePage("", "")); err != nil {
		t.Error(err)
	}
}

// TestClose starts an engine again that was closed.
func TestClose(t *testing.T) {
	var e Engine
	for range 2 {
		if _, err := e.Read(t.Context(), cacheDir(), onePage("", "")); err != nil {
			t.Fatal(err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}

// script is a PDF of one page with a font whose letters A to C are those of
// another script.
func script(letters [3]rune, content string) []byte {
	var m strings.Builder
	for i, r := range letters {
		fmt.Fprintf(&m, "<%02X> <%04X>\n", 'A'+i, r)
	}
	unicode := "/CIDInit /ProcSet findresource begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar\n" + m.String() + "endbfchar endcmap end"
	return makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</R<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>/S<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 5 0 R>>>>>>>>", stream("", content), stream("", unicode))
}

// TestScripts reads words of other scripts: whether a space before one is
// written, and from left to right as they stand on the page.
func TestScripts(t *testing.T) {
	han, hebrew := [3]rune{'中', '国', '人'}, [3]rune{'א', 'ב', 'ג'}
	tests := []struct {
		name    string
		doc     []byte
		content string
	}{
		{"room between scripts", script(han, "BT /R 10 Tf 100 700 Td (page) Tj /S 10 Tf 22 0 Td (ABC) Tj ET"), "page +中国人"},
		{"a space between scripts", script(han, "BT /R 10 Tf 100 700 Td (page ) Tj /S 10 Tf 22 0 Td (ABC) Tj ET"), "page 中国人"},
		{"right to left, in the order of reading", script(hebrew, "BT /S 10 Tf 130 700 Td (A) Tj -7 0 Td (B) Tj -7 0 Td (C) Tj /R 10 Tf -84 0 Td (https://a.org/x) Tj ET"), "https://a.org/x גבא"},
		{"right to left, as it is seen", script(hebrew, "BT /R 10 Tf 100 700 Td (See 12 ) Tj /S 10 Tf (CB A) Tj /R 10 Tf ( here.) Tj ET"), "See 12 גב א here."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := engine.Read(t.Context(), cacheDir(), tt.doc)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, w := range d.Pages[0].Words {
				if w.Glued {
					w.Text = "+" + w.Text
				}
				got = append(got, w.Text)
			}
			if s := strings.Join(got, " "); s != tt.content {
				t.Errorf("got %q; want %q", s, tt.content)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(onePage("BT /R 10 Tf 100 700 Td (One ) Tj /I 6 Tf 4 Ts (two1) Tj ET", "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.org)>>>>]/Rotate 270"))
	f.Add(endless()[:2000])
	f.Add(script([3]rune{'א', 'ב', 'ג'}, "BT /R 10 Tf 100 700 Td (See 12 ) Tj /S 10 Tf (CBA) Tj ET"))
	pool, err := engine.start(cacheDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		d, err := read(t.Context(), pool, doc, time.Second)
		if err != nil {
			return
		}
		for _, p := range d.Pages {
			for _, w := range p.Words {
				if w.Text == "" || strings.ContainsFunc(w.Text, func(r rune) bool { return r < ' ' }) {
					t.Errorf("word %q", w.Text)
				}
			}
		}
	})
}
