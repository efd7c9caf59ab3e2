package warc

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// A Volume is one WARC file of a recording: a file of its own, or a part of a
// WACZ file.
type Volume struct {
	Path         string
	Name         string   // in messages
	offset, size int64    // of the part; a size of 0 stands for the whole file
	plain        *os.File // the content, where it was unpacked
}

// File is the volume that is a file of its own.
func File(path string) Volume { return Volume{Path: path, Name: path} }

// A Section is an opened volume.
type Section struct {
	io.ReadSeeker
	io.Closer
}

// Open opens the volume for reading.
func (v Volume) Open() (*Section, error) {
	if v.plain != nil {
		return &Section{io.NewSectionReader(v.plain, 0, v.size), io.NopCloser(nil)}, nil
	}
	f, err := os.Open(v.Path)
	if err != nil {
		return nil, err
	}
	if v.size == 0 {
		return &Section{f, f}, nil
	}
	return &Section{io.NewSectionReader(f, v.offset, v.size), f}, nil
}

// maxVolumes bounds the WARC files of one WACZ file.
const maxVolumes = 10_000

var (
	errVolumes = fmt.Errorf("it has more than %d WARC files", maxVolumes)
	errNoWARCs = errors.New("a zip file without a WARC file under archive/: it is no WACZ file")
)

// Volumes are the WARC files that a file holds: a WACZ file, which is a zip
// file, has them under archive/, stored as they are; any other file is one.
func Volumes(name string) ([]Volume, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	magic := make([]byte, 4)
	if n, err := io.ReadFull(f, magic); err != nil && n == 0 && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(magic) != "PK\x03\x04" {
		return []Volume{File(name)}, nil
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	list, err := parts(name, z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

func parts(name string, z *zip.Reader) ([]Volume, error) {
	var list []Volume
	for _, entry := range z.File {
		if path.Dir(entry.Name) != "archive" || !isWARCName(entry.Name) {
			continue
		}
		if len(list) == maxVolumes {
			return nil, errVolumes
		}
		if entry.Method != zip.Store {
			return nil, fmt.Errorf("its %s is packed, and WACZ wants it stored: unpack it and name the WARC file", entry.Name)
		}
		offset, err := entry.DataOffset()
		if err != nil {
			return nil, err
		}
		if entry.UncompressedSize64 == 0 {
			continue
		}
		list = append(list, Volume{Path: name, Name: name + ": " + entry.Name, offset: offset, size: int64(entry.UncompressedSize64)})
	}
	if len(list) == 0 {
		return nil, errNoWARCs
	}
	return list, nil
}

func isWARCName(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz") || strings.HasSuffix(name, ".warc.zst")
}
