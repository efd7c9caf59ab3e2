package entry

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseNames splits an author block into the names it lists, in the order and
// form in which they are printed. certain is false where the block holds more
// than names can: then it may be a title, or prose.
func ParseNames(s string) (names []string, certain bool) { return parseNames(s, true) }

// parseNames is ParseNames; organisations says that there may be some.
func parseNames(s string, organisations bool) (names []string, certain bool) {
	s = trimNames(unbracket(s))
	if s == "" || len(s) > 4000 {
		return nil, false
	}
	if organisations && isOrganisation(s) && !strings.Contains(s, ";") && !amongPersons(s) {
		return []string{s}, isOrganisationName(s)
	}
	if slash := slashOf(s); strings.Contains(s, ";") || slash != "" {
		for part := range strings.FieldsFuncSeq(strings.ReplaceAll(s, cmp.Or(slash, ";"), ";"), func(r rune) bool { return r == ';' }) {
			if name := trimNames(trimConjunction(part)); name != "" {
				names = append(names, name)
			}
		}
		return names, slices.IndexFunc(names, func(n string) bool { return !isNameParts(splitNames(n)) }) < 0
	}
	parts := splitNames(s)
	return assemble(parts), isNameParts(parts)
}

// unbracket gives initials in brackets their comma: "Lee (A.)" is "Lee, A.".
func unbracket(s string) string {
	for from := 0; ; {
		i := strings.Index(s[from:], " (")
		if i < 0 {
			return s
		}
		i += from
		inner, rest, _ := strings.Cut(s[i+2:], ")")
		if given := strings.TrimSuffix(inner, ".") + "."; IsInitials(given) {
			s = s[:i] + ", " + given + rest
		}
		from = i + 2
	}
}

// slashOf is the slash that parts the names of a block, if one does: with blanks
// around it, or between names that are more than abbreviations, "Lee/Ek".
func slashOf(s string) string {
	switch {
	case strings.Contains(s, " / "):
		return " / "
	case !strings.Contains(s, "/"):
		return ""
	}
	for part := range strings.SplitSeq(s, "/") {
		if strings.ToUpper(part) == part || !isNameParts(splitNames(part)) {
			return ""
		}
	}
	return "/"
}

// A namePart is what stands between two commas or conjunctions of an author
// block.
type namePart struct {
	Text  string
	Comma bool // a comma precedes it, not only a conjunction
	Kind  namePartKind
}

type namePartKind uint8

const (
	notName     namePartKind = iota
	initialPart              // "J. R.", "JR"
	wordPart                 // one capitalised word, or a family name with particles
	fullPart                 // "Laura Kelly", "Kelly L", "D. Vinik"
	suffixPart               // "Jr.", "Ph.D."
)

// splitNames cuts an author block at commas and conjunctions.
func splitNames(s string) []namePart {
	var parts []namePart
	comma := false
	for chunk := range strings.SplitSeq(s, ",") {
		words := strings.Fields(chunk)
		from := 0
		for i, w := range words {
			if !conjunctions[w] || i > 0 && i == len(words)-1 || nameParticles[w] && i > 0 && (len(words) <= 4 && len(words)-i <= 2) {
				continue
			}
			if i > from {
				parts = append(parts, newNamePart(words[from:i], comma))
			}
			comma, from = false, i+1
		}
		if from < len(words) {
			parts = append(parts, newNamePart(words[from:], comma && from == 0))
		}
		comma = true
	}
	for i, p := range parts { // TOL, Richard: a family name of three letters
		if p.Kind == initialPart && (i == 0 || !p.Comma) && len(p.Text) > 1 && !strings.Contains(p.Text, ".") && i+1 < len(parts) {
			parts[i].Kind = wordPart
		}
		if i > 0 && i+1 < len(parts) && p.Kind == initialPart && isCapitals(p.Text) && hasStop(parts[i-1]) && hasStop(parts[i+1]) {
			parts[i].Kind = wordPart // FRY, I., DAS, P.
		}
	}
	return parts
}

// hasStop reports whether a part is initials with full stops after a comma.
func hasStop(p namePart) bool {
	return p.Kind == initialPart && p.Comma && strings.Contains(p.Text, ".")
}

func newNamePart(words []string, comma bool) namePart {
	p := namePart{Text: strings.Join(words, " "), Comma: comma}
	switch {
	case nameSuffixes[strings.ToLower(p.Text)]:
		p.Kind = suffixPart
	case areInitials(words):
		p.Kind = initialPart
	case !areNameWords(words):
		p.Kind = notName
	case familyOnly(words):
		p.Kind = wordPart
	default:
		p.Kind = fullPart
	}
	return p
}

// areInitials accepts "J.", "J. R.", "J.-P.", "JR" and "M.D.F.".
func areInitials(words []string) bool {
	if len(words) > 5 || len(words) > 1 && len(words[0]) > 1 && IsBareInitials(words[0]) {
		return false // LEE A: a short family name in capitals
	}
	for _, w := range words {
		if !IsInitials(w) && !IsBareInitials(w) && !nameParticles[strings.ToLower(w)] {
			return false
		}
	}
	return IsInitials(words[0]) || IsBareInitials(words[0])
}

// IsBareInitials accepts one to three capitals without full stops.
func IsBareInitials(w string) bool {
	n := 0
	for _, r := range w {
		if r == '-' || r == '‐' {
			continue
		}
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return 1 <= n && n <= 3
}

// areNameWords reports whether words can be a name: few, capitalised but for
// particles, and none a word that begins titles.
func areNameWords(words []string) bool {
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case nameParticles[strings.ToLower(w)] && len(words) > 1:
		case i == 0 && len(words) > 2 && (w == "A" || w == "I") && !IsInitials(words[1]) && !IsBareInitials(words[1]):
			return false // "A Better Strategy"
		case IsBareInitials(w), IsInitials(w):
		case nonNames[strings.ToLower(strings.Trim(w, ".,"))] && (len(words) > 1 || len(w) < 4):
			return false
		case strings.ContainsAny(w, "0123456789?!:/@\"“”«»()[]"):
			return false
		case strings.HasSuffix(w, ".") && !IsInitials(w) && !abbreviations[strings.ToLower(strings.TrimRight(w, "."))]:
			return false
		case strings.HasPrefix(w, "d’"), strings.HasPrefix(w, "d'"), strings.HasPrefix(w, "al-"), strings.HasPrefix(w, "el-"):
		case unicode.IsLower(r) || !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '—' && r != '-':
			return false
		}
	}
	return true
}

// familyOnly reports whether words are a family name without a given one.
func familyOnly(words []string) bool {
	significant := 0
	for _, w := range words {
		if !nameParticles[w] && (len(w) == 1 || !nameParticles[strings.ToLower(w)]) {
			significant++
		}
	}
	return significant <= 1
}

// isNameParts reports whether all parts of a block can be parts of names.
func isNameParts(parts []namePart) bool {
	if len(parts) == 0 {
		return false
	}
	for i, p := range parts {
		switch p.Kind {
		case notName:
			return false
		case initialPart, suffixPart:
			if i == 0 {
				return false
			}
		case fullPart: // "Vogel, K. P. Hedge Funds": the title has begun
			first, rest, _ := strings.Cut(p.Text, " ")
			if i == 1 && p.Comma && parts[0].Kind == wordPart && IsInitials(first) && strings.Contains(rest, " ") {
				return false
			}
		}
	}
	return true
}

// assemble joins the parts that make one name: initials and given names go to
// the family name before them, suffixes vanish.
func assemble(parts []namePart) []string {
	var names []string
	inverted := isInverted(parts)
	for i := 0; i < len(parts); i++ {
		p := parts[i]
		if p.Kind == suffixPart && i > 0 {
			continue
		}
		name := p.Text
		if i+1 < len(parts) && parts[i+1].Comma {
			next := parts[i+1]
			given := next.Kind == wordPart || next.Kind == fullPart
			switch {
			case next.Kind == initialPart && p.Kind != initialPart,
				given && i == 0 && inverted,
				given && isCapitals(p.Text) && isCapitals(parts[0].Text) && !isCapitals(next.Text):
				name += ", " + next.Text
				i++
			}
		}
		names = append(names, strings.TrimRight(name, " "))
	}
	return names
}

// isCapitals reports whether a family name is set in capitals (ISO 690).
func isCapitals(s string) bool {
	return utf8.RuneCountInString(s) > 1 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// isInverted reports whether the first name is printed "Family, Given" as in
// bibliographies, where the names after it are in natural order.
func isInverted(parts []namePart) bool {
	var rest []namePart
	for _, p := range parts {
		if p.Kind != suffixPart {
			rest = append(rest, p)
		}
	}
	if len(rest) < 2 || !rest[1].Comma || rest[1].Kind == initialPart || rest[1].Kind == notName {
		return false
	}
	if len(strings.Fields(rest[0].Text)) > 3 || rest[0].Kind == initialPart || isHan(rest[0].Text) {
		return false
	}
	if len(rest) == 2 {
		return len(strings.Fields(rest[1].Text)) <= 4 && (rest[0].Kind != fullPart || rest[1].Kind == wordPart || startsInverted(rest))
	}
	return rest[0].Kind == wordPart && rest[2].Kind != wordPart || startsInverted(rest)
}

// startsInverted recognises the double family names of Spanish and Portuguese
// before a given name: two words, a comma, one or two words more.
func startsInverted(parts []namePart) bool {
	return len(strings.Fields(parts[0].Text)) == 2 && parts[1].Kind == wordPart && (len(parts) == 2 || parts[2].Kind == fullPart)
}

// trimNames removes what is printed around names: punctuation, "et al.",
// marks of editors and leading words such as "By".
func trimNames(s string) string {
	s = strings.Trim(s, " ,;:–—·•")
	for {
		before := s
		for _, mark := range othersMarks {
			if len(s) > len(mark) && strings.EqualFold(s[len(s)-len(mark):], mark) {
				s = strings.TrimRight(s[:len(s)-len(mark)], " ,;&")
			}
		}
		if i := strings.LastIndexByte(s, ' '); i > 0 && editorMarks[strings.ToLower(strings.Trim(s[i+1:], "()[]."))] {
			s = strings.TrimRight(s[:i], " ,;")
		}
		if strings.HasSuffix(s, ".") && !endsInInitial(s) {
			s = strings.TrimRight(s, ". ")
		}
		s = strings.TrimRight(s, " ,;:([–—")
		if s == before {
			break
		}
	}
	for _, lead := range []string{"By ", "by ", "Von ", "Par ", "See ", "see ", "See also ", "Cf. "} {
		s = strings.TrimPrefix(s, lead)
	}
	return s
}

// endsInInitial reports whether the full stop at the end of s belongs to an
// initial or an abbreviation such as "Inc.".
func endsInInitial(s string) bool {
	word := s[strings.LastIndexAny(s, " ,")+1:]
	return IsInitials(word) || abbreviations[strings.ToLower(strings.TrimRight(word, "."))]
}

func trimConjunction(s string) string {
	s = strings.TrimSpace(s)
	if first, rest, ok := strings.Cut(s, " "); ok && conjunctions[first] {
		return rest
	}
	return s
}
