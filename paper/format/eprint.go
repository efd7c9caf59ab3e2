package format

import (
	"strings"

	"github.com/citecheck/citecheck/paper/address"
)

// eprintServers are the archives of preprints and the like that BibLaTeX
// knows, by the names of eprinttype.
var eprintServers = map[string]string{
	"arxiv": "https://arxiv.org/abs/", "hdl": "https://hdl.handle.net/", "jstor": "https://www.jstor.org/stable/",
	"pubmed": "https://pubmed.ncbi.nlm.nih.gov/", "googlebooks": "https://books.google.com/books?id=",
}

// eprint is the address that the identifier of an eprint stands for.
func (e *bibEntry) eprint() string {
	id := texAddress(e.fields["eprint"])
	kind := strings.ToLower(e.plain("eprinttype", "archiveprefix"))
	if rest, ok := cutFold(id, "arxiv:"); ok {
		id, kind = rest, "arxiv"
	}
	if kind == "" && isArXivID(id) {
		kind = "arxiv"
	}
	switch {
	case id == "" || strings.ContainsAny(id, " \n"):
		return ""
	case address.IsWeb(id):
		if e.first("url", "doi") == "" {
			return id
		}
		return ""
	case eprintServers[kind] != "":
		return eprintServers[kind] + id
	}
	return ""
}

// cutFold is strings.CutPrefix without regard to case.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// isArXivID accepts 2306.09479v2 and hep-th/9901001.
func isArXivID(id string) bool {
	if archive, number, old := strings.Cut(id, "/"); old {
		return len(number) == 7 && digitsOnly(number) && archive != "" && strings.Trim(archive, "abcdefghijklmnopqrstuvwxyz-.ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	}
	id, _, _ = strings.Cut(id, "v")
	month, serial, ok := strings.Cut(id, ".")
	return ok && len(month) == 4 && digitsOnly(month) && (len(serial) == 4 || len(serial) == 5) && digitsOnly(serial)
}

func digitsOnly(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// arXivIn is the identifier of a preprint that a text gives in words: "arXiv
// preprint arXiv:1706.03762", "CoRR abs/1706.03762".
func arXivIn(text string) string {
	for word := range strings.FieldsSeq(text) {
		word = strings.Trim(word, "[](),;.")
		for _, prefix := range []string{"arxiv:", "abs/"} {
			if id, ok := cutFold(word, prefix); ok && isArXivID(id) {
				return id
			}
		}
	}
	return ""
}
