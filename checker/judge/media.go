package judge

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"github.com/citecheck/citecheck/checker/verdict"
)

// empty tells of answers in which nothing is: they never arrived, which says
// nothing of whether the page is there. An empty 202 is how several walls put
// off a reader who runs no script.
func empty(v *view) (verdict.Verdict, bool) {
	if len(bytes.TrimSpace(v.body)) == 0 {
		switch v.status {
		case http.StatusAccepted:
			return found(verdict.Blocked, "HTTP 202 with an empty answer")
		case http.StatusOK:
			return found(verdict.BadResponse, "empty answer")
		}
		return found(verdict.BadResponse, fmt.Sprintf("empty answer, HTTP %d", v.status))
	}
	return none()
}

// textless tells of pages that have nothing to show, not even a title that says
// why. What is beyond the bound of what is read may show something.
func textless(v *view) (verdict.Verdict, bool) {
	if !v.html() || v.words > 0 || v.page.Cut {
		return none()
	}
	s := v.structure()
	if s.shown == 0 && s.scripts == 0 && !s.media && s.refresh == "" && s.noscript == "" && s.fields == 0 {
		return found(verdict.BadResponse, "a page without any text")
	}
	return none()
}

// mislabelled tells of files that are none: a page behind the address of a
// PDF is an error page, a wall or a sign-in. Walls and sign-ins were looked
// for before.
func mislabelled(v *view) (verdict.Verdict, bool) {
	said, _, _ := strings.Cut(v.header.Get("Content-Type"), ";")
	said = strings.ToLower(strings.TrimSpace(said))
	head := v.body[:min(len(v.body), 1024)]
	switch {
	case said == "application/pdf" && !bytes.Contains(head, []byte("%PDF-")):
		if isPage(head) {
			return found(verdict.BadResponse, "a page of HTML where the server says PDF")
		}
		return found(verdict.BadResponse, "no PDF where the server says PDF")
	case noPage(said) && isPage(head):
		return found(verdict.BadResponse, "a page of HTML where the server says "+quote(said))
	}
	return none()
}

// noPage says whether a media type is one that no page of HTML can have.
func noPage(said string) bool {
	kind, name, _ := strings.Cut(said, "/")
	switch kind {
	case "audio", "video":
		return true
	case "image":
		return !strings.Contains(name, "svg")
	}
	return said == "application/zip" || said == "application/epub+zip" || said == "application/gzip" ||
		said == "application/msword" || strings.HasPrefix(said, "application/vnd.openxmlformats") ||
		strings.HasPrefix(said, "application/vnd.ms-")
}

func isPage(head []byte) bool {
	return strings.HasPrefix(http.DetectContentType(head), "text/html")
}
