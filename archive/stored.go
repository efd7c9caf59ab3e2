package archive

import (
	"encoding/hex"
	"errors"
	"io"

	"github.com/citecheck/citecheck/archive/warc"
	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/fetch"
)

// maxStoredHead is how much of a record is read for its validators.
const maxStoredHead = 64 << 10

var errOtherPayload = errors.New("the record's payload is not the one that was recorded")

// Stored gives the last good answer of an address in visits to a link, or nil
// where there is none whose server named its state, or none that can be read.
func (a *Archive) Stored(link, address string) *checker.Stored {
	at := &fetch.Origin{}
	var sum, file string
	var offset int64
	err := a.askOne([]any{&at.Row, &at.URL, &at.Date, &at.Record, &sum, &file, &offset}, findStored, link, recordURI(address))
	if err != nil {
		return nil // nothing is lost: the page is asked for as if it were new
	}
	v, place := a.volume(file), warc.Place{Offset: offset}
	validators, err := validatorsOf(v, place)
	if err != nil {
		return nil
	}
	return &checker.Stored{Validators: validators, Load: func() (*fetch.Exchange, error) {
		rec, err := load(v, place)
		if err != nil {
			return nil, err
		}
		e, err := rec.exchange()
		if err != nil {
			return nil, err
		}
		if got := e.Sum(); hex.EncodeToString(got[:]) != sum {
			return nil, errOtherPayload
		}
		e.Origin = at
		e.Spill()
		return e, nil
	}}
}

// validatorsOf reads the header of a stored answer.
func validatorsOf(file warc.Volume, place warc.Place) (v fetch.Validators, err error) {
	f, err := file.Open()
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	records, err := warc.NewReader(file.Name, f, place)
	if err != nil {
		return v, err
	}
	rec, err := records.Next()
	if err != nil {
		return v, err
	}
	head, err := io.ReadAll(io.LimitReader(rec.Block, maxStoredHead))
	if err != nil {
		return v, err
	}
	m, err := warc.ParseHTTP(head)
	if err != nil {
		return v, err
	}
	return fetch.Validators{ETag: m.Header.Get("ETag"), LastModified: m.Header.Get("Last-Modified")}, nil
}
