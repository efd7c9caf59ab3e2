#!/usr/bin/env bash
# Measures how well references are read, on labelled data that is not part of
# this repository, and prints the tables of docs/accuracy.md.
#
#   bench/accuracy.sh DATA
#
# DATA holds gold/refs/dev.jsonl (references with known fields) with
# gold/eval_refs.py, and papers/dev/papers.jsonl (papers with known addresses)
# with papers/dev/eval_papers.py. What is not there is skipped with a word.
set -euo pipefail
data=$(cd "${1:?name the folder with the labelled data}" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/citecheck" .

if [ -f "$data/gold/refs/dev.jsonl" ]; then
  echo "## References"
  python3 - "$data/gold/refs/dev.jsonl" "$work" <<'PY'
import json, subprocess, sys
gold, work = sys.argv[1:]
raw = [" ".join(json.loads(line)["raw"].split("\n")) for line in open(gold, encoding="utf-8") if line.strip()]
open(f"{work}/list.txt", "w", encoding="utf-8").write("\n".join(raw) + "\n")
out = subprocess.run([f"{work}/citecheck", "extract", "--input-format", "references", "--format", "json", f"{work}/list.txt"],
                     capture_output=True, check=True).stdout
found = {r["line"]: r for r in json.loads(out)["papers"][0]["references"]}
with open(f"{work}/found.jsonl", "w") as f:
    for line in range(1, len(raw) + 1):
        f.write(json.dumps(found.get(line, {})) + "\n")
PY
  for by in how kind style; do
    python3 "$data/gold/eval_refs.py" "$data/gold/refs/dev.jsonl" "$work/found.jsonl" --by "$by"
    echo
  done
else
  echo "skipped: no references in $data/gold"
fi

if [ -f "$data/papers/dev/papers.jsonl" ]; then
  echo "## Papers"
  python3 "$data/papers/dev/eval_papers.py" "$work/citecheck extract --format json {file}"
  echo
  python3 bench/set_aside.py "$work/citecheck" "$data/papers/dev/eval_papers.py" "$data/papers/dev/papers.jsonl"
else
  echo "skipped: no papers in $data/papers"
fi
