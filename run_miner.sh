#!/usr/bin/env bash
# Mines on the subnet with the wallet and flags given: ./run_miner.sh --help
exec "$(dirname "$0")/tools/connito" miner "$@"
