package pdfhead

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// A font turns the bytes of a string into text.
type font struct {
	wide    bool           // two bytes a character
	unicode map[int]string // by code
	known   bool           // codes without an entry stand for themselves
	widths  map[int]float64
	usual   float64 // width of the others
	entries int     // set in the two tables so far
}

// maxEntries bounds the tables of a font: ranges may name each code again.
const maxEntries = 1 << 17

// fontOf is the font of a resource, read once.
func (c *canvas) fontOf(v any) *font {
	const most = 64
	key, ok := v.(ref)
	if f := c.fonts[key]; ok && f != nil {
		return f
	}
	d, _ := c.resolve(v).(dict)
	if d == nil || len(c.fonts) >= most {
		return nil
	}
	f := &font{unicode: map[int]string{}, widths: map[int]float64{}, usual: 0.5}
	if d["Subtype"] == name("Type0") {
		f.wide = true
		c.wideWidths(f, d)
	} else {
		f.known = true
		c.simple(f, d)
	}
	if cmap := c.stream(d["ToUnicode"]); len(cmap) > 0 {
		f.readCMap(cmap)
	}
	if ok {
		c.fonts[key] = f
	}
	return f
}

// simple reads the encoding and the widths of a font with one byte a character.
func (c *canvas) simple(f *font, d dict) {
	first, _ := c.resolve(d["FirstChar"]).(float64)
	for i, w := range c.array(d["Widths"]) {
		if n, ok := c.resolve(w).(float64); ok && i < 256 {
			f.widths[int(first)+i] = n / 1000
		}
	}
	base := c.resolve(d["Encoding"])
	if e, ok := base.(dict); ok {
		base = e["BaseEncoding"]
		code := 0
		for _, v := range c.array(e["Differences"]) {
			switch v := v.(type) {
			case float64:
				code = int(v)
			case name:
				if s := glyph(string(v)); s != "" {
					f.unicode[code] = s
				}
				code++
			}
		}
	}
	if base == name("MacRomanEncoding") {
		for i := 128; i < 256; i++ {
			if f.unicode[i] == "" {
				f.unicode[i] = string(charmap.Macintosh.DecodeByte(byte(i)))
			}
		}
	}
}

// wideWidths reads the widths of a font with two bytes a character.
func (c *canvas) wideWidths(f *font, d dict) {
	f.usual = 1
	below := c.array(d["DescendantFonts"])
	if len(below) == 0 {
		return
	}
	cid, _ := c.resolve(below[0]).(dict)
	if dw, ok := c.resolve(cid["DW"]).(float64); ok {
		f.usual = dw / 1000
	}
	w := c.array(cid["W"])
	for i := 0; i+1 < len(w); {
		first, _ := w[i].(float64)
		if list, ok := c.resolve(w[i+1]).([]any); ok {
			for k, v := range list {
				if n, ok := v.(float64); ok {
					f.widths[int(first)+k] = n / 1000
				}
			}
			i += 2
			continue
		}
		last, _ := w[i+1].(float64)
		if i+2 < len(w) && last-first < 1<<16 {
			n, _ := w[i+2].(float64)
			for k := int(first); k <= int(last) && f.entries < maxEntries; k++ {
				f.widths[k] = n / 1000
				f.entries++
			}
		}
		i += 3
	}
}

// read turns a string into text and says how wide that is, in ems.
func (f *font) read(s []byte) (string, float64) {
	var b strings.Builder
	width := 0.0
	add := func(code int) {
		if text, ok := f.unicode[code]; ok {
			b.WriteString(text)
		} else if f.known {
			b.WriteString(usualText(code))
		}
		if w, ok := f.widths[code]; ok {
			width += w
		} else {
			width += f.usual
		}
	}
	if f.wide {
		for i := 0; i+1 < len(s); i += 2 {
			add(int(s[i])<<8 | int(s[i+1]))
		}
	} else {
		for _, c := range s {
			add(int(c))
		}
	}
	return b.String(), width
}

// usualText is what a code means where the font does not say: Windows' signs,
// and the ligatures of TeX's fonts.
func usualText(code int) string {
	if code >= 0x0b && code <= 0x0f {
		return [...]string{"ff", "fi", "fl", "ffi", "ffl"}[code-0x0b]
	}
	if code < 0x20 {
		return ""
	}
	return string(charmap.Windows1252.DecodeByte(byte(code)))
}

// readCMap reads which codes are which characters, ISO 32000-1 section 9.10.3.
func (f *font) readCMap(cmap []byte) {
	const most = 1 << 16
	p := parser{b: cmap}
	var list []any
	for len(f.unicode) < most {
		p.count = 0
		v, ok := p.value(0)
		if !ok {
			if p.i >= len(p.b) {
				return
			}
			p.i++
			continue
		}
		switch v {
		case word("begincodespacerange"), word("beginbfchar"), word("beginbfrange"):
			list = list[:0]
		case word("endcodespacerange"):
			if len(list) > 0 {
				from, _ := list[0].([]byte)
				f.wide = len(from) == 2
			}
		case word("endbfchar"):
			for i := 0; i+1 < len(list); i += 2 {
				f.map1(list[i], list[i+1], 0)
			}
		case word("endbfrange"):
			for i := 0; i+2 < len(list); i += 3 {
				f.mapRange(list[i], list[i+1], list[i+2])
			}
		default:
			if len(list) < most {
				list = append(list, v)
			}
		}
	}
}

// codeOf is the number that a code of one or two bytes is.
func codeOf(v any) (int, bool) {
	b, ok := v.([]byte)
	if !ok || len(b) == 0 || len(b) > 2 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n, true
}

// map1 maps one code to a text, plus characters further in its last one.
func (f *font) map1(code, text any, plus int) {
	n, ok := codeOf(code)
	b, ok2 := text.([]byte)
	if !ok || !ok2 || len(b) > 64 {
		return
	}
	s := utf16Text(b)
	if plus > 0 {
		last, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size] + string(last+rune(plus))
	}
	f.unicode[n+plus] = s
}

func (f *font) mapRange(from, to, text any) {
	a, ok := codeOf(from)
	b, ok2 := codeOf(to)
	if !ok || !ok2 || b < a {
		return
	}
	list, each := text.([]any)
	for k := 0; k <= b-a && f.entries < maxEntries; k++ {
		f.entries++
		switch {
		case !each:
			f.map1(from, text, k)
		case k < len(list):
			f.map1([]byte{byte((a + k) >> 8), byte(a + k)}, list[k], 0)
		default:
			return
		}
	}
}

// glyph is the character that a glyph's name stands for, of those that titles
// have. A letter with an accent is named after both.
func glyph(s string) string {
	s, _, _ = strings.Cut(s, ".")
	if len(s) <= 1 {
		return s
	}
	if known := glyphs[s]; known != "" {
		return known
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(s, prefix); ok && len(hex) >= 4 {
			if n, err := strconv.ParseUint(hex[:4], 16, 32); err == nil {
				return string(rune(n))
			}
		}
	}
	if accent := accents[s[1:]]; accent != "" {
		return norm.NFC.String(s[:1] + accent)
	}
	return ""
}

var accents = map[string]string{"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303",
	"caron": "\u030c", "cedilla": "\u0327", "ring": "\u030a", "breve": "\u0306", "macron": "\u0304", "ogonek": "\u0328",
	"hungarumlaut": "\u030b", "dotaccent": "\u0307"}

var glyphs = func() map[string]string {
	const list = `space zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 comma , period . colon : semicolon ;
		hyphen - minus - endash – emdash — quoteright ’ quoteleft ‘ quotesingle ' quotedbl " quotedblleft “ quotedblright ”
		quotedblbase „ guillemotleft « guillemotright » parenleft ( parenright ) bracketleft [ bracketright ] slash / ampersand &
		question ? exclam ! percent % numbersign # dollar $ Euro € at @ plus + equal = asterisk * underscore _ bullet •
		ellipsis … section § degree ° ff ff fi fi fl fl ffi ffi ffl ffl germandbls ß ae æ AE Æ oe œ OE Œ oslash ø Oslash Ø
		lslash ł Lslash Ł dotlessi ı questiondown ¿ exclamdown ¡ copyright © registered ® trademark ™`
	words := strings.Fields(list)[1:]
	m := map[string]string{"space": " "}
	for i := 0; i+1 < len(words); i += 2 {
		m[words[i]] = words[i+1]
	}
	return m
}()
