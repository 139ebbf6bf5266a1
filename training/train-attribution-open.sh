#!/usr/bin/env bash
# Trains the attribution model that owes nothing to PolNeAR and packs it: one command, from corpora to models/en/attribution-open.hsm.
# usage: training/train-attribution-open.sh [SHARED [WORK]]     defaults: ../shared, out/training-open
# A first network learns from texts of our own and openly licensed ones (training/corpus, GUM, FactAppeal); the one that ships also learns from what the first finds in press releases and news.
# It stands on the readings of models/en/base.hsm: when that changes, this must be run again. Interrupted, it goes on where it was. About 40 minutes on one core.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training-open}; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
[ -e "$work/vectors.npy" ] || trainer vectors "$shared" "$work" open
trainer openly-licensed "$shared" "$work"
settings=(--epochs 10 --drop 0.35 --role-width 96)
"$python" training/attribution.py "$work" --out first "${settings[@]}" --seed 2
trainer open "$shared" "$work"
"$python" training/attribution.py "$work" --teachers first --read open
"$python" training/attribution.py "$work" --out attribution-open "${settings[@]}" --seed 3 --extra open
"$python" training/export.py "$work" attribution-open claims 1,1
trainer pack "$work" attribution-open models/en/attribution-open.hsm models/en/base.hsm
"$python" training/card.py "$work/attribution-open/best.json" models/en/attribution-open.hsm models/en/OPEN-CARD.md
