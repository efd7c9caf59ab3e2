package page

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// likeParser compares a tree with that of html.Parse.
func likeParser(t *testing.T, s string, root *html.Node) {
	t.Helper()
	want, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatalf("html.Parse refuses %.300q: %v", s, err)
	}
	if got, want := outline(root), outline(want); got != want {
		i := 0
		for i < len(got) && i < len(want) && got[i] == want[i] {
			i++
		}
		i = max(0, i-200)
		t.Errorf("the tree of %.300q differs:\n%.400s\nwant\n%.400s", s, got[i:], want[i:])
	}
}

// outline writes a tree without what orderly leaves out.
func outline(root *html.Node) string {
	var b strings.Builder
	for n, depth := root, 0; n != nil; {
		if n.Type != html.DoctypeNode {
			b.WriteString(strings.Repeat(" ", depth))
			data := n.Data
			if n.Namespace != "" && n.Type == html.ElementNode {
				data = n.Namespace + " " + strings.ToLower(data)
			}
			b.WriteString(data)
			for _, a := range n.Attr {
				key := a.Key
				if n.Namespace != "" {
					key = strings.ToLower(key)
				}
				b.WriteString(" " + a.Namespace + ":" + key + "=" + a.Val)
			}
			b.WriteString("\n")
		}
		if n.FirstChild != nil {
			n, depth = n.FirstChild, depth+1
			continue
		}
		for n != root && n.NextSibling == nil {
			n, depth = n.Parent, depth-1
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	return b.String()
}

var orderlyPages = []string{
	"<!doctype html><html lang=en><head><title>A &amp; b</title><meta name=a content=b></head><body><p>one<p>two <b>bold</b></body></html>\n",
	"<title>no head</title><p>x",
	"<!-- c --><html><!-- d --><head> <script>if (a<b) {}</script> <style>p{}</style><noscript><img></noscript></head> <body class=x>t<!-- e --></body> <!-- f --></html><!-- g -->",
	"<body><ul><li>a<li>b<ul><li>c</ul><li><p>d</ul><dl><dt>a<dd>b<dt>c</dl>",
	"<body><table><caption>c</caption><colgroup><col><col></colgroup><tr><th>a<td>b<tr><td><p>c</table><table><tbody><tr><td><table><tr><td>x</table></td></tr></tbody><tfoot><tr><td></tfoot></table>",
	"<body><table><col><thead><tr><th>x</th></tr></thead><script>a</script><tbody> <tr> <td>1</td> </tr> </tbody></table>",
	"<body><form><select><option>a<option>b<optgroup label=x><option>c<optgroup label=y><option>d</select><input><button>x</button><textarea>\nx<b></textarea></form>",
	"<body><svg viewBox='0 0 1 1' xlink:href=x><title>T</title><linearGradient/><path d=x /><g><circle></g></svg>x",
	"<body></p></div></b></span><span><i>x</i></section></span><h1>x<h2>y</h2>",
	"<body><pre>\n\nx</pre><iframe><p></iframe><hr><p>x<hr>y<p>x<div>y</div></p>z",
	"<body><a b=1 a=2 href=x>x</a></body></html> x <p>after",
	"<body><custom-element><p>x</custom-element>y<ruby>x</ruby>",
	"<body><p><span>a<div>b</span>c</div><td>x</td>",
	"<body><table><tr><td>a</th>b</td></table>x</table>",
	"<!DOCTYPE html PUBLIC \"-//W3C//DTD\"><HTML LANG=en><BODY Class='A'><P ALIGN=left>x\r\ny\rz</P\n></DIV >",
	"<body><p a=/>x<p a/>y<br/><br / ><br a=b/><br a='b'/><br a = b / c>z<p =a==b 'c=\"d>e<p / f g=>h",
	"<body><p title='a &amp; b &lt; c &copy=d &copyx &notit; &AMP' b=\"&semi;&#59;&#x3b;&#;&#x;&#1a;&notit;&amp=&=&;&& &#38\" c='a?b=1&c=2&copy=3&d' e=&quot;&#39;>&copyx &notit; &#60; &bogus; & &amp</p>",
	"<body>a < b <3 <- x<!-- a --- b -->c<!-->d<!--->e<!-- f --!>g<!---->h<!bogus>i<?php ?>j</>k</ l>m<!-- &amp; -->",
	"<body><script><!-- <script>x</script> --></script><script>a</scripty>b</SCRIPT\n>c<style></styl</style>d",
	"<title>a &amp; b</title ><textarea>\n\n&lt;</textarea><noscript><p></noscript><title></title>",
	"<body><svg><![CDATA[ a<b ]]><title>x</title><style>a&amp;b</style></svg><![CDATA[ c ]]>",
	"<body><p \u00e9=1 \u212a=2 CLASS=\u00c9>x</p><\u00e9>y<p\u00e9>z</p\u00e9><p a a A b=1 B=2>",
	"<body><p " + strings.Repeat("a b c d=1 e f g h ", 5) + "i>x",
	"<body>x<", "<body>x</", "<body>x<p", "<body>x<p a='", "<body>x</p", "<body>x<!--", "<body>x<!-- a --", "<body><script>x", "<body><title>", "<body>x<!",
}

func TestOrderly(t *testing.T) {
	for _, s := range orderlyPages {
		root, ok := orderly(s)
		if !ok {
			t.Errorf("%.300q is taken for odd", s)
			continue
		}
		likeParser(t, s, root)
	}
}

func TestOddPages(t *testing.T) {
	for _, s := range []string{
		"<p><b>a<p>b</b>",
		"<body><a>x<a>y",
		"<body><table>x<tr><td>",
		"<body><table><div>x</div></table>",
		"<body><p>x<table>",
		"<body><object><p>x</object>",
		"<body><b><p>x</b>y",
		"<head></head><script>x</script><p>",
		"<frameset><frame></frameset>",
		"<template><td>",
		"<body><svg><p>x",
		"a\x00b<p>",
		strings.Repeat("<div>", 600),
		"<body>" + strings.Repeat("<p \u00e9>", 600),
		"",
	} {
		if root, ok := orderly(s); ok {
			t.Errorf("%.60q is taken for orderly:\n%s", s, outline(root))
		}
	}
}

func FuzzOrderly(f *testing.F) {
	for _, s := range orderlyPages {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if root, ok := orderly(s); ok {
			likeParser(t, s, root)
		}
	})
}

// TestOrderlySoup puts tags together by chance: where orderly makes a tree of
// them, it is that of html.Parse.
func TestOrderlySoup(t *testing.T) {
	names := strings.Fields("p p p div div span a b i font li ul ol dl dt dd table table tr tr td td th tbody thead tfoot caption " +
		"colgroup col h1 h2 select option optgroup form button input hr br img section pre textarea script style title " +
		"svg path g use desc foreignobject math html head body nav address object center em code x-y ruby rt nobr noscript iframe meta link " +
		"template frameset listing main search summary label")
	random := rand.New(rand.NewPCG(1, 2))
	orders := 0
	for range 30_000 {
		var b strings.Builder
		var open []string
		if random.IntN(2) == 0 {
			b.WriteString("<!doctype html><body>")
		}
		for range 1 + random.IntN(14) {
			name := names[random.IntN(len(names))]
			if random.IntN(4) == 0 {
				name = strings.ToUpper(name)
			}
			switch random.IntN(9) {
			case 0, 1, 2:
				b.WriteString("<" + name + ">")
				open = append(open, name)
			case 3:
				b.WriteString("<" + name + " b=1 a=2/>")
			case 4, 5:
				if len(open) > 0 && random.IntN(8) > 0 {
					name = open[len(open)-1]
					open = open[:len(open)-1]
				}
				b.WriteString("</" + name + ">")
			case 6:
				b.WriteString([]string{"x", " ", "\n", "x&amp;y", "<!-- c -->", " z "}[random.IntN(6)])
			case 7:
				b.WriteString([]string{"<table><tr><td>", "</td></tr></table>", "<ul><li>", "<p>x</p>", "</body>", "</html>", "<svg><title>t</title></svg>", "<thead><tr><th>"}[random.IntN(8)])
			case 8: // a tag, spelled by chance
				b.WriteString("<" + strings.Repeat("/", random.IntN(2)) + name)
				for range random.IntN(8) {
					b.WriteString([]string{" ", "\n", "\t", "\r\n", "/", "=", "a", "B", "'x y'", "\"", "\"z>\"", "&amp;", "&lt", "&", ";", "#", "\u00e9", "-", "<"}[random.IntN(19)])
				}
				b.WriteString(">")
			}
		}
		if root, ok := orderly(b.String()); ok {
			likeParser(t, b.String(), root)
			orders++
		}
		if t.Failed() {
			return
		}
	}
	if orders < 3000 {
		t.Errorf("only %d pages were taken for orderly", orders)
	}
}
