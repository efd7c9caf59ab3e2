package main

import (
	"os"
	"runtime/debug"
)

// The collector works a quarter as often while little is in memory, and harder where
// it nears the limit: a run is to stay below 300 MB, whatever servers do.
const (
	gcPercent   = 400
	memoryLimit = 192 << 20
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
