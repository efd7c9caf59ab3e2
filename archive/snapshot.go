package archive

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/citecheck/citecheck/checker/fetch"
	"github.com/citecheck/citecheck/checker/page"
	"github.com/citecheck/citecheck/checker/verdict"
)

// maxPage bounds what is read of a stored page after content decoding. It is
// the default bound of a check, so that what a check read can be read again.
const maxPage = 20 << 20

// ErrNoSnapshot says that a link was checked, but no answer of it is kept.
var ErrNoSnapshot = errors.New("no answer of it is kept")

// A View is a stored answer together with the check that it belongs to.
type View struct {
	Entry
	Exchange *fetch.Exchange
	Body     []byte     // with content encoding undone
	BodyErr  error      // why Body is not the whole of it; nil if it is
	Page     *page.Page // what Body says
}

// At gives the stored answer of a link that a reader wants at a time: the
// newest that is not after it, of a check that found the page alive where there
// is one. Zero stands for now. The error is ErrUnknown or ErrNoSnapshot where
// there is nothing to show.
func (a *Archive) At(url string, at time.Time) (*View, error) {
	entries, err := a.History(url)
	if err != nil {
		return nil, err
	}
	all := withSnapshot(entries)
	kept := until(all, at)
	if len(kept) == 0 {
		return nil, noneUntil(all, at)
	}
	return a.view(preferAlive(kept))
}

// noneUntil says that none of the entries is early enough.
func noneUntil(entries []Entry, at time.Time) error {
	if len(entries) == 0 {
		return ErrNoSnapshot
	}
	const minute = "2006-01-02 15:04"
	return fmt.Errorf("%w from %s or before: the first is of %s", ErrNoSnapshot, at.UTC().Format(minute), entries[0].CheckedAt.UTC().Format(minute))
}

// withSnapshot are the entries whose own answer is kept, oldest first.
func withSnapshot(entries []Entry) []Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.snapshot == 0 || e.Cached })
}

// until are the entries that are not after a time; all of them where it is zero.
func until(entries []Entry, at time.Time) []Entry {
	if at.IsZero() {
		return entries
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.CheckedAt.After(at) })
}

// preferAlive is the newest of the entries that found a page, else the newest.
func preferAlive(entries []Entry) Entry {
	for _, e := range slices.Backward(entries) {
		if e.Health == verdict.Alive {
			return e
		}
	}
	return entries[len(entries)-1]
}

// view reads the answer of an entry.
func (a *Archive) view(e Entry) (*View, error) {
	exchange, err := a.answer(e.snapshot)
	if err != nil {
		return nil, fmt.Errorf("the snapshot of %s cannot be read (citecheck verify says more): %w", e.CheckedAt.Format(time.RFC3339), err)
	}
	v := &View{Entry: e, Exchange: exchange}
	v.Body, v.BodyErr = fetch.Decode(exchange, maxPage)
	v.Page = page.ParseAt(v.Body, exchange.Header.Get("Content-Type"), exchange.URL, exchange.At)
	return v, nil
}

// Between gives two stored answers of a link to be compared: the last that is
// not after to, and the last that is not after from. A zero to stands for now;
// a zero from for the last answer before to whose text is another, or, where
// there is none, the first. Where the archive has only one, both are the same.
func (a *Archive) Between(url string, from, to time.Time) (before, after *View, err error) {
	entries, err := a.History(url)
	if err != nil {
		return nil, nil, err
	}
	kept := withSnapshot(entries)
	late := until(kept, to)
	if len(late) == 0 {
		return nil, nil, noneUntil(kept, to)
	}
	last := preferAlive(late)
	first := otherText(late, last)
	if !from.IsZero() {
		early := until(kept, from)
		if len(early) == 0 {
			return nil, nil, noneUntil(kept, from)
		}
		first = preferAlive(early)
	}
	if after, err = a.view(last); err != nil {
		return nil, nil, err
	}
	if before, err = a.view(first); err != nil {
		return nil, nil, err
	}
	return before, after, nil
}

// otherText is the newest entry before last that found a page with another
// text, else the oldest that found a page, else the oldest.
func otherText(entries []Entry, last Entry) Entry {
	entries = entries[:slices.IndexFunc(entries, func(e Entry) bool { return e.Check == last.Check })+1]
	oldest := entries[0]
	for _, e := range slices.Backward(entries) {
		if e.Health != verdict.Alive {
			continue
		}
		if oldest = e; e.TextSHA256 != last.TextSHA256 {
			return e
		}
	}
	return oldest
}
