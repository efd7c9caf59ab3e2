package checker

import (
	"container/heap"
	"context"
	"sync"
)

// slots bound how many links are on the wire or being judged. A free slot goes
// to whoever has most still to do, so that the host with the longest queue,
// which decides how long a run takes, never waits behind those with one link.
type slots struct {
	mu      sync.Mutex
	free    int
	seq     int
	waiting waiters
}

// A waiter wants a slot.
type waiter struct {
	weight int // links that its host still has to visit
	seq    int // order of arrival
	ready  chan struct{}
	index  int // in the heap; -1 once it has left it
}

func newSlots(n int) *slots { return &slots{free: n} }

// acquire takes a slot when one is free and nobody with more weight waits.
func (s *slots) acquire(ctx context.Context, weight int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	if s.free > 0 {
		s.free--
		s.mu.Unlock()
		return nil
	}
	w := &waiter{weight: weight, seq: s.seq, ready: make(chan struct{})}
	s.seq++
	heap.Push(&s.waiting, w)
	s.mu.Unlock()
	select {
	case <-w.ready:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	if w.index >= 0 {
		heap.Remove(&s.waiting, w.index)
		s.mu.Unlock()
		return ctx.Err()
	}
	s.mu.Unlock()
	s.release() // it was given a slot just now
	return ctx.Err()
}

// release gives the slot to the heaviest waiter, or back.
func (s *slots) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) == 0 {
		s.free++
		return
	}
	close(heap.Pop(&s.waiting).(*waiter).ready)
}

// waiters is a heap: most weight first, then first come.
type waiters []*waiter

func (w waiters) Len() int { return len(w) }

func (w waiters) Less(i, j int) bool {
	if w[i].weight != w[j].weight {
		return w[i].weight > w[j].weight
	}
	return w[i].seq < w[j].seq
}

func (w waiters) Swap(i, j int) {
	w[i], w[j] = w[j], w[i]
	w[i].index, w[j].index = i, j
}

func (w *waiters) Push(x any) {
	item := x.(*waiter)
	item.index = len(*w)
	*w = append(*w, item)
}

func (w *waiters) Pop() any {
	old := *w
	item := old[len(old)-1]
	old[len(old)-1] = nil
	*w = old[:len(old)-1]
	item.index = -1
	return item
}
