package archive

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/fetch"
)

// Readers that trust Content-Length must not wait for what was cut.
func TestResponseHeadOfCutBody(t *testing.T) {
	tests := []struct {
		name, declared, truncated string
		want, not                 string
	}{
		{"whole", "4", "", "Content-Length: 4\r\n", "X-Archive"},
		{"cut", "5004", "disconnect", "Content-Length: 4\r\nX-Archive-Orig-Content-Length: 5004\r\n", "Content-Length: 5004\r\nC"},
		{"cut without a length", "", "length", "HTTP/1.1 200 OK\r\n", "Content-Length"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			header := http.Header{"Transfer-Encoding": {"chunked"}}
			if tt.declared != "" {
				header.Set("Content-Length", tt.declared)
			}
			e := &fetch.Exchange{URL: "https://a.test/", Status: 200, StatusText: "200 OK", Header: header, Body: []byte("body"), Truncated: tt.truncated}
			head := headOf(e)
			if !bytes.Contains(head, []byte(tt.want)) || strings.Contains(string(head), tt.not) || bytes.Contains(head, []byte("Transfer-Encoding")) {
				t.Errorf("got %q; want %q in it, and no %q", head, tt.want, tt.not)
			}
			if header.Get("Transfer-Encoding") == "" {
				t.Error("the exchange's own header was changed")
			}
		})
	}
}
