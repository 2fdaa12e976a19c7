#!/bin/sh
# The ledger and a receipt judged by code that is not Menhu's: the tests of tools/verify_ledger, then tests/verify/outside.py.
# Closes with the sum of both.
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
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
