#!/usr/bin/env bash
# Runs every fuzz target for a time: tests/fuzz/campaign.sh [processor seconds each, 600] [only names that match, .]
# Builds the `fuzz` preset first. Ends with one line a target and a verdict; a finding is kept under build/fuzz-findings.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-600}
only=${2:-.}
cmake --preset fuzz >/dev/null
mapfile -t targets < <(find tests/fuzz -name 'fuzz_*.cc' -printf '%f\n' | sed 's/\.cc$//' | grep -E "$only" | sort)
ninja -C build/fuzz "${targets[@]}"
mkdir -p build/fuzz-corpus build/fuzz-findings build/fuzz-logs
# Seconds are of processor time, so that a busy machine does not shorten a run. libFuzzer ends with 72 when it is
# interrupted, which is how the campaign ends a run.
processor_seconds() {
  local fields
  read -ra fields <"/proc/$1/stat" || return 1
  echo $(((fields[13] + fields[14]) / $(getconf CLK_TCK)))
}
one() {
  local target=$1 seconds=$2 log="build/fuzz-logs/$1.log" spent=0 now code=0
  mkdir -p "build/fuzz-corpus/$target"
  "build/fuzz/tests/fuzz/$target" -timeout=60 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
    -artifact_prefix="build/fuzz-findings/$target-" "build/fuzz-corpus/$target" >"$log" 2>&1 &
  local pid=$!
  while now=$(processor_seconds "$pid" 2>/dev/null); do
    spent=$now
    if [ "$spent" -ge "$seconds" ]; then
      kill -INT "$pid"
      break
    fi
    sleep 1
  done
  wait "$pid" || code=$?
  if [ "$spent" -ge "$seconds" ] && [ "$code" -eq 72 ]; then
    echo "$target: no finding in $spent s, $(sed -nE 's/^stat::number_of_executed_units: *//p' "$log") runs"
  else
    echo "$target: FINDING, see $log"
    return 1
  fi
}
export -f one processor_seconds
failed=0
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'one {} '"$seconds" || failed=1
[ "$failed" -eq 0 ] && echo "fuzz: no finding in ${#targets[@]} targets" || echo "fuzz: FAILED"
exit $failed
