#!/usr/bin/env bash
# Installs what is missing, builds, runs every test suite and ends with the true totals: `N passed, N failed`.
# Usage: tests/run.sh [FILTER]     FILTER: part of a suite's name, e.g. `tests/run.sh Execution`
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1

deploy/install-dependencies.sh --tests || exit 1
echo "Building…"
dotnet build LedgerNode.sln -c Release -v quiet -nologo || { echo "The build failed."; exit 1; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

count() { grep -o "<Counters [^>]*" "$1" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*'; }

run_suite() {
  local name=$1 project=$2 total
  printf '%s\n' "— $name"
  dotnet test "$project" -c Release --no-build -nologo -v quiet --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=normal" 2>&1 | grep -vE '^\s+Passed |^$' 
  if [ ! -f "$results/$name.trx" ]; then
    echo "$name ended without a result."
    failed=$((failed + 1))
    return
  fi
  total=$(count "$results/$name.trx" total)
  passed=$((passed + $(count "$results/$name.trx" passed)))
  failed=$((failed + $(count "$results/$name.trx" failed)))
  skipped=$((skipped + total - $(count "$results/$name.trx" passed) - $(count "$results/$name.trx" failed)))
}

for project in $(find tests -name "*.csproj" | sort); do
  name=$(basename "$project" .csproj)
  case "$name" in *.Tests | Ledger.Simulation) ;; *) continue ;; esac
  case "$name" in *"${1:-}"*) run_suite "$name" "$project" ;; esac
done

[ "$skipped" -eq 0 ] || echo "$skipped skipped, for the reasons given above"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
