#!/bin/sh
# Checks an exported log and a receipt with Debian's golang.org/x/mod/sumdb packages (golang-go,
# golang-golang-x-mod-dev): tests/go_sumdb/run.sh <export directory> <verification key> <receipt>
set -eu
if [ $# -ne 3 ]; then
    echo "usage: $0 <export directory> <verification key> <receipt>" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
export GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS=
[ -n "${HOME:-}" ] || export GOCACHE="${TMPDIR:-/tmp}/menhu-go-cache"
exec go run "$here/main.go" "$1" "$2" "$3"
