package explain

import (
	"fmt"
	"strings"
)

// Markdown is docs/rules.md: every topic in a section of its own, by whose name
// the section can be linked to.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# Rules and reasons\n\n" +
		"A finding names a rule, a link's health a reason. `citecheck explain NAME` prints\n" +
		"the same as this page, which is made from the program's own texts with\n" +
		"`go test ./report/explain -update`.\n")
	section(&b, "Rules", "What a finding names. The first need a visit, the others the document alone.", rules)
	section(&b, "Reasons", "Why a link is dead, unsure, skipped or alive.", reasons)
	return b.String()
}

func section(b *strings.Builder, title, lead string, topics []Topic) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n", title, lead)
	fmt.Fprintf(b, "| %s | | |\n|---|---|---|\n", strings.ToLower(strings.TrimSuffix(title, "s")))
	for _, t := range topics {
		fmt.Fprintf(b, "| [%s](#%s) | %s | %s |\n", t.ID, t.ID, t.Level, t.Title)
	}
	for _, t := range topics {
		fmt.Fprintf(b, "\n### %s\n\n%s\n", t.ID, t.Help())
	}
}

// Help is what there is to say of t, as Markdown.
func (t Topic) Help() string {
	return fmt.Sprintf("**%s.** %s\n\n**%s.** %s.\n\n**Evidence.** %s\n\n**What to do.** %s",
		capital(t.Title), t.Meaning, t.Kind.scale(), capital(t.Level), t.Evidence, t.Advice)
}

// scale is what the levels of topics of that kind are degrees of.
func (k Kind) scale() string {
	if k == Rule {
		return "Severity"
	}
	return "Health"
}

// capital gives s, which is ASCII at its beginning, a capital letter.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
