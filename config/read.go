package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/xrash/smetrics"
	"golang.org/x/net/http/httpguts"
	"golang.org/x/net/idna"

	"github.com/citecheck/citecheck/report/explain"
)

// maxBytes is the size of the largest file that is read.
const maxBytes = 1 << 20

// envPrefix begins the name of every environment variable that a file may name:
// a file of a stranger's must not send out the secrets of others.
const envPrefix = "CITECHECK_"

// Read reads a file. The flags are those that it may set. The error is an
// *Error.
func Read(path string, flags []string) (*File, error) {
	f, err := os.Open(path)
	if err == nil {
		defer f.Close()
		var text []byte
		if text, err = io.ReadAll(io.LimitReader(f, maxBytes+1)); err == nil {
			return Parse(path, text, flags)
		}
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return nil, &Error{Path: path, Err: err}
}

// Parse reads the text of a file.
func Parse(path string, text []byte, flags []string) (*File, error) {
	if len(text) > maxBytes {
		return nil, &Error{Path: path, Err: fmt.Errorf("longer than %d bytes", maxBytes)}
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // as editors on Windows begin a file
	p := &parser{file: &File{Path: path}, text: text, flags: flags}
	if err := p.parse(); err != nil {
		var failed *Error
		if !errors.As(err, &failed) {
			failed = &Error{Err: err}
		}
		failed.Path = path
		return nil, failed
	}
	return p.file, nil
}

// A parser is one file on its way.
type parser struct {
	file  *File
	text  []byte
	flags []string
}

// The tables of a file but for the settings, which are keys of their own.
type tables struct {
	Paper []paperTable         `toml:"paper"`
	Host  map[string]hostTable `toml:"host"`
}

type paperTable struct {
	Path   string        `toml:"path"`
	Accept []reason      `toml:"accept"`
	Ignore []ignoreTable `toml:"ignore"`
}

type hostTable struct {
	Rate   *float64               `toml:"rate"`
	Header map[string]headerTable `toml:"header"`
	Accept []reason               `toml:"accept"`
	Ignore []ignoreTable          `toml:"ignore"`
}

type headerTable struct {
	Env envName `toml:"env"`
}

type ignoreTable struct {
	Rule  rule           `toml:"rule"`
	URL   string         `toml:"url"`
	Why   string         `toml:"why"`
	Until toml.LocalDate `toml:"until"`
}

func (p *parser) parse() error {
	var found tables
	decoder := toml.NewDecoder(bytes.NewReader(p.text)).DisallowUnknownFields()
	var others *toml.StrictMissingError
	if err := decoder.Decode(&found); err != nil && !errors.As(err, &others) {
		return located(err)
	}
	if others != nil {
		if err := p.settings(others.Errors); err != nil {
			return err
		}
	}
	for i, table := range found.Paper {
		if err := p.paper(table); err != nil {
			return fmt.Errorf("[[paper]] number %d: %w", i+1, err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(found.Host)) {
		if err := p.host(name, found.Host[name]); err != nil {
			return fmt.Errorf("[host.%q]: %w", name, err)
		}
	}
	slices.SortFunc(p.file.Hosts, byName)
	return nil
}

// located is what the decoder says, with its line.
func located(err error) error {
	var d *toml.DecodeError
	if !errors.As(err, &d) {
		return errors.New(strings.TrimPrefix(err.Error(), "toml: "))
	}
	line, _ := d.Position()
	message := strings.TrimPrefix(d.Error(), "toml: ")
	if kind, ok := strings.CutPrefix(message, "cannot decode TOML "); ok {
		kind, _, _ = strings.Cut(kind, " into ") // the rest is for programmers
		message = "a value of type " + kind + " cannot stand here"
	}
	if key := d.Key(); len(key) > 0 && !strings.HasPrefix(message, "key ") {
		message = strings.Join(key, ".") + ": " + message
	}
	return &Error{Line: line, Err: errors.New(message)}
}

// settings takes the keys that no table has: flags, and mistakes.
func (p *parser) settings(keys []toml.DecodeError) error {
	var values map[string]any
	if err := toml.Unmarshal(p.text, &values); err != nil {
		return located(err)
	}
	for i := range keys {
		key := keys[i].Key()
		line, _ := keys[i].Position()
		if !slices.Contains(p.flags, key[0]) {
			return &Error{Line: line, Err: p.unknown(key)}
		}
		s := Setting{Flag: key[0], Line: line}
		var err error
		if s.Values, s.List, err = spell(values[key[0]]); err != nil {
			return &Error{Line: line, Err: fmt.Errorf("%s: %w", key[0], err)}
		}
		p.file.Settings = append(p.file.Settings, s)
	}
	slices.SortStableFunc(p.file.Settings, byLine)
	return nil
}

// spell writes a value as a command line has it.
func spell(value any) (values []string, list bool, err error) {
	switch v := value.(type) {
	case string:
		return []string{v}, false, nil
	case bool:
		return []string{strconv.FormatBool(v)}, false, nil
	case int64:
		return []string{strconv.FormatInt(v, 10)}, false, nil
	case float64:
		return []string{strconv.FormatFloat(v, 'g', -1, 64)}, false, nil
	case []any:
		for _, element := range v {
			one, nested, err := spell(element)
			if err != nil || nested {
				return nil, false, errors.New("want a list of plain values")
			}
			values = append(values, one...)
		}
		return values, true, nil
	}
	return nil, false, errors.New("want a value or a list of values: texts, numbers, true or false")
}

// keys are those that the tables below [[paper]] and [host] have.
var keys = []string{"path", "accept", "ignore", "rule", "url", "why", "until", "rate", "header", "env"}

// unknown says that there is no such key, and which one may be meant.
func (p *parser) unknown(key toml.Key) error {
	if len(key) > 2 && key[0] == "host" && strings.Contains(string(p.text), "[host."+strings.Join(key[1:3], ".")) {
		return fmt.Errorf("the name of a host stands in quotation marks: [host.%q]", strings.Join(key[1:], "."))
	}
	name, known := key[0], append([]string{"paper", "host"}, p.flags...)
	if name == "paper" || name == "host" {
		name, known = key[len(key)-1], keys
	}
	if near := nearest(name, known); near != "" {
		return fmt.Errorf("there is no key %s; did you mean %s?", name, near)
	}
	return fmt.Errorf("there is no key %s: citecheck config --help says what there is", name)
}

// nearest is the known name that is most like one that is not, or "".
func nearest(name string, known []string) string {
	best, score := "", 0.8 // by the measure of Jaro and Winkler
	for _, k := range known {
		if s := smetrics.JaroWinkler(name[:min(len(name), 64)], k, 0.7, 4); s > score {
			best, score = k, s
		}
	}
	return best
}

func (p *parser) paper(table paperTable) error {
	if table.Path == "" {
		return errors.New("say which papers: path = \"a file, folder or pattern\"")
	}
	slashed := filepath.ToSlash(table.Path)
	if _, err := path.Match(slashed, ""); err != nil || !filepath.IsLocal(table.Path) {
		return fmt.Errorf("path %q: want a file, a folder or a pattern below the folder of this file", table.Path)
	}
	ignore, err := ignores(table.Ignore)
	if err != nil {
		return err
	}
	p.file.Papers = append(p.file.Papers, Paper{
		Path: path.Clean(slashed), Accept: texts(table.Accept), Ignore: ignore,
	})
	return nil
}

func (p *parser) host(name string, table hostTable) error {
	ascii, err := idna.Lookup.ToASCII(name)
	h := Host{Name: strings.TrimSuffix(strings.ToLower(ascii), "."), Rate: table.Rate, Accept: texts(table.Accept)}
	if err != nil || h.Name == "" || strings.ContainsAny(name, "/:@ *") {
		return errors.New("this is no host; name it as in [host.\"journal.example\"]")
	}
	if r := table.Rate; r != nil && !(*r >= 0 && *r <= 1e6) {
		return errors.New("rate: want requests a second, such as 0.5, or 0 for no limit")
	}
	for _, field := range slices.Sorted(maps.Keys(table.Header)) {
		if !httpguts.ValidHeaderFieldName(field) {
			return fmt.Errorf("header: %q is no name of a header", field)
		}
		if table.Header[field].Env.name == "" {
			return fmt.Errorf("header.%s: say which environment variable has its value: { env = \"%sKEY\" }", field, envPrefix)
		}
		h.Header = append(h.Header, Header{http.CanonicalHeaderKey(field), table.Header[field].Env.name})
	}
	if h.Ignore, err = ignores(table.Ignore); err != nil {
		return err
	}
	p.file.Hosts = append(p.file.Hosts, h)
	return nil
}

func ignores(tables []ignoreTable) ([]Ignore, error) {
	var list []Ignore
	for _, t := range tables {
		switch {
		case t.Rule.id == "":
			return nil, errors.New("an ignore names no rule: rule = \"dead-link\"")
		case strings.TrimSpace(t.Why) == "":
			return nil, fmt.Errorf("the ignore of %s gives no reason: why = \"…\"", t.Rule.id)
		}
		list = append(list, Ignore{Rule: t.Rule.id, URL: t.URL, Why: t.Why, Until: Day(t.Until)})
	}
	return list, nil
}

func texts(reasons []reason) []string {
	var list []string
	for _, r := range reasons {
		list = append(list, r.id)
	}
	return list
}

// The types below are values whose errors the decoder gives a line. They are
// structs because it asks plain strings nothing.

type rule struct{ id string }

func (r *rule) UnmarshalText(text []byte) error {
	topic, ok := explain.Find(string(text))
	if !ok || topic.Kind != explain.Rule {
		return fmt.Errorf("%q is no rule%s", text, meant(string(text), explain.Rule, ""))
	}
	r.id = topic.ID
	return nil
}

type reason struct{ id string }

func (r *reason) UnmarshalText(text []byte) error {
	topic, ok := explain.Find(string(text))
	if !ok || topic.Kind != explain.Reason || topic.Level != "unsure" {
		return fmt.Errorf("%q is no reason to be unsure of a link%s", text, meant(string(text), explain.Reason, "unsure"))
	}
	r.id = topic.ID
	return nil
}

func meant(name string, kind explain.Kind, level string) string {
	for _, id := range explain.Near(name) {
		if topic, _ := explain.Find(id); topic.Kind == kind && (level == "" || topic.Level == level) {
			return "; did you mean " + id + "?"
		}
	}
	return ": citecheck explain lists them"
}

type envName struct{ name string }

func (e *envName) UnmarshalText(text []byte) error {
	if !bytes.HasPrefix(text, []byte(envPrefix)) || len(text) == len(envPrefix) {
		return fmt.Errorf("%q: want an environment variable whose name begins with %s", text, envPrefix)
	}
	e.name = string(text)
	return nil
}
