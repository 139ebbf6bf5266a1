#!/usr/bin/env bash
# Trains the borders of sentences from the shared data: one command, from the treebanks to models/en/sentences.hsm, after cross-validation. Half a minute.
# usage: training/train-sentences.sh [SHARED]     default: ../shared
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}")
build() { dotnet build training/Hearsay.Training -c Release -v quiet; }
trainer() { dotnet training/Hearsay.Training/bin/Release/net10.0/Hearsay.Training.dll "$@"; }
build
echo "five-fold cross-validation over the training parts, F1 of sentences"
trainer sentences "$shared"
trainer sentences "$shared" models/en/sentences.hsm
build
echo "development parts"
trainer sentences "$shared" dev
