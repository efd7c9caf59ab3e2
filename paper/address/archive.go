package address

import (
	"net/url"
	"strings"

	"github.com/citecheck/citecheck/paper/lex"
)

// archiveHosts keep copies of other pages. The ones with a path keep other
// things too.
var archiveHosts = map[string]string{
	"web.archive.org": "/web/", "wayback.archive.org": "", "wayback.archive-it.org": "", "replay.waybackmachine.org": "",
	"archive.ph": "", "archive.today": "", "archive.is": "", "archive.md": "", "archive.fo": "", "archive.li": "", "archive.vn": "",
	"perma.cc": "", "webcitation.org": "", "ghostarchive.org": "", "megalodon.jp": "", "freezepage.com": "", "archive.wikiwix.com": "",
	"timetravel.mementoweb.org": "", "webcache.googleusercontent.com": "", "conifer.rhizome.org": "",
	"webarchive.nationalarchives.gov.uk": "", "webarchive.org.uk": "", "webarchive.parliament.uk": "", "webarchive.nrscotland.gov.uk": "",
	"webarchive.loc.gov": "", "swap.stanford.edu": "", "webharvest.gov": "", "webarchive.library.unt.edu": "",
	"arquivo.pt": "", "wayback.vefsafn.is": "", "vefsafn.is": "", "nla.gov.au": "", "webarchive.nla.gov.au": "", "pandora.nla.gov.au": "",
	"webarchive.bac-lac.gc.ca": "", "archivesinternet.bnf.fr": "", "webarchiv.onb.ac.at": "", "wayback.webarchiv.cz": "", "webarchiv.cz": "",
	"webarhiv.nuk.uni-lj.si": "", "haw.nsk.hr": "", "veebiarhiiv.digar.ee": "", "wayback.kb.dk": "", "langzeitarchivierung.bib-bvb.de": "/wayback/",
	"webarchive.ncl.edu.tw": "", "warp.da.ndl.go.jp": "", "warp.ndl.go.jp": "",
}

// IsArchive reports whether url is an archive's copy of another page.
func IsArchive(url string) bool {
	path, ok := archiveHosts[strings.TrimPrefix(Host(url), "www.")]
	if !ok || path == "" {
		return ok
	}
	_, tail := splitHost(url)
	return len(tail) >= len(path) && strings.EqualFold(tail[:len(path)], path)
}

// Original gives the address that an archive's address stands for, as far as it
// holds it, or "": for https://web.archive.org/web/2020*/https://host.org/a it
// is https://host.org/a. Archives put the whole address into the path, behind
// the time of the copy, or into a parameter; perma.cc/A1B2-C3D4 has neither.
func Original(archived string) string {
	if !IsArchive(archived) {
		return ""
	}
	_, tail := splitHost(archived)
	if inner := innerAddress(tail); inner != "" {
		return inner
	}
	if query := strings.IndexByte(tail, '?'); query >= 0 {
		if values, err := url.ParseQuery(tail[query+1:]); err == nil {
			if inner := values.Get("url"); plausible(inner) {
				return inner
			}
		}
		tail = tail[:query]
	}
	return behindTime(tail)
}

// innerAddress finds an address with a scheme in a path. Some archives write
// it with one slash, some percent-encode all of it.
func innerAddress(tail string) string {
	lower := strings.ToLower(tail)
	if len(lower) != len(tail) {
		return ""
	}
	for _, scheme := range [...]string{"http", "ftp"} {
		for from := 0; ; {
			i := strings.Index(lower[from:], scheme)
			if i < 0 {
				break
			}
			i += from
			from = i + len(scheme)
			if i > 0 && (lex.IsLetter(lower[i-1]) || lex.IsDigit(lower[i-1]) || strings.IndexByte(tail[:i], '?') >= 0) {
				continue
			}
			end := from
			if strings.HasPrefix(lower[end:], "s") && scheme == "http" {
				end++
			}
			rest := tail[end:]
			switch {
			case strings.HasPrefix(rest, "://"):
				rest = rest[len("://"):]
			case strings.HasPrefix(rest, ":/"):
				rest = rest[len(":/"):]
			case strings.HasPrefix(lower[end:], "%3a"):
				decoded, err := url.PathUnescape(rest)
				if err != nil {
					return ""
				}
				rest = strings.TrimLeft(strings.TrimPrefix(decoded, ":"), "/")
			default:
				continue
			}
			if plausible(rest) {
				return tail[i:end] + "://" + rest
			}
		}
	}
	return ""
}

// behindTime gives what follows the time of the copy in a path, if it begins
// with a host: /web/20200102030405id_/www.host.org/a.
func behindTime(path string) string {
	for path != "" {
		segment, rest, more := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if isTime(segment) {
			host, _ := splitHost(rest)
			if more && strings.Contains(host, ".") && plausible(rest) {
				return rest
			}
			return ""
		}
		path = rest
	}
	return ""
}

// isTime recognises an archive's time: a year and more digits, with what
// archives add to them: 2020*, 20200102030405id_, 2020-0102-0304-05, *.
func isTime(segment string) bool {
	if segment == "*" {
		return true
	}
	digits := 0
	for digits < len(segment) && (lex.IsDigit(segment[digits]) || digits > 3 && strings.IndexByte("-.", segment[digits]) >= 0) {
		digits++
	}
	year := segment[:min(digits, 4)]
	return digits >= 4 && year >= "1990" && year < "2100" && len(segment)-digits <= len("id_")
}

// plausible reports whether s begins with a host.
func plausible(s string) bool {
	if scheme, rest := splitScheme(s); scheme == "http" || scheme == "https" || scheme == "ftp" {
		s = strings.TrimLeft(rest, "/")
	}
	host := Host(s)
	return host != "" && host[0] != '.' && strings.ContainsAny(host, ".:") && !strings.ContainsAny(host, " *")
}
