#!/usr/bin/env bash
# Hearsay beside wink-nlp on one core: bench/wink/compare.sh [CORPUS [ARTICLES [ROUNDS]]]. Needs node 20 and, once, `npm ci` in this folder; without them it says so and does nothing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
command -v node > /dev/null || { echo "skipped: node is not installed (version 20 or later)"; exit 0; }
[ -d "$here/node_modules/wink-nlp" ] || { echo "skipped: run 'npm ci' in bench/wink first"; exit 0; }
dotnet build "$here/../Hearsay.Benchmarks" -c Release -v quiet > /dev/null
exec node "$here/compare.mjs" "$@"
