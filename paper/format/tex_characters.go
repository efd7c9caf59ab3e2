package format

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// texAccents are the commands that set an accent over or under the letter that
// follows, with the accent as Unicode combines it.
var texAccents = map[string]rune{
	"`": '\u0300', "'": '\u0301', "^": '\u0302', "~": '\u0303', "=": '\u0304', "u": '\u0306', ".": '\u0307',
	`"`: '\u0308', "r": '\u030a', "H": '\u030b', "v": '\u030c', "d": '\u0323', "c": '\u0327', "k": '\u0328',
	"b": '\u0331', "G": '\u030f', "U": '\u030e', "t": '\u0361',
}

// texSymbols are the commands that print one sign, in text and in formulas.
var texSymbols = symbolTable(`
	ss ß, SS ẞ, ae æ, AE Æ, oe œ, OE Œ, aa å, AA Å, o ø, O Ø, l ł, L Ł, i ı, j ȷ, dh ð, DH Ð, th þ, TH Þ, dj đ, DJ Đ, ng ŋ, NG Ŋ
	textendash –, textemdash —, textquoteleft ‘, textquoteright ’, textquotedblleft “, textquotedblright ”, textquotedbl ", textquotesingle '
	quotedblbase „, quotesinglbase ‚, glqq „, grqq “, glq ‚, grq ‘, guillemotleft «, guillemotright », guillemetleft «, guillemetright », flqq «, frqq »
	og «, fg », guilsinglleft ‹, guilsinglright ›, lq ‘, rq ’, ldots …, dots …, textellipsis …, cdots …, slash /, textbackslash \, textasciitilde ~
	textasciicircum ^, textunderscore _, textless <, textgreater >, textbar |, textbraceleft {, textbraceright }, lbrace {, rbrace }, textdollar $
	textasciigrave ` + "`" + `, textasteriskcentered *, textbullet •, textperiodcentered ·, cdot ·, S §, P ¶, textsection §, textparagraph ¶, dag †, ddag ‡
	textdagger †, textdaggerdbl ‡, copyright ©, textcopyright ©, textregistered ®, texttrademark ™, pounds £, textsterling £, euro €, texteuro €
	textyen ¥, textcent ¢, textdegree °, textordfeminine ª, textordmasculine º, textonehalf ½, textmu µ, textnumero №, exclamdown ¡, questiondown ¿
	textexclamdown ¡, textquestiondown ¿, TeX TeX, LaTeX LaTeX, LaTeXe LaTeX2e, BibTeX BibTeX, XeTeX XeTeX, XeLaTeX XeLaTeX, LuaTeX LuaTeX
	alpha α, beta β, gamma γ, delta δ, epsilon ε, varepsilon ε, zeta ζ, eta η, theta θ, vartheta ϑ, iota ι, kappa κ, lambda λ, mu μ, nu ν, xi ξ, pi π
	rho ρ, sigma σ, tau τ, upsilon υ, phi φ, varphi φ, chi χ, psi ψ, omega ω, Gamma Γ, Delta Δ, Theta Θ, Lambda Λ, Xi Ξ, Pi Π, Sigma Σ, Upsilon Υ, Phi Φ
	Psi Ψ, Omega Ω, times ×, div ÷, pm ±, mp ∓, leq ≤, le ≤, geq ≥, ge ≥, neq ≠, ne ≠, approx ≈, equiv ≡, sim ~, infty ∞, to →, rightarrow →, leftarrow ←
	leftrightarrow ↔, Rightarrow ⇒, partial ∂, nabla ∇, sqrt √, in ∈, subset ⊂, subseteq ⊆, cup ∪, cap ∩, ell ℓ, hbar ℏ, prime ′, circ °, odot ⊙, oplus ⊕
	otimes ⊗, star ⋆, ast *, forall ∀, exists ∃, emptyset ∅, sum ∑, prod ∏, int ∫, aleph ℵ, perp ⊥, parallel ∥, propto ∝, ll ≪, gg ≫, langle ⟨, rangle ⟩
	bibnamedelima  , bibnamedelimb  , bibnamedelimc  , bibnamedelimd  , bibnamedelimi  , bibinitperiod ., bibinitdelim  , bibrangedash –, bibopenparen (
	bibcloseparen ), hyp -, nobreakdash , newline  , quad  , qquad  , enspace  , enskip  , thinspace  , space  , nobreakspace  , hfill  , linebreak  , par  `)

// symbolTable reads rows of "command sign" with commas between them.
func symbolTable(rows string) map[string]string {
	table := map[string]string{
		"{": "{", "}": "}", "$": "$", "&": "&", "#": "#", "%": "%", "_": "_", "|": "‖",
		" ": " ", "\n": " ", "\t": " ", ",": " ", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "", ">": " ",
	}
	for line := range strings.SplitSeq(rows, "\n") {
		for row := range strings.SplitSeq(strings.TrimLeft(line, "\t"), ", ") {
			if name, sign, ok := strings.Cut(row, " "); ok {
				table[name] = sign
			}
		}
	}
	return table
}

// accented sets an accent on the first letter of text.
func accented(mark rune, text string) string {
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case size == 0:
		return ""
	case first == 'ı': // the dot makes room for the accent
		first = 'i'
	case first == 'ȷ':
		first = 'j'
	}
	return norm.NFC.String(string(first)+string(mark)) + text[size:]
}
