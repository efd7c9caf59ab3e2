package paper

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

var checkNow = time.Date(2025, 12, 1, 12, 0, 0, 0, time.UTC)

// TestRules has, for each rule, papers that break it and papers that look as
// if they did. want is the labels of the references with the finding.
func TestRules(t *testing.T) {
	entry := func(label, rest string) string { return "- <sup>" + label + "</sup> " + rest + "\n" }
	refs := "T.<sup>1</sup>\n\n## References\n\n"
	numbered := func(cited ...string) string {
		text := "Rivers rise"
		for _, c := range cited {
			text += " and fall [" + c + "]"
		}
		text += ".\n\n## References\n\n"
		for _, label := range []string{"1", "2", "3", "4"} {
			text += "[" + label + "] Lee, A., “Title " + label + " of Many,” *River Journal*, 2020, https://a.org/" + label + "\n\n"
		}
		return text
	}
	dated := func(label string) string {
		return entry(label, "Ann Lee, “Title "+label+" of many,” May 2, 2024, <https://a.org/"+label+"> (accessed June 1, 2024).")
	}
	tests := []struct{ rule, name, doc, want string }{
		{"malformed-url", "no host", refs + entry("1", "Ann Lee, “A,” 2020, <https://>, https://a..org/x."), "1"},
		{"malformed-url", "a slip in the scheme", refs + entry("1", "Ann Lee, “A Title,” 2020, htp://a.org/x.") + entry("2", "Ann Lee, “B Title,” 2020, https:/a.org/y."), "1 2"},
		{"malformed-url", "words with colons and slashes", refs + entry("1", "Ann Lee, “A Title and/or B:/C,” *Post*, 2020, vol. 3:/4."), ""},
		{"malformed-url", "no colon", refs + entry("1", "Ann Lee, “A Title,” 2020, and//or a.org.") + entry("2", "Ann Lee, “B Title,” 2020, https//a.org/y."), "2"},
		{"malformed-url", "brackets and accents in the path", "[x](https://a.org/Foo_(bar)) [y](https://a.org/é/%C3%A9?q=a,b;c)", ""},
		{"malformed-url", "a bad escape", "[x](https://a.org/100%)", ""},
		{"malformed-url", "bad port", "[x](https://a.org:99999/)", "inline"},
		{"malformed-url", "international host", "[x](https://münchen.de/ä?q=1)", ""},
		{"malformed-url", "other scheme", "<ftp://a.org/x>", ""},
		{"malformed-url", "a slip in the target of a link", "[x](htp://a.org/x) [y](https:/a.org/y)", "inline inline"},
		{"malformed-url", "a slip in the target of an entry's link", refs + entry("1", "Ann Lee, [A Title](htp://a.org/x), *Post*, 2020.") + entry("2", "Ann Lee, [B Title](https:/a.org/y), *Post*, 2020.") + entry("3", "Ann Lee, [C Title](c/z.md), *Post*, 2020."), "1 2"},
		{"malformed-url", "targets inside of the site", "[x](notes:/a.md) [y](a//b.md) [z](../http/a.md) [v](https://web.archive.org/web/2020/http:/a.org/x)", ""},
		{"malformed-doi", "resolver without a DOI", "[x](https://doi.org/1000.10/182)", "inline"},
		{"malformed-doi", "letters after the 10", refs + entry("1", "Ann Lee, “A Title,” *J* 4 (2020), doi: 10.abc/182."), "1"},
		{"malformed-doi", "brackets and slashes in a DOI", refs + entry("1", "Ann Lee, “A Title,” *J* 4 (2020), doi:10.1016/S0140-6736(20)30183-5.") + entry("2", "Ann Lee, “B Title,” *J* 4 (2020), https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2."), ""},
		{"malformed-doi", "only the word", refs + entry("1", "Ann Lee, “What a DOI: 2020 in Review,” *J* 4 (2020), https://a.org/x."), ""},
		{"malformed-doi", "no prefix", refs + entry("1", "Ann Lee, “A Title,” *J* 4 (2020), doi:11.1000/182."), "1"},
		{"malformed-doi", "sound", refs + entry("1", "Ann Lee, “A Title,” *J* 4 (2020), doi:10.1000/182."), ""},
		{"malformed-doi", "a DOI beside other links", refs + entry("1", "Ann Lee, “A Title,” *J* (2020), <https://doi.org/gc5ndt> DOI: [10.1000/182.7](https://doi.org/10.1000/182.7) PMID: [29](https://www.ncbi.nlm.nih.gov/pubmed/29)"), ""},
		{"malformed-doi", "short DOI", "[x](https://doi.org/f778w5) [y](https://doi.org/10/f778w5) [z](https://doi.org/)", ""},
		{"private-url", "address", "[x](http://192.168.0.1/a)", "inline"},
		{"private-url", "names", "[x](http://wiki.internal/) [y](http://box.local:80/) [z](http://10.1.2.3/) [6](http://[fd00::1]/)", "inline inline inline inline"},
		{"private-url", "in one number", "[x](http://2130706434/)", "inline"},
		{"private-url", "localhost in an entry", refs + entry("1", "Ann Lee, “A Title,” 2020, <http://localhost:8080/a>."), "1"},
		{"private-url", "a public address that ends alike", "[x](https://192.168.0.1.a.org/) [y](https://mylocalhost.com/) [z](https://172.32.0.1/)", ""},
		{"private-url", "a name without a dot", refs + entry("1", "Ann Lee, “A Title,” 2020, http://intranet/report.") + entry("2", "Ann Lee, “B Title,” 2020, <http://wiki:8080/x>."), "1 2"},
		{"private-url", "an address that broke off", refs + entry("1", "Ann Lee, “A Title,” 2020, https://www/ x.") + entry("2", "Ann Lee, “B Title,” 2020, https://doi"), ""},
		{"private-url", "public", "[x](https://8.8.8.8/) [y](https://local.org/) [z](https://internal.example.com/)", ""},
		{"accessed-before-published", "weeks", refs + entry("1", "Ann Lee, “A Title,” May 20, 2024, <https://a.org/> (accessed May 2, 2024)."), "1"},
		{"accessed-before-published", "a day, time zones", refs + entry("1", "Ann Lee, “A Title,” May 3, 2024, <https://a.org/> (accessed May 2, 2024)."), ""},
		{"accessed-before-published", "a year later", refs + entry("1", "Ann Lee, “A Title,” 2025, <https://a.org/> (accessed May 2, 2024)."), "1"},
		{"accessed-before-published", "state of the page", refs + entry("1", "Amt für Flüsse: Pegel der Flüsse, 2022, <https://a.org/> (Stand: 01.02.2024, abgerufen am 3.3.2023)."), ""},
		{"accessed-before-published", "an order of day and month that is open", refs + entry("1", "Ann Lee, “A Title,” 05/06/2024, <https://a.org/> (accessed 04/07/2024)."), ""},
		{"accessed-before-published", "same month", refs + entry("1", "Ann Lee, “A Title,” May 2024, <https://a.org/> (accessed May 2, 2024)."), ""},
		{"accessed-before-published", "same year", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/> (accessed May 2, 2024)."), ""},
		{"future-date", "published", refs + entry("1", "Ann Lee, “A Title,” May 20, 2026, <https://a.org/>."), "1"},
		{"future-date", "a title of the future", refs + entry("1", "Ann Lee, “Rivers in 2050,” *Post*, May 20, 2024, <https://a.org/>."), ""},
		{"malformed-url", "misspelt before www", refs + entry("1", "Ann Lee, “A Title,” 2020, htps://www.a.org/q."), "1"},
		{"malformed-url", "an address without a scheme", refs + entry("1", "Ann Lee, “A Title,” 2020, www.a.org/q."), ""},
		{"future-date", "to appear in a year", refs + entry("1", "Ann Lee, “Rivers,” *Post*, forthcoming 2031, <https://a.org/>."), ""},
		{"future-date", "forthcoming", refs + entry("1", "Ann Lee, “Rivers,” *Post*, forthcoming, <https://a.org/>."), ""},
		{"future-date", "accessed", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/> (accessed May 2, 2026)."), "1"},
		{"future-date", "this year and tomorrow", refs + entry("1", "Ann Lee, “A Title,” 2025, <https://a.org/> (accessed December 2, 2025)."), ""},
		{"url-date-mismatch", "another day", refs + entry("1", "Ann Lee, “A Title,” May 20, 2024, <https://a.org/2024/05/02/title/>."), "1"},
		{"url-date-mismatch", "another day, month as a word", refs + entry("1", "Ann Lee, “A Title,” May 20, 2024, <https://a.org/2024/may/02/title>."), "1"},
		{"url-date-mismatch", "another date of the entry fits", refs + entry("1", "Ann Lee, “A Title,” speech of May 20, 2024, published May 2, 2024, <https://a.org/2024/05/02/title/>.") + entry("2", "Ann Lee, “A Title,” May 20, 2024, <https://a.org/2024/06/01/title/> (accessed June 1, 2024)."), ""},
		{"url-date-mismatch", "numbers that are no day", refs + entry("1", "Ann Lee, “A Title,” May 20, 2024, <https://a.org/2024/05/37/title/> and <https://a.org/v/2019/12/12>."), ""},
		{"url-date-mismatch", "the year only", refs + entry("1", "Ann Lee, “A Title,” May 20, 2024, <https://a.org/2021/title/>."), ""},
		{"url-date-mismatch", "the next day", refs + entry("1", "Ann Lee, “A Title,” May 3, 2024, <https://a.org/2024/05/02/title/>."), ""},
		{"url-date-mismatch", "month and numbers", refs + entry("1", "Ann Lee, “A Title,” May 3, 2024, <https://a.org/2023/05/title/2024/13/40/x>."), ""},
		{"url-date-mismatch", "only the month is cited", refs + entry("1", "Ann Lee, “A Title,” June 2024, <https://a.org/2024/05/02/title/>."), ""},
		{"url-date-mismatch", "archived copy", refs + entry("1", "Ann Lee, “A Title,” May 3, 2024, <https://web.archive.org/web/2025/05/09/a.org>."), ""},
		{"same-url-different-title", "other title", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Ann Lee, “Something Else,” 2024, <https://a.org/x>."), "2"},
		{"same-url-different-title", "pages of one file", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x.pdf#page=4>.") + entry("2", "Ann Lee, “Something Else,” 2024, <https://a.org/x.pdf#page=9>.") + entry("3", "Ann Lee, “The Whole,” 2024, <https://a.org/x.pdf>."), ""},
		{"same-url-different-title", "one part under two titles", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x#two>.") + entry("2", "Ann Lee, “Something Else,” 2024, <https://a.org/x#two>."), "2"},
		{"same-url-different-title", "different queries", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x?id=1>.") + entry("2", "Ann Lee, “Something Else,” 2024, <https://a.org/x?id=2>."), ""},
		{"same-url-different-title", "case and typography", refs + entry("1", "Ann Lee, “Redrawing the map—again,” 2024, <https://a.org/x>.") + entry("2", "Ann Lee, \"Redrawing the Map - Again,\" 2024, <https://a.org/x>."), ""},
		{"same-url-different-title", "subtitle", refs + entry("1", "Ann Lee, “A Title: How It Began,” 2024, <https://a.org/x>.") + entry("2", "Ann Lee, “A Title,” 2024, <https://a.org/x>."), ""},
		{"unresolved-short-form", "nothing to shorten", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Kassen, “Two Rivers of the North.”"), "2"},
		{"unresolved-short-form", "ibid. first", refs + entry("1", "Ibid., 12."), "1"},
		{"unresolved-short-form", "note that is not there", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Lee, supra note 9."), "2"},
		{"unresolved-short-form", "resolved", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Lee, “A Title.”") + entry("3", "Ibid.") + entry("4", "Lee, supra note 1.") + entry("5", "Lee, op. cit., 12."), ""},
		{"unresolved-short-form", "a note in brackets", refs + entry("1", "Ann Lee, *Law of Rivers* (OUP 2018) 12.") + entry("2", "Lee (n 1) 45.") + entry("3", "Lee (n 9) 45."), "3"},
		{"unresolved-short-form", "a word that begins alike", refs + entry("1", "Ibidem Press, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Ann Lee, “Idea of Rivers,” 2024, <https://a.org/y>."), ""},
		{"unresolved-short-form", "a book without a year", "# Bibliography\n\n- Lee, Ann. *Rivers of the North*.\n", ""},
		{"shortened-url", "shortener", "[x](https://bit.ly/3abc) [y](https://t.co/abc)", "inline inline"},
		{"shortened-url", "the shortener's own front page and its company", "[x](https://bitly.com.a.org/x) [y](https://a.org/?u=https://bit.ly/3abc)", ""},
		{"shortened-url", "host that ends alike", "[x](https://orbit.ly/3abc) [y](https://www.t.com/)", ""},
		{"duplicate-reference", "twice", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Ann Lee, “A title,” 2024, <https://a.org/x>."), "2"},
		{"duplicate-reference", "a book, twice", refs + entry("1", "Ann Lee, *Rivers of Many* (Oxford: Oxford University Press, 2024), 4.") + entry("2", "Ann Lee, *Rivers of Many* (Oxford: Oxford University Press, 2024), 4."), "2"},
		{"duplicate-reference", "lines of a list", refs + entry("1", "The paper in full.") + entry("2", "The paper in full."), ""},
		{"duplicate-reference", "other page of the book", refs + entry("1", "Ann Lee, *Rivers of Many* (Oxford: Oxford University Press, 2024), 4.") + entry("2", "Ann Lee, *Rivers of Many* (Oxford: Oxford University Press, 2024), 9."), ""},
		{"duplicate-reference", "other page of the file", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x.pdf#page=2>.") + entry("2", "Ann Lee, “A Title,” 2024, <https://a.org/x.pdf#page=3>."), ""},
		{"duplicate-reference", "one title at two addresses", refs + entry("1", "Ann Lee, “Annual Report,” 2024, <https://a.org/x>.") + entry("2", "Ann Lee, “Annual Report,” 2024, <https://a.org/y>."), ""},
		{"duplicate-reference", "other date", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Ann Lee, “A Title,” 2023, <https://a.org/x>."), ""},
		{"duplicate-reference", "short form", refs + entry("1", "Ann Lee, “A Title,” 2024, <https://a.org/x>.") + entry("2", "Lee, “A Title.”"), ""},
		{"missing-access-date", "one without", refs + dated("1") + dated("2") + dated("3") + dated("4") + dated("5") + entry("6", "Ann Lee, “A Title,” May 2, 2024, <https://a.org/x>."), "6"},
		{"missing-access-date", "a link in the text", refs + dated("1") + dated("2") + dated("3") + dated("4") + dated("5") + "\n## After\n\nSee [the page](https://a.org/z).\n", ""},
		{"missing-access-date", "one of four without", refs + dated("1") + dated("2") + dated("3") + entry("4", "Ann Lee, “A Title,” May 2, 2024, <https://a.org/x>."), "4"},
		{"missing-access-date", "two of five without", refs + dated("1") + dated("2") + dated("3") + entry("4", "Ann Lee, “A Title,” May 2, 2024, <https://a.org/x>.") + entry("5", "Ann Lee, “B Title,” May 2, 2024, <https://a.org/y>."), ""},
		{"missing-access-date", "no habit", refs + dated("1") + dated("2") + entry("3", "Ann Lee, “A Title,” May 2, 2024, <https://a.org/x>."), ""},
		{"missing-access-date", "a short form and a DOI", refs + dated("1") + dated("2") + dated("3") + dated("4") + dated("5") + entry("6", "Lee, “Title 1 of many.”") + entry("7", "Ann Lee, “A Title,” *J* 1 (2024), https://doi.org/10.1000/182."), ""},
		{"tracking-parameters", "campaign", "[x](https://a.org/x?id=4&utm_source=b&UTM_Medium=c#d) [y](https://a.org/?fbclid=1)", "inline inline"},
		{"tracking-parameters", "names that only begin alike", "[x](https://a.org/x?gclidx=1&utm=2&fbclid_old=3) [y](https://a.org/utm_source/x)", ""},
		{"tracking-parameters", "parameters of the page", "[x](https://a.org/x?id=4&source=rss&ref=home&t=12#utm_source=x)", ""},
		{"tracking-parameters", "archived copy", "[x](https://web.archive.org/web/2020/https://a.org/?utm_source=x)", ""},
		{"uncited-reference", "one of four", numbered("1", "2", "4"), "3"},
		{"uncited-reference", "named by author and year", strings.Replace(numbered("1", "2", "4"), "fall [4]", "fall [4], as in Lee et al. (2020)", 1), ""},
		{"uncited-reference", "named with another year", strings.Replace(numbered("1", "2", "4"), "fall [4]", "fall [4], as in Lee et al. (2019)", 1), "3"},
		{"uncited-reference", "a note with two works", "w[^1] x[^2] y[^3]\n\n[^1]: J. Poe, \"A,\" *Nature*, 4 March 2021, https://h.org/1, differs from \"B\" (https://h.org/1b).\n[^2]: J. Poe, \"C,\" 2020, https://h.org/2.\n[^3]: J. Poe, \"D,\" 2020, https://h.org/3.\n", ""},
		{"uncited-reference", "one of two notes", "w[^1]\n\n[^1]: J. Poe, \"A,\" 2021, https://h.org/1.\n[^2]: J. Poe, \"C,\" 2020, https://h.org/2.\n", "2"},
		{"uncited-reference", "notes without marks", "w\n\n[^1]: J. Poe, \"A,\" 2021, https://h.org/1.\n[^2]: J. Poe, \"C,\" 2020, https://h.org/2.\n", ""},
		{"uncited-reference", "a range of marks", numbered("1]–[4"), ""},
		{"uncited-reference", "ranges and lists", numbered("1, 2", "3–4"), ""},
		{"uncited-reference", "a paragraph that begins with the mark", strings.Replace(numbered("1", "2", "4"), "\n\n## Ref", "\n\n[3] is another matter.\n\n## Ref", 1), ""},
		{"uncited-reference", "authors and years", "Rivers rise (Lee 2020), and fall (Ek 2021; Oz 2022).\n\n## References\n\nEk, Bo. 2021. “Floods.” *Post*, May 2, 2021. https://a.org/f.\n\nLee, Ann. 2020. “Rivers.” *Post*, May 2, 2020. https://a.org/r.\n\nOz, Cy. 2022. “Dams.” *Post*, May 2, 2022. https://a.org/d.\n", ""},
		{"uncited-reference", "no numbers in the text", numbered(), ""},
		{"uncited-reference", "most are not cited by number", numbered("1"), ""},
		{"uncited-reference", "raised", "A river.<sup>1</sup> A flood.<sup>2</sup>\n\n## Notes\n\n" + entry("1", "Ann Lee, “A,” 2020, <https://a.org/1>.") + entry("2", "Ann Lee, “B,” 2020, <https://a.org/2>.") + entry("3", "Ann Lee, “C,” 2020, <https://a.org/3>."), "3"},
	}
	for _, tt := range tests {
		t.Run(tt.rule+"/"+tt.name, func(t *testing.T) {
			p, err := Parse("paper.md", []byte(tt.doc))
			if err != nil {
				t.Fatal(err)
			}
			Check(p, Options{Now: checkNow})
			var got []string
			for _, r := range p.References {
				for _, f := range r.Findings {
					if f.Rule == tt.rule {
						got = append(got, strings.TrimSpace(r.Label+" "+map[Kind]string{Inline: "inline"}[r.Kind]))
						checkMessage(t, f)
					}
				}
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %q; want %q\n%s", s, tt.want, golden(t, p))
			}
		})
	}
}

// TestUndefinedMarker has papers with marks that lead nowhere and papers with
// what only looks like one. want is "line label" of each finding.
func TestUndefinedMarker(t *testing.T) {
	entries := "\n\n## References\n\n[1] Lee, A., “Rivers,” *Journal*, 2020.\n\n[2] Ek, B., “Floods,” *Journal*, 2021.\n\n[3] Oz, C., “Dams,” *Journal*, 2022.\n"
	tests := []struct{ name, doc, want string }{
		{"a number too high", "Rivers [1] rise [2] and\nfall [4]." + entries, "2 4"},
		{"told once", "Rivers [1] rise [2] and fall [4], [4]." + entries, "1 4"},
		{"in a range", "Rivers [1] rise [2–4]." + entries, "1 4"},
		{"far too high", "Rivers [1] rise [2] and fall [10]." + entries, "1 10"},
		{"a range of marks", "Rivers [1]–[5] rise [2]." + entries, "1 4, 1 5"},
		{"raised", "Rivers.<sup>1</sup> Floods.<sup>2</sup> Dams.<sup>5</sup>\n\n## Notes\n\n1. Lee, A., “Rivers,” *Journal*, 2020.\n2. Ek, B., “Floods,” *Journal*, 2021.\n3. Oz, C., “Dams,” *Journal*, 2022.\n", "1 5"},
		{"years and words", "Rivers [1] rise [2] and fall [2019], he [sic] said [...] of x[9]." + entries, ""},
		{"exponents", "Rivers [1] of 4 km<sup>2</sup> rise [2] by 10<sup>9</sup> and x<sup>5</sup>." + entries, ""},
		{"program text that nothing marks", "Rivers [1] rise [2] in buf[4] and a[5], list_1[6] or area[4]." + entries, ""},
		{"marks that hang on words", "Rivers[1] rise[2] and fall[4] in a[5]." + entries, "1 4"},
		{"marks that hang on ideographs", "河流[1]上涨[2]，但是[4]。" + entries, "1 4"},
		{"code", "Rivers [1] rise [2], `a[5]`." + entries, ""},
		{"authors and years", "Rivers rise (Lee 2020) and fall [Ek 2021]." + entries, ""},
		{"entries that lost their numbers", "Rivers [1] rise [2] and fall [4]." + entries + "\nPo, D., “Rain and Snow,” *Journal*, 2023.\n", ""},
		{"no entries at all", "Rivers [1] rise [2].", ""},
		{"all are there", "Rivers [1] rise [2], [3] and [1, 3]." + entries, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Parse("paper.md", []byte(tt.doc))
			if err != nil {
				t.Fatal(err)
			}
			Check(p, Options{Now: checkNow})
			var got []string
			for _, f := range p.Findings {
				got = append(got, strconv.Itoa(f.Line)+" "+f.Cited)
				checkMessage(t, f)
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("got %q; want %q\n%s", s, tt.want, golden(t, p))
			}
		})
	}
}

// checkMessage tests that a message is one plain sentence.
func checkMessage(t *testing.T, f Finding) {
	t.Helper()
	if f.Message == "" || strings.ToUpper(f.Message[:1]) != f.Message[:1] && f.Rule != "shortened-url" || !strings.HasSuffix(f.Message, ".") || strings.Contains(f.Message, "\n") {
		t.Errorf("%s: %q is not one sentence", f.Rule, f.Message)
	}
}

func TestRuleTable(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if seen[r.ID] || r.ID == "" || r.check == nil || r.Severity != Error && r.Severity != Warning && r.Severity != Note {
			t.Errorf("rule %+v is not sound", r)
		}
		seen[r.ID] = true
	}
}

func TestAllowPrivate(t *testing.T) {
	p, err := Parse("paper.md", []byte("[x](http://192.168.0.1/a)"))
	if err != nil {
		t.Fatal(err)
	}
	Check(p, Options{AllowPrivate: true})
	if n := len(p.References[0].Findings); n != 0 {
		t.Errorf("%d findings; want none", n)
	}
}

func TestShortForms(t *testing.T) {
	doc := `T.

## Notes

1. Ann Lee, “Rivers Remember: Floods of the North,” *Post*, 2024, <https://a.org/x>.
2. Ibid., 12.
3. Lee, “Rivers Remember.”
4. Bo Ek, *Rain and Snow* (Oslo: Fjord, 2019), 4.
5. Ek, op. cit., 9.
6. Lee, supra note 1, at 4.
7. Ebd., S. 12.
8. Там же. С. 12.
`
	p, err := Parse("paper.md", []byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range p.References {
		got = append(got, r.Label+">"+r.ShortFor)
	}
	if s := strings.Join(got, " "); s != "1> 2>1 3>1 4> 5>4 6>1 7>1 8>1" {
		t.Errorf("got %s", s)
	}
}
