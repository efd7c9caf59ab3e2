package main

import (
	"encoding/json"
	"io"
	"os"
	"slices"

	"github.com/citecheck/citecheck/config"
)

// The types below are what config shows to programs. A list is never null.
type (
	configObject struct {
		File     *string              `json:"file"` // null: there is none
		Settings []settingObject      `json:"settings"`
		Papers   []paperSectionObject `json:"papers"`
		Hosts    []hostSectionObject  `json:"hosts"`
	}
	settingObject struct {
		Flag   string   `json:"flag"`
		Values []string `json:"values"`
		From   string   `json:"from"` // default, environment or file
		At     *string  `json:"at"`   // the variable, or the file and its line
	}
	paperSectionObject struct {
		Path   string         `json:"path"`
		Accept []string       `json:"accept"`
		Ignore []ignoreObject `json:"ignore"`
	}
	hostSectionObject struct {
		Name   string         `json:"name"`
		Rate   *float64       `json:"rate"` // null: that of the flag
		Header []headerObject `json:"header"`
		Accept []string       `json:"accept"`
		Ignore []ignoreObject `json:"ignore"`
	}
	headerObject struct {
		Name string `json:"name"`
		Env  string `json:"env"`
		Set  bool   `json:"set"`
	}
	ignoreObject struct {
		Rule  string  `json:"rule"`
		URL   *string `json:"url"` // null: any
		Why   string  `json:"why"`
		Until *string `json:"until"` // null: for good
	}
)

// configJSON shows settings to a program.
func configJSON(w io.Writer, file *config.File, settings []setting) error {
	object := configObject{known(file.Path), []settingObject{}, []paperSectionObject{}, []hostSectionObject{}}
	for _, s := range settings {
		values := slices.DeleteFunc(slices.Clone(s.values), func(v string) bool { return v == "" })
		object.Settings = append(object.Settings, settingObject{s.flag, listed(values), s.from, known(s.at)})
	}
	for _, p := range file.Papers {
		object.Papers = append(object.Papers, paperSectionObject{p.Path, listed(p.Accept), ignoreObjects(p.Ignore)})
	}
	for _, h := range file.Hosts {
		headers := []headerObject{}
		for _, header := range h.Header {
			headers = append(headers, headerObject{header.Name, header.Env, os.Getenv(header.Env) != ""})
		}
		object.Hosts = append(object.Hosts, hostSectionObject{h.Name, h.Rate, headers, listed(h.Accept), ignoreObjects(h.Ignore)})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(object)
}

func ignoreObjects(list []config.Ignore) []ignoreObject {
	objects := []ignoreObject{}
	for _, i := range list {
		objects = append(objects, ignoreObject{i.Rule, known(i.URL), i.Why, known(i.Until.String())})
	}
	return objects
}

// listed is list, and not null where it is empty.
func listed(list []string) []string { return append([]string{}, list...) }

// known is null for what is empty.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
