#!/usr/bin/env bash
# Plays the same seeds in Debug and in Release and compares their traces: what happens must not depend on the build.
# Usage: tests/Ledger.Simulation/compare-configurations.sh [SEEDS]
set -euo pipefail
cd "$(dirname "$0")"
seeds=${1:-100}

traces=$(mktemp -d)
trap 'rm -rf "$traces"' EXIT
for configuration in Debug Release; do
  dotnet build -c "$configuration" -v quiet -nologo
  dotnet "bin/$configuration/net10.0/Ledger.Simulation.dll" --traces "$seeds" > "$traces/$configuration"
done
diff "$traces/Debug" "$traces/Release" > /dev/null \
  || { echo "Debug and Release differ:"; diff "$traces/Debug" "$traces/Release" | head; exit 1; }
echo "Debug and Release: the same traces for $seeds seeds"
