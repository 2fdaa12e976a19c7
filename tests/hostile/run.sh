#!/usr/bin/env bash
# Lets chance loose on the files that the product takes (deliveries, manifests, lists, layouts, tables of villages and of
# characters) and sends them to the real binary: tests/hostile/run.sh [minutes, 5] [words of campaign.py]
# Each file must be refused with a code or be fit; nothing may be loaded, left in a folder, or make the server grow above
# --memory-mib (768). Ends with a table and a verdict; a finding is kept under build/hostile-findings and comes again with
# --seed SEED --only NUMBER. MENHU_BINARY and MENHU_TEST_ENGINE as for the stories.
set -euo pipefail
cd "$(dirname "$0")"
minutes=${1:-5}
shift || true
exec python3 campaign.py "$minutes" "$@"
