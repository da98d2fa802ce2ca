#!/usr/bin/env bash
# Runs a campaign at full size and prints what it found: `tests/campaign.sh kills 100`, or `flips 400`, which flips bits
# at so many places of every file of a data directory and audits each copy.
# Without arguments it says which campaigns there are.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
suite=Ledger.EndToEnd.Tests
[ "${1:-}" != flips ] || suite=Ledger.Auditor.Tests

deploy/install-dependencies.sh
dotnet build "tests/$suite" -c Release -v quiet -nologo >&2
exec dotnet "tests/$suite/bin/Release/net10.0/$suite.dll" "$@"
