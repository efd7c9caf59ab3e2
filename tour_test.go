package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/citecheck/citecheck/archive"
)

// TestRecordTour holds the recording beside the tour's paper to the closed
// world that it was made from; with -update, citecheck records it anew.
func TestRecordTour(t *testing.T) {
	const recording = "testdata/tour/pages.warc.gz"
	if *update {
		record(t, recording)
	}
	if _, err := archive.OpenReplay(recording); err != nil {
		t.Fatal(err)
	}
}

func record(t *testing.T, recording string) {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "citecheck")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := exec.Command(program, "--archive", filepath.Join(dir, "archive"), "--timeout", "3s", "--retries", "0", "--fail-on", "never", "testdata/tour/paper.md")
	cmd.Env = append(os.Environ(), startWorld(t, "testdata/tour")...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "archive", "warc", "*.warc.gz"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%d recordings, %v; want one", len(files), err)
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(recording, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
