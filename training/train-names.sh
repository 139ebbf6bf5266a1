#!/usr/bin/env bash
# Trains the network of names and packs it: one command, from the corpora to models/en/names.hsm. Ten minutes on one core; again whenever base.hsm changes.
# usage: training/train-names.sh [SHARED [WORK]]     defaults: ../shared, out/training
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}/names; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
trainer names "$shared" training/corpus/names.jsonl training/gazetteer tests/data/trainer/text.txt "$work"
"$python" training/names.py "$work"
"$python" training/export_names.py "$work" names tests/data/trainer/expected-names.json
trainer name-pack "$work" models/en/base.hsm models/en/names.hsm
"$python" training/card.py "$work/best.json" models/en/names.hsm models/en/NAMES-CARD.md
