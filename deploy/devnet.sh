#!/usr/bin/env bash
# Brings up a network of four companies on this machine, ready to use: installs what is missing, builds, makes keys and
# genesis, starts four nodes and stays up until Ctrl-C. Options go to `ledger devnet`; without --folder it is
# artifacts/devnet.
set -euo pipefail
cd "$(dirname "$0")/.."
deploy/install-dependencies.sh
case " $* " in *" --folder"*) ;; *) set -- --folder artifacts/devnet "$@" ;; esac
exec deploy/ledger devnet "$@"
