package judge

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

// riding is what good pages carry of vendors' headers, cookies, sensors,
// widgets, banners and forms: each rides along on an article.
var riding = []struct{ name, header, markup string }{
	{"cloudflare", "Server: cloudflare\ncf-ray: 8a1\ncf-cache-status: DYNAMIC\nSet-Cookie: __cf_bm=1", `<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`},
	{"cloudflare, passed", "Set-Cookie: cf_clearance=1", `<script>(function(){var js="window['__CF$cv$params']={r:'8a',t:'MTc='};_cpo=document.createElement('script');_cpo.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'";})()</script>`},
	{"turnstile beside comments", "", `<form action="/comment"><textarea></textarea><input name=name><div class="cf-turnstile" data-sitekey="x"></div></form><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>`},
	{"recaptcha", "", `<form><input name=a><input type=email name=b><div class="g-recaptcha"></div></form><script src="https://www.google.com/recaptcha/api.js"></script>`},
	{"hcaptcha", "", `<form><input name=a><textarea></textarea><div class="h-captcha"></div></form><script src="https://hcaptcha.com/1/api.js"></script>`},
	{"akamai", "akamai-grn: 0.1\nX-Akamai-Transformed: 9\nSet-Cookie: _abck=1; ak_bmsc=2; bm_sz=3", `<script src="/akam/13/6d"></script><noscript><img src="/akam/13/pixel_6d" style="visibility:hidden"></noscript>`},
	{"imperva", "X-Iinfo: 1-2\nX-CDN: Imperva\nSet-Cookie: visid_incap_1=2; incap_ses_1=3", `<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3&ns=1" async></script>`},
	{"datadome", "X-DataDome: protected\nSet-Cookie: datadome=1", `<script>window.ddjskey='A';</script><script src="https://js.datadome.co/tags.js" async></script>`},
	{"perimeterx", "Set-Cookie: _pxhd=1", `<script>window._pxAppId='PX1';</script><script src="https://client.perimeterx.net/PX1/main.min.js"></script>`},
	{"kasada", "x-kpsdk-ct: 1", `<script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/p.js"></script><script>KPSDK.configure([{}])</script>`},
	{"aws", "X-Amz-Cf-Id: 1\nX-Cache: Hit from cloudfront\nVia: 1.1 x.cloudfront.net (CloudFront)\nSet-Cookie: aws-waf-token=1", `<script src="https://1.edge.sdk.awswaf.com/1/challenge.js" defer></script>`},
	{"sucuri", "X-Sucuri-ID: 14\nX-Sucuri-Cache: HIT\nServer: Sucuri/Cloudproxy", ""},
	{"ddos-guard", "Server: ddos-guard\nSet-Cookie: __ddg1_=1", `<script src="/.well-known/ddos-guard/check?context=free_splash"></script>`},
	{"qrator", "Server: QRATOR\nSet-Cookie: qrator_jsid=1", ""},
	{"f5", "Set-Cookie: TS01a2b3c4=1; BIGipServerpool=2", ""},
	{"azure", "x-azure-ref: 1", ""},
	{"vercel", "Server: Vercel\nX-Vercel-Id: 1\nX-Vercel-Cache: HIT", ""},
	{"fastly", "X-Served-By: cache-fra\nX-Fastly-Request-Id: 1", ""},
	{"wordfence", "", `<script>var wfi18n={};</script><script src="/?wordfence_lh=1&hid=2"></script>`},
	{"policy", "Content-Security-Policy: script-src https://cdnjs.cloudflare.com https://geo.captcha-delivery.com", ""},
	{"sign-in form", "", `<header><form action="/login"><input name=u><input type=password name=p><button>Log in</button></form></header>`},
	{"cookie banner", "", `<div id="consent" class="cookie-consent"><h2>We value your privacy</h2><p>Accept all cookies?</p><button>Accept</button></div>`},
	{"paywall", "", `<div class="paywall"><p>Subscribe to continue reading. Already a subscriber? <a href="/login">Log in</a></p></div>`},
	{"noscript", "", `<noscript>Please enable JavaScript for the best experience. JavaScript is required.</noscript><script src="/app.js"></script>`},
	{"analytics", "", `<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=1" height="0" width="0" style="display:none"></iframe></noscript><script src="/gtm.js"></script>`},
	{"next", "", `<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"page":"/news/[slug]","props":{}}</script><script>self.__next_f.push([1,"404: This page could not be found."])</script>`},
	{"domains for sale elsewhere", "", `<footer>Our other domain example.net is for sale at <a href="https://sedo.com/search/details/?domain=example.net">Sedo</a></footer>`},
}

func TestGoodPagesWithRiders(t *testing.T) {
	for _, r := range riding {
		for _, words := range []int{60, 150, 300} {
			body := strings.Replace(article("Harbour reopens", words), "</main>", r.markup+"</main>", 1)
			run(t, []try{
				{name: r.name, header: r.header, body: body, want: verdict.OK},
				{name: r.name + ", moved", header: r.header, body: body, target: "http://www.example.org/2024/03/harbour", hops: []string{"301 " + deep}, want: verdict.Moved},
			})
		}
	}
}

// TestGoodPages are ordinary pages of other kinds, none of which cites fit.
func TestGoodPages(t *testing.T) {
	code := `&lt;script&gt;window._cf_chl_opt={};&lt;/script&gt; and &lt;div id="px-captcha"&gt; and Reference #18.2d351ab8.1557333295.a4e16ab and Incapsula incident ID`
	for _, c := range []try{
		{name: "contact form", body: notice("Contact us", "Contact us", `Write to the harbour office, Pier 1. <form><input name=name><input type=email name=mail><textarea></textarea><div class="g-recaptcha"></div></form><script src="https://www.google.com/recaptcha/api.js"></script>`)},
		{name: "one line", body: "<p>Harbour closed.</p>"},
		{name: "abstract with data", body: `<html><head><title>On piers</title><meta name="citation_title" content="On piers"><meta name="citation_publication_date" content="2020/01/02"></head><body><div id="root"></div><script src="/a.js"></script></body></html>`},
		{name: "metered article", body: strings.Replace(article("Harbour reopens", 60), "<head>", `<head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour reopens","datePublished":"2024-03-02","isAccessibleForFree":false}</script>`, 1) + `<div class="paywall">Subscribe to read</div>`},
		{name: "article about walls", body: article("How block pages look", 300) + "<pre>" + code + "</pre>"},
		{name: "article about walls, with data", body: strings.Replace(article("How block pages look", 100), "<head>", `<head><meta property="article:published_time" content="2024-03-02T10:00:00Z">`, 1) + "<pre>" + code + "</pre>"},
		{name: "directory", target: "https://www.example.org/data/", body: `<html><head><title>Index of /data</title></head><body><h1>Index of /data</h1><pre><a href="../">../</a> <a href="a.csv">a.csv</a> 2024-03-02 12K</pre></body></html>`},
		{name: "list of links", body: `<html><head><title>Links</title></head><body><ul><li><a href=/a>One</a><li><a href=/b>Two</a></ul></body></html>`},
		{name: "table", body: `<html><head><title>Tides</title><script src="/s.js"></script></head><body><div id="app"><table><tr><th>Day</th><th>High</th><th>Low</th></tr><tr><td>1</td><td>5:02</td><td>11:20</td></tr><tr><td>2</td><td>6:10</td><td>12:05</td></tr></table></div></body></html>`},
		{name: "Chinese", body: `<html><head><title>港口重新开放</title></head><body><h1>港口重新开放</h1><p>` + strings.Repeat("港口在数月维修之后于星期二重新开放。", 10) + `</p></body></html>`},
		{name: "Arabic", body: `<html dir=rtl><head><title>إعادة فتح الميناء</title></head><body><h1>إعادة فتح الميناء</h1><p>` + strings.Repeat("أعيد فتح الميناء يوم الثلاثاء بعد أشهر من الإصلاح. ", 6) + `</p></body></html>`},
		{name: "Kazakh", body: `<html><head><title>Порт қайта ашылды</title></head><body><h1>Порт қайта ашылды</h1><p>` + strings.Repeat("Порт бірнеше айлық жөндеуден кейін сейсенбі күні қайта ашылды. ", 6) + `</p></body></html>`},
		{name: "press release without a title", body: `<html><body><center><b>STATEMENT</b></center><p>` + sentence + sentence + `</p></body></html>`},
		{name: "search with no results", body: notice("Search | Example", "Search", "No results found for your query. Try another.")},
		{name: "empty category", body: notice("Category: Piers | Example", "Piers", "There are no articles in this category yet.")},
		{name: "page that was moved in its text", body: article("Our archive", 60) + "<p>Some pages have been moved or deleted. If a page cannot be found, check the URL.</p>"},
		{name: "scan", body: `<html><head><title>Plan of the pier, 1890</title></head><body><img src="/scan.jpg" alt="Plan"></body></html>`},
		{name: "drawing", body: `<html><body><svg width=10 height=10><circle r=5></circle></svg></body></html>`},
		{name: "old page in capitals", body: `<HTML><HEAD><TITLE>PIER</TITLE></HEAD><BODY BGCOLOR=WHITE><FONT SIZE=2>THE PIER OF 1890.</FONT></BODY></HTML>`},
		{name: "broken markup", body: `<h1>Pier<p>The pier <b>of <i>1890</b> <table><tr>stands`},
	} {
		c.want = verdict.OK
		run(t, []try{c})
	}
}
