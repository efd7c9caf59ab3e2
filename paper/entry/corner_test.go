package entry

import (
	"testing"

	"github.com/citecheck/citecheck/paper/document"
)

// TestCorners has titles and journals in corner brackets.
func TestCorners(t *testing.T) {
	tests := []struct{ raw, title, container string }{
		{"山田太郎「地域における水資源の管理」『環境水研究』第12巻第1号、2019年、1–15頁。", "地域における水資源の管理", "環境水研究"},
		{"山田太郎「水資源政策の展開」『環境研究』12巻1号、2019年。", "水資源政策の展開", "環境研究"},
		{"김철수, 「한국의 수자원 정책」, 『한국수자원학보』 54권 2호, 2020, 33-58쪽.", "한국의 수자원 정책", "한국수자원학보"},
	}
	for _, tt := range tests {
		w, _ := Parse(&document.Block{Text: tt.raw})
		if w.Title != tt.title || w.Container != tt.container {
			t.Errorf("%s\ngot  %q in %q\nwant %q in %q", tt.raw, w.Title, w.Container, tt.title, tt.container)
		}
	}
}
