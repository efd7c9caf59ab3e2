package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"

	"github.com/citecheck/citecheck/config"
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
		}
		if err := sendable(name, value); err != nil {
			return nil, fmt.Errorf("--header: for %s: %w", host, err)
		}
		if all[host] == nil {
			all[host] = http.Header{}
		}
		all[host].Add(name, value)
	}
	return all, nil
}

// sendable says why a header cannot be sent. Its value may be a secret.
func sendable(name, value string) error {
	switch {
	case !httpguts.ValidHeaderFieldName(name), !httpguts.ValidHeaderFieldValue(value):
		return errors.New("this cannot stand in a request: check the header's name and value")
	case slices.Contains(reserved, name):
		return fmt.Errorf("%s is the program's own to set", name)
	}
	return nil
}

// addConfigured adds the headers whose values stand in the environment, save
// where the command line has one of the same name. A variable that is not set
// is told: the run goes on, and the host decides.
func addConfigured(all map[string]http.Header, file *config.File, stderr io.Writer) error {
	for _, host := range file.Hosts {
		for _, h := range host.Header {
			value := strings.TrimSpace(os.Getenv(h.Env))
			if value == "" {
				complain(stderr, fmt.Errorf("%s: %s is not set: %s is asked without %s", file.Path, h.Env, host.Name, h.Name))
				continue
			}
			if err := sendable(h.Name, value); err != nil {
				return fmt.Errorf("%s: [host.%q]: header %s: %w", file.Path, host.Name, h.Name, err)
			}
			if all[host.Name].Get(h.Name) != "" {
				continue
			}
			if all[host.Name] == nil {
				all[host.Name] = http.Header{}
			}
			all[host.Name].Set(h.Name, value)
		}
	}
	return nil
}
