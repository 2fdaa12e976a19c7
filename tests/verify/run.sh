#!/bin/sh
# What Menhu says judged by code that is not Menhu's: a ledger and a receipt by the tests of tools/verify_ledger and by
# tests/verify/outside.py, ids by two validators from npm (tests/verify/ids). Closes with the sum of all.
set -u
here=$(cd "$(dirname "$0")" && pwd)
said=$(mktemp)
trap 'rm -f "$said"' EXIT
passed=0
failed=0
run() {
    "$@" >"$said" 2>&1
    left=$?
    count=$(grep -aE '^[0-9]+ passed, [0-9]+ failed$' "$said" | tail -n 1)
    grep -avE '^[0-9]+ passed, [0-9]+ failed$' "$said"
    passed=$((passed + $(echo "${count:-0 passed, 0 failed}" | cut -d ' ' -f 1)))
    more=$(echo "${count:-0 passed, 0 failed}" | cut -d ' ' -f 3)
    if [ "$left" -ne 0 ] && [ "$more" -eq 0 ]; then  # it ended before it could count
        more=1
    fi
    failed=$((failed + more))
}
run /usr/bin/python3 "$here/verify_ledger_test.py"
run /usr/bin/python3 "$here/outside.py"
run "$here/ids/run.sh"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
