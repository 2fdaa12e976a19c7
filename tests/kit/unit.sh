#!/usr/bin/env bash
# Runs the unit tests of every room from the given build folder and closes with a count of the single tests.
set -uo pipefail
folder=$1
report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT
export LSAN_OPTIONS="suppressions=$(cd "$(dirname "$0")" && pwd)/leaks.txt:print_suppressions=0"
GTEST_OUTPUT="xml:$report/" ctest --test-dir "$folder" --output-on-failure -j"$(nproc)"
code=$?
python3 - "$report" <<'PY'
import sys, xml.etree.ElementTree as tree
from pathlib import Path
tests = bad = skipped = 0
for path in Path(sys.argv[1]).glob("*.xml"):
    root = tree.parse(path).getroot()
    tests += int(root.get("tests"))
    bad += int(root.get("failures")) + int(root.get("errors"))
    skipped += sum(1 for case in root.iter("testcase") if case.get("result") == "skipped")
if tests == 0 or skipped:
    print(f"unit: {tests} tests ran, {skipped} skipped: a skipped test is a failure here")
    bad += 1
print(f"{tests - bad - skipped} passed, {bad} failed")
sys.exit(bad != 0)
PY
counted=$?
[ "$code" -eq 0 ] && [ "$counted" -eq 0 ]
