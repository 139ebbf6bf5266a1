#!/usr/bin/env bash
# Trains the judge of what happened from the shared data and packs it: one command, from UDS It-Happened to models/en/factuality.hsm. Three minutes; again whenever base.hsm changes.
# usage: training/train-factuality.sh [SHARED [WORK]]     defaults: ../shared, out/training
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}/factuality; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
trainer judgements "$shared" "$work"
"$python" training/factuality.py "$work"
trainer judgement-pack "$work" models/en/base.hsm models/en/factuality.hsm
"$python" training/card.py "$work/best.json" models/en/factuality.hsm models/en/FACTUALITY-CARD.md
