package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citecheck/citecheck/paper/lex"
)

// citation reads the key that an @ cites, alone or in brackets: @Smith2020,
// [see @Smith2020, p. 3; -@Lee], @{any key}.
func (t *inline) citation(i int) int {
	if before, _ := utf8.DecodeLastRuneInString(t.s[:i]); i > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsRune("_/.", before)) {
		return 0 // a mail address, a path
	}
	key, n := citationKey(t.s[i+1:])
	if n == 0 {
		return 0
	}
	t.put(cite, i, i+1+n, key)
	return 1 + n
}

// citationKey reads a key and returns the length of what names it, or 0.
func citationKey(s string) (key string, n int) {
	if strings.HasPrefix(s, "{") {
		end := strings.IndexAny(s[:min(len(s), 200)], "}\n")
		if end < 2 || s[end] != '}' {
			return "", 0
		}
		return s[1:end], end + 1
	}
	inner := false // punctuation stands before this character, which it may not end with
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
			n, inner = i+utf8.RuneLen(r), false
		case i > 0 && !inner && strings.ContainsRune(":.#$%&-+?<>~/", r):
			inner = true
		default:
			return s[:n], n
		}
	}
	return s[:n], n
}

// role reads MyST's {name}`text`. Those that cite have keys as their text.
func (t *inline) role(i int) int {
	rest := t.s[i:min(len(t.s), i+40)]
	end := strings.IndexByte(rest, '}')
	if end < 2 || end+1 >= len(rest) || rest[end+1] != '`' || !lex.IsLetter(rest[1]) {
		return 0
	}
	name, _, _ := strings.Cut(rest[1:end], ":")
	if name != "cite" && name != "footcite" {
		return 0
	}
	n := run(t.s[i+end+1:])
	from := i + end + 1 + n
	closing := t.ticks.closing(t.s, from, n)
	if closing < 0 {
		return 0
	}
	t.put(nothing, i, from, "")
	t.keys(from, closing)
	t.put(nothing, closing, closing+n, "")
	return closing + n - i
}

// keys makes citations of the keys in s[from:to], between commas; what stands
// in braces is said about them.
func (t *inline) keys(from, to int) {
	for from < to {
		end := strings.IndexByte(t.s[from:to], ',') + from
		if end < from {
			end = to
		}
		text := t.s[from:end]
		if open := strings.LastIndexByte(text, '}'); open >= 0 && strings.HasPrefix(strings.TrimLeft(text, " "), "{") {
			text = text[open+1:]
		}
		text, _, _ = strings.Cut(text, "{")
		if key := strings.TrimSpace(text); key != "" {
			at := from + strings.Index(t.s[from:end], key)
			t.put(cite, at, at+len(key), key)
		}
		from = end + 1
	}
}
