#!/usr/bin/env bash
# Trains the attribution model from the shared data and packs it: one command, from corpora to models/en/attribution.hsm.
# usage: training/train-attribution.sh [SHARED [WORK]]     defaults: ../shared, out/training
# It stands on the readings of models/en/base.hsm: when that changes, this must be run again (the product refuses an attribution model of another base).
# Interrupted, it goes on where it was: what a finished step wrote is kept in WORK. About 40 minutes on one core, 80 where it has to share it.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
[ -e "$work/vectors.npy" ] || trainer vectors "$shared" "$work"
trainer features "$shared" "$work"
"$python" training/attribution.py "$work" --out attribution --epochs 20 --drop 0.35 --seed 2 --role-width 96
trainer describe tests/data/trainer/text.txt "$work/text"
"$python" training/export.py "$work" attribution parc 0.5,0 "$work/text"
trainer pack "$work" attribution models/en/attribution.hsm models/en/base.hsm
cp "$work/text/expected.json" tests/data/trainer/expected.json
"$python" training/card.py "$work/attribution/best.json" models/en/attribution.hsm models/en/CARD.md
