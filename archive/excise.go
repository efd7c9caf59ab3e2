package archive

import (
	"errors"
	"io"
	"os"
	"slices"
)

// A span is a part of a file.
type span struct{ from, to int64 }

// joinSpan adds a span behind others, to the last where that ends there.
func joinSpan(spans []span, next span) []span {
	if n := len(spans); n > 0 && spans[n-1].to == next.from {
		spans[n-1].to = next.to
		return spans
	}
	return append(spans, next)
}

// damagedSuffix is added to the name of a file for what was cut out of it.
const damagedSuffix = ".damaged"

// exciseAll writes the files anew in which something is damaged. While a
// process records, records cannot be moved, and the files stay as they are.
func (a *Archive) exciseAll(v *Verification, done *Repaired) error {
	if len(v.damaged) == 0 {
		return nil
	}
	release, err := a.useAlone()
	if errors.Is(err, ErrRecording) {
		return nil
	}
	if err != nil {
		return err
	}
	defer release()
	for name, whole := range v.damaged {
		if err := a.excise(name, whole); err != nil {
			return err
		}
		done.Excised++
	}
	return nil
}

// excise writes a file anew with its whole records only. The rest goes into a
// file of its own first: some of it may be readable by other means.
func (a *Archive) excise(name string, whole []span) error {
	path := a.volume(name).Path
	source, err := os.Open(path)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := keepDamaged(source, path+damagedSuffix, whole); err != nil {
		return err
	}
	rows, err := a.rowsOf(name)
	if err != nil {
		return err
	}
	fresh, err := a.copySpans(source, whole, rows)
	if err != nil {
		return err
	}
	if err := a.moveRows(name, fresh, rows, nil); err != nil {
		return errors.Join(err, fresh.remove())
	}
	return a.removeReplaced(name)
}

// copySpans copies parts of a file into a new one, which is on disk when it
// returns. Rows of records in none of them are not in its offsets.
func (a *Archive) copySpans(source io.ReaderAt, spans []span, rows []*stored) (*rewritten, error) {
	series, offsets := a.oneFile(), map[int64]int64{}
	for _, s := range spans {
		_, at, err := series.append(nil, func(w io.Writer) error {
			_, err := io.Copy(w, io.NewSectionReader(source, s.from, s.to-s.from))
			return err
		})
		if err != nil {
			return finish(&series, nil, err)
		}
		for _, r := range rows {
			if s.from <= r.offset && r.offset < s.to {
				offsets[r.id] = at + r.offset - s.from
			}
		}
	}
	return finish(&series, offsets, nil)
}

// keepDamaged writes what stands between the spans of a file into another.
func keepDamaged(source *os.File, path string, whole []span) (err error) {
	info, err := source.Stat()
	if err != nil {
		return err
	}
	kept, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	from := int64(0)
	for _, s := range append(slices.Clone(whole), span{from: info.Size()}) {
		if _, err := io.Copy(kept, io.NewSectionReader(source, from, s.from-from)); err != nil {
			return err
		}
		from = s.to
	}
	return kept.Sync()
}
