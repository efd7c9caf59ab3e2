package pdfhead

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A file is a PDF whose objects were found by looking for them: the tables that
// say where they stand are wrong too often to be worth reading.
type file struct {
	doc       []byte
	at        map[int]int // where an object's value begins, the last of a number
	packed    []int       // where streams of objects begin that are not unpacked yet
	unpacked  map[int]any
	inflated  int // bytes out of compressed streams so far
	parsed    int // bytes read as values so far
	trailer   dict
	encrypted bool
}

func open(doc []byte) *file {
	f := &file{doc: doc, at: map[int]int{}, unpacked: map[int]any{}}
	f.find()
	f.trailer = f.lastTrailer()
	_, f.encrypted = f.trailer["Encrypt"]
	return f
}

// find finds the objects: "12 0 obj".
func (f *file) find() {
	mark := []byte("obj")
	for i, n := 0, 0; n < maxObjects; n++ {
		k := bytes.Index(f.doc[i:], mark)
		if k < 0 {
			return
		}
		at := i + k
		i = at + len(mark)
		if number, ok := numberBefore(f.doc[:at]); ok {
			f.at[number] = i
			head := f.doc[i:min(len(f.doc), i+300)]
			if end := bytes.Index(head, []byte("stream")); end >= 0 && bytes.Contains(head[:end], []byte("/ObjStm")) {
				f.packed = append(f.packed, i)
			}
		}
	}
}

// numberBefore reads the number of "12 0 " at the end of b.
func numberBefore(b []byte) (int, bool) {
	const longest = 20
	b = b[max(0, len(b)-longest):]
	back := func(in func(c byte) bool) int {
		n := 0
		for len(b) > 0 && in(b[len(b)-1]) {
			b = b[:len(b)-1]
			n++
		}
		return n
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	back(space)
	if back(digit) == 0 || back(space) == 0 {
		return 0, false
	}
	end := b
	digits := back(digit)
	n, err := strconv.Atoi(string(end[len(end)-digits:]))
	return n, err == nil
}

// lastTrailer is what the last trailer says of where to begin, be it one of
// its own or that of a cross-reference stream.
func (f *file) lastTrailer() dict {
	const before, after = 4096, 4096
	whole := dict{}
	rest := f.doc
	for range 8 { // a file that was changed often has as many
		i := bytes.LastIndex(rest, []byte("/Root"))
		if i < 0 {
			break
		}
		rest = f.doc[:i]
		start := bytes.LastIndex(f.doc[max(0, i-before):i], []byte("<<"))
		if start < 0 {
			continue
		}
		start += max(0, i-before)
		// A dictionary before /Root, such as /DecodeParms, begins later than the trailer's.
		for range 4 {
			p := parser{b: f.doc[start:min(len(f.doc), i+after)]}
			if v, _ := p.value(0); p.i > i-start {
				d, _ := v.(dict)
				for k, v := range d {
					if whole[k] == nil {
						whole[k] = v
					}
				}
				break
			}
			k := bytes.LastIndex(f.doc[max(0, i-before):start], []byte("<<"))
			if k < 0 {
				break
			}
			start = max(0, i-before) + k
		}
	}
	return whole
}

// root is the catalog.
func (f *file) root() dict {
	d, _ := f.resolve(f.trailer["Root"]).(dict)
	return d
}

// resolve follows references.
func (f *file) resolve(v any) any {
	for range 8 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.object(int(r))
	}
	return nil
}

// object is the value of a numbered object.
func (f *file) object(number int) any {
	if at, ok := f.at[number]; ok {
		return f.parse(f.doc[at:])
	}
	for {
		if v, ok := f.unpacked[number]; ok {
			return v
		}
		if len(f.packed) == 0 {
			return nil
		}
		// The objects that matter here are mostly in the last streams.
		at := f.packed[len(f.packed)-1]
		f.packed = f.packed[:len(f.packed)-1]
		f.unpack(at)
	}
}

// parse reads the value that b begins with, as long as the bounds allow.
func (f *file) parse(b []byte) any {
	if f.parsed >= maxValues {
		return nil
	}
	p := parser{b: b[:min(len(b), maxObject)]}
	v, _ := p.value(0)
	f.parsed += p.i
	return v
}

// unpack reads a stream of objects, ISO 32000-1 section 7.5.7.
func (f *file) unpack(at int) {
	d, data := f.streamAt(at)
	count, _ := d["N"].(float64)
	first, _ := d["First"].(float64)
	if first < 0 || int(first) > len(data) {
		return
	}
	head := parser{b: data[:int(first)]}
	for range int(min(count, maxParsed)) {
		number, ok := head.value(0)
		offset, ok2 := head.value(0)
		n, isNumber := number.(float64)
		o, isNumber2 := offset.(float64)
		if !ok || !ok2 || !isNumber || !isNumber2 {
			return
		}
		if start := int(first + o); o >= 0 && start >= 0 && start < len(data) {
			if _, known := f.unpacked[int(n)]; !known {
				f.unpacked[int(n)] = f.parse(data[start:])
			}
		}
	}
}

// stream is the content of a stream, unpacked; nil where it is none or packed
// in a way that texts are not.
func (f *file) stream(v any) []byte {
	r, ok := v.(ref)
	if !ok {
		return nil
	}
	at, ok := f.at[int(r)]
	if !ok {
		return nil
	}
	_, data := f.streamAt(at)
	return data
}

// streamAt reads the stream whose dictionary begins at a place.
func (f *file) streamAt(at int) (dict, []byte) {
	p := parser{b: f.doc[at:min(len(f.doc), at+maxObject)]}
	v, _ := p.value(0)
	f.parsed += p.i
	d, ok := v.(dict)
	if p.skip(); !ok || !bytes.HasPrefix(p.b[p.i:], []byte("stream")) {
		return nil, nil
	}
	data := f.doc[at+p.i+len("stream"):]
	data = bytes.TrimPrefix(bytes.TrimPrefix(data, []byte("\r")), []byte("\n"))
	switch filter := f.onlyFilter(d["Filter"]); filter {
	case "":
		if end := bytes.Index(data, []byte("endstream")); end >= 0 {
			data = data[:end]
		}
		return d, data[:min(len(data), maxStream)]
	case "FlateDecode", "Fl":
		return d, f.inflate(data)
	}
	return d, nil
}

// onlyFilter is the name of a stream's filter, "" for none, "?" for several.
func (f *file) onlyFilter(v any) string {
	switch v := f.resolve(v).(type) {
	case nil:
		return ""
	case name:
		return string(v)
	case []any:
		switch len(v) {
		case 0:
			return ""
		case 1:
			n, _ := f.resolve(v[0]).(name)
			return string(n)
		}
	}
	return "?"
}

// inflate unpacks as much as the bounds allow.
func (f *file) inflate(data []byte) []byte {
	most := min(maxStream, maxInflated-f.inflated)
	if most <= 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	defer z.Close()
	out, _ := io.ReadAll(io.LimitReader(z, int64(most))) // what came before a fault is kept
	f.inflated += len(out)
	return out
}

// text is a text string, ISO 32000-1 section 7.9.2.2.
func (f *file) text(v any) string {
	b, _ := f.resolve(v).([]byte)
	b = b[:min(len(b), maxValue)]
	switch {
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return utf16Text(b[2:])
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		return string(b[3:])
	case utf8.Valid(b):
		return string(b) // as some programs write against the standard
	}
	// PDFDocEncoding is Latin-1 but for a few signs where Windows has its own.
	s, _ := charmap.Windows1252.NewDecoder().Bytes(b)
	return string(s)
}

// utf16Text decodes UTF-16, the higher byte first.
func utf16Text(b []byte) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}
