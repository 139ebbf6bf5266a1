#!/bin/sh
# The disputes that Hearsay finds among articles on known events and many on other things, the first twenty with the words of both sides.
# quality/disputes.md has what people think of each. Needs the data folder that hearsay evaluate needs, jq, and a build of src/Hearsay.Cli in Release.
# Usage: quality/disputes.sh [DATA] [LEDGER]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
data=${1:-$here/../shared}
ledger=${2:-$(mktemp -d)/disputes.db}
hearsay="dotnet $here/src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll"
corpus=$(mktemp --suffix=.jsonl)
trap 'rm -f "$corpus"' EXIT
{
    jq -c "{id, title, published, outlet, url, text}" "$data"/claims/gold/*.json
    zcat "$data/data/wirecopies/wirecopies-dev.jsonl.gz" | jq -c ".members[] | {id, title, published, outlet: .site, url, text}"
    zcat "$data/data/load/open-4k.jsonl.gz" | head -n 2000 | jq -c "{id, title, published, outlet: .site, url, text}"
} > "$corpus"
# Some texts are set aside, which it says by its exit code.
$hearsay add "$corpus" --ledger "$ledger" >/dev/null || test $? -le 2
$hearsay disputes --ledger "$ledger" --format csv --limit 20
