#!/bin/sh
# A million strings: is what Menhu takes for an id what two validators of others take for one? compare.mjs says where they
# differ, and why.
set -eu
cd "$(dirname "$0")"
if ! cmp -s package-lock.json node_modules/.installed-lock; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.installed-lock
fi
exec node compare.mjs ../../../build/release/tests/verify/ids/read_ids
