package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// reserved are the headers that belong to the connection or to the program.
var reserved = []string{"Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "Upgrade", "Te", "Trailer", "Keep-Alive", "Proxy-Authorization", "Range"}

// hostHeaders reads what --header says: HOST=NAME:VALUE.
func hostHeaders(args []string) (map[string]http.Header, error) {
	all := map[string]http.Header{}
	for _, arg := range args {
		host, rest, ok := strings.Cut(arg, "=")
		name, value, named := strings.Cut(rest, ":")
		name, value = http.CanonicalHeaderKey(strings.TrimSpace(name)), strings.TrimSpace(value)
		host = strings.ToLower(strings.TrimSpace(host))
		switch {
		case !ok || !named || host == "":
			return nil, fmt.Errorf("--header wants HOST=NAME:VALUE, such as journal.org=Authorization:Bearer…")
		case strings.ContainsAny(host, "/@ *"):
			return nil, fmt.Errorf("--header: %q is no host; name it as in example.org=Name:value", host)
		case !httpguts.ValidHeaderFieldName(name), !httpguts.ValidHeaderFieldValue(value):
			return nil, fmt.Errorf("--header: this cannot stand in a request for %s: check the header's name and value", host)
		case slices.Contains(reserved, name):
			return nil, fmt.Errorf("--header: %s is the program's own to set", name)
		}
		if all[host] == nil {
			all[host] = http.Header{}
		}
		all[host].Add(name, value)
	}
	return all, nil
}
