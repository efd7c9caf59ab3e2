//go:build unix

package process

import (
	"os"
	"runtime"
	"syscall"
)

// Peak is the most memory that a process had, in bytes.
func Peak(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin": // in bytes there, in KiB elsewhere
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}
