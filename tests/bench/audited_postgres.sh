#!/usr/bin/env bash
# What an agency would use instead: a PostgreSQL that inserts one audit row and selects one record per transaction, by
# pgbench with prepared statements over a local socket (no TLS, no sealing: the kindest case for it).
# Run as: build/release/tests/kit/with_postgres --durable tests/bench/audited_postgres.sh [people] [seconds]
set -euo pipefail
people=${1:-2350000}
seconds=${2:-15}
: "${MENHU_TEST_POSTGRES:?run this by build/release/tests/kit/with_postgres --durable}"
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
psql() { command psql -qAtX -v ON_ERROR_STOP=1 "$MENHU_TEST_POSTGRES" "$@"; }

psql <<SQL
DROP TABLE IF EXISTS bench_person, bench_audit;
CREATE TABLE bench_person (id BIGINT PRIMARY KEY, body BYTEA NOT NULL);
INSERT INTO bench_person SELECT n, decode(repeat(md5(n::TEXT), 22), 'hex') FROM generate_series(1, $people) n;
CREATE TABLE bench_audit (id BIGSERIAL PRIMARY KEY, at TIMESTAMPTZ NOT NULL, account BIGINT NOT NULL, person BIGINT NOT NULL,
                          reason TEXT NOT NULL);
CREATE INDEX bench_audit_person ON bench_audit (person, at);
CREATE INDEX bench_audit_account ON bench_audit (account, at);
ANALYZE;
SQL
cat >"$work/audited.sql" <<SQL
\set n random(1, $people)
BEGIN;
INSERT INTO bench_audit (at, account, person, reason) VALUES (now(), 7, :n, '115-000123 birth allowance');
SELECT body FROM bench_person WHERE id = :n;
COMMIT;
SQL
echo "clients	transactions/s	p50 ms	p99 ms"
for clients in 1 8 32 64; do
  (cd "$work" && "$bin/pgbench" -n -M prepared -c "$clients" -j 2 -T "$seconds" -f audited.sql --log "$MENHU_TEST_POSTGRES" >out.txt 2>&1) || { cat "$work/out.txt"; exit 1; }
  tps=$(sed -nE 's/^tps = ([0-9]+).*/\1/p' "$work/out.txt")
  cat "$work"/pgbench_log.* | awk '{print $3}' | sort -n | awk -v c="$clients" -v t="$tps" \
    '{a[NR]=$1} END {printf "%d\t%d\t%.2f\t%.2f\n", c, t, a[int(NR*0.5)+1]/1000, a[int(NR*0.99)+1]/1000}'
  rm -f "$work"/pgbench_log.*
done
psql -c "DROP TABLE bench_person, bench_audit"
