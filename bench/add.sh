#!/usr/bin/env bash
# ARTICLES (usual: 20,000) texts of some 400 words are cut from a large text and added in one run, with its memory looked at every ten seconds; then the same in another order, and the same file, which changes nothing.
#   bench/add.sh [ARTICLES [TEXT]]     TEXT: paragraphs, one a line, compressed by xz; usual: the unlabelled text of the data folder. HEARSAY names the program, usual: the Release build
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
articles=${1:-20000}
text=${2:-../shared/data/unlabelled/open-political-text.txt.xz}
read -r -a program <<< "${HEARSAY:-dotnet src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll}"
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT

# Paragraphs until there are 320 words; drawn by lot, the same every time, with days over four years and forty outlets.
seq -f '2019-01-01 +%.0f days' 0 1499 | date -u -f - +%F > "$folder/days"
xz -dc "$text" | awk 'length($0) >= 80 { gsub(/[\001-\037]/, " "); gsub(/\\/, "/"); gsub(/"/, "\\\""); words += NF; whole = whole $0 "\\n"; if (words >= 320) { print whole; whole = ""; words = 0 } }' |
  awk 'BEGIN { srand(7) } { printf "%.9f\t%s\n", rand(), $0 }' | LC_ALL=C sort | head -n "$articles" | cut -f 2 |
  awk -v days="$folder/days" 'BEGIN { while ((getline day < days) > 0) list[n++] = day; srand(11) }
    { printf "{\"id\":\"t%d\",\"text\":\"%s\",\"outlet\":\"Outlet %d\",\"published\":\"%s\"}\n", NR, $0, int(rand() * 40), list[int(rand() * n)] }' > "$folder/one.jsonl" || true
[[ -s $folder/one.jsonl ]] || { echo "no texts in $text"; exit 1; }
tac "$folder/one.jsonl" > "$folder/other.jsonl"

add() { # FILE
  local begun status=0
  begun=$(date +%s%N)
  "${program[@]}" add "$1" --ledger "$folder/add.db" --format summary 2> "$folder/errors" &
  local pid=$!
  : > "$folder/memory"
  while sleep 10; do awk '/VmRSS/ { printf "%.0f ", $2 / 1024 }' "/proc/$pid/status" >> "$folder/memory"; done 2> /dev/null &
  local watch=$!
  wait $pid || status=$?
  echo "exit code $status after $((($(date +%s%N) - begun) / 1000000)) ms; MiB every ten seconds: $(cat "$folder/memory")"
  kill $watch
  head -n 5 "$folder/errors"
}

add "$folder/one.jsonl"
echo "in another order:"
add "$folder/other.jsonl"
echo "the same file:"
add "$folder/one.jsonl"
