#!/usr/bin/env bash
# The front end's own tests: types, then units.
set -euo pipefail
cd "$(dirname "$0")/../../ui"
npm run --silent check
npm run --silent test
