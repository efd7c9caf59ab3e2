package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// noteID recognises the ids that converters give to notes: "fn:x", "_ftn1",
// "cite_note-Lee-3", "sdfootnote2sym".
func noteID(id string) bool {
	if len(id) < 3 || len(id) > 200 {
		return false
	}
	id = strings.ToLower(id)
	for _, prefix := range []string{"fn:", "fn-", "fn", "footnote-", "footnote", "ftnt", "ftn", "edn", "_ftn", "_edn", "sdfootnote", "sdendnote", "endnote-", "endnote", "cite_note-", "note-", "user-content-fn-"} {
		rest, ok := strings.CutPrefix(id, prefix)
		if !ok || rest == "" {
			continue
		}
		if last := prefix[len(prefix)-1]; last == '-' || last == ':' {
			return !strings.HasPrefix(rest, "ref") && !strings.HasPrefix(rest, "anchor")
		}
		if strings.Trim(strings.TrimSuffix(rest, "sym"), "0123456789") == "" {
			return true
		}
	}
	return false
}

// markID recognises the ids of markers in the text that belong to notes, to
// which notes lead back.
func markID(id string) bool {
	id = strings.ToLower(id)
	for _, prefix := range []string{"fnref", "fn-ref", "fnr", "ftnref", "ftnt_ref", "_ftnref", "_ednref", "footnote-ref", "footnoteref", "footnote-anchor", "cite_ref", "cite-ref", "noteref", "note-ref",
		"endnote-ref", "endnoteref", "user-content-fnref", "sdfootnote", "sdendnote"} {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

// entryID recognises the ids that converters give to entries.
func entryID(id string) bool {
	id = strings.ToLower(id)
	for _, prefix := range []string{"ref-", "ref", "bib", "cit", "cr", "b"} {
		if rest, ok := strings.CutPrefix(id, prefix); ok && rest != "" && (prefix == "ref-" || lex.IsDigit(rest[0])) {
			return true
		}
	}
	return false
}

// idNumber is the number at the end of an id.
func idNumber(id string) string {
	id = strings.TrimSuffix(id, "sym")
	digits := id[len(strings.TrimRight(id, "0123456789")):]
	if len(digits) < 5 {
		return digits
	}
	return ""
}
