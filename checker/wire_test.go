package checker

import (
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// A wire is one end of a connection in memory. Unlike net.Pipe it has room for
// some writes that nobody reads yet, as a socket has: who says goodbye to a
// peer that has left must not wait for it.
type wire struct {
	in, out     chan []byte
	left        []byte        // read from in, but not yet taken
	closed      chan struct{} // this end was
	gone        chan struct{} // the other end was
	once        *sync.Once
	read, write *deadline
	there       net.Addr // what was connected to
}

// newWires gives both ends of a connection to an address.
func newWires(there net.Addr) (client, server *wire) {
	const room = 32 // writes
	up, down := make(chan []byte, room), make(chan []byte, room)
	a, b := make(chan struct{}), make(chan struct{})
	client = &wire{in: down, out: up, closed: a, gone: b, once: new(sync.Once), read: newDeadline(), write: newDeadline(), there: there}
	server = &wire{in: up, out: down, closed: b, gone: a, once: new(sync.Once), read: newDeadline(), write: newDeadline(), there: there}
	return client, server
}

func (w *wire) Read(p []byte) (int, error) {
	if len(w.left) == 0 {
		select {
		case w.left = <-w.in: // what came before the end comes before the end
		default:
			select {
			case w.left = <-w.in:
			case <-w.gone:
				select {
				case w.left = <-w.in:
				default:
					return 0, io.EOF
				}
			case <-w.closed:
				return 0, net.ErrClosed
			case <-w.read.over():
				return 0, os.ErrDeadlineExceeded
			}
		}
	}
	n := copy(p, w.left)
	w.left = w.left[n:]
	return n, nil
}

func (w *wire) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	select {
	case <-w.closed:
		return 0, net.ErrClosed
	case <-w.gone:
		return 0, &net.OpError{Op: "write", Net: "tcp", Err: errReset}
	default:
	}
	select {
	case w.out <- append([]byte(nil), p...):
		return len(p), nil
	case <-w.closed:
		return 0, net.ErrClosed
	case <-w.gone:
		return 0, &net.OpError{Op: "write", Net: "tcp", Err: errReset}
	case <-w.write.over():
		return 0, os.ErrDeadlineExceeded
	}
}

func (w *wire) Close() error                       { w.once.Do(func() { close(w.closed) }); return nil }
func (w *wire) LocalAddr() net.Addr                { return &net.TCPAddr{} }
func (w *wire) RemoteAddr() net.Addr               { return w.there }
func (w *wire) SetReadDeadline(t time.Time) error  { w.read.set(t); return nil }
func (w *wire) SetWriteDeadline(t time.Time) error { w.write.set(t); return nil }

func (w *wire) SetDeadline(t time.Time) error {
	w.read.set(t)
	w.write.set(t)
	return nil
}

// A deadline can be moved, also while somebody waits for it.
type deadline struct {
	mu     sync.Mutex
	passed chan struct{} // closed once it has
	timer  *time.Timer
}

func newDeadline() *deadline { return &deadline{passed: make(chan struct{})} }

func (d *deadline) over() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.passed
}

func (d *deadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	select {
	case <-d.passed:
		d.passed = make(chan struct{})
	default:
	}
	if t.IsZero() {
		return
	}
	passed := d.passed
	if wait := time.Until(t); wait > 0 {
		d.timer = time.AfterFunc(wait, func() {
			d.mu.Lock()
			defer d.mu.Unlock()
			select {
			case <-passed:
			default:
				close(passed)
			}
		})
		return
	}
	close(passed)
}
