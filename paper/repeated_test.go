package paper

import (
	"strings"
	"testing"
)

// Dashes in place of authors stand for those of the entry before.
func TestRepeatedAuthors(t *testing.T) {
	doc := `T.

## References

Lee, Ann. *Rivers of the North*. Oslo: Fjord Press, 2019.

———. *Rivers of the South*. Oslo: Fjord Press, 2020.

---. “How Rivers Remember.” *Valley Post*, 2 May 2024, www.valley.org/rivers.

———, and Bo Ek. *Rivers of the East*. Oslo: Fjord Press, 2021.

Oz, Cy. *Dams*. Oslo: Fjord Press, 2018.

———. *Locks*. Oslo: Fjord Press, 2017.
`
	p, err := Parse("paper.md", []byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range p.References {
		got = append(got, strings.Join(r.Authors, "; "))
	}
	if s := strings.Join(got, " | "); s != "Lee, Ann | Lee, Ann | Lee, Ann | Lee, Ann; Bo Ek | Oz, Cy | Oz, Cy" {
		t.Errorf("got %s", s)
	}
	for _, text := range []string{"— a bullet", "2019–2020. A title", "-- two hyphens", "——", "Lee, Ann. ———."} {
		if n := authorDash(text); n != 0 {
			t.Errorf("%q: %d bytes stand for authors", text, n)
		}
	}
}
