package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A report that is larger than what is held in memory appears whole when it is
// committed, and leaves nothing behind when it is not.
func TestPendingFileSpills(t *testing.T) {
	for _, commit := range []bool{true, false} {
		dir := t.TempDir()
		name := filepath.Join(dir, "report.json")
		p, err := openPending(name)
		if err != nil {
			t.Fatal(err)
		}
		line := bytes.Repeat([]byte("x"), 1000)
		for range maxHeld/len(line) + 10 {
			if _, err := p.Write(line); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := os.Stat(name); err == nil {
			t.Error("the report can be seen before it is whole")
		}
		want := 0
		if commit {
			want = 1
			if err := p.commit(); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(name); err != nil || info.Size() != int64((maxHeld/len(line)+10)*len(line)) {
				t.Errorf("got %v, %v", info, err)
			}
		}
		p.discard()
		left, err := os.ReadDir(dir)
		if err != nil || len(left) != want {
			t.Errorf("committed %v: %d files are left, %v", commit, len(left), err)
		}
	}
}
