package textdiff

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// show writes parts as wdiff does.
func show(parts []Part) string {
	var list []string
	for _, p := range parts {
		text := strings.ReplaceAll(strings.Join(p.Words, " "), "\n", "¶")
		switch p.Op {
		case Deleted:
			text = "[-" + text + "-]"
		case Inserted:
			text = "{+" + text + "+}"
		}
		list = append(list, text)
	}
	return strings.Join(list, " ")
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ before, after, want string }{
		{"", "", ""},
		{"one two", "one two", "one two"},
		{"", "one", "{+one+}"},
		{"one", "", "[-one-]"},
		{"The mill was built in 1890.", "The mill was built in 1891.", "The mill was built in [-1890.-] {+1891.+}"},
		{"a b c d e f", "a x c y e f", "a [-b c d-] {+x c y+} e f"},
		{"one\ntwo", "one\nnew\ntwo", "one ¶ {+new ¶+} two"},
		{"Äpfel und 日本", "Birnen und 日本", "[-Äpfel-] {+Birnen+} und 日本"},
	} {
		if got := show(Words(test.before, test.after)); got != test.want {
			t.Errorf("%q, %q: got %s; want %s", test.before, test.after, got, test.want)
		}
	}
}

// More different words than there are characters below the surrogates.
func TestManyWords(t *testing.T) {
	var b strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&b, "w%d ", i)
	}
	before := b.String()
	after := strings.Replace(before, "w59998 ", "", 1) + "end"
	got := Words(before, after)
	if want := "[-w59998-] w59999 {+end+}"; !strings.HasSuffix(show(got), want) {
		t.Errorf("got …%s; want …%s", show(got[1:]), want)
	}
}

func TestPassages(t *testing.T) {
	before := "a b c d e f g h i j k l m n o p q r s t"
	after := "a b c X e f g h i j k l m n o p q r Y t"
	var got []string
	for _, p := range Passages(Words(before, after), 3) {
		got = append(got, show(p))
	}
	want := []string{"a b c [-d-] {+X+} e f g", "p q r [-s-] {+Y+} t"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
	if got := Passages(Words(before, before), 3); len(got) > 0 {
		t.Errorf("no change: got %v", got)
	}
}

// FuzzWords: what is kept or deleted is the text before, what is kept or
// inserted the text after.
func FuzzWords(f *testing.F) {
	f.Add("one two three", "one three two")
	f.Add("a\n\nb", "b\na")
	f.Fuzz(func(t *testing.T, before, after string) {
		if len(before)+len(after) > 1<<12 {
			return
		}
		sides := map[Op][]string{}
		for _, p := range Words(before, after) {
			for _, op := range []Op{Deleted, Inserted} {
				if p.Op == Kept || p.Op == op {
					sides[op] = append(sides[op], p.Words...)
				}
			}
		}
		for op, text := range map[Op]string{Deleted: before, Inserted: after} {
			if got, want := strings.Fields(strings.Join(sides[op], " ")), strings.Fields(text); !slices.Equal(got, want) {
				t.Errorf("%q, %q: side %d is %q; want %q", before, after, op, got, want)
			}
		}
	})
}
