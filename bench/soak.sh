#!/usr/bin/env bash
# A worker reads made-up articles for MINUTES (usual: 30) while ever new ones are queued; its memory and open files are looked at every five seconds and must stay level.
#   bench/soak.sh [MINUTES]          HEARSAY names the program, usual: the Release build; LEDGER the ledger, usual: a new SQLite file
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
minutes=${1:-30}
read -r -a program <<< "${HEARSAY:-dotnet src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll}"
folder=$(mktemp -d)
ledger=${LEDGER:-$folder/soak.db}

# Sixty articles of one day, of words and made-up names drawn by lot, a few of them often, as in the news; every number is the next day.
articles() {
  awk -v seed="$1" -v day="$(date -u -d "2020-01-01 +$1 days" +%F)" '
    function often(n) { return 1 + int(n * rand() * rand()) }
    function name(ending) { return syllable[often(20)] mid[often(15)] ending }
    BEGIN {
      srand(seed)
      split("Mar Vel Oru Hal Tes Lem Kar Dun Arv Sun Bel Cor Dra Fen Gil Hes Jor Kel Lor Nim", syllable); split("a e i o u an en in on un ar er ir or ur", mid)
      split("sold shipped seized hid returned inspected exported bought repaired ordered tested sank freed jailed moved closed", act)
      split("rifles drones engines radars shells boats trucks permits batteries sensors tents cables ferries sailors pilots nets", thing)
      split("old new heavy light stolen licensed unmarked secret broken spare loaded empty armed foreign hired painted", kind); split("said denied claimed warned admitted insisted", cue)
      for (i = 1; i <= 60; i++) {
        text = ""
        for (s = 1; s <= 12; s++) text = text name("ta") " " name("s") " " cue[often(6)] " that " name("land") " had " act[often(16)] " " int(rand() * 9000) " " kind[often(16)] " " thing[often(16)] " near " name("ia") " on day " int(rand() * 900) ". "
        printf "{\"id\":\"s%d-%d\",\"text\":\"%s\",\"outlet\":\"Coast Wire\",\"published\":\"%s\"}\n", seed, i, text, day
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
