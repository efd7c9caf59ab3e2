package fetch

import "syscall"

// Windows Sockets error codes; syscall's names for them are not what calls return.
const (
	errnoRefused         = syscall.Errno(10061) // WSAECONNREFUSED
	errnoReset           = syscall.Errno(10054) // WSAECONNRESET
	errnoPipe            = syscall.Errno(10053) // WSAECONNABORTED
	errnoHostUnreachable = syscall.Errno(10065) // WSAEHOSTUNREACH
)

var noRoute = []error{
	syscall.Errno(10051), // WSAENETUNREACH
	syscall.Errno(10050), // WSAENETDOWN
	syscall.Errno(10049), // WSAEADDRNOTAVAIL
	syscall.Errno(10047), // WSAEAFNOSUPPORT
	syscall.Errno(10013), // WSAEACCES
}
