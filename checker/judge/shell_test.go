package judge

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

func TestShell(t *testing.T) {
	app := `<!doctype html><html><head><title>Example</title><script type="module" src="/app.js"></script></head><body>`
	run(t, []try{
		{name: "soapbox", body: app + `<div id="soapbox"></div><noscript>To use Example, please enable JavaScript.</noscript></body></html>`, want: verdict.JSOnly, detail: "#soapbox"},
		{name: "react", body: `<html><head><title>Example</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/static/js/main.js"></script></body></html>`, want: verdict.JSOnly},
		{name: "spinner", body: app + `<div id="app"><div class="spinner">Loading…</div></div></body></html>`, want: verdict.JSOnly},
		{name: "angular", body: app + `<app-root></app-root></body></html>`, want: verdict.JSOnly, detail: "<app-root>"},
		{name: "nothing but a script", body: `<html><head><script src="/a.js"></script></head><body></body></html>`, want: verdict.JSOnly},
		{name: "nothing but a title and a script within", body: `<html><head><title>Example</title><script>boot()</script></head><body></body></html>`, want: verdict.JSOnly},
		{name: "a script that sets a cookie and reloads", body: `<html><head><title>Please wait...</title><script>document.cookie="c=1";location.reload();</script></head><body></body></html>`, want: verdict.Blocked, detail: "sets a cookie"},
		{name: "a text, and a script that sets a cookie and reloads", body: `<html><head><title>Harbour</title><script>document.cookie="c=1";function f(){location.reload()}</script></head><body><p>The harbour is closed.</p></body></html>`, want: verdict.OK},
		{name: "Russian", body: `<html><body><noscript>Для работы сайта необходим JavaScript</noscript><div class="wrap"></div><script>boot()</script></body></html>`, want: verdict.JSOnly},
		{name: "visible plea", body: `<html><head><title>Example</title><script>boot()</script></head><body><p>JavaScript is not available. Please switch it on.</p></body></html>`, want: verdict.JSOnly},
		{name: "meta refresh", body: `<html><head><title>Redirecting</title><meta http-equiv="refresh" content="2; url='https://other.example/x'"></head><body>Redirecting</body></html>`, want: verdict.JSOnly, detail: "other.example/x"},
		{name: "location", body: `<html><script>window.location.replace("https://other.example/x")</script></html>`, want: verdict.JSOnly, detail: "other.example/x"},
		{name: "refresh to a sign-in", body: `<html><head><meta http-equiv="refresh" content="0;url=/login?next=x"></head></html>`, want: verdict.Login},
		{name: "empty", body: "  \n", want: verdict.BadResponse, detail: "empty answer"},
		{name: "no text", body: "<html><head></head><body></body></html>", want: verdict.BadResponse},
		{name: "204", status: 204, want: verdict.BadResponse},
		{name: "206 and nothing", status: 206, want: verdict.BadResponse},

		{name: "short and static", body: notice("The harbour", "The harbour", "Closed on Mondays."), want: verdict.OK},
		{name: "short, no title", body: "<p>Closed on Mondays.</p>", want: verdict.OK},
		{name: "shell with article data", body: strings.Replace(app, "<head>", `<head><meta property="og:type" content="article"><meta property="article:published_time" content="2024-03-02T10:00:00Z"><meta property="og:title" content="Harbour reopens">`, 1) + `<div id="root"></div></body></html>`, want: verdict.OK},
		{name: "short, with a script", body: `<html><head><title>The harbour</title><script src="/stats.js"></script></head><body><div id="app"><h1>The harbour</h1><p>The harbour is closed on Mondays and on all days of strong wind.</p></div></body></html>`, want: verdict.OK},
		{name: "short, with comments", body: `<html><body><h1>The harbour</h1><p>Closed on Mondays and open else.</p><div id="disqus_thread"></div><script src="/d.js"></script><noscript>Please enable JavaScript to view the comments powered by Disqus.</noscript></body></html>`, want: verdict.OK},
		{name: "picture", body: `<html><head><script src="/stats.js"></script></head><body><img src="/chart.png" alt="Chart"></body></html>`, want: verdict.OK},
		{name: "film", body: `<html><head><script src="/p.js"></script></head><body><video src="/a.mp4"></video></body></html>`, want: verdict.OK},
		{name: "frames", body: `<html><head><title>Old</title></head><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset></html>`, want: verdict.OK},
		{name: "document in a frame", body: `<html><head><script src="/p.js"></script></head><body><iframe src="/report.pdf"></iframe></body></html>`, want: verdict.OK},
		{name: "noscript line on an article", body: article("Harbour reopens", 60) + `<noscript>Please enable JavaScript</noscript><script src="/a.js"></script>`, want: verdict.OK},
		{name: "hidden message of an application", body: `<html><head><title>Tides</title></head><body><div hidden><h1>Page not found</h1></div><div style="display: none"><h1>404</h1></div><p>High at five, low at eleven.</p></body></html>`, want: verdict.OK},
		{name: "refresh by header", header: "Refresh: 0; url=https://other.example/x", body: "<p>Please wait", want: verdict.JSOnly, detail: "other.example/x"},
		{name: "ticker that reloads", body: `<html><head><meta http-equiv="refresh" content="60"></head><body><p>Water level: 3 m</p></body></html>`, want: verdict.OK},
		{name: "refresh to itself", body: `<html><head><meta http-equiv="refresh" content="5;url=` + deep + `"></head><body><p>Water level: 3 m</p></body></html>`, want: verdict.OK},
	})
}

func TestMedia(t *testing.T) {
	run(t, []try{
		{name: "pdf", header: "Content-Type: application/pdf", body: "%PDF-1.7\n1 0 obj", want: verdict.OK},
		{name: "pdf after a line", header: "Content-Type: application/pdf", body: "\n\n%PDF-1.4", want: verdict.OK},
		{name: "pdf that is a page", header: "Content-Type: application/pdf", body: article("Harbour", 60), want: verdict.BadResponse, detail: "PDF"},
		{name: "pdf that is a wall", header: "Content-Type: application/pdf", body: managedChallenge, want: verdict.Blocked},
		{name: "pdf that is a sign-in", header: "Content-Type: application/pdf", body: notice("Sign in", "", "<input type=password>"), want: verdict.Login},
		{name: "pdf that is nothing", header: "Content-Type: application/pdf", body: "oops", want: verdict.BadResponse},
		{name: "picture that is a page", header: "Content-Type: image/png", body: article("Harbour", 60), want: verdict.BadResponse},
		{name: "picture", header: "Content-Type: image/png", body: "\x89PNG\r\n\x1a\n", want: verdict.OK},
		{name: "drawing", header: "Content-Type: image/svg+xml", body: "<svg></svg>", want: verdict.OK},
		{name: "plain text", header: "Content-Type: text/plain", body: "404 is the area code of Atlanta.", want: verdict.OK},
		{name: "source of a page", header: "Content-Type: text/plain", body: "<html><title>Not found</title></html>", want: verdict.OK},
		{name: "plain text that is not found", header: "Content-Type: text/plain", body: "404 page not found\n", want: verdict.Soft404},
		{name: "data", header: "Content-Type: application/json", body: `{"a":1}`, want: verdict.OK},
		{name: "archive", header: "Content-Type: application/zip", body: "PK\x03\x04", want: verdict.OK},
		{name: "bytes", header: "Content-Type: application/octet-stream", body: "\x00\x01\x02", want: verdict.OK},
		{name: "no type", header: "Content-Type: ", body: article("Harbour", 60), want: verdict.OK},
	})
}
