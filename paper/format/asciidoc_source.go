package format

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// An adocSource gives a document's lines as Asciidoctor's preprocessor does:
// with the files that they include, and without what a condition leaves out.
type adocSource struct {
	in         *input
	attributes map[string]string
	frames     []adocFrame
	conditions []bool // of the ifdefs that are open
	ahead      []sourceLine
	files      int // read so far
	expanded   int // bytes that attributes have made so far
	unended    int // blocks without an end so far
}

// An adocFrame is a file, or the lines of a cell, that is being read.
type adocFrame struct {
	name  string
	lines []sourceLine
}

// peek returns the line that comes after n others.
func (s *adocSource) peek(n int) (sourceLine, bool) {
	for len(s.ahead) <= n {
		l, ok := s.read()
		if !ok {
			return sourceLine{}, false
		}
		s.ahead = append(s.ahead, l)
	}
	return s.ahead[n], true
}

// next takes a line.
func (s *adocSource) next() (sourceLine, bool) {
	l, ok := s.peek(0)
	if ok {
		s.ahead = s.ahead[1:]
	}
	return l, ok
}

// read takes a line from the file that is read, and follows its directives.
func (s *adocSource) read() (sourceLine, bool) {
	for len(s.frames) > 0 {
		top := &s.frames[len(s.frames)-1]
		if len(top.lines) == 0 {
			s.frames = s.frames[:len(s.frames)-1]
			continue
		}
		l := top.lines[0]
		top.lines = top.lines[1:]
		keep := true
		if name, target, args, ok := adocDirective(l.text); ok {
			l.text, keep = s.directive(l, name, target, args)
		}
		if keep && !slices.Contains(s.conditions, false) {
			return l, true
		}
	}
	return sourceLine{}, false
}

// adocDirective reads a line of the preprocessor: "ifdef::name[]".
func adocDirective(line string) (name, target, args string, ok bool) {
	if !strings.HasPrefix(line, "i") && !strings.HasPrefix(line, "endif") || !strings.HasSuffix(line, "]") {
		return
	}
	name, rest, found := strings.Cut(line, "::")
	if !found || !slices.Contains([]string{"include", "ifdef", "ifndef", "ifeval", "endif"}, name) {
		return
	}
	open := strings.IndexByte(rest, '[')
	if open < 0 {
		return
	}
	return name, rest[:open], rest[open+1 : len(rest)-1], true
}

// maxConditions is how deep conditions may nest.
const maxConditions = 100

// directive follows a line of the preprocessor. It returns the text that the
// line stands for, if it stands for any.
func (s *adocSource) directive(l sourceLine, name, target, args string) (text string, keep bool) {
	holds := true
	switch name {
	case "include":
		if !slices.Contains(s.conditions, false) {
			s.include(l, target, splitAttributes(args))
		}
		return "", false
	case "endif":
		if n := len(s.conditions); n > 0 {
			s.conditions = s.conditions[:n-1]
		}
		return "", false
	case "ifeval":
		holds = s.compare(args)
	default:
		holds = s.defined(target) == (name == "ifdef")
		if args != "" {
			return args, holds
		}
	}
	if len(s.conditions) < maxConditions {
		s.conditions = append(s.conditions, holds)
	}
	return "", false
}

// defined reports whether attributes are set: any of a,b or all of a+b.
func (s *adocSource) defined(names string) bool {
	if strings.Contains(names, "+") {
		for name := range strings.SplitSeq(names, "+") {
			if _, set := s.attributes[strings.ToLower(name)]; !set {
				return false
			}
		}
		return true
	}
	for name := range strings.SplitSeq(names, ",") {
		if _, set := s.attributes[strings.ToLower(name)]; set {
			return true
		}
	}
	return false
}

// compare evaluates a condition such as "{backend}" == "html5". What it cannot
// evaluate holds: text that is read in vain does less harm than text unread.
func (s *adocSource) compare(expression string) bool {
	for _, operator := range []string{"==", "!=", "<=", ">=", "<", ">"} {
		left, right, ok := strings.Cut(s.expand(expression), operator)
		if !ok {
			continue
		}
		left, right = strings.Trim(left, ` "'`), strings.Trim(right, ` "'`)
		order := strings.Compare(left, right)
		a, errA := strconv.ParseFloat(left, 64)
		b, errB := strconv.ParseFloat(right, 64)
		if errA == nil && errB == nil {
			order = int(max(-1, min(1, (a-b)*1e9)))
		}
		return order == 0 && strings.Contains(operator, "=") && operator != "!=" || order != 0 && operator == "!=" ||
			order < 0 && operator[0] == '<' || order > 0 && operator[0] == '>'
	}
	return true
}

// include reads a file that belongs to the document. One that is optional, or
// holds code as its name says, is not missed.
func (s *adocSource) include(l sourceLine, target string, args []string) {
	name := s.expand(target)
	w := wish{l.part, l.number, "include::" + name + "[]"}
	optional := strings.Contains(attributeOf(args, "opts")+attributeOf(args, "options"), "optional")
	switch {
	case strings.Contains(name, "://"):
		s.in.note(w, errAddress)
		return
	case s.files >= maxIncludes || len(s.frames) >= maxIncludeDepth:
		s.in.note(w, errIncludes)
		return
	}
	s.files++
	name = fileFrom(s.frames[len(s.frames)-1].name, name)
	ext := path.Ext(name)
	if (optional || ext != "" && !isText(table(), strings.ToLower(ext))) && !s.in.has(name) {
		return
	}
	var open []string
	for _, f := range s.frames {
		open = append(open, f.name)
	}
	if text, ok := s.in.include(w, name, open); ok {
		tags := attributeOf(args, "tag") + attributeOf(args, "tags")
		s.frames = append(s.frames, adocFrame{name, tagged(sourceLines(text, name), tags)})
	}
}

// tagged returns the lines between the comments that begin and end the parts
// which tags name; all lines where a tag is no plain name.
func tagged(lines []sourceLine, tags string) []sourceLine {
	if tags == "" || strings.ContainsAny(tags, "*!") {
		return lines
	}
	wanted := strings.FieldsFunc(tags, func(c rune) bool { return c == ';' || c == ',' })
	var kept []sourceLine
	open := 0
	for _, l := range lines {
		before, rest, found := strings.Cut(l.text, "::")
		name, _, closed := strings.Cut(rest, "[]")
		switch {
		case !found || !closed || !slices.Contains(wanted, name):
			if open > 0 {
				kept = append(kept, l)
			}
		case strings.HasSuffix(before, "tag"):
			open++
		case strings.HasSuffix(before, "end"):
			open--
		}
	}
	return kept
}

// How long an attribute's value may be, and how much more than the document
// itself attributes may make.
const (
	maxAttribute  = 4096
	maxAttributes = 4 << 20
)

// set follows an attribute entry, ":name: value", and reports whether the line
// is one. A value goes on in the next line after a backslash.
func (s *adocSource) set(line string) bool {
	if len(line) < 3 || line[0] != ':' {
		return false
	}
	end := strings.IndexByte(line[1:], ':') + 1
	if end < 2 || end+1 < len(line) && line[end+1] != ' ' && line[end+1] != '\t' {
		return false
	}
	name := strings.ToLower(line[1:end])
	bare := strings.Trim(name, "!")
	if bare == "" || !isAttribute(bare) {
		return false
	}
	s.next()
	value := strings.TrimSpace(line[end+1:])
	for strings.HasSuffix(value, ` \`) {
		l, ok := s.next()
		if !ok {
			break
		}
		if text := strings.TrimSpace(l.text); len(value) <= maxAttribute {
			value = strings.TrimSuffix(value, `\`) + text
		} else if !strings.HasSuffix(text, ` \`) {
			break
		}
	}
	if bare != name {
		delete(s.attributes, bare)
	} else if value = s.expand(value); len(value) <= maxAttribute {
		s.attributes[name] = value
	}
	return true
}

func isAttribute(name string) bool {
	for i := range len(name) {
		if !lex.IsLetter(name[i]) && !lex.IsDigit(name[i]) && name[i] != '_' && (name[i] != '-' || i == 0) {
			return false
		}
	}
	return name != ""
}

// expand puts values in place of {name}. Values are not looked at again, so
// that what they make is bounded by their number.
func (s *adocSource) expand(text string) string {
	if strings.IndexByte(text, '{') < 0 {
		return text
	}
	var b strings.Builder
	for text != "" {
		i := strings.IndexByte(text, '{')
		if i < 0 {
			break
		}
		end := strings.IndexByte(text[i:min(len(text), i+100)], '}')
		b.WriteString(text[:i])
		text = text[i:]
		value, set := "", false
		if end > 0 && (b.Len() == 0 || b.String()[b.Len()-1] != '\\') && s.expanded < maxAttributes {
			value, set = s.attributes[strings.ToLower(text[1:end])]
		}
		if !set {
			b.WriteByte('{')
			text = text[1:]
			continue
		}
		s.expanded += len(value)
		b.WriteString(value)
		text = text[end+1:]
	}
	b.WriteString(text)
	return b.String()
}

// adocAttributes are set before a document sets any: those for characters, and
// those that tell of output in HTML.
func adocAttributes() map[string]string {
	return map[string]string{
		"empty": "", "blank": "", "sp": " ", "nbsp": "\u00a0", "zwsp": "", "wj": "", "apos": "'", "quot": `"`, "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
		"deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~",
		"backslash": `\`, "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++", "cxx": "C++", "pp": "++",
		"asciidoctor": "", "backend": "html5", "backend-html5": "", "basebackend": "html", "basebackend-html": "", "doctype": "article", "doctype-article": "",
		"outfilesuffix": ".html", "filetype": "html", "filetype-html": "", "safe-mode-level": "0", "sectids": "", "imagesdir": "",
	}
}
