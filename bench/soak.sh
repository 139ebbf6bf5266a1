#!/usr/bin/env bash
# A worker reads made-up articles for MINUTES (usual: 30) while ever new ones are queued; its memory and open files are looked at every five seconds and must stay level.
#   bench/soak.sh [MINUTES]          HEARSAY names the program, usual: the Release build; LEDGER the ledger, usual: a new SQLite file
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
minutes=${1:-30}
read -r -a program <<< "${HEARSAY:-dotnet src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll}"
folder=$(mktemp -d)
ledger=${LEDGER:-$folder/soak.db}

# Sixty articles of words drawn by lot; every number makes others.
articles() {
  awk -v seed="$1" 'BEGIN {
    srand(seed)
    split("Marta Piet Ines Elsa Jonas Tove Ruben Nadia Oskar Lena", first); split("Kell Arens Dorval Toll Brandt Skov Maro Sand Havel Orum", last)
    split("Sund Veland Oruvia Halden Marrow Tesk Lemnos Karst Dunmore Arvika", place); split("sold shipped seized hid returned inspected exported bought", act)
    split("rifles drones engines radars shells boats trucks permits batteries sensors", thing); split("said denied claimed warned admitted insisted", cue)
    for (i = 1; i <= 60; i++) {
      text = ""
      for (s = 1; s <= 12; s++) text = text first[1 + int(rand() * 10)] " " last[1 + int(rand() * 10)] " " cue[1 + int(rand() * 6)] " that " place[1 + int(rand() * 10)] " had " act[1 + int(rand() * 8)] " " int(rand() * 9000) " " thing[1 + int(rand() * 10)] " near " place[1 + int(rand() * 10)] " on day " int(rand() * 900) ". "
      printf "{\"id\":\"s%d-%d\",\"text\":\"%s\",\"outlet\":\"Coast Wire\",\"published\":\"2026-05-02\"}\n", seed, i, text
    }
  }'
}

articles 0 | "${program[@]}" add - --queue --ledger "$ledger" --format summary
"${program[@]}" work --ledger "$ledger" --format summary > "$folder/out" 2> "$folder/errors" &
worker=$!
trap 'kill $worker 2>/dev/null || true; rm -rf "$folder"' EXIT
end=$(($(date +%s) + minutes * 60))
number=1
: > "$folder/samples"
while [[ $(date +%s) -lt $end ]]; do
  waiting=$("${program[@]}" work --status --ledger "$ledger" --format jsonl | sed 's/.*"waiting":\([0-9]*\).*/\1/' || true)
  if [[ $waiting -lt 120 ]]; then
    articles $number | "${program[@]}" add - --queue --ledger "$ledger" --format summary > /dev/null
    number=$((number + 1))
  fi

  kill -0 $worker || { echo "the worker has ended"; cat "$folder/errors"; exit 1; }
  echo "$(awk '/VmRSS/ { print $2 }' /proc/$worker/status) $(ls /proc/$worker/fd | wc -l) $(awk '/Threads/ { print $2 }' /proc/$worker/status)" >> "$folder/samples"
  sleep 5
done

kill -TERM $worker
wait $worker
cat "$folder/out"
# The first fifth is warming up. Level: the mean of the last third within a tenth of the one of the third after the warm-up, and not more than five files more.
awk 'function mean(from, to, column,   i, sum) { for (i = from; i <= to; i++) sum += value[i, column]; return sum / (to - from + 1) }
  { n = NR; value[NR, 1] = $1; value[NR, 2] = $2; value[NR, 3] = $3; if ($1 > most) most = $1 }
  END {
    a = int(n / 5) + 1; b = int(n / 5 + n / 3.75); c = int(n - n / 3.75) + 1
    printf "memory %.0f MiB, then %.0f MiB (at most %.0f); open files %.1f, then %.1f; threads %.1f, then %.1f; %d samples\n", mean(a, b, 1) / 1024, mean(c, n, 1) / 1024, most / 1024, mean(a, b, 2), mean(c, n, 2), mean(a, b, 3), mean(c, n, 3), n
    if (mean(c, n, 1) > 1.1 * mean(a, b, 1) || mean(c, n, 2) > mean(a, b, 2) + 5) { print "not level"; exit 1 }
    print "level"
  }' "$folder/samples"
