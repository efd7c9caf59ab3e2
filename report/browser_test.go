package report

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "save pictures of the page in this folder")

// A browser is a Chromium with one tab, and what went wrong in it.
type browser struct {
	context.Context
	mu       sync.Mutex
	troubles []string
}

// startBrowser skips the test where there is no Chromium.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser is too slow for -short")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium is installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WSURLReadTimeout(2*time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocated, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	tab, closeTab := chromedp.NewContext(allocated)
	t.Cleanup(closeTab)
	b := &browser{}
	if err := chromedp.Listen(tab, b.listen); err != nil {
		t.Fatal(err)
	}
	bounded, cancel := context.WithTimeout(tab, 4*time.Minute)
	t.Cleanup(cancel)
	b.Context = bounded
	call(t, b, network.Enable, network.EnableParams{})
	call(t, b, log.Enable, cdp.Empty{})
	return b
}

func call[P, R any](t *testing.T, b *browser, command cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(b, command, params); err != nil {
		t.Fatal(err)
	}
}

// listen notes what a report must not do.
func (b *browser) listen(event any) {
	trouble := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		trouble = fmt.Sprintf("console.%s", e.Type)
	case *runtime.EventExceptionThrown:
		trouble = "exception: " + e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		trouble = "log: " + e.Entry.Text
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file://") {
			trouble = "asks for " + e.Request.URL
		}
	}
	if trouble != "" {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.troubles = append(b.troubles, trouble)
	}
}

// open shows a report in a window of that width.
func (b *browser) open(t *testing.T, w *world, width int64, scheme string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, w.write(t, "html", Options{}), 0o600); err != nil {
		t.Fatal(err)
	}
	call(t, b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 500})
	call(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
	if err := chromedp.Do(b, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("footer"))); err != nil {
		t.Fatal(err)
	}
}

// ask gives the value of a script.
func ask[T any](t *testing.T, b *browser, script string) T {
	t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return v
}

func (b *browser) shoot(t *testing.T, name string) {
	t.Helper()
	if *shots == "" {
		return
	}
	picture, err := chromedp.Run(b, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, name+".png"), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

func (b *browser) print(t *testing.T, name string) {
	t.Helper()
	pdf, err := chromedp.Run(b, chromedp.PrintToPDF())
	if err != nil || len(pdf) < 10_000 {
		t.Errorf("%s prints as %d bytes: %v", name, len(pdf), err)
	}
	if *shots != "" {
		if err := os.WriteFile(filepath.Join(*shots, name+".pdf"), pdf, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// storied is a run with a past.
func storied() *world {
	w := mixed()
	w.run.Past = &Past{LastAlive: map[string]time.Time{atl: start.AddDate(0, -7, 0)}}
	for i := range 12 {
		w.run.Past.Runs = append(w.run.Past.Runs, PastRun{At: start.AddDate(0, i-11, 0), Alive: 7 - i/3, Dead: i / 4, Unsure: i / 6})
	}
	return w
}

// A page is fit to read at any width, in light and dark, for any eye and any
// reader of screens, and asks for nothing and complains of nothing.
func TestPageInBrowser(t *testing.T) {
	b := startBrowser(t)
	pages := map[string]*world{"storied": storied(), "hostile": hostile(), "wide": wide(), "several": several(), "empty": newWorld()}
	for name, w := range pages {
		for _, width := range []int64{360, 768, 1440} {
			for _, scheme := range []string{"light", "dark"} {
				at := fmt.Sprintf("%s-%d-%s", name, width, scheme)
				b.open(t, w, width, scheme)
				if over := ask[float64](t, b, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
					t.Errorf("%s: the page is %v pixels too wide", at, over)
				}
				for _, fault := range ask[[]string](t, b, accessibility) {
					t.Errorf("%s: %s", at, fault)
				}
				b.shoot(t, at)
			}
		}
	}
	b.open(t, storied(), 1000, "light")
	b.print(t, "storied")
	if background := ask[string](t, b, "getComputedStyle(document.body).backgroundColor"); background == "rgb(21, 22, 26)" {
		t.Error("light is dark")
	}
	b.open(t, storied(), 1000, "dark")
	if background := ask[string](t, b, "getComputedStyle(document.body).backgroundColor"); background != "rgb(21, 22, 26)" {
		t.Errorf("dark is %s", background)
	}
	if len(b.troubles) > 0 {
		t.Errorf("the page does what it should not: %q", b.troubles)
	}
}

// Filters and orders do what they say.
func TestFiltersInBrowser(t *testing.T) {
	b := startBrowser(t)
	b.open(t, mixed(), 1000, "light")
	shown := func() string {
		return strings.Join(ask[[]string](t, b, `Array.from(document.querySelectorAll("article.ref:not([hidden]) .label")).map(e => e.textContent)`), "")
	}
	set := func(id, value, event string) {
		ask[bool](t, b, fmt.Sprintf(`(() => { let e = document.getElementById(%q); e.value = %q; return e.dispatchEvent(new Event(%q)) })()`, id, value, event))
	}
	all := "[1][2][3][4][5][6][7][8][9]"
	if got := shown(); got != all {
		t.Errorf("at first %s; want %s", got, all)
	}
	for value, want := range map[string]string{
		"all": all, "findings": "[2][3][4][5][6][7][9]", "mend": "[3][4][7][9]", "look": "[5]",
		"dead": "[4][9]", "unsure": "[2]", "alive": "[1][3][5][6][7]", "none": "[8]",
	} {
		set("show", value, "change")
		if got := shown(); got != want {
			t.Errorf("showing %s: %s; want %s", value, got, want)
		}
		n := strings.Count(want, "[")
		if said := ask[string](t, b, `document.getElementById("count").textContent`); value != "all" && said != fmt.Sprintf("%d of 9 references are shown.", n) {
			t.Errorf("showing %s: it says %q", value, said)
		}
	}
	set("show", "all", "change")
	for value, want := range map[string]string{
		"severity": "[3][4][7][9][5][2][6][1][8]", "health": "[4][9][2][1][3][5][6][7][8]", "paper": all,
	} {
		set("sort", value, "change")
		if got := shown(); got != want {
			t.Errorf("sorted by %s: %s; want %s", value, got, want)
		}
	}
	set("sort", "host", "change")
	hosts := ask[[]string](t, b, `Array.from(document.querySelectorAll("article.ref")).map(e => e.dataset.host)`)
	if !slices.IsSorted(hosts) {
		t.Errorf("sorted by host: %v", hosts)
	}
	set("sort", "paper", "change")
	set("find", "crude OEC", "input")
	if got := shown(); got != "[6]" {
		t.Errorf("finding: %s; want [6]", got)
	}
	// What is filtered away is shown again when the strip leads to it.
	ask[bool](t, b, `(document.querySelector('.strip a[href="#r1-4"]').click(), true)`)
	_, err := chromedp.Run(b, chromedp.Poll[bool](`!document.getElementById("r1-4").hidden`, chromedp.WithPollingTimeout(time.Minute)))
	if err != nil {
		t.Errorf("the strip leads to what is hidden: %v", err)
	}
	set("open", "on", "input")
	if n := ask[int](t, b, `(document.getElementById("open").click(), document.querySelectorAll("details[open]").length)`); n != 9 {
		t.Errorf("%d details are open; want 9", n)
	}
	// Without a script everything is there, and no control that does nothing.
	call(t, b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(t, mixed(), 1000, "light")
	form := ask[string](t, b, `getComputedStyle(document.getElementById("tools")).display`)
	articles := ask[int](t, b, `document.querySelectorAll("article.ref:not([hidden])").length`)
	if form != "none" || articles != 9 {
		t.Errorf("without scripts: form %s, %d references", form, articles)
	}
	if len(b.troubles) > 0 {
		t.Errorf("the page does what it should not: %q", b.troubles)
	}
}

// The keyboard reaches the references in one step, and every control by name.
func TestKeyboardInBrowser(t *testing.T) {
	b := startBrowser(t)
	b.open(t, mixed(), 1000, "light")
	if err := chromedp.Do(b, chromedp.KeyEvent("\t")); err != nil {
		t.Fatal(err)
	}
	if got := ask[string](t, b, "document.activeElement.textContent"); got != "Skip to the references" {
		t.Errorf("the first stop is %q", got)
	}
	if outline := ask[string](t, b, "getComputedStyle(document.activeElement).outlineStyle"); outline == "none" {
		t.Error("what has the focus does not show it")
	}
}

// accessibility is a script that lists what WCAG 2.2 AA and good markup would
// object to: contrast, names, headings, ids, landmarks, lists.
const accessibility = `(() => {
  const faults = [];
  const all = s => Array.from(document.querySelectorAll(s));
  const rgb = c => (c.match(/[\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const ground = el => {
    for (; el; el = el.parentElement) {
      const c = rgb(getComputedStyle(el).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const ratio = (a, b) => { const [x, y] = [lum(a), lum(b)].sort((m, n) => n - m); return (x + .05) / (y + .05); };
  all("details").forEach(d => d.open = true);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; n = walker.nextNode();) {
    const el = n.parentElement, style = getComputedStyle(el);
    if (!n.data.trim() || el.closest("script, style, title, option, .unseen, .skip, [hidden]") || parseFloat(style.fontSize) === 0) continue;
    const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
    const r = ratio(rgb(style.color), ground(el));
    if (r < (large ? 3 : 4.5)) faults.push("contrast " + r.toFixed(2) + " of " + JSON.stringify(n.data.trim().slice(0, 40)) + " in ." + el.className);
    if (size < 12) faults.push("text of " + size + " pixels: " + n.data.trim().slice(0, 40));
  }
  // Parts of pictures and controls need 3 to 1 against what is beside them.
  all("rect").forEach(e => { const r = ratio(rgb(getComputedStyle(e).fill), ground(e.closest("section"))); if (r < 2.4) faults.push("bar contrast " + r.toFixed(2) + " " + e.getAttribute("class")); });
  all("select, input[type=search]").forEach(e => { const r = ratio(rgb(getComputedStyle(e).borderTopColor), ground(e)); if (r < 3) faults.push("border contrast " + r.toFixed(2) + " of #" + e.id); });
  all("input, select, output").forEach(e => { if (!(e.labels && e.labels.length) && !e.getAttribute("aria-label") && e.tagName !== "OUTPUT") faults.push("no label: #" + e.id); });
  all("a").forEach(a => { if (!a.textContent.trim()) faults.push("a link without a name: " + a.outerHTML.slice(0, 80)); });
  all("svg").forEach(s => { if (s.getAttribute("aria-hidden") !== "true" && !s.getAttribute("aria-label")) faults.push("a picture without a name"); });
  all("a[href^='#']").forEach(a => { if (!document.getElementById(a.getAttribute("href").slice(1))) faults.push("leads nowhere: " + a.getAttribute("href")); });
  let level = 0;
  all("h1, h2, h3, h4").forEach(h => { const l = Number(h.tagName[1]); if (l > level + 1) faults.push("heading " + l + " after " + level); level = l; if (!h.textContent.trim()) faults.push("an empty heading"); });
  if (all("h1").length !== 1) faults.push(all("h1").length + " first headings");
  if (all("main").length !== 1) faults.push("no main");
  if (!document.documentElement.lang || !document.title) faults.push("no language or no title");
  const ids = all("[id]").map(e => e.id);
  ids.forEach((id, i) => { if (ids.indexOf(id) !== i) faults.push("two of #" + id); });
  all("[aria-labelledby]").forEach(e => e.getAttribute("aria-labelledby").split(" ").forEach(id => { if (!document.getElementById(id)) faults.push("no #" + id); }));
  all("ol > *, ul > *").forEach(e => { if (e.tagName !== "LI") faults.push(e.tagName + " in a list"); });
  all("select, input, summary, .strip:not(.small) a").forEach(e => { const r = e.getBoundingClientRect(); if (r.width && r.height && (e.tagName !== "INPUT" || e.type !== "checkbox") && r.height < 24) faults.push("a target of " + r.height + " pixels: " + e.tagName); });
  return faults;
})()`
