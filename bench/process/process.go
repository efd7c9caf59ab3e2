// Package process makes and weighs the processes that the benchmarks compare.
package process

import (
	"fmt"
	"os/exec"
	"path/filepath"
)

// Build makes citecheck's binary in folder. It is to be run in the repository's
// root.
func Build(folder string) (binary string, err error) {
	binary = filepath.Join(folder, "citecheck")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("run this in the repository's root: %s", out)
	}
	return binary, nil
}
