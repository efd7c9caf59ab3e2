//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package archive

import (
	"errors"
	"os"
	"syscall"
)

// lockFile takes the lock that says "a living process writes this file". The
// system drops it when the process ends, however it ends. Where wait is not
// set and another process holds it, taken is false. An error means that the
// file system has no locks.
func lockFile(f *os.File, wait bool) (taken bool, err error) {
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	return flock(f, how)
}

// shareFile waits for a lock that many processes may have at once, and that
// none has while another has that of lockFile.
func shareFile(f *os.File) error {
	_, err := flock(f, syscall.LOCK_SH)
	return err
}

func flock(f *os.File, how int) (taken bool, err error) {
	for {
		switch err = syscall.Flock(int(f.Fd()), how); err {
		case nil:
			return true, nil
		case syscall.EINTR:
		case syscall.EWOULDBLOCK:
			return false, nil
		default:
			return false, err
		}
	}
}

// syncFolder makes the names in a folder durable: a file that is synced can
// still be lost with its name. File systems that cannot do it say so.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
