package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/citecheck/citecheck/checker"
	"github.com/citecheck/citecheck/checker/verdict"
)

// An htmlChart is a picture: bars with names, or columns over time.
type (
	htmlChart struct {
		Title, Caption string
		Bars           []htmlBar
		Columns        []htmlColumn
		Width          int    // of all columns, in the units of Rects
		Says           string // the picture in words
		First, Last    string
	}
	htmlBar struct {
		Name, Says string
		Rects      []htmlRect
	}
	htmlColumn struct {
		Title string
		Rects []htmlRect
	}
	htmlRect struct{ Health, X, Y, W, H string }
)

// What fits into a chart.
const (
	maxHosts   = 8
	maxColumns = 40
	leastScale = 4 // links that a bar of full width stands for, at least: one link is not much
)

// charts are the pictures for which there is something to show.
func (s *htmlSink) charts(run Run) []htmlChart {
	var charts []htmlChart
	if c, ok := s.hostChart(); ok {
		charts = append(charts, c)
	}
	if c, ok := s.reasonChart(); ok {
		charts = append(charts, c)
	}
	if c, ok := s.ageChart(run.FinishedAt); ok {
		charts = append(charts, c)
	}
	if c, ok := runChart(s.past); ok {
		charts = append(charts, c)
	}
	return charts
}

// links are the visits of the run, one a link.
func (s *ledger) links() map[string]*checker.Check {
	links := make(map[string]*checker.Check)
	for _, o := range s.outcomes {
		if o.check != nil {
			links[o.check.URL] = o.check
		}
	}
	return links
}

// A census counts links by health.
type census struct {
	name                      string
	dead, unsure, alive, none int
}

func (c *census) add(h verdict.Health) {
	switch h {
	case verdict.Dead:
		c.dead++
	case verdict.Unsure:
		c.unsure++
	case verdict.Alive:
		c.alive++
	default:
		c.none++
	}
}

func (c census) total() int { return c.dead + c.unsure + c.alive + c.none }

// says is a census in words, without what there is none of.
func (c census) says() string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{c.dead, "dead"}, {c.unsure, "unsure"}, {c.alive, "alive"}, {c.none, "not visited"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	return strings.Join(parts, ", ")
}

// bar draws a census as a part of the largest one.
func (c census) bar(largest int) []htmlRect {
	var rects []htmlRect
	x := 0.0
	for _, part := range []struct {
		n      int
		health string
	}{{c.dead, "dead"}, {c.unsure, "unsure"}, {c.alive, "alive"}, {c.none, "none"}} {
		if part.n == 0 {
			continue
		}
		w := 100 * float64(part.n) / float64(largest)
		rects = append(rects, htmlRect{part.health, unit(x), "0", unit(w), "10"})
		x += w
	}
	return rects
}

// hostChart is the health of links by host, the troubled hosts first.
func (s *htmlSink) hostChart() (htmlChart, bool) {
	byHost := make(map[string]*census)
	for link, c := range s.links() {
		host := clip(Safe(hostOf(link)), noWidth)
		if host == "" {
			continue
		}
		if byHost[host] == nil {
			byHost[host] = &census{name: host}
		}
		byHost[host].add(c.Health)
	}
	hosts := slices.SortedFunc(maps.Values(byHost), func(a, b *census) int {
		return cmp.Or(cmp.Compare(b.dead+b.unsure, a.dead+a.unsure), cmp.Compare(b.total(), a.total()), cmp.Compare(a.name, b.name))
	})
	if visited := s.Alive + s.Dead + s.Unsure; len(hosts) < 2 || visited == 0 {
		return htmlChart{}, false
	}
	chart := htmlChart{Title: "Health by host", Caption: fmt.Sprintf("Links of %d hosts, those with trouble first.", len(hosts))}
	var rest *census // of hosts that have no bar of their own
	if len(hosts) > maxHosts+1 {
		rest = &census{name: fmt.Sprintf("%d other hosts", len(hosts)-maxHosts)}
		for _, c := range hosts[maxHosts:] {
			rest.dead, rest.unsure, rest.alive, rest.none = rest.dead+c.dead, rest.unsure+c.unsure, rest.alive+c.alive, rest.none+c.none
		}
		hosts = hosts[:maxHosts]
	}
	largest := leastScale
	for _, c := range hosts {
		largest = max(largest, c.total())
	}
	for _, c := range hosts {
		chart.Bars = append(chart.Bars, htmlBar{c.name, c.says(), c.bar(largest)})
	}
	if rest != nil {
		chart.Bars = append(chart.Bars, htmlBar{rest.name, rest.says(), nil})
	}
	return chart, true
}

// reasonChart is why links are dead or unsure.
func (s *htmlSink) reasonChart() (htmlChart, bool) {
	byReason := make(map[verdict.Reason]int)
	for _, c := range s.links() {
		if c.Health == verdict.Dead || c.Health == verdict.Unsure {
			byReason[c.Reason]++
		}
	}
	if len(byReason) < 2 {
		return htmlChart{}, false
	}
	largest := leastScale
	for _, n := range byReason {
		largest = max(largest, n)
	}
	chart := htmlChart{Title: "Reasons", Caption: "Why links are dead or unsure."}
	order := map[verdict.Health]int{verdict.Dead: 0, verdict.Unsure: 1}
	for _, r := range slices.SortedFunc(maps.Keys(byReason), func(a, b verdict.Reason) int {
		return cmp.Or(cmp.Compare(order[a.Health()], order[b.Health()]), cmp.Compare(byReason[b], byReason[a]), cmp.Compare(a, b))
	}) {
		var one census
		for range byReason[r] {
			one.add(r.Health())
		}
		chart.Bars = append(chart.Bars, htmlBar{Safe(string(r)), one.says(), one.bar(largest)})
	}
	return chart, true
}

// ages are the classes by which dead links are told apart.
var ages = []struct {
	name string
	upTo time.Duration
}{
	{"within a month", 31 * 24 * time.Hour},
	{"within half a year", 183 * 24 * time.Hour},
	{"within a year", 366 * 24 * time.Hour},
	{"longer ago", 1 << 62},
}

// ageChart is how long ago dead links were last seen alive, as far as the
// archive knows.
func (s *htmlSink) ageChart(now time.Time) (htmlChart, bool) {
	counts := make([]int, len(ages)+1) // the last: never seen alive
	known, largest := 0, leastScale
	for link, c := range s.links() {
		if c.Health != verdict.Dead {
			continue
		}
		class := len(ages)
		if at := s.past.lastAlive(link); !at.IsZero() {
			known++
			class = slices.IndexFunc(ages, func(a struct {
				name string
				upTo time.Duration
			}) bool {
				return now.Sub(at) <= a.upTo
			})
		}
		counts[class]++
		largest = max(largest, counts[class])
	}
	if known == 0 {
		return htmlChart{}, false
	}
	chart := htmlChart{Title: "Dead links by age", Caption: "When the archive last saw them alive."}
	for i, n := range counts {
		name := "never seen alive"
		if i < len(ages) {
			name = ages[i].name
		}
		one := census{dead: n}
		chart.Bars = append(chart.Bars, htmlBar{name, counted(n, "link", "links"), one.bar(largest)})
	}
	return chart, true
}

// runChart is how the links stood after each run.
func runChart(past *Past) (htmlChart, bool) {
	if past == nil || len(past.Runs) < 2 {
		return htmlChart{}, false
	}
	runs := past.Runs[max(0, len(past.Runs)-maxColumns):]
	largest := 1
	for _, r := range runs {
		largest = max(largest, r.Alive+r.Dead+r.Unsure)
	}
	first, last := runs[0], runs[len(runs)-1]
	chart := htmlChart{
		Title: "Over the runs", Caption: fmt.Sprintf("How these links stood after each of %d runs; now %s.", len(runs), last.says()),
		Width: 10 * len(runs), First: first.At.UTC().Format(time.DateOnly), Last: last.At.UTC().Format(time.DateOnly),
	}
	chart.Says = fmt.Sprintf("After the first run, %s, %s; after the last, %s, %s.", chart.First, first.says(), chart.Last, last.says())
	for i, r := range runs {
		column := htmlColumn{Title: r.At.UTC().Format("2006-01-02 15:04") + ": " + r.says()}
		y := 100.0
		for _, part := range []struct {
			n      int
			health string
		}{{r.Alive, "alive"}, {r.Unsure, "unsure"}, {r.Dead, "dead"}} {
			if part.n == 0 {
				continue
			}
			h := 100 * float64(part.n) / float64(largest)
			y -= h
			column.Rects = append(column.Rects, htmlRect{part.health, strconv.Itoa(10*i + 1), unit(y), "8", unit(h)})
		}
		chart.Columns = append(chart.Columns, column)
	}
	return chart, true
}

func (r PastRun) says() string { return census{dead: r.Dead, unsure: r.Unsure, alive: r.Alive}.says() }

// unit is a length in a picture.
func unit(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }
