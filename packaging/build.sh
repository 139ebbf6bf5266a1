#!/usr/bin/env bash
# Makes what is handed out: the package of the dotnet tool, and an archive for each platform that needs nothing installed.
#   packaging/build.sh [-o FOLDER] [RID…]     usual: artifacts, and linux-x64 linux-arm64 win-x64 osx-arm64; "tool" for the package alone
# On the platform that it runs on, the program itself is native: it starts in a tenth of the time. For that it needs a C compiler (gcc or clang) and zlib's headers; without them, and for other platforms, the
# program is precompiled (ReadyToRun) and runs on the .NET runtime that the archive holds. Every archive comes with its SHA-256.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
out=artifacts
[[ ${1:-} == -o ]] && { out=$2; shift 2; }
targets=("$@")
[[ $# -eq 0 ]] && targets=(tool linux-x64 linux-arm64 win-x64 osx-arm64)
mkdir -p "$out"
out=$(cd "$out" && pwd)
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) here=linux-x64 ;;
  Linux-aarch64) here=linux-arm64 ;;
  Darwin-arm64) here=osx-arm64 ;;
  *) here=none ;;
esac
compiler=$(command -v clang || command -v gcc || true)

# The lock files of the repository name no platforms: publishing keeps lock files of its own.
common=(-c Release -p:NuGetLockFilePath=obj/packaging.lock.json -p:RestoreLockedMode=false -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -p:DebugType=none)

managed() { # RID FOLDER
  dotnet publish src/Hearsay.Cli "${common[@]}" -r "$1" --self-contained true -p:PublishReadyToRun=true -o "$2"
}

native() { # RID FOLDER
  dotnet publish src/Hearsay.Cli "${common[@]}" -r "$1" -p:PublishAot=true -p:CppCompilerAndLinker="${compiler##*/}" -p:StripSymbols=true -o "$2"
  rm -f "$2"/*.dbg "$2"/*.xml "$2"/*.pdb
}

for target in "${targets[@]}"; do
  echo "== $target"
  if [[ $target == tool ]]; then
    dotnet pack src/Hearsay.Cli -c Release -p:HearsayTool=true -p:RunAnalyzers=false -p:NuGetLockFilePath=obj/packaging.lock.json -p:RestoreLockedMode=false -o "$out"
    continue
  fi

  name=hearsay-$version-$target
  folder=$out/$name
  rm -rf "$folder"
  if [[ $target == "$here" && -n $compiler ]]; then
    native "$target" "$folder"
    managed "$target" "$folder/serve"
  else
    managed "$target" "$folder"
  fi

  cp LICENSE NOTICE README.md CHANGELOG.md "$folder"
  [[ $target == linux-* ]] && cp packaging/hearsay-work.service "$folder"
  if [[ $target == win-* ]]; then
    (cd "$out" && rm -f "$name.zip" && python3 -m zipfile -c "$name.zip" "$name")
    archive=$name.zip
  else
    tar -C "$out" --owner=0 --group=0 --sort=name -czf "$out/$name.tar.gz" "$name"
    archive=$name.tar.gz
  fi

  rm -rf "$folder"
  (cd "$out" && sha256sum "$archive" > "$archive.sha256" && ls -l "$archive")
done
