#!/usr/bin/env bash
# Trains what tells which claim replies to which, from the marked replies (training/corpus/answers.jsonl, claims/NN.tsv) to src/Hearsay.Claims/Extracting/answers.tsv. Five minutes; again whenever base.hsm or what
# AnswerFeatures.cs looks at changes.
# usage: training/train-answers.sh [SHARED [WORK]]     defaults: ../shared, out/training
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}/answers; mkdir -p "$work"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
trainer answers "$shared" training/corpus "$work/first.jsonl"
"$python" training/answers.py "$work/first.jsonl" "$work/first.tsv" --links "$work/links.jsonl" > "$work/first.log"
trainer answers "$shared" training/corpus "$work/second.jsonl" "$work/links.jsonl"
"$python" training/answers.py "$work/first.jsonl" "$work/second.jsonl" src/Hearsay.Claims/Extracting/answers.tsv --least 8 --decay 5e-5
