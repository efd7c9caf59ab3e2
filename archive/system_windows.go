package archive

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes the lock that says "a living process writes this file"; see
// system_unix.go. Locks of Windows keep others from reading what they cover, so
// it covers a byte where no file ever reaches.
func lockFile(f *os.File, wait bool) (taken bool, err error) {
	flags := uint32(windows.LOCKFILE_EXCLUSIVE_LOCK)
	if !wait {
		flags |= windows.LOCKFILE_FAIL_IMMEDIATELY
	}
	err = windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1 << 30})
	if err == windows.ERROR_LOCK_VIOLATION {
		return false, nil
	}
	return err == nil, err
}

// shareFile waits for a lock that many processes may have at once; see
// system_unix.go.
func shareFile(f *os.File) error {
	return windows.LockFileEx(windows.Handle(f.Fd()), 0, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1 << 30})
}

// syncFolder does nothing: NTFS keeps a journal of names.
func syncFolder(string) error { return nil }
