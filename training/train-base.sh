#!/usr/bin/env bash
# Trains the base model (tags, lemmas, trees, names) from the shared data and packs it: one command, from corpora to models/en/base.hsm.
# usage: training/train-base.sh [SHARED [WORK]]     defaults: ../shared, out/training
# Interrupted, it goes on where it was: what a finished step wrote is kept in WORK. About 90 minutes on one core.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
[ -e "$work/grammar.npy" ] || trainer vectors "$shared" "$work"
trainer syntax "$shared" "$work"
# A teacher learns from the annotated corpora; the model that ships learns from these and from what the teacher reads in news and in open text.
train() { "$python" training/syntax.py "$work" --dilations 1,2,4,8,1 "$@"; }
train --out teacher --epochs 24 --seed 1
[ -e "$work/syntax/names-read/documents.npy" ] || train --teachers teacher --read names-train --out names-read
[ -e "$work/syntax/open-read/documents.npy" ] || train --teachers teacher --read open --tokens 900000 --out open-read
train --out base --epochs 32 --seed 2 --extra names-read,open-read --extra-tokens 300000 --name-tokens 1
trainer describe "$work" tests/data/trainer/text.txt "$work/text"
"$python" training/export_syntax.py "$work" base "$work/text"
trainer pack "$work" base models/en/base.hsm
cp "$work/text/expected-base.json" tests/data/trainer/expected-base.json
"$python" training/card.py "$work/base/best.json" models/en/base.hsm models/en/BASE-CARD.md
