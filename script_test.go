package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite" // the sql command
)

var update = flag.Bool("update", false, "rewrite golden files and recordings")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"citecheck": main})
}

// TestScript runs the command as its users do. Scripts live in testdata/script;
// besides testscript's own commands they have:
//
//	world FOLDER            start the closed world testdata/FOLDER
//	code N COMMAND [ARG…]   run a command that must exit with N
//	sql DATABASE QUERY      print a query's rows, columns joined by |
//	verdicts REPORT         print a line a link of a JSON report
//	warcs FOLDER            join the WARC files of a folder to recorded.warc.gz
//	bigfile FILE SIZE       make a text file of so many bytes
//	recording LIST          make LIST.warc of the answers that the file LIST names
//	step NAME FILE          write what a CI runner does for a step; see writeStep
//	damage FILE|FOLDER      change a byte in the middle of a file, or of the first in a folder
//	tinydisk FOLDER         make a folder with room for 260 KiB; needs [can-mount]
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Condition:     condition,
		Setup: func(env *testscript.Env) error {
			here, err := os.Getwd()
			env.Setenv("TESTDATA", here+"/testdata")
			env.Setenv("PAPERS", here+"/paper/testdata")
			env.Setenv("LONG", strings.Repeat("x", 300))
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			for name, content := range awkwardFiles {
				if err := os.WriteFile(filepath.Join(env.WorkDir, name), []byte(content), 0o600); err != nil {
					return err
				}
			}
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"world": func(ts *testscript.TestScript, _ bool, args []string) {
				for _, pair := range startWorld(scriptTB{ts: ts, TB: t}, "testdata/"+args[0]) {
					name, value, _ := strings.Cut(pair, "=")
					ts.Setenv(name, value)
				}
			},
			"code":      exitsWith,
			"sql":       printQuery,
			"verdicts":  printVerdicts,
			"warcs":     joinWARCs,
			"damage":    damage,
			"recording": makeRecording,
			"tinydisk":  mountTinyDisk,
			"step":      writeStep(t),
			"bigfile": func(ts *testscript.TestScript, _ bool, args []string) {
				size, err := strconv.Atoi(args[1])
				ts.Check(err)
				line := "A line of a very long paper that nobody should have to read.\n"
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(line, size/len(line)+1)), 0o600))
			},
		},
	})
}

// awkwardFiles are documents that a script cannot hold.
var awkwardFiles = map[string]string{
	"binary.md": "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00",
	"latin.md":  "# Caf\u00e9\n\nA caf\xe9 in another encoding.\n",
}

// A scriptTB lets a script's commands clean up when the script ends.
type scriptTB struct {
	testing.TB
	ts *testscript.TestScript
}

func (tb scriptTB) Cleanup(f func()) { tb.ts.Defer(f) }
func (tb scriptTB) TempDir() string {
	dir := tb.ts.MkAbs(".world")
	tb.ts.Check(os.MkdirAll(dir, 0o700))
	return dir
}

func mountTinyDisk(ts *testscript.TestScript, _ bool, args []string) {
	folder := ts.MkAbs(args[0])
	ts.Check(os.Mkdir(folder, 0o700))
	ts.Check(mountTmpfs(folder))
	ts.Defer(func() { exec.Command("umount", folder).Run() })
}

func mountTmpfs(folder string) error {
	return exec.Command("mount", "-t", "tmpfs", "-o", "size=260k", "tmpfs", folder).Run()
}

// condition answers [can-mount]: most people who run tests are not root.
func condition(name string) (bool, error) {
	if name != "can-mount" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	folder, err := os.MkdirTemp("", "citecheck-test")
	if err != nil {
		return false, err
	}
	defer os.Remove(folder)
	if os.Geteuid() != 0 || mountTmpfs(folder) != nil {
		return false, nil
	}
	return true, exec.Command("umount", folder).Run()
}

func exitsWith(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case err == nil && want == 0:
	case errors.As(err, &exit) && exit.ExitCode() == want:
	default:
		ts.Fatalf("%v: want exit code %d", err, want)
	}
}

func printQuery(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	rows, err := db.Query(args[1])
	ts.Check(err)
	defer rows.Close()
	columns, err := rows.Columns()
	ts.Check(err)
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.NullString)
		}
		ts.Check(rows.Scan(values...))
		var fields []string
		for _, v := range values {
			fields = append(fields, v.(*sql.NullString).String)
		}
		fmt.Fprintln(ts.Stdout(), strings.Join(fields, "|"))
	}
	ts.Check(rows.Err())
}

func printVerdicts(ts *testscript.TestScript, _ bool, args []string) {
	var report struct {
		Papers []struct {
			References []struct {
				Link     *struct{ URL, Health, Reason string }
				Findings []struct{ Rule string }
			}
		}
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &report))
	for _, p := range report.Papers {
		for _, ref := range p.References {
			if ref.Link == nil {
				continue
			}
			fmt.Fprint(ts.Stdout(), ref.Link.URL, " ", ref.Link.Health, " ", ref.Link.Reason)
			for _, f := range ref.Findings {
				fmt.Fprint(ts.Stdout(), " ", f.Rule)
			}
			fmt.Fprintln(ts.Stdout())
		}
	}
}

func joinWARCs(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[0]) + "/*.warc.gz")
	ts.Check(err)
	var all []byte // gzip members, and so WARC records, may simply follow each other
	for _, f := range files {
		all = append(all, ts.ReadFile(f)...)
	}
	ts.Check(os.WriteFile(ts.MkAbs("recorded.warc.gz"), all, 0o600))
}

// makeRecording writes a WARC file of answers that were given at one time. The
// first line of the list is the time; each other line an address, a status, a
// file with the body, "-" for none, and of a redirect where it leads.
func makeRecording(ts *testscript.TestScript, _ bool, args []string) {
	at, list, _ := strings.Cut(ts.ReadFile(args[0]), "\n")
	var b strings.Builder
	for line := range strings.Lines(list) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			ts.Fatalf("%s: %q is not an address, a status and a file", args[0], line)
		}
		url, file, head := fields[0], fields[2], ""
		status, err := strconv.Atoi(fields[1])
		ts.Check(err)
		if len(fields) > 3 {
			head = "Location: " + fields[3] + "\r\n"
		}
		body := ""
		if file != "-" {
			body = ts.ReadFile(file)
		}
		block := fmt.Sprintf("HTTP/1.1 %d %s\r\nContent-Type: text/html; charset=utf-8\r\n%s\r\n%s", status, http.StatusText(status), head, body)
		fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\n"+
			"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, at, uuid.NewString(), len(block), block)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".warc"), []byte(b.String()), 0o600))
}

// damage overwrites what stands in the middle of a file.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	if files, err := filepath.Glob(name + "/*"); err == nil && len(files) > 0 {
		name = files[0]
	}
	content, err := os.ReadFile(name)
	ts.Check(err)
	for i := range min(64, len(content)/2) {
		content[len(content)/2+i] ^= 0x55
	}
	ts.Check(os.WriteFile(name, content, 0o600))
}
