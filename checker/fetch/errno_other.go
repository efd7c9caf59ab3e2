//go:build !windows

package fetch

import "syscall"

const (
	errnoRefused         = syscall.ECONNREFUSED
	errnoReset           = syscall.ECONNRESET
	errnoPipe            = syscall.EPIPE
	errnoHostUnreachable = syscall.EHOSTUNREACH
)

// noRoute also has what sandboxes and packet filters of this machine say.
var noRoute = []error{
	syscall.ENETUNREACH, syscall.ENETDOWN, syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT, syscall.EPERM, syscall.EACCES,
}
