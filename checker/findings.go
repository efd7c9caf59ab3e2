package checker

import (
	"fmt"

	"github.com/citecheck/citecheck/checker/compare"
	"github.com/citecheck/citecheck/checker/verdict"
	"github.com/citecheck/citecheck/paper"
)

// findings says what a check shows to be wrong with a reference. Nothing is
// compared on a page that is not alive.
func findings(ref *paper.Reference, c *Check) []paper.Finding {
	var found []paper.Finding
	switch c.Health {
	case verdict.Dead:
		if c.Reason != verdict.Malformed { // the document alone shows that: malformed-url
			found = append(found, deadLink(c))
		}
	case verdict.Unsure:
		found = append(found, unsureLink(c))
	case verdict.Alive:
		if c.Reason == verdict.Moved {
			found = append(found, movedLink(c))
		}
		found = append(found, contentChanged(c)...)
		if c.Page != nil {
			found = append(found, compare.Findings(ref, c.Page)...)
		}
	}
	return found
}

func deadLink(c *Check) paper.Finding {
	return paper.Finding{
		Rule: "dead-link", Severity: paper.Error,
		Message: fmt.Sprintf("A reader can no longer follow this link: %s.", deadBecause[c.Reason]),
		Cited:   c.URL, Evidence: c.Detail,
	}
}

func unsureLink(c *Check) paper.Finding {
	severity := paper.Note
	switch c.Reason {
	case verdict.TLS, verdict.RedirectLoop, verdict.ServerError:
		severity = paper.Warning
	}
	return paper.Finding{
		Rule: "unsure-link", Severity: severity,
		Message: fmt.Sprintf("It cannot be told from here whether this link works: %s.", unsureBecause[c.Reason]),
		Cited:   c.URL, Evidence: c.Detail,
	}
}

func movedLink(c *Check) paper.Finding {
	return paper.Finding{
		Rule: "moved-link", Severity: paper.Note,
		Message: "The page has moved for good: cite its new address.",
		Cited:   c.URL, Found: c.FinalURL, Evidence: c.Detail,
	}
}

var deadBecause = map[verdict.Reason]string{
	verdict.NotFound:    "the server says that there is no such page",
	verdict.Gone:        "the server says that the page was removed for good",
	verdict.Soft404:     "the page is not there any more, though the server does not say so",
	verdict.DNS:         "the name of its host does not exist",
	verdict.Parked:      "the domain shows only a placeholder or is for sale",
	verdict.LongFailing: "it has failed for weeks",
}

var unsureBecause = map[verdict.Reason]string{
	verdict.Blocked:      "the site turns programs away; open it in a browser",
	verdict.Login:        "the site wants a reader to sign in or consent first",
	verdict.RateLimited:  "the site wants to be asked less often; try again later",
	verdict.Legal:        "the page is withheld for legal reasons",
	verdict.ServerError:  "the server reports a fault of its own; try again later",
	verdict.Timeout:      "no whole answer came in time",
	verdict.Refused:      "no connection to the server could be made",
	verdict.TLS:          "the server's certificate or encryption is at fault, of which browsers warn",
	verdict.DNSFailure:   "the name of its host could not be looked up",
	verdict.RedirectLoop: "the server sends a reader round in circles",
	verdict.JSOnly:       "the page shows nothing without JavaScript; open it in a browser",
	verdict.BadResponse:  "the server's answer is damaged",
}
