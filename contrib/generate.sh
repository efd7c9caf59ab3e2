#!/bin/sh
# Writes what is packed beside the program: the manual page and what shells
# need to complete command lines.
set -eu
mkdir -p generated
go run . man >generated/citecheck.1
for shell in bash fish zsh; do
  go run . completion "$shell" >"generated/citecheck.$shell"
done
