package entry

import "strings"

// readCommas reads "Authors, Title, Container, date" of notes without
// quotation marks. Commas prove little, so what stands before and after the
// title must be clear.
func readCommas(e *entry) reading {
	end := e.partDate(0, e.stop(0))
	publisher := false
	for _, d := range e.dates { // the brackets around "City: Publisher, 2010"
		open := strings.LastIndex(e.masked[:d.Start], " (")
		if open > 0 && d.Start == end && strings.IndexByte(e.masked[open:d.Start], ')') < 0 {
			publisher = open+2 < d.Start
			end = open
		}
	}
	start := e.namesBeforeComma(end)
	text := strings.TrimRight(e.masked[start:end], " ,;:.(")
	if len(text) < 4 {
		return reading{}
	}
	r := reading{score: 44, authors: len(strings.TrimRight(e.masked[:start], " ,")), title: [2]int{start, start + len(text)}, after: start + len(text)}
	if start > 0 {
		r.score = 50
		block := e.masked[:r.authors]
		if names, _ := e.parseNames(block); isStrong(block, names) {
			r.score = 64
		}
	}
	cut := containerComma(text, publisher)
	if cut > 0 {
		r.title[1], r.after, r.containerEnd = start+cut, start+cut, start+len(text)
	}
	if e.breakInside(start, r.title[1]) || e.initialsEnd(end) > r.authors {
		r.score = 0
	}
	return r
}

func (e *entry) breakInside(start, end int) bool {
	for _, b := range e.breaks {
		if b.Start > start && b.End < end && e.at(b.Start) == '.' {
			return true
		}
	}
	return false
}

// namesBeforeComma returns where the part after the leading names begins.
func (e *entry) namesBeforeComma(end int) int {
	best := 0
	for i, tries := 0, 0; i+1 < end && tries < 30; i++ {
		if e.masked[i] != ',' || e.masked[i+1] != ' ' {
			continue
		}
		tries++
		names, certain := e.parseNames(e.masked[:i])
		if !certain || !alike(names) {
			break
		}
		if len(names) > 1 || len(strings.Fields(names[0])) > 1 {
			best = i + 2
		}
	}
	return best
}
