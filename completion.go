package main

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"text/template"

	"github.com/urfave/cli/v2"
)

func completionCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:            "completion",
		HideHelpCommand: true,
		Usage:           "print a script by which a shell completes command lines",
		ArgsUsage:       strings.Join(slices.Sorted(maps.Keys(completions)), "|"),
		Description: `Completes commands, flags, values and files. Save the script where the shell
looks for it:

Examples:
   citecheck completion bash > \
      ~/.local/share/bash-completion/completions/citecheck
   citecheck completion zsh > "${fpath[1]}/_citecheck"
   citecheck completion fish > ~/.config/fish/completions/citecheck.fish`,
		Action: func(c *cli.Context) error {
			script, known := completions[c.Args().First()]
			if c.NArg() != 1 || !known {
				return codeError{exitUsage, errors.New("completion wants the name of a shell: bash, fish or zsh")}
			}
			return written(script.Execute(std.out, completable(c.App)))
		},
		OnUsageError: usageError,
	}
}

// What a shell may complete.
type (
	completableCommand struct {
		Name, Usage string
		Flags       []completableFlag
	}
	completableFlag struct {
		Name, Short, Usage string
		Value              bool     // it takes a value
		Values             []string // all that there are; nil where they cannot be listed
	}
)

func completable(app *cli.App) []completableCommand {
	var all []completableCommand
	for _, command := range app.VisibleCommands() {
		c := completableCommand{Name: command.Name, Usage: command.Usage}
		for _, f := range command.VisibleFlags() {
			c.Flags = append(c.Flags, completableOf(f))
		}
		all = append(all, c)
	}
	return all
}

func completableOf(f cli.Flag) completableFlag {
	flag := completableFlag{Name: f.Names()[0]}
	for _, name := range f.Names() {
		if len(name) == 1 {
			flag.Short = name
		}
	}
	if d, ok := f.(cli.DocGenerationFlag); ok {
		flag.Usage = strings.ReplaceAll(d.GetUsage(), "`", "")
		flag.Value = d.TakesValue()
	}
	if generic, ok := f.(*cli.GenericFlag); ok {
		if values, ok := generic.Value.(*choice); ok {
			flag.Values = values.of
		}
	}
	return flag
}

// Names are a flag as it is typed.
func (f completableFlag) Names() []string {
	if f.Short == "" {
		return []string{"--" + f.Name}
	}
	return []string{"--" + f.Name, "-" + f.Short}
}

// quoted is text between single quotes, as sh and zsh have it.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// fishQuoted is text between single quotes, as fish has it.
func fishQuoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}

// zshOption is a flag as zsh's _arguments has it.
func zshOption(f completableFlag, name string) string {
	description := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`).Replace(f.Usage)
	option := "*" + name + "[" + description + "]"
	switch {
	case len(f.Values) > 0:
		option += ":value:(" + strings.Join(f.Values, " ") + ")"
	case f.Value:
		option += ":value:_files"
	}
	return quoted(option)
}

func names(commands []completableCommand, separator string) string {
	var list []string
	for _, c := range commands {
		list = append(list, c.Name)
	}
	return strings.Join(list, separator)
}

var completions = map[string]*template.Template{
	"bash": completion("bash", bashCompletion),
	"fish": completion("fish", fishCompletion),
	"zsh":  completion("zsh", zshCompletion),
}

func completion(name, text string) *template.Template {
	return template.Must(template.New(name).Funcs(template.FuncMap{
		"join": strings.Join, "names": names, "quoted": quoted, "fishQuoted": fishQuoted, "zshOption": zshOption,
	}).Parse(text))
}

const bashCompletion = `# bash completion for citecheck
_citecheck() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=check word
    local IFS=$'\n'
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
            {{names . "|"}}) command=$word; break ;;
        esac
    done
    COMPREPLY=()
    case $command:$previous in
{{- range $c := .}}{{range .Flags}}{{if .Values}}
        {{$c.Name}}:--{{.Name}}) COMPREPLY=($(compgen -W $'{{join .Values "\\n"}}' -- "$current")); return ;;
{{- end}}{{end}}{{end}}
    esac
    if [[ $current == -* ]]; then
        case $command in
{{- range .}}
            {{.Name}}) COMPREPLY=($(compgen -W $'{{range $i, $f := .Flags}}{{if $i}}\n{{end}}{{join .Names "\\n"}}{{end}}' -- "$current")) ;;
{{- end}}
        esac
    elif ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W $'{{names . "\\n"}}' -- "$current") $(compgen -f -- "$current"))
    fi
}
complete -o filenames -o bashdefault -o default -F _citecheck citecheck
`

const zshCompletion = `#compdef citecheck
_citecheck() {
    local command=check word
    local -a options
    for word in ${words[2,CURRENT-1]}; do
        case $word in
            ({{names . "|"}}) command=$word; break ;;
        esac
    done
    case $command in
{{- range .}}
        ({{.Name}}) options=(
{{- range $f := .Flags}}{{range .Names}}
            {{zshOption $f .}}
{{- end}}{{end}}
        ) ;;
{{- end}}
    esac
    if ((CURRENT == 2)); then
        local -a commands=(
{{- range .}}
            {{printf "%s:%s" .Name .Usage | quoted}}
{{- end}}
        )
        _describe command commands
    fi
    _arguments $options '*:file:_files'
}
if [[ $funcstack[1] == _citecheck ]]; then
    _citecheck "$@"
else
    compdef _citecheck citecheck
fi
`

const fishCompletion = `# fish completion for citecheck
function __citecheck_command
    for word in (commandline -opc)[2..]
        if contains -- $word {{names . " "}}
            echo $word
            return
        end
    end
    echo check
end
{{range .}}
complete -c citecheck -n 'test (count (commandline -opc)) = 1' -a {{.Name}} -d {{fishQuoted .Usage}}
{{- end}}
{{range $c := .}}{{range .Flags}}
complete -c citecheck -n 'test (__citecheck_command) = {{$c.Name}}' -l {{.Name}}{{if .Short}} -s {{.Short}}{{end}}
{{- if .Values}} -x -a {{join .Values " " | fishQuoted}}{{else if .Value}} -r{{end}} -d {{fishQuoted .Usage}}
{{- end}}{{end}}
`
