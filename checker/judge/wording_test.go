package judge

import (
	"strings"
	"testing"

	"github.com/citecheck/citecheck/checker/verdict"
)

const foundNothing = "<p>It looks like nothing was found at this location. Maybe try a search?</p>"

// latest is what sites put below the notice that a page is missing.
func latest(n int) string {
	return "<h2>Recent posts</h2><ul>" + strings.Repeat("<li><a href=/p>Ministers of the region meet to discuss the water and the rail</a><p>"+sentence+sentence+"</p></li>", n) + "</ul>"
}

// TestLongMissing: below the notice there may be any number of other posts; a
// page on which only one of title and heading says so may be a living one.
func TestLongMissing(t *testing.T) {
	const dated = `<meta property="article:published_time" content="2024-03-02T10:00:00Z">`
	both := func(head, class string) string {
		return `<html><head><title>Page not found - Example Gazette</title>` + head + `</head><body class="` + class + `"><main><h1>Page not found</h1>` + foundNothing + latest(12) + `</main></body></html>`
	}
	run(t, []try{
		{name: "both", body: both("", ""), want: verdict.Soft404, detail: "title says"},
		{name: "both and its class", body: both("", "error404 wp-theme"), want: verdict.Soft404, detail: "error404"},
		{name: "other words in the heading", body: strings.Replace(both("", ""), "<h1>Page not found", "<h1>Sorry, we couldn’t find that page", 1), want: verdict.Soft404},
		{name: "class and heading", body: strings.Replace(both("", "error404"), "Page not found - ", "", 1), want: verdict.Soft404, detail: "error404"},
		{name: "written paragraphs", body: article("Page not found", 300), want: verdict.Soft404},
		{name: "dated", body: both(dated, ""), want: verdict.Soft404},
		{name: "dated and short", body: `<html><head><title>Page Not Found</title><meta property="og:type" content="article">` + dated + `</head><body><article><h1>Page Not Found</h1><p>The page you are looking for could not be found.</p></article></body></html>`, want: verdict.Soft404},
		{name: "headline in data", body: `<html><head><title>Page not found | Example Gazette</title><script type="application/ld+json">{"@type":"Article","headline":"Page not found"}</script></head><body><h1>Page not found</h1><p>Nothing here.</p></body></html>`, want: verdict.Soft404},

		{name: "dated, of another headline", body: both(dated+`<meta property="og:title" content="Harbour reopens">`, ""), want: verdict.OK},
		{name: "title only", body: strings.Replace(both("", ""), "<h1>Page not found", "<h1>Harbour reopens", 1), want: verdict.OK},
		{name: "title and class only", body: strings.Replace(both("", "error404"), "<h1>Page not found", "<h1>Harbour reopens", 1), want: verdict.OK},
		{name: "heading only", body: strings.Replace(both("", ""), "Page not found - ", "Harbour reopens - ", 1), want: verdict.OK},
		{name: "weak words", body: article("Not Found", 300), want: verdict.OK},
		{name: "number", body: article("404", 300), want: verdict.OK},
		{name: "fits", body: both("", ""), fits: true, want: verdict.OK},
		{name: "address says so", target: "https://help.example/page-not-found", body: both("", ""), want: verdict.OK},
		{name: "help on it", target: "https://help.example/a/360012", body: strings.Replace(both("", ""), foundNothing, strings.Repeat("<p>When visitors see page not found, the server sent a 404 status.</p>", 3), 1), want: verdict.OK},
		{name: "short film with data", body: `<html><head><title>Not Found</title>` + dated + `</head><body><h1>Not Found</h1><p>A film of 1996.</p></body></html>`, want: verdict.OK},
	})
}

// TestMissingLines: the words stand in a line below a number, or in an element
// named after errors.
func TestMissingLines(t *testing.T) {
	label := `<html><head><title>Example Gazette</title></head><body><div class="error-code">404</div><div class="error-title">Page not found</div><p>Sorry, the page you are looking for does not exist.</p>`
	number := `<html lang=kk><head><title>Сыртқы істер министрлігі</title></head><body><h1>404</h1><p>Бет табылмады</p><a href=/>Басты бетке оралу</a>`
	run(t, []try{
		{name: "label", body: label, want: verdict.Soft404, detail: "text says “Page not found”"},
		{name: "number and line", body: number, want: verdict.Soft404, detail: "Бет табылмады"},
		{name: "heading of a framework's page", body: `<html><head><title>404: This page could not be found</title><script src=/a.js></script></head><body><div id="__next"><h1>404</h1><h2>This page could not be found.</h2></div></body></html>`, want: verdict.Soft404},

		{name: "label on a page with text", body: label + "<p>" + sentence + sentence + sentence + sentence + sentence, want: verdict.OK},
		{name: "label of an application", body: label + `<div id="root"></div><script src=/a.js></script>`, want: verdict.JSOnly},
		{name: "hidden label", body: strings.Replace(label, "error-title", "error-title hidden", 1), want: verdict.OK},
		{name: "number of a room", body: strings.Replace(number, "Бет табылмады", "The room is on the fourth floor.", 1), want: verdict.OK},
		{name: "shell of a page for missing pages", body: `<html><head><title>Gazette</title></head><body><div id="__next"></div><script src=/a.js></script><script id="__NEXT_DATA__" type="application/json">{"page":"/404"}</script></body></html>`, want: verdict.JSOnly},
		{name: "shell whose title says so", body: `<html><head><title>Page not found</title><script src=/a.js></script></head><body><div id="root"></div></body></html>`, want: verdict.JSOnly},
	})
}

// TestEcho: an address made into a title is no title.
func TestEcho(t *testing.T) {
	const title = "Harbour reopens after months of repairs to its pier - not found"
	run(t, []try{
		{name: "echo", fits: true, body: notice(title, "Page not found", "Did you mean this?"), want: verdict.Soft404},
		{name: "another heading", fits: true, body: notice(title, "Harbour reopens", "Did you mean this?"), want: verdict.OK},
		{name: "a title that ends so", fits: true, body: notice("Body not found", "Body not found", "A film."), want: verdict.OK},
	})
}

// TestRegrets: an apology before the words changes nothing.
func TestRegrets(t *testing.T) {
	for _, title := range []string{"Lo sentimos, la página que busca no existe", "Кешіріңіз, бет табылмады", "Looks like this page is missing",
		"The page you’re looking for has moved or no longer exists", "К сожалению, такой страницы больше не существует", "Извините, страница не найдена",
		"Désolé, cette page n’existe plus", "Страницы, которую вы ищете, не существует", "Такой страницы не существует", "We're sorry, but that page cannot be found"} {
		run(t, []try{{name: title, body: notice(title+" | The Ledger", title, "…"), want: verdict.Soft404}})
	}
	for _, title := range []string{"Sorry", "К сожалению", "Looks like summer", "Sorry, no page of the ledger is missing"} {
		run(t, []try{{name: title, body: notice(title+" | The Ledger", title, "…"), want: verdict.OK}})
	}
}
