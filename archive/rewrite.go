package archive

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/citecheck/citecheck/archive/warc"
)

// A rewritten is a file that has some of another's records.
type rewritten struct {
	name    string // "" where there is none: nothing was left
	path    string
	size    int64
	offsets map[int64]int64 // of the rows' records
}

func (r *rewritten) remove() error {
	if r.name == "" {
		return nil
	}
	return os.Remove(r.path)
}

// chunk is how much is read and written at once.
const chunk = 4 << 20

// rewrite copies the records of a file, as they are, into a new one: all but
// those of rows that are dropped, and their requests. The new file is on disk
// when it returns. A damaged file is a *warc.Error.
func (a *Archive) rewrite(name string, rows []*stored, drop map[int64]bool) (*rewritten, error) {
	old, err := a.volume(name).Open()
	if errors.Is(err, os.ErrNotExist) {
		return &rewritten{}, nil // its rows are all that is left of it
	}
	if err != nil {
		return nil, err
	}
	defer old.Close()
	c := &copier{series: a.oneFile(), at: map[int64]int64{}, rows: map[int64]*stored{}, drop: drop, dropped: map[string]bool{}}
	for _, row := range rows {
		c.rows[row.offset] = row
		if drop[row.id] {
			c.dropped[row.record] = true
		}
	}
	err = c.copy(name, old)
	if err == nil {
		err = c.flush()
	}
	fresh, err := finish(&c.series, c.at, err)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if _, copied := c.at[row.id]; !copied && !drop[row.id] && !row.lost {
			return nil, errors.Join(&warc.Error{File: name, Place: warc.Place{Offset: row.offset}, Err: errNoRecord}, fresh.remove())
		}
	}
	return fresh, nil
}

// oneFile is a series that never begins a second file.
func (a *Archive) oneFile() warcSeries {
	return warcSeries{dir: a.path, open: a.open, limit: 1 << 62, begin: func(filename string) ([]byte, error) {
		return infoRecord(filename, "citecheck", "")
	}}
}

// finish brings a series' file to the disk, or, after an error, removes it.
func finish(series *warcSeries, offsets map[int64]int64, err error) (*rewritten, error) {
	fresh := &rewritten{offsets: offsets}
	if f := series.last; f != nil {
		fresh.name, fresh.path, fresh.size = f.name, f.path, f.size
		err = errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return nil, errors.Join(err, fresh.remove())
	}
	return fresh, nil
}

var errNoRecord = errors.New("there is no record where a row says")

// A copier copies records.
type copier struct {
	series  warcSeries
	rows    map[int64]*stored // by offset
	drop    map[int64]bool
	dropped map[string]bool // record IDs of the answers that are dropped
	at      map[int64]int64 // where in the new file the rows' records are

	buffer []byte
	placed map[int64]int64 // where in buffer those are that it holds
}

func (c *copier) copy(name string, old *warc.Section) error {
	source, err := os.Open(filepath.FromSlash(c.series.dir + "/" + name))
	if err != nil {
		return err
	}
	defer source.Close()
	records, err := warc.NewReader(name, old, warc.Place{})
	if err != nil {
		return err
	}
	for {
		rec, err := records.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = records.Finish()
		}
		if err != nil {
			return err
		}
		if c.leaves(rec) {
			continue
		}
		if err := c.take(source, rec.Offset, records.End()); err != nil {
			return err
		}
	}
}

// leaves reports whether a record is left behind: the head of the old file,
// and what is dropped.
func (c *copier) leaves(rec *warc.Record) bool {
	switch rec.Header.Get("WARC-Type") {
	case warc.Info:
		return true
	case warc.Request:
		return c.dropped[rec.Header.Get("WARC-Concurrent-To")]
	}
	row := c.rows[rec.Offset]
	return row != nil && c.drop[row.id]
}

func (c *copier) take(source io.ReaderAt, from, to int64) error {
	if len(c.buffer) > 0 && len(c.buffer)+int(to-from) > chunk {
		if err := c.flush(); err != nil {
			return err
		}
	}
	start := len(c.buffer)
	c.buffer = append(c.buffer, make([]byte, to-from)...)
	if _, err := source.ReadAt(c.buffer[start:], from); err != nil {
		return err
	}
	if row := c.rows[from]; row != nil {
		if c.placed == nil {
			c.placed = map[int64]int64{}
		}
		c.placed[row.id] = int64(start)
	}
	return nil
}

// flush writes what the buffer holds.
func (c *copier) flush() error {
	if len(c.buffer) == 0 {
		return nil
	}
	_, offset, err := c.series.append(c.buffer, nil)
	if err != nil {
		return err
	}
	for id, at := range c.placed {
		c.at[id] = offset + at
	}
	c.buffer, c.placed = c.buffer[:0], nil
	return nil
}
