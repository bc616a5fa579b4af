#!/usr/bin/env bash
# A whole subnet on this machine: chain, validators, miners, training, weights, emission. Flags: ./run_demo.sh --help
exec "$(dirname "$0")/tools/connito" demo "$@"
