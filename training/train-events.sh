#!/usr/bin/env bash
# Trains what tells events and who takes part in them, from the annotated events (training/corpus/events.jsonl) to models/en/events.hsm and the tables in src/Hearsay.Claims/Coding. Ten minutes; again whenever
# base.hsm, the event lexicon or the annotation changes.
# usage: training/train-events.sh [SHARED [WORK]]     defaults: ../shared, out/training
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}/events; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
trainer events "$shared" training/corpus/events.jsonl "$work"
"$python" training/events.py "$work" src/Hearsay.Claims/Coding/triggers.tsv
trainer event-pack "$work" models/en/base.hsm models/en/events.hsm
trainer roles "$shared" training/corpus/events.jsonl "$work/roles.jsonl"
"$python" training/roles.py "$work/roles.jsonl" src/Hearsay.Claims/Coding/roles.tsv
"$python" training/card.py "$work/best.json" models/en/events.hsm models/en/EVENTS-CARD.md
