#!/usr/bin/env bash
# Builds, checks the format and runs the tests. The last line is 'N passed, N failed, N skipped'.
#   ./test.sh           every test
#   ./test.sh --fast    without those that carry the trait Speed=Slow
#   ./test.sh ARGS      further arguments go to the test runner, such as --project tests/Connito.Chain.Tests
set -uo pipefail
cd "$(dirname "$0")"

arguments=()
target=(--solution Connito.sln)
while [ $# -gt 0 ]; do
  case "$1" in
    --fast) arguments+=(--filter-not-trait Speed=Slow) ;;
    --project) target=(--project "$2"); shift ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

dotnet build Connito.sln --nologo -v quiet || { echo "The build failed: no test ran." >&2; exit 1; }
dotnet format Connito.sln --no-restore --verify-no-changes || { echo "The format differs: run 'dotnet format Connito.sln'." >&2; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test "${target[@]}" --no-build --no-progress --output Detailed --ignore-exit-code 8 "${arguments[@]}" 2>&1 | tee "$log" | grep -vE '^\s*(passed|from|Running tests from|.*\(net10\.0\|x64\) passed) '
code=${PIPESTATUS[0]}

count() { awk -v key="$1:" '$1 == key { value = $2 } END { print value + 0 }' "$log"; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$code"
