package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/paper"
)

// Fingerprints name findings in a way that stays the same when a paper is
// edited elsewhere: lines and labels count for nothing. What counts is the
// rule, the link that is cited (or the entry's own words, where it has none),
// which of several citations of that link it is, and what the paper says there.
type Fingerprints map[*paper.Reference]string

// NewFingerprints is for the references of these papers.
func NewFingerprints(papers []*paper.Paper) Fingerprints {
	known := make(Fingerprints)
	for _, p := range papers {
		times := make(map[string]int)
		for _, ref := range p.References {
			identity := linkOf(ref)
			if identity == "" {
				identity = strings.ToLower(fold(ref.Raw))
			}
			times[identity]++
			known[ref] = identity + "\x00" + strconv.Itoa(times[identity])
		}
	}
	return known
}

// Of gives the fingerprint of each of the findings of ref, or of a paper as a
// whole where ref is nil: 32 hexadecimal digits, unique within the paper.
func (k Fingerprints) Of(ref *paper.Reference, findings []paper.Finding) []string {
	prints := make([]string, 0, len(findings))
	times := make(map[string]int)
	for _, f := range findings {
		key := strings.Join([]string{f.Rule, k[ref], f.Cited}, "\x00")
		times[key]++
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(times[key])))
		prints = append(prints, hex.EncodeToString(sum[:16]))
	}
	return prints
}
