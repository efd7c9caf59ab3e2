package format

import (
	"strings"
)

// A texMacro is a command that a document defines.
type texMacro struct {
	arguments int
	optional  bool   // the first argument may be missing
	fallback  string // then it is this
	body      string
}

// Bounds of what macros may stand for.
const (
	maxMacro    = 10 << 10 // the source of one
	maxSources  = 60       // nested in each other
	maxExpanded = 4 << 20  // all that they stand for in a document
)

// define reads the definition of a command, of whatever kind, and keeps it.
// It reports false where name defines nothing.
func (r *texReader) define(name string) bool {
	switch name {
	case "newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "newrobustcmd", "providerobustcmd":
		r.newCommand()
	case "NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand", "DeclareDocumentCommand":
		r.newDocumentCommand()
	case "def", "gdef", "edef", "xdef":
		r.def()
	case "let":
		r.let()
	case "newenvironment", "renewenvironment":
		r.drop(3)
	case "newif":
		r.token()
	default:
		return false
	}
	return true
}

// token takes what comes next: an argument in braces, or one command or sign.
func (r *texReader) token() string {
	r.skipSpace()
	s := r.top()
	if r.next('{') {
		raw, _ := r.argument()
		return raw.rest()
	}
	if s.pos >= len(s.text) {
		return ""
	}
	start := s.pos
	if s.text[start] == '\\' {
		return `\` + r.commandName()
	}
	n := 1
	for start+n < len(s.text) && s.text[start+n]&0xc0 == 0x80 {
		n++
	}
	s.advance(start + n)
	return s.text[start : start+n]
}

// newCommand reads \newcommand{\name}[2][fallback]{body}.
func (r *texReader) newCommand() {
	if r.next('*') {
		r.top().pos++
	}
	name := r.token()
	m := texMacro{}
	r.skipSpace()
	if n, ok := r.option(); ok {
		m.arguments = number(strings.TrimSpace(n.rest()))
		r.skipSpace()
		if fallback, ok := r.option(); ok {
			m.optional, m.fallback = true, fallback.rest()
		}
	}
	m.body = r.token()
	r.keep(name, m)
}

// newDocumentCommand reads \NewDocumentCommand{\name}{mm}{body}. Of the kinds
// of arguments only the ones in braces are understood.
func (r *texReader) newDocumentCommand() {
	name, kinds, body := r.token(), strings.ReplaceAll(r.token(), " ", ""), r.token()
	if strings.Trim(kinds, "m") == "" {
		r.keep(name, texMacro{arguments: len(kinds), body: body})
	}
}

// def reads \def\name#1#2{body}.
func (r *texReader) def() {
	name := r.token()
	s := r.top()
	rest := s.rest()
	open := strings.IndexByte(rest[:min(len(rest), 100)], '{')
	if open < 0 {
		return
	}
	pattern := strings.ReplaceAll(rest[:open], " ", "")
	s.advance(s.pos + open)
	m := texMacro{arguments: len(pattern) / 2, body: r.token()}
	if strings.Trim(pattern, "#123456789") == "" && strings.Count(pattern, "#") == m.arguments {
		r.keep(name, m)
	}
}

// let reads \let\name=\other.
func (r *texReader) let() {
	name := r.token()
	if r.skipSpace(); r.next('=') {
		r.top().pos++
	}
	other := r.token()
	if m, ok := r.macros[strings.TrimPrefix(other, `\`)]; ok {
		r.keep(name, m)
	} else if other != name {
		r.keep(name, texMacro{body: other})
	}
}

func (r *texReader) keep(name string, m texMacro) {
	name = strings.TrimPrefix(strings.TrimSpace(name), `\`)
	if r.macros == nil {
		r.macros = map[string]texMacro{}
	}
	if name != "" && len(m.body) <= maxMacro && m.arguments <= 9 && !isProgram(m.body) {
		r.macros[name] = m
	}
}

// isProgram reports whether a macro sets something for TeX, and prints nothing
// that could be told without being TeX.
func isProgram(body string) bool {
	for _, primitive := range []string{`\csname`, `\expandafter`, `\relax`, `\font`, `\begingroup`, `\catcode`, `\let`, "@"} {
		if strings.Contains(body, primitive) {
			return true
		}
	}
	return false
}

// expand lets what a macro stands for be read in its place. It reports false
// where name is no macro.
func (r *texReader) expand(name string) bool {
	m, ok := r.macros[name]
	if !ok || len(r.sources) >= maxSources || r.expanded > maxExpanded {
		return false
	}
	var args []string
	if m.optional {
		raw, given := r.option()
		args = append(args, m.fallback)
		if given {
			args[0] = raw.rest()
		}
	}
	for len(args) < m.arguments {
		args = append(args, r.token())
	}
	body := substitute(m.body, args)
	r.expanded += len(body)
	s := r.top()
	r.sources = append(r.sources, texSource{text: body, line: s.line, fixed: true, part: s.part, literal: s.literal})
	return true
}

// address reads an argument that is an address, in which macros may stand for
// parts of it.
func (r *texReader) address(raw texSource) string {
	source := raw.rest()
	for range 3 {
		if len(r.macros) == 0 || strings.IndexByte(source, '\\') < 0 || len(source) > maxAddress {
			break
		}
		source = r.expandAll(source)
	}
	return texAddress(source)
}

// expandAll puts the macros without arguments in source in their places.
func (r *texReader) expandAll(source string) string {
	var b strings.Builder
	for source != "" && b.Len() <= maxAddress {
		i := strings.IndexByte(source, '\\')
		if i < 0 {
			break
		}
		n := i + 1
		for letterAt(source, n) {
			n++
		}
		if m, ok := r.macros[source[i+1:n]]; ok && m.arguments == 0 {
			b.WriteString(source[:i] + m.body)
			source = strings.TrimLeft(source[n:], " ")
			continue
		}
		n = min(max(n, i+2), len(source))
		b.WriteString(source[:n])
		source = source[n:]
	}
	return b.String() + source
}

// substitute puts arguments in the places of #1, #2 and so on.
func substitute(body string, args []string) string {
	if len(args) == 0 || strings.IndexByte(body, '#') < 0 {
		return body
	}
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		if body[i] != '#' || i+1 == len(body) {
			b.WriteByte(body[i])
			continue
		}
		i++
		if n := int(body[i] - '0'); 1 <= n && n <= len(args) && b.Len() < maxExpanded {
			b.WriteString(args[n-1])
		}
	}
	return b.String()
}
