package archive

import (
	"encoding/json"
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/citecheck/citecheck/checker/fetch"
)

// cdxLine is the line of a CDXJ index for one answer: the key by which replay
// programs look an address up, a time of 14 digits, and where the record is.
func cdxLine(address, sum string, e *fetch.Exchange, file string, offset, length int64) (string, error) {
	media, _, err := mime.ParseMediaType(e.Header.Get("Content-Type"))
	if err != nil {
		media = "unk" // as indexers write it
	}
	text, err := json.Marshal(struct {
		URL      string `json:"url"`
		MIME     string `json:"mime"`
		Status   string `json:"status"`
		Digest   string `json:"digest"`
		Length   string `json:"length"`
		Offset   string `json:"offset"`
		Filename string `json:"filename"`
	}{address, media, strconv.Itoa(e.Status), "sha256:" + sum, strconv.FormatInt(length, 10), strconv.FormatInt(offset, 10), file})
	if err != nil {
		return "", err
	}
	return surt(address) + " " + e.At.UTC().Format("20060102150405") + " " + string(text) + "\n", nil
}

var serverNumber = regexp.MustCompile(`^(?i)(https?://)www\d*\.`)

// surt is an address in the order in which it is sorted: host names from the
// right, without scheme and www, in lower case, with the query's parts sorted.
// This is the form that ReplayWeb.page looks up.
func surt(address string) string {
	u, err := url.Parse(strings.ToLower(serverNumber.ReplaceAllString(address, "$1")))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return address
	}
	host := strings.Split(u.Hostname(), ".")
	slices.Reverse(host)
	key := strings.Join(host, ",")
	if strings.Contains(key, ":") { // an IPv6 address
		key = "[" + key + "]"
	}
	if port := u.Port(); port != "" && (u.Scheme != "http" || port != "80") && (u.Scheme != "https" || port != "443") {
		key += ":" + port
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	key += ")" + path
	if u.RawQuery != "" {
		parts := strings.Split(u.RawQuery, "&")
		slices.Sort(parts)
		key += "?" + strings.Join(parts, "&")
	}
	return key
}
