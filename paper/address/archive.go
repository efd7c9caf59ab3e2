package address

import (
	"strings"
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
