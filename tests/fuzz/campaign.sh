#!/usr/bin/env bash
# Runs every fuzz target for a time: tests/fuzz/campaign.sh [seconds each, 600] [only names that match, .]
# Builds the `fuzz` preset first. Ends with one line a target and a verdict; a finding is kept under build/fuzz-findings.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-600}
only=${2:-.}
cmake --preset fuzz >/dev/null
mapfile -t targets < <(find tests/fuzz -name 'fuzz_*.cc' -printf '%f\n' | sed 's/\.cc$//' | grep -E "$only" | sort)
ninja -C build/fuzz "${targets[@]}"
mkdir -p build/fuzz-corpus build/fuzz-findings build/fuzz-logs
one() {
  local target=$1 log="build/fuzz-logs/$1.log"
  mkdir -p "build/fuzz-corpus/$target"
  if "build/fuzz/tests/fuzz/$target" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
      -artifact_prefix="build/fuzz-findings/$target-" "build/fuzz-corpus/$target" >"$log" 2>&1; then
    echo "$target: no finding in $2 s, $(sed -nE 's/^stat::number_of_executed_units: *//p' "$log") runs"
  else
    echo "$target: FINDING, see $log"
    return 1
  fi
}
export -f one
failed=0
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'one {} '"$seconds" || failed=1
[ "$failed" -eq 0 ] && echo "fuzz: no finding in ${#targets[@]} targets" || echo "fuzz: FAILED"
exit $failed
