#!/usr/bin/env bash
# The workbench over a ledger under MINUTES (usual: 5) of load: nineteen addresses that screens ask for, eight connections, memory and open files every five seconds; then, where tests/browser has its packages, keys in the inbox.
#   bench/workbench-load.sh LEDGER [MINUTES]      LEDGER: such as 'bench/Hearsay.Benchmarks -- ledger 10000 LEDGER' makes. Needs wrk, curl and jq; HEARSAY names the program, usual: the Release build
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ledger=$1
minutes=${2:-5}
read -r -a program <<< "${HEARSAY:-dotnet src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll}"
folder=$(mktemp -d)
address=http://127.0.0.1:8397

"${program[@]}" serve "$ledger" --port 8397 > "$folder/log" 2>&1 &
server=$!
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
until curl -sf "$address/healthz" > /dev/null; do kill -0 $server || { cat "$folder/log"; exit 1; }; sleep 0.2; done

read -r claim document < <(curl -sf "$address/api/v1/claims?limit=1" | jq -r '.items[0] | "\(.id) \(.document)"')
api=/api/v1
for path in / $api/claims "$api/claims?limit=100&q=review:open" "$api/claims?q=stance:denies&sort=published" "$api/claims?q=Meg&limit=50" "$api/claims/$claim" "/claims/$claim" "$api/documents/$document" \
  "$api/facets?by=stance" "$api/facets?by=type&q=stance:denies" $api/disputes $api/timeline $api/register $api/parties $api/graph $api/places $api/sources $api/outlets "$api/claims.csv?limit=50"; do
  curl -sf -o /dev/null "$address$path" || { echo "no answer from $path"; exit 1; }
  echo "$path" >> "$folder/paths"
done

cat > "$folder/load.lua" << 'LUA'
local paths = {}
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end
local at = 0
request = function() at = at + 1; return wrk.format("GET", paths[1 + at % #paths]) end
done = function(summary, latency)
  local errors = summary.errors
  print(string.format("%d requests; connections refused %d, reads %d, writes %d, answers of 400 and more %d, after ten seconds %d; half within %.1f ms, 99 %% within %.1f, at most %.1f",
    summary.requests, errors.connect, errors.read, errors.write, errors.status, errors.timeout, latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
LUA
while sleep 5; do echo "$(awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' /proc/$server/status)/$(ls /proc/$server/fd | wc -l)" >> "$folder/samples"; done 2> /dev/null &
watch=$!
PATHS="$folder/paths" wrk -t2 -c8 -d"${minutes}m" --timeout 10s -s "$folder/load.lua" "$address" | tail -n 1
kill $watch
echo "MiB/open files every five seconds: $(tr '\n' ' ' < "$folder/samples")"
if [[ -d tests/browser/node_modules ]]; then node tests/browser/run.mjs "$address" --only "keys stay quick"; fi
