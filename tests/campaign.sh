#!/usr/bin/env bash
# Runs an end-to-end campaign at full size and prints what it found: `tests/campaign.sh kills 100`.
# Without arguments it says which campaigns there are.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
project=tests/Ledger.EndToEnd.Tests

deploy/install-dependencies.sh
dotnet build "$project" -c Release -v quiet -nologo >&2
exec dotnet "$project/bin/Release/net10.0/Ledger.EndToEnd.Tests.dll" "$@"
