package main

import (
	"os"
	"runtime/debug"
)

// The collector works a quarter as often while little is in memory, and harder where
// it nears the limit: a run is to stay below 300 MB, whatever servers do,
// and one over 2,000 links with every format of report below 200 MB.
const (
	gcPercent   = 400
	memoryLimit = 160 << 20
)

// tuneMemory sets what the user did not set in Go's own variables.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
