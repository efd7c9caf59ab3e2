package pdfhead

import (
	"bytes"
	"html"
	"strings"
)

// xmpValue is the first value of a property in an XMP packet: its text, the
// first item of its list, or the attribute of that name. Packets are RDF, but
// always written with these prefixes, and too often not quite XML.
func xmpValue(packet []byte, name string) string {
	if i := bytes.Index(packet, []byte("<"+name)); i >= 0 {
		rest := packet[i:]
		if end := bytes.Index(rest, []byte("</"+name)); end >= 0 {
			return innerText(string(rest[:end]))
		}
	}
	for _, quote := range []string{`"`, `'`} {
		if _, rest, ok := bytes.Cut(packet, []byte(name+"="+quote)); ok {
			value, _, _ := bytes.Cut(rest, []byte(quote))
			return html.UnescapeString(string(value[:min(len(value), maxValue)]))
		}
	}
	return ""
}

// maxValue is how many bytes of a value are kept.
const maxValue = 4000

// innerText is the first text between the tags of a piece of XML.
func innerText(s string) string {
	for s != "" {
		_, after, ok := strings.Cut(s, ">")
		if !ok {
			return ""
		}
		text, _, more := strings.Cut(after, "<")
		if text = strings.TrimSpace(text); text != "" {
			return html.UnescapeString(text[:min(len(text), maxValue)])
		}
		if !more {
			return ""
		}
		s = after
	}
	return ""
}
