#!/usr/bin/env bash
# A small demonstration, served on a free port, and the stories told to it; nothing of it stays. Without words: all of them.
# Those of the use of data (200 to 299) end and halt what others rest on, so each of them has a city of its own. The binary is
# build/release/src/app/menhu unless MENHU_BINARY names another; MENHU_SHOTS names a folder for pictures, MENHU_PEOPLE the
# size of the city (3000).
set -euo pipefail
cd "$(dirname "$0")"
binary=${MENHU_BINARY:-../../build/release/src/app/menhu}
demo=$(mktemp -d)
server=
failing=
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$demo"
}
trap finish EXIT

if ! cmp -s package-lock.json node_modules/.installed-lock; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
fi
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
"$binary" demo --people "${MENHU_PEOPLE:-3000}" --dir "$demo/made" --port "$port" >"$demo/demo.log" 2>&1 || { cat "$demo/demo.log" >&2; exit 1; }
stories_told() {  # in a copy of the city
  cp -a "$demo/made" "$demo/city"
  "$binary" serve --dir "$demo/city" >"$demo/serve.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    if curl -ks -o "$demo/meta" "https://127.0.0.1:$port/api/v1/meta"; then break; fi
    if ! kill -0 "$server" 2>/dev/null; then cat "$demo/serve.log" >&2; exit 1; fi
    sleep 0.1
  done
  MENHU_URL="https://127.0.0.1:$port" MENHU_DEMO="$demo/city" MENHU_BINARY="$binary" node run.mjs "$@" | tee -a "$demo/told" || failing=yes
  kill "$server"
  wait "$server" || true
  server=
  rm -rf "$demo/city"
}

if [ $# -gt 0 ]; then
  stories_told "$@"
else
  mapfile -t shared < <(cd stories && ls | grep -v '^2[0-9][0-9]-')
  mapfile -t alone < <(cd stories && ls | grep '^2[0-9][0-9]-')
  stories_told "${shared[@]}"
  for story in "${alone[@]}"; do stories_told "$story"; done
fi
read -r passed failed < <(awk '/^browser: / {passed += $2; failed += $4} END {print passed + 0, failed + 0}' "$demo/told")
echo "browser: $passed passed, $failed failed"
[ -z "$failing" ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
