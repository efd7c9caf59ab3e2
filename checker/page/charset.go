package page

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// toUTF8 decodes a body. In order: a byte order mark; the bytes themselves,
// where they are UTF-8 beyond chance, whatever was declared; the header; the
// page's own meta element; and where nobody declared any, what the letters look
// like, or windows-1252.
func toUTF8(body []byte, contentType string, isHTML bool) string {
	if bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) {
		return strings.ToValidUTF8(string(body[3:]), "\ufffd")
	}
	enc, name, certain := charset.DetermineEncoding(body, contentType)
	if strings.HasPrefix(name, "utf-16") || name == "iso-2022-jp" {
		if certain || name == "iso-2022-jp" {
			return decode(enc, body)
		}
	}
	high, broken := countUTF8(body)
	switch {
	case broken == 0 && (high == 0 || high >= 3):
		return string(body)
	case broken == 0 && name != "windows-1252" && name != "utf-8" && !certain:
		return decode(enc, body)
	case broken == 0:
		return string(body)
	case broken*10 <= high:
		// A few bytes of another encoding, as in comments pasted from elsewhere.
		return strings.ToValidUTF8(string(body), "\ufffd")
	case name != "utf-8" && (certain || name != "windows-1252" || declares(body, contentType, isHTML)):
		return decode(enc, body)
	}
	return decode(declaredInside(body, isHTML), body)
}

// declares reports whether a body or its header names an encoding at all.
func declares(body []byte, contentType string, isHTML bool) bool {
	return strings.Contains(strings.ToLower(contentType), "charset") ||
		isHTML && bytes.Contains(bytes.ToLower(body[:min(len(body), 1024)]), []byte("charset"))
}

// declaredInside is the encoding that the page's own markup names, for a
// header that claims UTF-8 and is wrong; a guess where that says no more.
func declaredInside(body []byte, isHTML bool) encoding.Encoding {
	if declares(body, "", isHTML) {
		if enc, name, _ := charset.DetermineEncoding(body, ""); name != "utf-8" {
			return enc
		}
	}
	return guessEncoding(body, isHTML)
}

// guessEncoding takes an encoding from the bytes themselves: what letters they
// would be, and which follow each other. Where that is not sure, Western Europe
// is likelier than the rest, unless the page declares a language of Cyrillic
// letters.
func guessEncoding(body []byte, isHTML bool) encoding.Encoding {
	const enough, sure = 32 << 10, 25 // bytes; in percent
	first := bytes.IndexFunc(body, func(r rune) bool { return r >= utf8.RuneSelf })
	sample := body[max(0, first):]
	sample = sample[:min(len(sample), enough)]
	detector := chardet.NewTextDetector()
	if isHTML {
		detector = chardet.NewHtmlDetector()
	}
	if best := likeliest(detector, sample); best.Confidence >= sure && best.Charset != "ISO-8859-1" {
		if enc, name := charset.Lookup(strings.TrimSuffix(best.Charset, "-I")); enc != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") {
			return enc
		}
	}
	name := "windows-1252"
	if m := declaredLang.FindSubmatch(body[:min(len(body), 1024)]); m != nil && cyrillicTags[strings.ToLower(string(m[1]))] {
		name = "windows-1251"
	}
	enc, _ := charset.Lookup(name)
	return enc
}

// likeliest is the detector's best guess. It has the guesses in no certain
// order: of those that are as likely, an encoding of Windows comes first, as
// they are the most common, so that a page reads the same each time.
func likeliest(detector *chardet.Detector, sample []byte) chardet.Result {
	all, err := detector.DetectAll(sample)
	if err != nil {
		return chardet.Result{}
	}
	return slices.MaxFunc(all, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(a.Confidence, b.Confidence), strings.Compare(a.Charset, b.Charset))
	})
}

var (
	declaredLang = regexp.MustCompile(`(?i)<html[^>]*\blang\s*=\s*["']?([a-z]{2,3})`)
	cyrillicTags = set(`ru uk be bg kk ky mk sr tg mn`)
)

// decode gives as much as goes into a tree, and enough beyond it to be seen.
func decode(enc encoding.Encoding, body []byte) string {
	var out strings.Builder
	r := enc.NewDecoder().Reader(bytes.NewReader(body))
	if _, err := io.Copy(&out, io.LimitReader(r, maxMarkup+utf8.UTFMax)); err != nil {
		return strings.ToValidUTF8(string(body), "\ufffd")
	}
	return strings.ToValidUTF8(out.String(), "\ufffd")
}

// countUTF8 counts the characters beyond ASCII that are proper UTF-8, and the
// bytes that are part of none.
func countUTF8(b []byte) (high, broken int) {
	for i := 0; i < len(b); {
		if i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 == 0 {
			i += 8
			continue
		}
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			high++
		}
		i += n
	}
	return high, broken
}
