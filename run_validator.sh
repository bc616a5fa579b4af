#!/usr/bin/env bash
# Validates on the subnet with the wallet and flags given: ./run_validator.sh --help
exec "$(dirname "$0")/tools/connito" validator "$@"
