package judge

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

const akamaiDeny = `<HTML><HEAD>
<TITLE>Access Denied</TITLE>
</HEAD><BODY>
<H1>Access Denied</H1>

You don't have permission to access "http&#58;&#47;&#47;www&#46;example&#46;org&#47;x" on this server.<P>
Reference&#32;&#35;18&#46;2d351ab8&#46;1557333295&#46;a4e16ab
<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;2d351ab8
</BODY></HTML>`

const managedChallenge = `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>
<body><div class="main-wrapper" role="main"><noscript>Enable JavaScript and cookies to continue</noscript></div>
<script>(function(){window._cf_chl_opt = {cvId: '3',cZone: 'www.example.org'};var a = document.createElement('script');
a.src = '/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=8';}());</script></body></html>`

const anubis = `<!doctype html><html lang="en"><head><title>Making sure you&#39;re not a bot!</title>
<script id="anubis_version" type="application/json">"1.21"</script><script id="anubis_challenge" type="application/json">{"rules":{}}</script></head>
<body id="top"><main><h1 id="title">Making sure you&#39;re not a bot!</h1><p id="status">Loading...</p>
<details><summary>Why am I seeing this?</summary><p>You are seeing this because the administrator of this website has set up Anubis to protect the server.
This can and does cause downtime for the websites.</p></details></main></body></html>`

func cloudflareBlock(code string) string {
	return `<!DOCTYPE html><html><head><title>Access denied | www.example.org used Cloudflare to restrict access</title></head><body>
<div id="cf-wrapper"><div id="cf-error-details"><h1><span class="cf-error-type">Error</span> <span class="cf-error-code">` + code + `</span></h1>
<h2>Taqiqlangan</h2></div></div></body></html>`
}

func TestWalls(t *testing.T) {
	run(t, []try{
		{name: "cloudflare by header", status: 403, header: "cf-mitigated: challenge", body: "<p>x", want: verdict.Blocked, detail: "Cloudflare challenge (cf-mitigated: challenge)"},
		{name: "cloudflare by body", status: 403, body: managedChallenge, want: verdict.Blocked, detail: "Cloudflare challenge (_cf_chl_opt)"},
		{name: "cloudflare, 503", status: 503, header: "Retry-After: 10", body: managedChallenge, want: verdict.Blocked},
		{name: "cloudflare, 200", body: managedChallenge, want: verdict.Blocked},
		{name: "cloudflare, 404", status: 404, body: managedChallenge, want: verdict.Blocked},
		{name: "challenge that says not found", status: 403, body: strings.Replace(managedChallenge, "Just a moment...", "Page not found", 1), want: verdict.Blocked},
		{name: "cloudflare in German", status: 403, body: notice("Nur einen Moment…", "", ""), want: verdict.Blocked, detail: "Nur einen Moment"},
		{name: "cloudflare 1020", status: 403, body: cloudflareBlock("1020"), want: verdict.Blocked, detail: "error 1020"},
		{name: "cloudflare 1009", status: 403, body: cloudflareBlock("1009"), want: verdict.Legal, detail: "1009"},
		{name: "cloudflare 1015", status: 429, body: cloudflareBlock("1015"), want: verdict.RateLimited, detail: "1015"},
		{name: "cloudflare 1016", status: 530, body: cloudflareBlock("1016"), want: verdict.ServerError, detail: "no longer resolves"},
		{name: "cloudflare 1001", status: 409, body: cloudflareBlock("1001"), want: verdict.ServerError},
		{name: "cloudflare 1020, plain", status: 403, body: "error code: 1020", want: verdict.Blocked, detail: "error 1020"},
		{name: "cloudflare 522", status: 522, body: cloudflareBlock("522"), want: verdict.ServerError, detail: "522"},
		{name: "cloudflare firewall", status: 403, body: notice("Attention Required! | Cloudflare", "Sorry, you have been blocked", "You are unable to access example.org"), want: verdict.Blocked, detail: "Cloudflare"},
		{name: "akamai in entities", status: 403, body: akamaiDeny, want: verdict.Blocked, detail: "Akamai wall (Reference #18.2d351ab8"},
		{name: "akamai, 200", body: akamaiDeny, want: verdict.Blocked, detail: "Akamai"},
		{name: "akamai by server", status: 403, header: "Server: AkamaiGHost", want: verdict.Blocked, detail: "Akamai wall (server: AkamaiGHost)"},
		{name: "akamai behaviour", body: `<html><head></head><body><div id="sec-if-cpt-container" class="x"></div><script src="/y.js"></script></body></html>`, want: verdict.Blocked, detail: "Akamai"},
		{name: "incapsula frame", body: `<html><head><META NAME="robots" CONTENT="noindex,nofollow"></head><body><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=20&xinfo=8" width="100%">Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>`, want: verdict.Blocked, detail: "Incapsula"},
		{name: "distil", status: 405, body: `<form id="distilCaptchaForm">`, want: verdict.Blocked, detail: "Distil"},
		{name: "datadome", status: 403, header: "X-DataDome: protected\nX-DD-B: 1", body: "x", want: verdict.Blocked, detail: "x-dd-b: 1"},
		{name: "datadome by body", status: 401, body: `<html><body><p id="cmsg">Please enable JS and disable any ad blocker</p><script data-cfasync="false">var dd={'rt':'c','cid':'A'}</script></body></html>`, want: verdict.Blocked, detail: "DataDome"},
		{name: "datadome, 403 with its header", status: 403, header: "X-DataDome: protected", body: "x", want: verdict.Blocked, detail: "DataDome"},
		{name: "perimeterx", status: 403, body: `<title>Access to this page has been denied.</title><div id="px-captcha"></div>`, want: verdict.Blocked, detail: "PerimeterX"},
		{name: "perimeterx, 200", body: `<title>Access to this page has been denied</title><div id="px-captcha"></div><script>window._pxAppId='PX1'</script>`, want: verdict.Blocked, detail: "PerimeterX"},
		{name: "kasada, 429", status: 429, header: "x-kpsdk-ct: 0abc", body: "<script></script>", want: verdict.Blocked, detail: "Kasada"},
		{name: "aws challenge", status: 202, header: "x-amzn-waf-action: challenge", want: verdict.Blocked, detail: "AWS WAF wall (x-amzn-waf-action: challenge)"},
		{name: "aws captcha", status: 405, header: "x-amzn-waf-action: captcha", body: "x", want: verdict.Blocked, detail: "captcha"},
		{name: "aws by body", status: 202, body: `<html><head><script>window.awsWafCookieDomainList=[];window.gokuProps={}</script></head><body></body></html>`, want: verdict.Blocked, detail: "AWS"},
		{name: "202 and nothing", status: 202, want: verdict.Blocked, detail: "202"},
		{name: "s3", status: 403, body: `<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>`, header: "Content-Type: application/xml", want: verdict.Blocked, detail: "S3"},
		{name: "cloudfront", status: 403, header: "X-Cache: Error from cloudfront", body: "x", want: verdict.Blocked, detail: "CloudFront block (x-cache: Error from cloudfront)"},
		{name: "cloudfront by country", status: 403, body: notice("ERROR: The request could not be satisfied", "403 ERROR", "The Amazon CloudFront distribution is configured to block access from your country."), want: verdict.Legal},
		{name: "sucuri", status: 403, header: "x-sucuri-block: 1", body: "x", want: verdict.Blocked, detail: "Sucuri"},
		{name: "sucuri cookie", body: `<html><title>You are being redirected...</title><script>sucuri_cloudproxy_js='';</script></html>`, want: verdict.Blocked, detail: "Sucuri"},
		{name: "anubis", body: anubis, want: verdict.Blocked, detail: "Anubis"},
		{name: "anubis, other language", body: notice("Dein Browser wird geprüft!", "", "Lade…"), want: verdict.Blocked, detail: "Anubis"},
		{name: "f5", body: `<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234567890</body></html>`, want: verdict.Blocked, detail: "F5"},
		{name: "vercel, 429", status: 429, header: "x-vercel-mitigated: challenge", body: "x", want: verdict.Blocked, detail: "Vercel"},
		{name: "fastly", body: notice("Client Challenge", "", ""), want: verdict.Blocked, detail: "Client Challenge"},
		{name: "google", hops: []string{"302 https://www.google.com/sorry/index?continue=x"}, target: "https://www.google.com/books?id=1", status: 429, body: "x", want: verdict.Blocked, detail: "Google"},
		{name: "linkedin", status: 999, body: "x", want: verdict.Blocked, detail: "HTTP 999"},
		{name: "reddit", status: 403, body: notice("Blocked", "whoa there, pardner!", "Your request has been blocked"), want: verdict.Blocked, detail: "Reddit"},
		{name: "reddit behind styles", body: "<html><head><style>" + strings.Repeat("a{color:red}", 9000) + "</style></head><body>You've been blocked by network security.</body></html>", want: verdict.Blocked, detail: "Reddit"},
		{name: "amazon", status: 503, body: "<!-- To discuss automated access to Amazon data please contact x --><form><script>csm-captcha-instrumentation</script>", want: verdict.Blocked, detail: "Amazon"},
		{name: "wordfence", status: 503, body: notice("Blocked", "", "Your access to this site has been limited by the site owner"), want: verdict.Blocked, detail: "Wordfence"},
		{name: "ddos-guard", status: 403, header: "Server: ddos-guard", body: "x", want: verdict.Blocked, detail: "DDoS-Guard"},
		{name: "qrator, 401", status: 401, header: "Server: QRATOR", body: `<script src="/__qrator/qauth_utm_v2.js">`, want: verdict.Blocked, detail: "Qrator"},
		{name: "yandex", hops: []string{"302 https://www.example.org/showcaptcha?cc=1"}, body: notice("Вы не робот?", "", ""), want: verdict.Blocked, detail: "Yandex"},
		{name: "siteground, 202", status: 202, header: "sg-captcha: challenge", body: `<html><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F"></html>`, want: verdict.Blocked, detail: "SiteGround"},
		{name: "imunify360", body: `<html><head><title>One moment, please...</title></head><body><div id="imunify360"></div></body></html>`, want: verdict.Blocked},
		{name: "azure", status: 403, header: "x-azure-ref: 0abc", body: "x", want: verdict.Blocked, detail: "Azure"},
		{name: "aliyun, 405", status: 405, body: `<img src="https://errors.aliyun.com/images/405.png">`, want: verdict.Blocked, detail: "Aliyun"},
		{name: "mod_security", status: 406, body: notice("Not Acceptable!", "Not Acceptable!", "An appropriate representation could not be found. This error was generated by Mod_Security."), want: verdict.Blocked, detail: "mod_security"},
		{name: "captcha alone on the page", body: `<html><title>Hello</title><body><div class="g-recaptcha"></div><script src="https://www.google.com/recaptcha/api.js"></script></body></html>`, want: verdict.Blocked, detail: "g-recaptcha"},
		{name: "short page, title", body: notice("Access Denied", "", "Contact the administrator."), want: verdict.Blocked, detail: "Access Denied"},
		{name: "cookie refused", hops: []string{"302 https://www.example.org/action/cookieAbsent"}, body: "<p>x", want: verdict.Blocked},
	})
}

// TestNotices are pages in which somebody on the way explains himself.
func TestNotices(t *testing.T) {
	run(t, []try{
		{name: "region", body: notice("Unavailable", "", "This content is not available in your region."), want: verdict.Legal},
		{name: "state", body: notice("", "", "Доступ к информационному ресурсу ограничен на основании закона"), want: verdict.Legal},
		{name: "state, redirect", hops: []string{"302 http://warning.rt.ru/?id=1"}, body: "<p>x", want: verdict.Legal},
		{name: "maintenance", body: notice("Maintenance", "", "Briefly unavailable for scheduled maintenance. Check back in a minute."), want: verdict.ServerError, detail: "maintenance"},
		{name: "database", body: notice("Error", "Error establishing a database connection", ""), want: verdict.ServerError},
		{name: "GitHub Pages on 200", body: notice("Site not found · GitHub Pages", "404", "There isn't a GitHub Pages site here."), want: verdict.Soft404},
		{name: "article on maintenance", body: article("Maintenance", 150), want: verdict.OK},
		{name: "exhibition named so", target: "https://www.example.org/shows/unavailable-in-your-region", body: notice("Unavailable in your region: maps of lost markets", "Unavailable in your region: maps of lost markets", "Prints and drawings, until June."), want: verdict.OK},
		{name: "region on a page of that address", target: "https://www.example.org/shows/unavailable-in-your-region", body: notice("Unavailable in your region", "Unavailable in your region", "Sorry."), want: verdict.Legal},
		{name: "article on regions", body: article("Why this is not available in your region", 150), want: verdict.OK},
	})
}

// TestHonest404: a vendor's name beside a 404 takes nothing from it.
func TestHonest404(t *testing.T) {
	body := notice("Page not found", "Page not found", "The page you requested was not found. Access denied? Write to us.")
	for _, header := range []string{"Server: cloudflare\ncf-ray: 8a", "X-Cache: Error from cloudfront\nVia: 1.1 x.cloudfront.net (CloudFront)", "X-DataDome: protected",
		"Server: AkamaiGHost", "X-Iinfo: 1-2", "x-amz-cf-id: a", "Server: ddos-guard", "x-azure-ref: a", "x-kpsdk-ct: a", "x-px-authorization: 1"} {
		run(t, []try{{name: header, status: 404, header: header, body: body + `<div class="g-recaptcha"></div><script src="/_Incapsula_Resource?SWJIYLWA=7"></script>`, want: verdict.NotFound}})
	}
}

// TestCloaked: a wall that answers 404 is a wall; a missing page with a wall's
// sensors, or that says that it is missing, is none.
func TestCloaked(t *testing.T) {
	captcha := `<div class=h-captcha></div>`
	run(t, []try{
		{name: "cloudflare", status: 404, body: notice("Attention Required! | Cloudflare", "Sorry, you have been blocked", "You are unable to access x"), want: verdict.Blocked, detail: "Cloudflare"},
		{name: "cloudflare, heading", status: 404, body: notice("x.org", "Sorry, you have been blocked", ""), want: verdict.Blocked},
		{name: "perimeterx", status: 410, body: notice("Access to this page has been denied", "", "") + "<div id=px-captcha></div>", want: verdict.Blocked},
		{name: "robot", status: 404, body: notice("Are you a robot?", "Please verify you are a human", "") + captcha, want: verdict.Blocked},
		{name: "captcha and words", status: 404, body: notice("Example", "One more step", "Please verify you are human to go on.") + captcha, want: verdict.Blocked, detail: "h-captcha"},
		{name: "interruption", status: 404, body: notice("Pardon Our Interruption", "Pardon Our Interruption", "x"), want: verdict.Blocked},
		{name: "f5", status: 404, body: notice("Request Rejected", "", "The requested URL was rejected."), want: verdict.Blocked},
		{name: "Russian", status: 404, body: notice("Доступ запрещен", "Подтвердите, что вы не робот", ""), want: verdict.Blocked},

		{name: "captcha beside a form", status: 404, body: notice("Example", "Oh dear", "Write to us.") + captcha, want: verdict.NotFound},
		{name: "says not found", status: 404, body: notice("Page not found", "Security check", "Verify you are human to write to us.") + captcha, want: verdict.NotFound},
		{name: "long", status: 404, body: article("Security check", 200), want: verdict.NotFound},
		{name: "under maintenance", status: 404, body: notice("Maintenance", "", ""), want: verdict.NotFound},
		{name: "litespeed", body: notice("Bot Verification", "Verifying that you are not a robot...", ""), want: verdict.Blocked, detail: "Bot Verification"},
		{name: "bare", status: 404, body: "<h1>404 Not Found</h1>", want: verdict.NotFound},
	})
}

// TestDenied: refusals that come with a 200.
func TestDenied(t *testing.T) {
	run(t, []try{
		{name: "nginx", body: "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1><hr><center>nginx</center>", want: verdict.Blocked, detail: "403 Forbidden"},
		{name: "apache", body: notice("Forbidden", "Forbidden", "You don't have permission to access / on this server."), want: verdict.Blocked},
		{name: "apache, other words", body: notice("403 Forbidden", "Forbidden", "You don't have permission to access this resource."), want: verdict.Blocked},
		{name: "cloudfront", body: "<title>ERROR: The request could not be satisfied</title><h1>403 ERROR</h1><h2>The request could not be satisfied.</h2><p>Request blocked.", want: verdict.Blocked},
		{name: "Kazakh", body: notice("Қол жеткізуге тыйым салынған", "Қол жеткізуге тыйым салынған", ""), want: verdict.Blocked},
		{name: "in the title", status: 503, body: "<title>Your access to this site has been limited by the site owner</title><h1>Your access to this site has been limited</h1>", want: verdict.Blocked},

		{name: "a song", body: notice("Forbidden", "Forbidden", "A song of 1996."), want: verdict.OK},
		{name: "its address says so", target: "https://docs.example/status/403-forbidden", body: notice("403 Forbidden", "403 Forbidden", "The server understood the request."), want: verdict.OK},
		{name: "an article", body: article("403 Forbidden", 150), want: verdict.OK},
		{name: "an article on it", body: article("What does 403 Forbidden mean?", 60), want: verdict.OK},
	})
}

// TestHeadersByName: vendors in a content policy or a cookie are no wall.
func TestHeadersByName(t *testing.T) {
	run(t, []try{{name: "names all over", body: article("Harbour reopens", 60), want: verdict.OK, header: "Content-Security-Policy: script-src cdnjs.cloudflare.com google.com/recaptcha geo.captcha-delivery.com cf-mitigated: challenge\n" +
		"Set-Cookie: cf_clearance=1; datadome=2; _abck=3; incap_ses_1=4\nServer: cloudflare\nX-Datadome: protected\nX-Cache: Error from cloudfront\nX-Kpsdk-Ct: 1\nX-Azure-Ref: 2\nX-Iinfo: 3"}})
}

func TestHeaderTest(t *testing.T) {
	h := http.Header{"X-Datadome": {"protected"}, "Server": {" akamaighost "}, "X-Kpsdk-Ct": {"1"}}
	for _, c := range []struct {
		test   headerTest
		status int
		want   bool
	}{
		{headerTest{name: "X-Datadome"}, 200, true},
		{headerTest{name: "X-Datadome", except: "protected"}, 200, false},
		{headerTest{name: "Server", value: "AkamaiGHost"}, 200, true},
		{headerTest{name: "Server", value: "AkamaiGHost", on: []int{403}}, 200, false},
		{headerTest{name: "Server", value: "AkamaiGHost2"}, 200, false},
		{headerTest{name: "X-Kpsdk-", on: []int{429}}, 429, true},
		{headerTest{name: "X-Kpsd-"}, 429, false},
		{headerTest{name: "Via"}, 429, false},
	} {
		if _, got := c.test.passes(c.status, h); got != c.want {
			t.Errorf("%+v at %d: got %v; want %v", c.test, c.status, got, c.want)
		}
	}
}

// TestTables: what the engine takes for granted of its rows.
func TestTables(t *testing.T) {
	for _, w := range rows {
		for _, m := range slices.Concat(w.proofs, w.riders, w.urls) {
			if m != strings.ToLower(m) || len(m) < 5 {
				t.Errorf("%s: marker %q is not in lower case or too short", w.name, m)
			}
		}
		for _, s := range slices.Concat(w.titles, w.words) {
			if fold(s) == "" {
				t.Errorf("%s: nothing is left of %q", w.name, s)
			}
		}
		for _, s := range w.words {
			if len(s) < 15 {
				t.Errorf("%s: %q may stand in any text", w.name, s)
			}
		}
		if w.name == "" || len(w.headers)+len(w.proofs)+len(w.riders)+len(w.titles)+len(w.words)+len(w.urls) == 0 {
			t.Errorf("%+v says nothing", w)
		}
	}
}

func TestFindMarks(t *testing.T) {
	seen := findMarks([]byte("x<DIV ID=\"px-captcha\">reference reference&#32;&#35; " + strings.Repeat(" ", entityHead) + "Errors.EdgeSuite.Net"))
	for _, m := range []string{`id="px-captcha"`, "reference #", "errors.edgesuite.net"} {
		if _, ok := seen[m]; !ok {
			t.Errorf("%q was not found", m)
		}
	}
	if len(seen) != 3 {
		t.Errorf("got %d markers; want 3", len(seen))
	}
	for _, short := range []string{"", "x", "id"} {
		if n := len(findMarks([]byte(short))); n > 0 {
			t.Errorf("%q: got %d markers; want none", short, n)
		}
	}
}
