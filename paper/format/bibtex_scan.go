package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// A bibEntry is an entry of a BibTeX file with its fields as they are written:
// in TeX. The names of kind and fields are in lower case.
type bibEntry struct {
	kind, key string
	line      int
	fields    map[string]string
	complete  bool // it has what it inherits
}

// A bibScanner reads BibTeX files. It takes what it can get: an entry that is
// broken costs itself at most, not the ones after it.
type bibScanner struct {
	text     string
	pos      int
	line     int // of counted
	counted  int // up to which line is counted
	macros   map[string]string
	expanded int // bytes that macros stood for
	unclosed int // comments without an end, met so far
	wasted   int // bytes looked through for ends that are not there
	entries  []bibEntry
	faults   []bibEntry // those that lack the end of a value, or their own
}

// scanBibTeX reads the entries of a BibTeX file in their order. faults are
// those that are broken.
func scanBibTeX(text string) (all, faults []bibEntry) {
	s := &bibScanner{text: text, line: 1, macros: map[string]string{}}
	for name, month := range bibMonths {
		s.macros[name] = month
	}
	for s.pos < len(s.text) {
		at := strings.IndexByte(s.text[s.pos:], '@')
		if at < 0 {
			break
		}
		s.pos += at + 1
		if !s.commentedOut() {
			s.object()
		}
	}
	return s.entries, s.faults
}

// bibMonths are the macros that every style defines.
var bibMonths = map[string]string{
	"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
	"aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}

// commentedOut reports whether the line up to the sign just read begins with a
// percent sign.
func (s *bibScanner) commentedOut() bool {
	start := strings.LastIndexByte(s.text[max(0, s.pos-maxKeyLine):s.pos], '\n') + max(0, s.pos-maxKeyLine) + 1
	return strings.HasPrefix(strings.TrimLeft(s.text[min(start, s.pos):s.pos], " \t"), "%")
}

// maxKeyLine bounds how far back the beginning of a line is looked for.
const maxKeyLine = 200

// object reads what follows the sign @: an entry, a macro or a comment.
func (s *bibScanner) object() {
	begin := s.pos
	kind := strings.ToLower(s.word())
	s.space()
	if kind == "" || s.pos >= len(s.text) || s.text[s.pos] != '{' && s.text[s.pos] != '(' {
		return
	}
	closing := byte('}')
	if s.text[s.pos] == '(' {
		closing = ')'
	}
	switch kind {
	case "comment", "preamble":
		s.pass()
	case "string":
		s.pos++
		s.fields(closing, func(name, value string) { s.macros[name] = value })
	default:
		s.pos++
		e := bibEntry{kind: kind, line: s.lineAt(begin), fields: map[string]string{}}
		e.key = s.key()
		whole := s.fields(closing, func(name, value string) {
			if _, twice := e.fields[name]; !twice {
				e.fields[name] = value
			}
		})
		if !whole && len(e.fields) > 0 {
			s.faults = append(s.faults, e)
		}
		s.entries = append(s.entries, e)
	}
}

// pass skips what stands in braces.
func (s *bibScanner) pass() {
	end := -1
	if s.text[s.pos] == '{' && s.unclosed < maxUnclosed {
		end = matching(s.text, s.pos, '{', '}', true)
	}
	if end < 0 {
		s.unclosed++
		s.pos++
		return
	}
	s.pos = end + 1
}

// lineAt is the line of offset, which never goes back.
func (s *bibScanner) lineAt(offset int) int {
	s.line += strings.Count(s.text[s.counted:offset], "\n")
	s.counted = offset
	return s.line
}

func (s *bibScanner) space() {
	for s.pos < len(s.text) && strings.IndexByte(" \t\n\r", s.text[s.pos]) >= 0 {
		s.pos++
	}
}

// word reads a name.
func (s *bibScanner) word() string {
	start := s.pos
	for s.pos < len(s.text) && strings.IndexByte(" \t\n\r{}(),=\"#%@", s.text[s.pos]) < 0 {
		s.pos++
	}
	return s.text[start:s.pos]
}

// key reads an entry's citation key. What is followed by = is no key but the
// first field of an entry without one.
func (s *bibScanner) key() string {
	s.space()
	start := s.pos
	end := strings.IndexAny(s.text[start:min(len(s.text), start+1000)], ",=\n{}")
	if end < 0 || s.text[start+end] == '=' || s.text[start+end] == '{' {
		return ""
	}
	s.pos = start + end
	return strings.TrimSpace(s.text[start:s.pos])
}

// maxBrokenLine is how much of a line a value without an end can have.
const maxBrokenLine = 4096

// maxBroken is how many values without an end an entry may have. After that,
// what is left of it is passed over.
const maxBroken = 8

// fields reads "name = value" up to the closing bracket. whole is false where a
// value has no end, or the bracket is missing. One too many, after which fields
// follow, ends nothing.
func (s *bibScanner) fields(closing byte, set func(name, value string)) (whole bool) {
	broken := 0
	for broken < maxBroken {
		s.space()
		if s.pos >= len(s.text) {
			return false
		}
		switch c := s.text[s.pos]; c {
		case closing:
			s.pos++
			if rest, comma := strings.CutPrefix(s.text[s.pos:min(len(s.text), s.pos+200)], ","); comma && fieldBegins(strings.TrimLeft(rest, " \t\n")) {
				broken++
				continue
			}
			return broken == 0
		case '@':
			if s.entryBegins(s.pos) {
				return false
			}
			s.pos++
			continue
		case '%':
			s.toNextLine()
			continue
		case ',', '}', ')', '{', '"', '#', '=', '(':
			s.pos++
			continue
		}
		name := strings.ToLower(s.word())
		s.space()
		if s.pos >= len(s.text) || s.text[s.pos] != '=' {
			continue
		}
		s.pos++
		value, whole := s.value()
		if !whole {
			broken++
		}
		set(name, value)
	}
	return false
}

func (s *bibScanner) toNextLine() {
	end := strings.IndexByte(s.text[s.pos:], '\n')
	if end < 0 {
		end = len(s.text) - s.pos - 1
	}
	s.pos += end + 1
}

// maxBibMacro bounds what a macro may stand for.
const maxBibMacro = 1 << 16

// value reads parts that are joined by #. whole is false where a part has no
// end.
func (s *bibScanner) value() (value string, whole bool) {
	var parts []string
	for {
		s.space()
		if s.pos >= len(s.text) {
			return strings.Join(parts, ""), false
		}
		part, ok := "", true
		switch s.text[s.pos] {
		case '{':
			part, ok = s.braced()
		case '"':
			part, ok = s.quoted()
		default:
			part = s.macro(s.word())
		}
		parts = append(parts, part)
		if !ok {
			return strings.Join(parts, ""), false
		}
		s.space()
		if s.pos >= len(s.text) || s.text[s.pos] != '#' {
			return strings.Join(parts, ""), true
		}
		s.pos++
	}
}

// macro is what a bare word stands for: a number for itself.
func (s *bibScanner) macro(word string) string {
	value, known := s.macros[strings.ToLower(word)]
	if !known {
		return word
	}
	s.expanded += len(value)
	if len(value) > maxBibMacro || s.expanded > len(s.text)+maxExpanded {
		return ""
	}
	return value
}

// braced reads a part in braces.
func (s *bibScanner) braced() (string, bool) {
	start, depth := s.pos+1, 0
	reach := s.reach()
	for i := s.pos; i < reach; i++ {
		switch s.text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				if s.pos = i + 1; s.atEnd() {
					return s.broken(start, i), false
				}
				return s.text[start:i], true
			}
		case '@':
			if s.entryBegins(i) {
				return s.broken(start, i), false
			}
		}
	}
	return s.broken(start, reach), false
}

// atEnd reports whether the next entry follows, or nothing: then the brace
// just read was the entry's, not the value's.
func (s *bibScanner) atEnd() bool {
	s.space()
	return s.pos >= len(s.text) || s.text[s.pos] == '@' && s.entryBegins(s.pos)
}

// quoted reads a part in quotation marks. Those in braces do not end it.
func (s *bibScanner) quoted() (string, bool) {
	start, depth := s.pos+1, 0
	reach := s.reach()
	for i := start; i < reach; i++ {
		switch s.text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			if depth <= 0 && s.valueEnds(i+1) {
				s.pos = i + 1
				return s.text[start:i], true
			}
		case '@':
			if s.entryBegins(i) {
				return s.broken(start, i), false
			}
		}
	}
	return s.broken(start, reach), false
}

// valueEnds reports whether what follows offset can follow a value. A quotation
// mark before anything else is the value's own.
func (s *bibScanner) valueEnds(offset int) bool {
	rest := strings.TrimLeft(s.text[offset:min(len(s.text), offset+200)], " \t\n")
	return rest == "" || strings.IndexByte(",#})@", rest[0]) >= 0 || fieldBegins(rest)
}

// reach is how far the end of a part is looked for: to the end of the file,
// until that was in vain too often.
func (s *bibScanner) reach() int {
	if s.wasted > 16*len(s.text) {
		return min(len(s.text), s.pos+256)
	}
	return len(s.text)
}

// broken ends a part that has no end with its first line, or before the next
// field on it. The end was looked for up to reach.
func (s *bibScanner) broken(start, reach int) string {
	s.wasted += reach - start
	line, _, _ := strings.Cut(s.text[start:min(len(s.text), start+maxBrokenLine)], "\n")
	s.pos = start + len(line)
	for i := range len(line) {
		if line[i] == ',' && fieldBegins(line[i+1:]) {
			line, s.pos = line[:i], start+i
			break
		}
	}
	return strings.TrimRight(line, "\"}, \t\n")
}

// fieldBegins reports whether s begins with a name, an equals sign and an
// opening brace or quotation mark.
func fieldBegins(s string) bool {
	s = strings.TrimLeft(s[:min(len(s), 60)], " \t")
	n := 0
	for n < len(s) && lex.IsLetter(s[n]) {
		n++
	}
	s, ok := strings.CutPrefix(strings.TrimLeft(s[n:], " \t"), "=")
	s = strings.TrimLeft(s, " \t")
	return ok && n > 1 && s != "" && (s[0] == '{' || s[0] == '"')
}

// entryBegins reports whether the sign @ at offset begins an entry: it stands
// first on its line, with a name and an opening brace after it. No value has
// such a line; one that seems to has lost its end.
func (s *bibScanner) entryBegins(offset int) bool {
	before := strings.TrimRight(s.text[max(0, offset-20):offset], " \t")
	if before == "" || before[len(before)-1] != '\n' {
		return offset == 0
	}
	end := offset + 1
	for end < len(s.text) && lex.IsLetter(s.text[end]) {
		end++
	}
	if end == offset+1 || end-offset > 30 {
		return false
	}
	rest := strings.TrimLeft(s.text[end:min(len(s.text), end+200)], " \t")
	if rest == "" || rest[0] != '{' && rest[0] != '(' {
		return false
	}
	stop := strings.IndexAny(rest, ",=\n")
	return stop > 0 && (rest[stop] == ',' || strings.EqualFold(s.text[offset+1:end], "string") || strings.EqualFold(s.text[offset+1:end], "comment"))
}

// sniffBibTeX recognises a BibTeX file by its first entry, with nothing but
// comments before it.
func sniffBibTeX(head []byte) bool {
	for line := range strings.SplitSeq(string(head), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '%' {
			continue
		}
		s := bibScanner{text: "\n" + line + "\n"}
		return line[0] == '@' && s.entryBegins(1)
	}
	return false
}
