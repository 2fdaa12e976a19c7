#!/usr/bin/env bash
# Import of a city of N people into a sealed generation, beside what an agency would use instead: `sqlite3 .import` and
# PostgreSQL COPY of the same people, unsealed, unchecked and without an index.
# Run as: build/release/tests/kit/with_postgres --durable tests/bench/import_bench.sh [people] [build folder] [city folder]
set -euo pipefail
people=${1:-2350000}
build=${2:-build/release}
city=${3:-/tmp/menhu-bench-city}
: "${MENHU_TEST_POSTGRES:?run this by $build/tests/kit/with_postgres --durable}"
command -v sqlite3 >/dev/null || { echo "sqlite3 is missing: apt-get install sqlite3" >&2; exit 1; }
bench=$build/tests/bench/registry_bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for engine in sqlite postgres; do
  for layout in big5 utf8; do
    echo "# menhu, $engine, $layout"
    "$bench" --people "$people" --layout "$layout" --city "$city" --engine "$engine" | grep -v '^\['
  done
done

# The people of the UTF-8 file alone: header and trailer have other columns.
sed '1d;$d' "$city/$people/utf8.txt" >"$work/people.txt"
columns=$(awk -F'|' 'NR == 1 {print NF}' "$work/people.txt")
declared=$(for n in $(seq "$columns"); do printf '%sc%d TEXT' "$([ "$n" = 1 ] || echo ', ')" "$n"; done)
# 'what' seconds peak-KiB
row() { awk -v what="$1" -v people="$people" -v s="$2" -v kib="$3" \
  'BEGIN {printf "%s\t%d people\t%.2f s\t%.0f records/s\tpeak %d MiB\n", what, people, s, people / s, kib / 1024}'; }
timed() { /usr/bin/env python3 - "$@" <<'PY'
import resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(["bash", "-c", sys.argv[1]], check=True)
print(time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PY
}

read -r seconds peak < <(timed "sqlite3 -bail '$work/plain.db' 'CREATE TABLE people ($declared)' '.mode csv' '.separator |' '.import $work/people.txt people'")
[ "$(sqlite3 "$work/plain.db" 'SELECT COUNT(*) FROM people')" = "$people" ] || { echo "sqlite3 lost rows" >&2; exit 1; }
row "sqlite3 .import" "$seconds" "$peak"

psql() { command psql -qAtX -v ON_ERROR_STOP=1 "$MENHU_TEST_POSTGRES" "$@"; }
psql -c "DROP TABLE IF EXISTS bench_people" -c "CREATE TABLE bench_people ($declared)"
read -r seconds peak < <(timed "psql -qAtX -v ON_ERROR_STOP=1 '$MENHU_TEST_POSTGRES' -c \"\\\\copy bench_people FROM '$work/people.txt' WITH (FORMAT csv, DELIMITER '|')\"")
[ "$(psql -c 'SELECT COUNT(*) FROM bench_people')" = "$people" ] || { echo "COPY lost rows" >&2; exit 1; }
row "PostgreSQL COPY" "$seconds" "$peak"
psql -c "DROP TABLE bench_people"
