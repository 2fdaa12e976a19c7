#!/usr/bin/env bash
# Audited queries through HTTPS: a demonstration city, one account, a grant with room, and load_https at 1, 8, 32 and 64
# connections. Beside it stands audited_postgres.sh. One line a run: connections, answers, answers/s, p50, p99 (ms), not 200,
# microseconds of processor time that the client took for each.
# RATE=1000: that many a second, at even times. MONTHS=0: a city without change files is sooner there.
#   PEOPLE=50000 SECONDS_EACH=10 tests/bench/audited_https.sh [build folder, default build/release]
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/release}
menhu=$build/src/app/menhu
load=$build/tests/bench/load_https
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$place"' EXIT

"$menhu" demo --dir "$place" --people "${PEOPLE:-50000}" ${MONTHS:+--months "$MONTHS"} --lang en ${POSTGRES:+--postgres "$POSTGRES"} \
  --set "server.port=0,log.requests=${LOG_REQUESTS:-true},log.file=server.log" >"$place/demo.txt"
password_of() { awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$place/demo-sign-ins.txt"; }
until=$(date -u -d '+1 day' +%Y-%m-%dT%H:%M:%S.000Z)
application=$(password_of worker.childcare | "$menhu" grant apply --dir "$place" --by worker.childcare \
  --purpose child-raising --holders worker.childcare --operations lookup --until "$until" \
  --fields PersonId,PersonName,BirthDate,Sex,HouseholdNumber,Relation,StreetDoorplate \
  --quota-day 1000000 --quota-month 1000000 --quota-total 1000000 --reason 量測查詢的速度 --afterwards 量測後刪除 | cut -f 1)
for approver in head.childcare head.it designated; do  # the last one prints the grant
  grant=$(password_of "$approver" | "$menhu" grant approve "$application" --dir "$place" --by "$approver" | tail -n 1)
done
LC_ALL=C grep -aoE '^P[A-Z][12][0-9]{8}' "$place/demo-delivery/big5.dat" | cut -c 2- | shuf -n 20000 --random-source=<(yes) >"$place/ids"
sync  # what the demonstration wrote is not what is measured
"$menhu" serve --dir "$place" --lang en >"$place/serve.txt" &
server=$!
until grep -q https "$place/serve.txt"; do sleep 0.1; done
port=$(grep -oE '[0-9]+/' "$place/serve.txt" | tail -n 1 | tr -d /)
for connections in ${CONNECTIONS:-1 8 32 64}; do
  password_of worker.childcare | "$load" --port "$port" --account worker.childcare --case 育津-115-00001 --ids "$place/ids" \
    --grant "$grant" --connections "$connections" --rate "${RATE:-0}" --seconds "${SECONDS_EACH:-10}"
done
kill "$server"
wait "$server"
server=
# As the server saw them, in whole milliseconds, from the request's head to the last byte of the answer; all runs together.
if [ "${LOG_REQUESTS:-true}" = true ]; then
  grep -h '"path":"/api/v1/queries"' "$place"/server.log* | grep -oE '"micros":[0-9]+' | cut -d: -f2 | sort -n |
    awk '{all[NR] = $1} END {printf "at the server\t%d\tp50 %d ms\tp99 %d ms\n", NR, all[int(NR / 2) + 1] / 1000, all[int(NR * 0.99)] / 1000}'
fi
"$menhu" ledger verify --dir "$place" --lang en
