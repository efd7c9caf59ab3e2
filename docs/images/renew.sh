#!/usr/bin/env bash
# Takes the pictures of the README anew. Needs Chromium, script, aha and
# pngquant.
set -euo pipefail
cd "$(dirname "$0")"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
go build -o "$dir/citecheck" ../..
export XDG_DATA_HOME=$dir TERM=xterm-256color
tour=$(cd ../../testdata/tour && pwd)
run="$dir/citecheck --no-archive --fail-on never --replay pages.warc.gz"
shoot() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2" --screenshot="$dir/$1.png" "file://$dir/$1.html"
  pngquant --force --quality 60-90 --output "$1.png" "$dir/$1.png"
}

(cd "$tour" && $run -o "$dir/report.html" paper.md)
shoot report 1100,1250

(cd "$tour" && script -qc "stty cols 84; $run paper.md" "$dir/typescript" >/dev/null)
# What a terminal shows: the bar was cleared, and the report stands in its place.
sed -e '1d' -e '$d' -e 's/\r$//' -e 's/.*\r//' "$dir/typescript" | head -n 44 |
  aha --black --no-header >"$dir/body.html"
{
  echo '<meta charset="utf-8"><body style="background:black;color:white"><pre style="font:15px/1.35 monospace;margin:18px">'
  cat "$dir/body.html"
} >"$dir/terminal.html"
shoot terminal 1080,930
