package page

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// mediaType is what the body is, without parameters: what the header says
// unless the body contradicts it.
func mediaType(header string, body []byte) string {
	said, _, _ := strings.Cut(header, ";")
	said = strings.ToLower(strings.TrimSpace(said))
	if !strings.Contains(said, "/") {
		said = ""
	}
	head := body[:min(len(body), 1024)]
	switch {
	case bytes.Contains(head, []byte("%PDF-")) && !looksHTML(head):
		return "application/pdf"
	case said == "" || said == "application/octet-stream" || said == "application/unknown" || said == "unknown/unknown":
		return sniff(body, head)
	case said == "text/html" && looksJSON(head) && json.Valid(body):
		return "application/json"
	case said == "application/pdf" && looksHTML(head):
		// A wall or an error page behind the address of a file.
		return "text/html"
	}
	return said
}

// sniff names a body that the server does not name.
func sniff(body, head []byte) string {
	switch {
	case looksHTML(head):
		return "text/html"
	case looksJSON(head) && json.Valid(body):
		return "application/json"
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	return kind
}

var htmlStarts = []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<script", "<!--", "<h1", "<p>", "<div"}

// looksHTML reports whether a body begins as pages do.
func looksHTML(head []byte) bool {
	s := strings.ToLower(string(trimStart(head[:min(len(head), 256)])))
	if strings.HasPrefix(s, "<?xml") {
		return strings.Contains(strings.ToLower(string(head)), "<html")
	}
	for _, start := range htmlStarts {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

// looksJSON reports whether a body begins as JSON objects and arrays do.
func looksJSON(head []byte) bool {
	head = trimStart(head)
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

// trimStart takes white space and a byte order mark off the beginning.
func trimStart(b []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n\f")
}
