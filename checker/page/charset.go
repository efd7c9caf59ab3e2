package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// toUTF8 decodes a body. In order: a byte order mark; the bytes themselves,
// where they are UTF-8 beyond chance, whatever was declared; the header; the
// page's own meta element; and windows-1252 for what nobody declared.
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
	case name != "utf-8":
		return decode(enc, body)
	}
	return decode(declaredInside(body, isHTML), body)
}

// declaredInside is the encoding that the page's own markup names, for a
// header that claims UTF-8 and is wrong; windows-1252 where that says no more.
func declaredInside(body []byte, isHTML bool) encoding.Encoding {
	if isHTML {
		if enc, name, _ := charset.DetermineEncoding(body, ""); name != "utf-8" {
			return enc
		}
	}
	enc, _ := charset.Lookup("windows-1252")
	return enc
}

func decode(enc encoding.Encoding, body []byte) string {
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		out = body
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

// countUTF8 counts the characters beyond ASCII that are proper UTF-8, and the
// bytes that are part of none.
func countUTF8(b []byte) (high, broken int) {
	for i := 0; i < len(b); {
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
