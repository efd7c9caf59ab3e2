//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package archive

import (
	"errors"
	"os"
)

// lockFile has no locks to offer here; see system_unix.go.
func lockFile(*os.File, bool) (bool, error) { return false, errors.ErrUnsupported }

// shareFile has none either.
func shareFile(*os.File) error { return errors.ErrUnsupported }

// syncFolder does nothing: folders cannot be synced here.
func syncFolder(string) error { return nil }
