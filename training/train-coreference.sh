#!/usr/bin/env bash
# Trains the coreference model from the shared data and packs it: one command, from corpora to models/en/coreference.hsm.
# usage: training/train-coreference.sh [SHARED [WORK]]     defaults: ../shared, out/training
# Needs the word vectors of train-attribution.sh in WORK, or makes them.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}"); work=${2:-out/training}; own=$work/coreference; mkdir -p "$own"
python=${PYTHON:-/usr/bin/python3}; export OMP_NUM_THREADS=1
dotnet build training/Hearsay.Training -c Release -v quiet
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
[ -e "$work/vectors.npy" ] || trainer vectors "$shared" "$work"
[ -d "$own/gum/train" ] || { mkdir -p "$own/gum"; tar xJf "$shared/data/coref/gum-coref.tar.xz" -C "$own/gum"; }
"$python" training/coreference.py vectors "$work" "$own"
trainer coreference-candidates "$shared" "$own/gum" "$own"
"$python" training/coreference.py kinds "$own"
trainer coreference-pairs "$shared" "$own/gum" "$own"
"$python" training/coreference.py links "$own"
trainer coreference-pack "$own" models/en/coreference.hsm
