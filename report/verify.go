package report

import (
	"fmt"
	"io"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/citecheck/citecheck/archive"
)

// Verification writes what was read of an archive and what is wrong with it.
func Verification(w io.Writer, v *archive.Verification, took time.Duration, o Options) error {
	out := newPrinter(w, o)
	for _, p := range v.Problems {
		at := joined(": ", p.File)
		if p.Offset >= 0 {
			at = fmt.Sprintf("%s: byte %d", p.File, p.Offset)
		}
		out.para(0, say(red, "WRONG"), margin, keep(plain, joined(": ", at, p.What)))
		if p.URL != "" {
			out.para(margin, span{}, margin, address(p.URL))
		}
	}
	if len(v.Problems) > 0 {
		out.gap()
	}
	seconds := max(took.Seconds(), 0.001)
	out.para(0, span{}, 0, say(plain, fmt.Sprintf("%s, %s, %s in %.1f s (%s/s); %s.",
		counted(v.Files, "file", "files"), counted(v.Records, "record", "records"), humanize.IBytes(uint64(v.Bytes)), seconds,
		humanize.IBytes(uint64(float64(v.Bytes)/seconds)), counted(v.Rows, "row", "rows"))))
	for _, name := range v.Copies {
		out.para(0, span{}, 0, keep(plain, name), say(plain, "is a copy: all of its answers stand in other files too. It can be removed."))
	}
	if v.Unindexed > 0 {
		out.para(0, span{}, 0, say(yellow, fmt.Sprintf("%s no row: a run was killed there. Nothing is lost; citecheck verify --repair takes them up.",
			counted(v.Unindexed, "answer has", "answers have"))))
	}
	if v.Lost > 0 {
		out.para(0, span{}, 0, say(plain, fmt.Sprintf("%s known to be lost; the database says so.", counted(v.Lost, "record is", "records are"))))
	}
	if len(v.Problems) == 0 {
		out.para(0, span{}, 0, say(green, "All that is there is as it was recorded."))
	} else {
		out.para(0, span{}, 0, say(red, counted(len(v.Problems), "thing is", "things are")+" wrong."))
	}
	return out.flush()
}

// Repaired writes what was done to an archive's database.
func Repaired(w io.Writer, done *archive.Repaired, o Options) error {
	out := newPrinter(w, o)
	line := func(n int, one, many, text string) {
		if n > 0 {
			out.para(0, span{}, 0, say(plain, counted(n, one, many)+" "+text))
		}
	}
	line(done.Lost, "row says", "rows say", "now that the record is lost.")
	line(done.Found, "record", "records", "that had been lost can be read again.")
	line(done.Moved, "answer refers", "answers refer", "to another record with the same payload.")
	line(done.Answers, "record has", "records have", "a row now.")
	line(done.Checks, "check was", "checks were", "judged anew.")
	line(done.Excised, "file was", "files were", "written anew without what is damaged; that is kept beside, named .damaged.")
	if done.Old != "" {
		out.para(0, span{}, 0, say(plain, "The database that was there is now"), keep(plain, done.Old))
	}
	return out.flush()
}
