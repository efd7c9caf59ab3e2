package format

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// ErrUnchecked says that a file which a document names is not to be had. That
// is no fault of the document: its other references are checked.
var ErrUnchecked = errors.New("its references are not checked")

// Why a file is not to be had.
var (
	errMissing  = fmt.Errorf("no such file; %w", ErrUnchecked)
	errNoFolder = fmt.Errorf("standard input has no folder to look in; %w", ErrUnchecked)
	errMacro    = fmt.Errorf("a command in the name that is not understood; %w", ErrUnchecked)
	errAddress  = fmt.Errorf("what lies on the web is not fetched; %w", ErrUnchecked)
)

// A wish is a place at which a document asks for a file that belongs to it.
type wish struct {
	part string // of the document; "" for the document itself
	line int
	text string // as written: `\input{intro}`
}

// A wanted file is one that a document names for its references.
type wanted struct {
	wish
	name string
}

// fileFrom is the path, from the document's folder, of the file that a part
// names. Names are counted from the folder of the part.
func fileFrom(part, name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if path.IsAbs(name) {
		return name
	}
	return path.Join(path.Dir(part), name)
}

// include reads the text of a file that becomes a part of the document. open
// are the files that are being read: none may include itself. What cannot be
// read is noted.
func (in *input) include(w wish, name string, open []string) (text string, ok bool) {
	if slices.Contains(open, name) || name == filepath.Base(in.Path) {
		in.note(w, errCircle)
		return "", false
	}
	doc, err := in.open(name)
	if err != nil {
		in.note(w, err)
		return "", false
	}
	text, err = decode(doc, nil)
	if err != nil {
		in.noteFault(name, err)
		return "", false
	}
	return text, true
}

// open reads a file that belongs to the document, by its slash-separated path
// from the document's folder. What lies outside of that folder is refused.
func (in *input) open(name string) ([]byte, error) {
	clean := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	switch {
	case !fs.ValidPath(clean):
		return nil, errOutside
	case in.Folder == nil && in.Path == "-":
		return nil, errNoFolder
	case in.Folder == nil:
		return nil, errMissing
	}
	f, err := in.Folder.Open(clean)
	if err != nil {
		return nil, openFault(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errNotFile
	}
	left := MaxBytes - in.beside
	doc, err := io.ReadAll(io.LimitReader(f, left+1))
	if err != nil {
		return nil, openFault(err)
	}
	if int64(len(doc)) > left {
		return nil, ErrTooLarge
	}
	in.beside += int64(len(doc))
	in.opened = append(in.opened, clean)
	return doc, nil
}

// has reports whether a file that belongs to the document is there to be read.
func (in *input) has(name string) bool {
	if in.Folder == nil || !fs.ValidPath(name) {
		return false
	}
	_, err := fs.Stat(in.Folder, name)
	return err == nil
}

// openFault says why a file was not opened. What neither the system nor the
// lack of the file explains, the folder has refused: a link that leads out.
func openFault(err error) error {
	var system syscall.Errno
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
		return errMissing
	case errors.Is(err, fs.ErrPermission):
		return fs.ErrPermission
	case errors.As(err, &system):
		return system
	}
	return errOutside
}

// maxUnread is how many files that could not be read are named for one paper.
const maxUnread = 20

// note keeps why the file that a place asks for could not be read, once for
// each file.
func (in *input) note(w wish, err error) {
	advice := ""
	switch {
	case errors.Is(err, errOutside):
		advice = "move it there, or do not name it"
	case errors.Is(err, errCircle):
		advice = "take out one of the two"
	case errors.Is(err, errIncludes):
		advice = "check its parts as papers of their own"
	case errors.Is(err, errBibliography):
		advice = "give it as .bib, .json or .yaml (CSL), or .ris"
	case !errors.Is(err, ErrUnchecked):
		advice = "see that it can be read"
	}
	in.keep(&Error{Path: in.pathOf(w.part), Line: w.line, Err: fmt.Errorf("%s: %w", w.text, err), Advice: advice}, w.text)
}

// noteFault keeps what is wrong inside of a file that belongs to the document.
func (in *input) noteFault(part string, err error) {
	fault := at("", err)
	fault.Path = in.pathOf(part)
	in.keep(fault, part)
}

// keep keeps an error about what name stands for, if it is the first.
func (in *input) keep(err *Error, name string) {
	if in.noted[name] || len(in.unread) >= maxUnread {
		return
	}
	if in.noted == nil {
		in.noted = map[string]bool{}
	}
	in.noted[name] = true
	in.unread = append(in.unread, err)
}

// pathOf is the path of a part of the document, as the user would name it.
func (in *input) pathOf(part string) string {
	if part == "" || in.Path == "-" {
		return in.Path
	}
	return filepath.Join(filepath.Dir(in.Path), filepath.FromSlash(part))
}
