package archive

import (
	"fmt"
	"hash/maphash"
	"strings"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/paper/address"
)

// maxAnswers bounds the index: some 250 bytes each.
const maxAnswers = 5_000_000

var errAnswers = fmt.Errorf("the recording has more than %d answers", maxAnswers)

// A location is where in which file a record begins.
type location struct {
	place warc.Place
	file  int
}

// An index finds records. Its keys are hashes with a random seed: addresses
// would take ten times the memory, the chance that any two of 15 million meet
// is below 1 in 100,000, and nobody can make them meet.
type index struct {
	seed    maphash.Seed
	answers map[uint64]answer   // by address
	pages   map[uint64]answer   // those with a payload, by address
	full    map[uint64]location // records with a payload, by each way to refer to them
}

type answer struct {
	location
	at int64 // WARC-Date, in Unix nanoseconds
}

func newIndex() *index {
	return &index{seed: maphash.MakeSeed(), answers: make(map[uint64]answer), pages: make(map[uint64]answer), full: make(map[uint64]location)}
}

// key hashes one way to find a record: its kind, then its values.
func (x *index) key(parts ...string) uint64 {
	return maphash.String(x.seed, strings.Join(parts, "\x00"))
}

// target is an address as the index compares it: normalised, without fragment,
// user name and password. What is no address of a page is "".
func target(cited string) string {
	url, err := address.Normalize(cited)
	if err != nil || !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return ""
	}
	url, _, _ = strings.Cut(url, "#")
	return recordURI(url)
}

// add indexes an answer.
func (x *index) add(file int, rec *warc.Record) error {
	h := rec.Header
	url := target(h.Get("WARC-Target-URI"))
	if url == "" {
		return nil // dns:, urn: and the like
	}
	at, err := warc.ParseDate(h.Get("WARC-Date"))
	if err != nil {
		return err
	}
	found := answer{location{rec.Place, file}, at.UnixNano()}
	if h.Get("WARC-Type") != warc.Revisit {
		for _, key := range x.names(h, url, found.at) {
			x.full[key] = found.location
		}
		newest(x.pages, x.key("url", url), found)
	}
	newest(x.answers, x.key("url", url), found)
	if len(x.full) > 3*maxAnswers || len(x.answers) > maxAnswers {
		return errAnswers
	}
	return nil
}

// newest keeps the newest of answers; of two that are equally old, the later one.
func newest(answers map[uint64]answer, key uint64, a answer) {
	if old, found := answers[key]; !found || a.at >= old.at {
		answers[key] = a
	}
}

// names are the keys by which a revisit can refer to a record.
func (x *index) names(h warc.Header, url string, at int64) []uint64 {
	keys := []uint64{x.key("capture", url, fmt.Sprint(at))}
	if id := h.Get("WARC-Record-ID"); id != "" {
		keys = append(keys, x.key("id", id))
	}
	if digest := h.Get("WARC-Payload-Digest"); digest != "" {
		keys = append(keys, x.key("digest", digest))
	}
	return keys
}

// answer finds the newest record of an address.
func (x *index) answer(address string) (location, bool) {
	url := target(address)
	if url == "" {
		return location{}, false
	}
	a, found := x.answers[x.key("url", url)]
	return a.location, found
}

// original finds the record that a revisit refers to: by its ID, by its
// address and date, or by the digest of its payload, sections 5.11 to 5.13.
// Heritrix has none of these for a page that was not modified: the last one of
// its address is meant.
func (x *index) original(h warc.Header) (location, bool) {
	if !isNotModified(h) && !strings.HasSuffix(h.Get("WARC-Profile"), "identical-payload-digest") { // also uri-agnostic-…
		return location{}, false // section 6.7.1: not to be interpreted
	}
	var keys []uint64
	if id := h.Get("WARC-Refers-To"); id != "" {
		keys = append(keys, x.key("id", id))
	}
	if at, err := warc.ParseDate(h.Get("WARC-Refers-To-Date")); err == nil {
		url := h.Get("WARC-Refers-To-Target-URI")
		if url == "" { // not modified: it is the same address
			url = h.Get("WARC-Target-URI")
		}
		keys = append(keys, x.key("capture", target(url), fmt.Sprint(at.UnixNano())))
	}
	if digest := h.Get("WARC-Payload-Digest"); digest != "" {
		keys = append(keys, x.key("digest", digest))
	}
	for _, key := range keys {
		if where, found := x.full[key]; found {
			return where, true
		}
	}
	if isNotModified(h) && h.Get("WARC-Refers-To") == "" && h.Get("WARC-Refers-To-Date") == "" {
		page, found := x.pages[x.key("url", target(h.Get("WARC-Target-URI")))]
		return page.location, found
	}
	return location{}, false
}

// isNotModified reports whether a revisit says that the server answered "not
// modified". WARC 1.0 and 1.1 name the profile by different addresses.
func isNotModified(h warc.Header) bool {
	return strings.HasSuffix(h.Get("WARC-Profile"), "/server-not-modified")
}
