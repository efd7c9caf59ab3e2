package format

import "testing"

func TestTeXText(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"plain", "A plain title", "A plain title"},
		{"accents", `G{\"o}del, \'{E}cole, \"{\i}, \'\i, \~n, \c{c}, \c c, {\v{S}}koda, \H{o}, \k{a}, \.z, \=a, \r{a}, \d{h}`, "Gödel, École, ï, í, ñ, ç, ç, Škoda, ő, ą, ż, ā, å, ḥ"},
		{"accent on an accent", `Nguy\~{\^{e}}n`, "Nguyễn"},
		{"letters", `Stra\ss e, \O{}re, {\AE}gir, \L{}\'od\'z, {\aa}, {\dj}, {\th}`, "Straße, Øre, Ægir, Łódź, å, đ, þ"},
		{"dashes and quotation marks", "1--2, a---b, ``c'' `d' ,,e''", "1–2, a—b, “c” ‘d’ „e”"},
		{"escapes", `50\% of \$5 \& \#3 \_x \{y\}`, "50% of $5 & #3 _x {y}"},
		{"ampersand and percent sign as they are", "A & B at 5% $", "A & B at 5% $"},
		{"ties and spaces", `Fig.~1, A.\,B. C.\ D`, "Fig. 1, A. B. C. D"},
		{"formulas", `$\Lambda$CDM at $10^{-3}$, H$_2$O, $p<0.05$`, "ΛCDM at 10-3, H2O, p<0.05"},
		{"formula between others", `\(\alpha\)-stable`, "α-stable"},
		{"money", "costs $5 more", "costs $5 more"},
		{"styles", `\emph{A} {\em B} \textbf{C {\it D}} \textsc{E} \texttt{f}`, "A B C D E f"},
		{"braces that protect", "The {{NASA}} {R}eport", "The NASA Report"},
		{"unknown command", `\foo{kept} \bar[dropped]{kept too}`, "kept kept too"},
		{"words of commands", `\textendash{} \ldots\ \LaTeX{} \textquoteleft x\textquoteright{} \textless 5`, "– … LaTeX ‘x’ <5"},
		{"discretionary hyphen", `Ar\-chi\-ve`, "Archive"},
		{"brace never closed", `A {B \emph{C`, "A B C"},
		{"brace never opened", `A} B}`, "A B"},
		{"backslash at the end", `A \`, "A"},
		{"accent at the end", `A \'`, "A"},
		{"address as it stands", `see http://a.org/x~y_z--w and more`, "see http://a.org/x~y_z--w and more"},
		{"address with escapes", `http://a.org/a\_b\%20c{\_}d$\sim$e.`, "http://a.org/a_b%20c_d~e."},
		{"address as an argument", `\url{http://a.org/a\_b--c'd}`, "http://a.org/a_b--c'd"},
		{"DOI", `\doi{10.1000/a\_b}`, "doi:10.1000/a_b"},
		{"glue", `A.\hskip 1em plus 0.5em minus 0.4em\relax B`, "A. B"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := texPlain(tt.source); got != tt.want {
				t.Errorf("texPlain(%q) = %q; want %q", tt.source, got, tt.want)
			}
		})
	}
}

func TestTeXAddress(t *testing.T) {
	tests := []struct{ source, want string }{
		{`https://a.org/x`, "https://a.org/x"},
		{` https://a.org/\~{}x\_y\&z\#f\%20 `, "https://a.org/~x_y&z#f%20"},
		{`https://a.org/{\_}{\%}7E{~}x{\textasciitilde}y\textunderscore z`, "https://a.org/_%7E~x~y_z"},
		{`\url{https://a.org/x}`, "https://a.org/x"},
		{`Available at \url{https://a.org/x}.`, "https://a.org/x"},
		{`\href{https://a.org/x}{text}`, "https://a.org/x"},
		{`{https://a.org/x}`, "https://a.org/x"},
		{`<https://a.org/x>`, "https://a.org/x"},
		{"https://a.org/a/\n   b", "https://a.org/a/b"},
		{"https://a.org/a%\n  b", "https://a.org/ab"},
		{`https://a.org/?id={1-2}`, "https://a.org/?id={1-2}"},
		{`https://a.org/a\-b\\c`, "https://a.org/abc"},
		{`https://a.org/?a=1&amp;b=2`, "https://a.org/?a=1&b=2"},
		{`\`, ""},
	}
	for _, tt := range tests {
		if got := texAddress(tt.source); got != tt.want {
			t.Errorf("texAddress(%q) = %q; want %q", tt.source, got, tt.want)
		}
	}
}
