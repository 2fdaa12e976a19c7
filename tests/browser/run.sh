#!/usr/bin/env bash
# Installs the browser tests' packages, makes and serves a demonstration city, tells the stories of this folder to it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if ! cmp -s "$here/package-lock.json" "$here/node_modules/.installed-lock"; then
  (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$here/package-lock.json" "$here/node_modules/.installed-lock"
fi
exec python3 "$here/serve_and_run.py" "$@"
