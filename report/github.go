package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/citecheck/citecheck/paper"
)

// A githubSink writes workflow commands, by which GitHub puts findings beside
// the lines of a change. It shows ten of each severity in a step, so that the
// worst come first.
type githubSink struct {
	ledger
	w io.Writer
}

func newGitHub(w io.Writer, _ Options) Sink { return &githubSink{w: w} }

// A notice is one workflow command on its way out.
type notice struct {
	severity paper.Severity
	text     string
}

func (s *githubSink) End(run Run) error {
	var all []notice
	for _, p := range s.papers {
		for _, ref := range p.References {
			for _, f := range counting(s.findings(ref)) {
				all = append(all, noticeOf(p, ref, s.of(ref, run.Past), f))
			}
		}
		for _, f := range counting(p.Findings) {
			all = append(all, noticeOf(p, nil, outcome{}, f))
		}
	}
	slices.SortStableFunc(all, func(a, b notice) int { return cmp.Compare(ranks[a.severity], ranks[b.severity]) })
	out := bufio.NewWriter(s.w)
	for _, n := range all {
		out.WriteString(n.text)
	}
	return out.Flush()
}

var commands = map[paper.Severity]string{paper.Error: "error", paper.Warning: "warning", paper.Note: "notice"}

func noticeOf(p *paper.Paper, ref *paper.Reference, o outcome, f paper.Finding) notice {
	line, title := f.Line, Safe(f.Rule)
	lines := []string{clip(Safe(statement(f)), maxValue)}
	if ref != nil {
		line = ref.Line
		title = called(ref)
		if ref.URL != "" {
			lines = append(lines, clip(Safe(ref.URL), maxURL))
		}
	}
	for _, fact := range facts(ref, o, f) {
		lines = append(lines, fact.name+": "+fact.value)
	}
	lines = append(lines, "rule: "+Safe(f.Rule))
	return notice{f.Severity, fmt.Sprintf("::%s file=%s,line=%d,title=%s::%s\n", cmp.Or(commands[f.Severity], "notice"),
		commandProperty(Safe(path.Clean(filepath.ToSlash(p.Path)))), max(line, 1), commandProperty(title), commandData(strings.Join(lines, "\n")))}
}

// commandData escapes what follows the second :: of a workflow command, and
// commandProperty a property's value, as the runner undoes it.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func commandData(s string) string     { return dataEscapes.Replace(s) }
func commandProperty(s string) string { return propertyEscapes.Replace(s) }
