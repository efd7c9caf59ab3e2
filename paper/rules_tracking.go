package paper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper/address"
)

// trackers are the query parameters by which campaigns, newsletters and
// networks follow readers. They say nothing of the page. A last asterisk
// stands for any ending. Names that sites also use for what they show (ref,
// source, id, si) are not among them.
var trackers = []string{
	"utm_*", "mtm_*", "pk_campaign", "pk_kwd", "pk_source", "pk_medium", "piwik_*", "matomo_*", "hsa_*", "at_campaign*", "at_medium", "at_custom*", "at_bbc_team",
	"fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "epik", "srsltid", "mibextid", "rb_clickid", "s_cid", "s_kwcid", "vero_id", "vero_conv", "wickedid",
	"mc_cid", "mc_eid", "_hsenc", "_hsmi", "__hstc", "__hssc", "hsctatracking", "mkt_tok", "oly_anon_id", "oly_enc_id", "_openstat", "ml_subscriber", "ml_subscriber_hash", "ref_src", "ref_url", "cmpid", "ns_mchannel", "ns_campaign", "ns_source", "ns_linkname", "guccounter", "guce_referrer", "guce_referrer_sig", "trk_contact", "trk_msg", "trk_module",
}

// checkTracking looks at the query only: a fragment reaches no server.
func checkTracking(in *inspection) {
	for _, r := range in.References {
		if r.URL == "" || address.IsArchive(r.URL) {
			continue
		}
		if clean, dropped := withoutTrackers(r.URL); len(dropped) > 0 {
			in.report(r, fmt.Sprintf("The address only tells the site where its readers come from with %s; cite it without.", strings.Join(dropped, ", ")), r.URL, clean)
		}
	}
}

// withoutTrackers is an address without the parameters that only follow
// readers, and the names of those.
func withoutTrackers(url string) (clean string, dropped []string) {
	base, rest, ok := strings.Cut(url, "?")
	if !ok {
		return url, nil
	}
	query, fragment, marked := strings.Cut(rest, "#")
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if !isTracker(strings.ToLower(name)) {
			kept = append(kept, part)
		} else if !slices.Contains(dropped, name) {
			dropped = append(dropped, name)
		}
	}
	clean = base
	if len(kept) > 0 {
		clean += "?" + strings.Join(kept, "&")
	}
	if marked {
		clean += "#" + fragment
	}
	return clean, dropped
}

func isTracker(name string) bool {
	return slices.ContainsFunc(trackers, func(t string) bool {
		stem, open := strings.CutSuffix(t, "*")
		return name == t || open && strings.HasPrefix(name, stem)
	})
}
