#!/usr/bin/env bash
# Installs what LedgerNode needs beside the .NET SDK on a Debian machine, and says what it does.
# Usage: install-dependencies.sh [--tests]     --tests: also what only the tests need (Node.js and npm)
set -euo pipefail

has_library() { ldconfig -p | grep "$1" >/dev/null; }

# Debian names a library's package after its version: the first that this release knows is the one.
first_known() {
  local name
  for name in "$@"; do
    if apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; return; fi
  done
  echo "install-dependencies: none of these packages is known to apt: $*" >&2
  exit 1
}

command -v dotnet >/dev/null || {
  echo "install-dependencies: the .NET 10 SDK is missing; see https://dotnet.microsoft.com/download" >&2
  exit 1
}

wanted=()
has_library 'libsecp256k1\.so\.' || wanted+=("libsecp256k1-1 libsecp256k1-2 libsecp256k1-0")
has_library 'librocksdb\.so\.' || wanted+=("librocksdb7.8 librocksdb9.10 librocksdb8.9")
if [ "${1:-}" = "--tests" ]; then
  command -v node >/dev/null || wanted+=("nodejs")
  command -v npm >/dev/null || wanted+=("npm")
fi
[ ${#wanted[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install-dependencies: run this once as root: $0 $*" >&2; exit 1; }
  as_root=(sudo)
fi

echo "Installing with apt-get what is missing…"
"${as_root[@]}" apt-get update -qq
packages=()
for alternatives in "${wanted[@]}"; do
  # shellcheck disable=SC2086
  packages+=("$(first_known $alternatives)")
done
echo "Packages: ${packages[*]}"
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
