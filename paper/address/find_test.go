package address

import (
	"slices"
	"strings"
	"testing"

	"github.com/citecheck/citecheck/paper/lex"
)

// findTests are texts and the addresses in them: the URL as it is opened, or a
// bare DOI. The table is also the seed of FuzzFind.
var findTests = []struct {
	name, text string
	want       []string
}{
	// The sentence around it.
	{"full stop", "See https://example.org/a.", []string{"https://example.org/a"}},
	{"comma and quote", "“see https://example.org/a,” he", []string{"https://example.org/a"}},
	{"question", "Is it https://example.org/a?", []string{"https://example.org/a"}},
	{"query", "https://example.org/a?b=c&d=e#f.", []string{"https://example.org/a?b=c&d=e#f"}},
	{"ellipsis", "https://example.org/a… and https://example.org/b...", []string{"https://example.org/a", "https://example.org/b"}},
	{"dash", "https://example.org/a—and", []string{"https://example.org/a"}},
	{"dash of a title", "https://ru.example.org/wiki/Гаусс_—_Люка", []string{"https://ru.example.org/wiki/Гаусс_—_Люка"}},
	{"short dash", "https://example.org/a–b", []string{"https://example.org/a–b"}},
	{"dash behind", "https://example.org/a — and https://example.org/b— and", []string{"https://example.org/a", "https://example.org/b"}},
	{"possessive", "https://example.org's page", []string{"https://example.org"}},
	{"quotes", "“https://example.org/a”", []string{"https://example.org/a"}},
	{"straight quotes", `"https://example.org/a", 'https://example.org/b'>c`, []string{"https://example.org/a", "https://example.org/b"}},
	{"single quotes", "‘https://example.org/a’s’ and https://example.org/b’s", []string{"https://example.org/a", "https://example.org/b’s"}},
	{"guillemets", "«https://example.org/a» ‹https://example.org/b›", []string{"https://example.org/a", "https://example.org/b"}},
	{"low quotes", "„https://example.org/a“", []string{"https://example.org/a"}},

	// Brackets.
	{"angle brackets", "<https://example.org/a>,", []string{"https://example.org/a"}},
	{"parentheses around", "(https://example.org/a).", []string{"https://example.org/a"}},
	{"parentheses inside", "https://example.org/a_(b)_c", []string{"https://example.org/a_(b)_c"}},
	{"parentheses at the end", "https://example.org/a_(b).", []string{"https://example.org/a_(b)"}},
	{"parentheses in parentheses", "(see https://example.org/a_(b)).", []string{"https://example.org/a_(b)"}},
	{"nested", "https://example.org/a_(b_(c))", []string{"https://example.org/a_(b_(c))"}},
	{"square brackets around", "[https://perma.cc/A1-B2].", []string{"https://perma.cc/A1-B2"}},
	{"square brackets in a query", "https://example.org/?a[0]=b&c[]=d", []string{"https://example.org/?a[0]=b&c[]=d"}},
	{"square bracket behind", "https://example.org/a[1]", []string{"https://example.org/a"}},
	{"brackets that do not match", "[https://example.org/?a=(b]", []string{"https://example.org/?a=(b"}},
	{"Markdown link", "[a](https://example.org/b) and ![c](https://example.org/d.png)", []string{"https://example.org/b", "https://example.org/d.png"}},
	{"placeholder", "http://doi.org/[doi] and https://example.org/{id}/www.example.org", []string{"www.example.org"}},

	{"remark without a space", "https://example.org/a.html(2021年12月2日閲覧)。 https://example.org/b(accessed 1 May 2020) https://example.org/c/(조회 2021)", []string{"https://example.org/a.html", "https://example.org/b", "https://example.org/c/"}},
	{"no remark", "https://example.org/a(b)c https://example.org/a_(the planet) https://example.org/f(x", []string{"https://example.org/a(b)c", "https://example.org/a_(the", "https://example.org/f(x"}},
	{"Chinese behind a comma", "https://example.org/a_1,访问日期:2021年12月2日 https://example.org/wiki/中国,日本", []string{"https://example.org/a_1", "https://example.org/wiki/中国,日本"}},
	{"DOI with angle brackets at a resolver", "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O and https://example.org/10.1<b>c", []string{"https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "https://example.org/10.1"}},

	// Markup.
	{"emphasis", "*https://example.org/a* and _https://example.org/b_ and **www.example.org/c**", []string{"https://example.org/a", "https://example.org/b", "www.example.org/c"}},
	{"underscores of its own", "https://example.org/_a_b_", []string{"https://example.org/_a_b_"}},
	{"struck out", "~~https://example.org/a~~ https://example.org/~b", []string{"https://example.org/a", "https://example.org/~b"}},
	{"code", "`https://example.org/a`", []string{"https://example.org/a"}},
	{"backslash", `https://example.org/a\\ b`, []string{"https://example.org/a"}},
	{"table", "|https://example.org/a|https://example.org/b|", []string{"https://example.org/a", "https://example.org/b"}},
	{"LaTeX", `\url{https://example.org/a}`, []string{"https://example.org/a"}},
	{"HTML", `<a href="https://example.org/a">b</a>`, []string{"https://example.org/a"}},
	{"entities", "https://example.org/?a=1&amp;b=2&amp;c=3 &lt;https://example.org/d&gt; &quot;https://example.org/e&quot;",
		[]string{"https://example.org/?a=1&b=2&c=3", "https://example.org/d", "https://example.org/e"}},
	{"no entities", "https://example.org/?a=1&lt=2&copy=3", []string{"https://example.org/?a=1&lt=2&copy=3"}},

	// What an address can have.
	{"percent-encoding", "https://example.org/a%20b%2Fc?d=%C3%A9", []string{"https://example.org/a%20b%2Fc?d=%C3%A9"}},
	{"port and user", "ftp://me:secret@example.org:2121/a", []string{"ftp://me:secret@example.org:2121/a"}},
	{"IPv6", "http://[2001:db8::1]:8080/a and http://[::1]", []string{"http://[2001:db8::1]:8080/a", "http://[::1]"}},
	{"case", "HTTPS://EXAMPLE.ORG/A WWW.EXAMPLE.ORG", []string{"HTTPS://EXAMPLE.ORG/A", "WWW.EXAMPLE.ORG"}},
	{"at sign, colon, semicolon, comma", "https://example.org/@a/b:c;d=1,2!x", []string{"https://example.org/@a/b:c;d=1,2!x"}},
	{"apostrophe", "https://example.org/king's_lynn", []string{"https://example.org/king's_lynn"}},
	{"archive", "https://web.archive.org/web/2020/https://example.org/", []string{"https://web.archive.org/web/2020/https://example.org/"}},
	{"address in a query", "https://example.org/?u=https://example.net/b", []string{"https://example.org/?u=https://example.net/b"}},
	{"invisible inside and behind", "https://exam\u00adple.org/a\u200bb\u200b \u200fhttps://example.org/c\u200f", []string{"https://exam\u00adple.org/a\u200bb", "https://example.org/c"}},

	// Scripts.
	{"international", "https://пример.рф/путь.", []string{"https://пример.рф/путь"}},
	{"letters in the path", "https://de.wikipedia.org/wiki/Köln–Bonn", []string{"https://de.wikipedia.org/wiki/Köln–Bonn"}},
	{"CJK full stop", "见https://example.org/a。", []string{"https://example.org/a"}},
	{"CJK brackets", "（https://example.org/a）、「https://example.org/b」，https://example.org/c；", []string{"https://example.org/a", "https://example.org/b", "https://example.org/c"}},
	{"full-width forms", "https://example.org/a，b https://example.org/c？ https://example.org/d！", []string{"https://example.org/a", "https://example.org/c", "https://example.org/d"}},
	{"CJK behind a host", "https://example.orgを参照 https://example.com에서", []string{"https://example.org", "https://example.com"}},
	{"CJK in a path", "https://zh.wikipedia.org/wiki/中国", []string{"https://zh.wikipedia.org/wiki/中国"}},
	{"CJK behind a letter of the path", "见https://example.org/a的说明 https://example.org/page参照してください。https://example.org/2024보고서 참조", []string{"https://example.org/a", "https://example.org/page", "https://example.org/2024"}},
	{"CJK and Latin in a path", "https://zh.wikipedia.org/wiki/中国3D协会 https://zh.example.org/地理/a图 https://例え.jp/ページ", []string{"https://zh.wikipedia.org/wiki/中国3D协会", "https://zh.example.org/地理/a图", "https://例え.jp/ページ"}},
	{"Arabic", "انظر https://example.org/a، و(https://example.org/b)؛ https://example.org/c؟ https://example.org/d۔",
		[]string{"https://example.org/a", "https://example.org/b", "https://example.org/c", "https://example.org/d"}},
	{"Hebrew", "ראו https://example.org/a, וכן \u202ahttps://example.org/b\u202c. בhttps://example.org/c׃", []string{"https://example.org/a", "https://example.org/b", "https://example.org/c"}},
	{"Hindi", "देखें https://example.org/a।", []string{"https://example.org/a"}},

	// Neighbours.
	{"glued before", "URLhttps://example.org/a", []string{"https://example.org/a"}},
	{"two without a space", "https://a.org/x;https://b.org/y,www.c.org/z", []string{"https://a.org/x", "https://b.org/y", "www.c.org/z"}},
	{"two glued", "https://a.org/xhttps://b.org/y.http://c.org", []string{"https://a.org/x", "https://b.org/y", "http://c.org"}},
	{"scheme typed twice", "http://http://example.org/a and https://http://example.org/b", []string{"http://example.org/a", "http://example.org/b"}},
	{"scheme and blank", "http:// www.example.org/a", []string{"www.example.org/a"}},

	// Without a scheme.
	{"www", "www.example.org/a, and", []string{"www.example.org/a"}},
	{"www, glued", "at:www.example.org (www.example.net)", []string{"www.example.org", "www.example.net"}},
	{"www, no host", "www.example and www. and awww.example.org", nil},
	{"resolver", "doi.org/10.1000/182 dx.doi.org/10.1000/183", []string{"doi.org/10.1000/182", "dx.doi.org/10.1000/183"}},
	{"host and path", "Rivers Post, github.com/x/y-z. See (en.wikipedia.org/wiki/A_(b)).", []string{"github.com/x/y-z", "en.wikipedia.org/wiki/A_(b)"}},
	{"MLA", "The Post, 2 May 2024, thepost.co.uk/2024/05/02/rivers.html.", []string{"thepost.co.uk/2024/05/02/rivers.html"}},
	{"no address", "Amazon.com, arc.dev, and/or, node.js/npm, main.rs/lib, e.g./i.e., booking.com/expedia, nike.com/adidas.com, me@github.com/x-y, a/b.com/c-d, com.google/x-1, README.md/a-b", nil},
	{"end of a sentence", "It ended.com/plete nonsense", nil},
	{"nothing", "http:// and www. and 10.12/3 and :// and https://", nil},

	// Healed.
	{"broken in brackets", "<https://example.org/one-\ntwo> and <https://example.org/a/ b?c= d>", []string{"https://example.org/one-two", "https://example.org/a/b?c=d"}},
	{"words in brackets", "<https://example.org/a accessed May>", []string{"https://example.org/a"}},
	{"brackets not closed", "<https://example.org/a/ b", []string{"https://example.org/a/"}},
	{"line ends in a hyphen", "https://example.org/one-\ntwo.html, and", []string{"https://example.org/one-two.html"}},
	{"line ends in a slash", "https://example.org/\n  a/b.\nhttps://example.org/\nand so on", []string{"https://example.org/a/b", "https://example.org/"}},
	{"paragraph ends in a slash", "https://example.org/\n\na/b", []string{"https://example.org/"}},
	{"resolver and blank", "https://doi.org/ 10.1000/182. http://dx.doi.org/ and", []string{"https://doi.org/10.1000/182", "http://dx.doi.org/"}},

	// DOIs.
	{"DOI", "doi:10.1000/182. DOI 10.1000/183, (10.1000/184).", []string{"10.1000/182", "10.1000/183", "10.1000/184"}},
	{"DOI, label glued", "doi10.1000/182", []string{"10.1000/182"}},
	{"DOI with brackets", "10.1016/S0140-6736(20)30183-5; 10.1890/0012-9658(2001)082[0001:AB]2.0.CO;2.", []string{"10.1016/S0140-6736(20)30183-5", "10.1890/0012-9658(2001)082[0001:AB]2.0.CO;2"}},
	{"old DOI", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", []string{"10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"}},
	{"old DOI, other publisher", "<10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2>", []string{"10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2"}},
	{"old DOI, entities", "10.1175/1520-0469(1963)020&lt;0130:DNF&gt;2.0.CO;2", []string{"10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2"}},
	{"DOI in markup", "<b>10.1000/182</b> &lt;10.1000/183&gt; *10.1000/184*", []string{"10.1000/182", "10.1000/183", "10.1000/184"}},
	{"DOIs glued", "10.1000/182;10.1000/183,10.1000/184https://example.org/a", []string{"10.1000/182", "10.1000/183", "10.1000/184", "https://example.org/a"}},
	{"DOI and a view", "10.3389/fpsyg.2020.00001/full, 10.1000/a.b/v1", []string{"10.3389/fpsyg.2020.00001", "10.1000/a.b/v1"}},
	{"DOI parted", "doi:10.1016/ j.cell.2020.01.001, 10.1016/ and", []string{"10.1016/j.cell.2020.01.001"}},
	{"DOI with a zero-width space", "10.1000/\u200b182", []string{"10.1000/182"}},
	{"no DOI", "10.5, 110.1000/2, 1.10.1000/2, 10.100/x, 10.1000/, 10.1000/.", nil},
}

func TestFind(t *testing.T) {
	for _, tt := range findTests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range Find(tt.text) {
				if a.URL == "" {
					a.URL = a.DOI
				}
				got = append(got, a.URL)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Find(%q)\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestFindDOI(t *testing.T) {
	tests := []struct{ text, url, doi string }{
		{"https://doi.org/10.1000/182.", "https://doi.org/10.1000/182", "10.1000/182"},
		{"https://example.org/doi/10.1000/182/full", "https://example.org/doi/10.1000/182/full", ""},
		{"https://doi-org.proxy.example.edu/10.1000/182", "https://doi-org.proxy.example.edu/10.1000/182", "10.1000/182"},
		{"doi.org/10.1000/182", "doi.org/10.1000/182", "10.1000/182"},
		{"https://doi.org/ 10.1000/182", "https://doi.org/10.1000/182", "10.1000/182"},
	}
	for _, tt := range tests {
		got := Find(tt.text)
		if len(got) != 1 || got[0].URL != tt.url || got[0].DOI != tt.doi {
			t.Errorf("Find(%q) = %+v; want %q, %q", tt.text, got, tt.url, tt.doi)
		}
	}
}

func TestNext(t *testing.T) {
	s := "a https://example.org/b, 10.1000/182"
	if got := Next(s, 0); got != 2 {
		t.Errorf("Next = %d; want 2", got)
	}
	if got := Next(s, 3); got != strings.Index(s, "10.") {
		t.Errorf("Next = %d; want that of the DOI", got)
	}
	if got := Next(s, len(s)); got != -1 {
		t.Errorf("Next = %d; want -1", got)
	}
}

// FuzzFind tests that addresses come in order, that each is a piece of the text
// but for what heal mends, and that none holds what no address can.
func FuzzFind(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, a := range Find(s) {
			if a.Start < end || a.End <= a.Start || a.End > len(s) {
				t.Fatalf("Find(%q) gives [%d:%d) after %d", s, a.Start, a.End, end)
			}
			end = a.End
			written, healed := s[a.Start:a.End], a.URL
			if healed == "" {
				healed = a.DOI
			}
			if healed == "" {
				t.Errorf("Find(%q) gives neither URL nor DOI", s)
			}
			if !strings.HasSuffix(mended(written), mended(healed)) {
				t.Errorf("Find(%q): %q was made of %q", s, healed, written)
			}
			if strings.ContainsAny(healed, " \n\t\"") || strings.ContainsFunc(healed, lex.IsControl) {
				t.Errorf("Find(%q) gives %q", s, healed)
			}
			if a.DOI != "" && ScanDOI(a.DOI) == 0 {
				t.Errorf("Find(%q) gives the DOI %q", s, a.DOI)
			}
		}
	})
}

// mended removes what heal and cleanDOI may change.
func mended(s string) string {
	for strings.Contains(s, "&amp;") {
		s = strings.ReplaceAll(s, "&amp;", "&")
	}
	s = strings.NewReplacer("&lt;", "<", "&gt;", ">").Replace(s)
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\r' || lex.IsInvisible(r) {
			return -1
		}
		return r
	}, s)
}

// TestFindIsLinear would not end if any of these took quadratic time.
func TestFindIsLinear(t *testing.T) {
	const n = 50_000
	for _, piece := range []string{"www.a.", "http://", "https://a.org/-\n", "10.1000/ ", "<https://a.org/ ", "a.com/", "10.1000/a,", "https://a.org/(", "x.y-", "https://a.org/x{", "&lt;", "doi.org/ "} {
		Find(strings.Repeat(piece, n))
		Find(strings.Repeat(piece, n) + "/{x}>")
		Find("https://" + strings.Repeat(piece, n) + "/{x")
	}
}

func TestContinues(t *testing.T) {
	tests := []struct {
		url, next string
		want      bool
	}{
		{"https://example.org/one-", "two and", true},
		{"https://example.org/one-", "Two and", false},
		{"https://example.org/", "two/three", true},
		{"https://example.org/", "two three", false},
		{"https://example.org/", "12. Next entry", false},
		{"https://example.org/", "123456 and", true},
		{"https://example.org/a", "/b and", true},
		{"https://example.org/a", "?b=c", true},
		{"https://example.org/a", "//b.org", false},
		{"https://example.org/a", "b/c", false},
		{"https://example.org/a?b=", "https://example.org", false},
		{"https://example.org/a/", "ünter/x", false},
		{"https://example.org/a/", "", false},
	}
	for _, tt := range tests {
		if got := Continues(tt.url, tt.next); got != tt.want {
			t.Errorf("Continues(%q, %q) = %v", tt.url, tt.next, got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	prose := strings.Repeat("The rivers of the valley remember their floods; what was written down in 1912, however, does not. We found that they, with few exceptions, had drawn the wrong ones (see page 12). ", 50)
	cases := []struct{ name, text string }{
		{"prose", prose},
		{"addresses", strings.Repeat("Lee, Ann. “Rivers Remember.” The Valley Post, May 2, 2024, https://valley.org/2024/05/02/rivers-remember.html?id=12 (accessed June 1, 2024). doi:10.1000/jr.2021.3. ", 50)},
		{"Cyrillic", strings.Repeat("Реки долины помнят свои наводнения. Что было записано в 1912 году, однако, нет. ", 100)},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(c.text)
			}
		})
	}
}
