#!/bin/sh
# Makes a ledger of the articles beside this file, exports it in every format, and opens each export with tools of others.
# usage: tests/interop/run.sh [INTEROP]     INTEROP: folder of official schemas, contexts and column lists (see docs/exports.md). Needs node, python3; uses rdflib, bibtexparser, pandoc, pdftotext where they are.
set -eu
cd "$(dirname "$0")"
interop=${1:-../../../shared/interop}
python=python3
/usr/bin/python3 -c "import rdflib" 2> /dev/null && python=/usr/bin/python3
[ -d node_modules ] || npm install --no-audit --no-fund
hearsay() { dotnet ../../src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll "$@"; }
[ -f ../../src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll ] || dotnet build -c Release ../../src/Hearsay.Cli
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
export HEARSAY_LEDGER="$out/desk.db" HEARSAY_REVIEWER=interop
hearsay add articles > /dev/null
hearsay review accept "$(hearsay claims stance:admits | head -1 | sed 's/.*"id":"\([0-9a-f]*\)","document".*/\1/')" > /dev/null
hearsay review grade "$(hearsay claims stance:admits | head -1 | sed 's/.*"id":"\([0-9a-f]*\)","document".*/\1/')" --reliability B --credibility 2 > /dev/null
hearsay review mark amber+strict "$(hearsay claims stance:denies | head -1 | sed 's/.*"id":"\([0-9a-f]*\)","document".*/\1/')" > /dev/null
export_to() { hearsay export "$1" --producer "Example Institute" --output "$out/$2" 2> /dev/null; }
for format in gdelt sipri csv parquet brat; do export_to $format $format; done
for pair in plover:plover.jsonl stix:stix.json ftm:ftm.jsonl schema-org:schema-org.jsonl web-annotation:web-annotation.jsonl records:records.jsonl bibtex:bibtex.bib csl:csl.json markdown:markdown.md html:html.html conllu:conllu.conllu; do
  export_to "${pair%%:*}" "${pair##*:}"
done
export_to pdf pdf.pdf || true
failed=0
node stix.mjs "$out/stix.json" "$interop/stix21/schemas" || failed=1
node ftm.mjs "$out/ftm.jsonl" || failed=1
node duckdb.mjs "$out" || failed=1
"$python" open.py "$out" "$interop" || failed=1
hearsay pack --output "$out/case.zip" > /dev/null 2>&1
mkdir "$out/case" && (cd "$out/case" && python3 -m zipfile -e ../case.zip . && sha256sum --quiet -c manifest.sha256 && sha256sum --quiet -c SHA256SUMS && echo "sha256sum: every file of a proof pack") || failed=1
hearsay verify "$out/case.zip" || failed=1
exit $failed
