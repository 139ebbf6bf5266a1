#!/usr/bin/env bash
# Runs the archives for other platforms under emulators and holds what they read against this machine's own reading: every byte must be the same.
#   packaging/compare.sh ARCHIVES INPUT     ARCHIVES: folder that packaging/build.sh wrote; INPUT: what `hearsay read` takes, small, for emulators are a hundred times as slow
# Needs, for what it compares (Debian's names): wine64 and unzip; qemu-user and, unpacked into the folder ARM64, libc6, libstdc++6, libgcc-s1, zlib1g and libssl3 of arm64
# (dpkg --add-architecture arm64; apt-get update; apt-get download libc6:arm64 …; dpkg -x FILE "$ARM64"). What is not there is named and skipped.
set -euo pipefail
[[ $# -eq 2 ]] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
archives=$(realpath "$1") input=$(realpath "$2")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
read -r -a own <<< "${HEARSAY:-dotnet src/Hearsay.Cli/bin/Release/net10.0/hearsay.dll}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${own[@]}" read "$input" --format jsonl > "$work/own.jsonl"
echo "own: $(wc -l < "$work/own.jsonl") claims"
failed=0
# .NET maps memory twice to keep code from being written to; emulators do not see what changes through the other mapping.
export DOTNET_EnableWriteXorExecute=0

compare() { # NAME COMMAND…
  local name=$1 status=0
  shift
  "$@" read "$input" --format jsonl 2> "$work/errors" | tr -d '\r' > "$work/other.jsonl" || status=$?
  if [[ $status -eq 0 ]] && cmp -s "$work/own.jsonl" "$work/other.jsonl"; then
    echo "$name: the same"
  else
    failed=1
    echo "$name: differs, exit code $status"
    head -n 5 "$work/errors"
  fi
}

arm=$(find "$archives" -name 'hearsay-*-linux-arm64.tar.gz' | head -n 1)
libraries=${ARM64:-none}
if [[ -n $arm && -e $libraries/lib/ld-linux-aarch64.so.1 ]] && command -v qemu-aarch64 > /dev/null; then
  tar xzf "$arm" -C "$work"
  # With and without the instruction that multiplies and adds up bytes.
  for processor in max a64fx; do
    compare "linux-arm64 ($processor)" qemu-aarch64 -cpu "$processor" -L "$libraries" "$work"/hearsay-*-linux-arm64/hearsay
  done
else
  echo "linux-arm64: skipped, no archive, qemu-aarch64 or libraries in ARM64"
fi

windows=$(find "$archives" -name 'hearsay-*-win-x64.zip' | head -n 1)
wine=$(command -v wine64 || find /usr/lib/wine -name wine64 2> /dev/null | head -n 1)
if [[ -n $windows && -n $wine ]] && command -v unzip > /dev/null; then
  unzip -q "$windows" -d "$work"
  compare win-x64 env WINEPREFIX="$work/wine" WINEDEBUG=-all "$wine" "$work"/hearsay-*-win-x64/hearsay.exe
else
  echo "win-x64: skipped, no archive, wine64 or unzip"
fi

exit "$failed"
