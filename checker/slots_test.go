package checker

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

func TestSlotsGoToTheHeaviest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSlots(1)
		if err := s.acquire(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var got []int
		for _, weight := range []int{2, 7, 1, 7, 5} {
			go func() {
				if err := s.acquire(t.Context(), weight); err != nil {
					t.Error(err)
				}
				mu.Lock()
				got = append(got, weight)
				mu.Unlock()
				s.release()
			}()
			synctest.Wait()
		}
		s.release()
		synctest.Wait()
		if want := []int{7, 7, 5, 2, 1}; !slices.Equal(got, want) {
			t.Errorf("got %v; want %v", got, want)
		}
	})
}

func TestSlotsOfThoseWhoGiveUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSlots(1)
		if err := s.acquire(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		for range 3 {
			go func() {
				if err := s.acquire(ctx, 1); !errors.Is(err, context.Canceled) {
					t.Errorf("got %v; want context.Canceled", err)
				}
			}()
		}
		synctest.Wait()
		cancel()
		synctest.Wait()
		s.release()
		if s.free != 1 || len(s.waiting) != 0 {
			t.Errorf("%d free, %d waiting; want 1 and 0", s.free, len(s.waiting))
		}
	})
}
