#!/usr/bin/env bash
# Trains the base model (tags, lemmas, trees, names) from the shared data and packs it: one command, from corpora to models/en/base.hsm.
# usage: training/train-base.sh [SHARED [WORK]]     defaults: ../shared, out/training
# Interrupted, it goes on where it was: what a finished step wrote is kept in WORK.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
[ -e "$work/grammar.npy" ] || trainer vectors "$shared" "$work"
trainer syntax "$shared" "$work"
"$python" training/syntax.py "$work" --out base --dilations 1,2,4,8,1 --epochs 24 --seed 1
trainer describe "$work" tests/data/trainer/text.txt "$work/text"
"$python" training/export_syntax.py "$work" base "$work/text"
trainer pack "$work" base models/en/base.hsm
cp "$work/text/expected-base.json" tests/data/trainer/expected-base.json
"$python" training/card.py "$work/base/best.json" models/en/base.hsm models/en/BASE-CARD.md
