package checker

import (
	"context"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/fetch"
)

// Long pages are read one at a time, short ones beside each other.
func TestDesk(t *testing.T) {
	short := respond("https://a.test/", 200, article)
	long := respond("https://b.test/", 200, strings.Repeat("x", deskBytes+1))
	d := newDesk()
	first, err := d.sit(t.Context(), short)
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.sit(t.Context(), short, nil)
	if err != nil {
		t.Fatal(err)
	}
	over, stop := context.WithCancel(t.Context())
	stop()
	if _, err := d.sit(over, long); err == nil {
		t.Error("a long page is read beside two others")
	}
	first.leave()
	second.shrink(0)
	if first, err = d.sit(t.Context(), long); err != nil {
		t.Error("what was given back is not free")
	}
	first.leave()
	second.leave()
	if s, err := d.sit(t.Context(), long, long); err != nil || s.bytes != deskBytes {
		t.Errorf("got %v, %v; want all of the desk", s, err)
	}
}

// Of a page its beginning is enough; a PDF's end says where everything is.
func TestEnough(t *testing.T) {
	page, pdf := respond("https://a.test/", 200, strings.Repeat("<p>x", 3<<20)), respond("https://b.test/", 200, "%PDF-1.7\n"+strings.Repeat("x", 12<<20))
	pdf.Header.Set("Content-Type", "application/octet-stream")
	for _, e := range []*fetch.Exchange{page, pdf} {
		e.Spill()
		defer e.Free()
	}
	for e, want := range map[*fetch.Exchange]int64{page: enough, pdf: pdf.Size()} {
		body, err := fetch.DecodeStart(e, 20<<20, enoughOf(e))
		if err != nil || int64(len(body)) != want || mostContent(e) != want {
			t.Errorf("%s: got %d bytes, %v; want %d", e.URL, len(body), err, want)
		}
	}
}
