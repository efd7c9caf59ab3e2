package paper

import (
	"errors"
	"strings"
	"testing"
)

// TestManyReferences reads a document that no reader could follow.
func TestManyReferences(t *testing.T) {
	doc := strings.Repeat("<https://a.org/> ", maxReferences+1)
	if _, err := Parse("a.md", []byte(doc)); !errors.Is(err, errReferences) {
		t.Errorf("got %v; want %v", err, errReferences)
	}
}
