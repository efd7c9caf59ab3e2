#!/usr/bin/env python3
"""Counts what the labels of papers and the reader call differently.

    bench/set_aside.py CITECHECK EVAL MANIFEST

CITECHECK is the program, EVAL and MANIFEST are eval_papers.py and papers.jsonl
of the labelled data. Of the addresses that count as wrong in plain text, it
counts those that the paper prints, word for word, as a DOI; of those that count
as missed in HTML, those that stand only in links within <nav>. It prints the
figures with these set aside.
"""
import html.parser
import importlib.util
import json
import pathlib
import sys
from urllib.parse import urljoin

citecheck, script, manifest = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
spec = importlib.util.spec_from_file_location("eval_papers", script)
evaluation = importlib.util.module_from_spec(spec)
spec.loader.exec_module(evaluation)


class Links(html.parser.HTMLParser):
    """Gathers where the links of a page lead, within <nav> and elsewhere."""

    def __init__(self, page):
        super().__init__()
        self.depth, self.base, self.within, self.elsewhere = 0, "", set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "nav":
            self.depth += 1
        elif tag == "base":
            self.base = attrs.get("href") or ""
        elif tag == "a" and attrs.get("href"):
            key = evaluation.key(urljoin(self.base, attrs["href"]))
            (self.within if self.depth else self.elsewhere).add(key)

    def handle_endtag(self, tag):
        if tag == "nav" and self.depth:
            self.depth -= 1


right = {"text": 0, "html": 0}  # addresses, by format
other = {"text": 0, "html": 0}  # wrong ones in text, missed ones in HTML
aside = {"text": 0, "html": 0}  # of these
for line in manifest.read_text().splitlines():
    row = json.loads(line)
    form = row["format"]
    if form not in right:
        continue
    path = manifest.parent / row["file"]
    got, _ = evaluation.answers(evaluation.ask(citecheck + " extract --format json {file}", path, 60))
    found, missed, good, extra, _ = evaluation.judge(row, got)
    text = path.read_text(errors="replace")
    if form == "text":
        right[form] += len(good)
        other[form] += len(extra)
        aside[form] += sum(k.startswith("doi:") and k[len("doi:"):] in text.lower() for k in extra)
    else:
        links = Links(text)
        right[form] += len(found)
        other[form] += len(missed)
        aside[form] += sum(k in links.within and k not in links.elsewhere for k in missed)

for form, what, figure in (("text", "wrong addresses are DOIs that the paper prints", "precision"), ("html", "missed addresses stand only in <nav>", "recall")):
    left = other[form] - aside[form]
    print(f"{form}: {aside[form]} of {other[form]} {what}; {figure} without them {right[form] / max(1, right[form] + left):.3f}")
