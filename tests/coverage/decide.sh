#!/usr/bin/env bash
# The decision core, branch by branch: compiles what decides (src/grants/verdict.cc, rules.cc, kinship_state.cc) with the
# flags of the coverage preset, runs the tests that hold it against a second implementation, and fails below 100 % of
# branches, naming every one that no situation took. The rest is linked as build/release has it (tools/build first; another
# tree: MENHU_BUILD). Takes about half a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."
build="${MENHU_BUILD:-build/release}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

measured=(src/grants/verdict.cc src/grants/rules.cc src/grants/kinship_state.cc)
tests=(src/grants/property_test.cc src/grants/verdict_test.cc)
flags="$(python3 -c '
import json
presets = json.load(open("CMakePresets.json"))["configurePresets"]
print(next(p for p in presets if p["name"] == "coverage")["cacheVariables"]["CMAKE_CXX_FLAGS"])')"

objects=()
pids=()
for source in "${measured[@]}" "${tests[@]}"; do
  object="$work/$(basename "$source" .cc).o"
  # shellcheck disable=SC2086  # flags are words
  clang++-19 $flags -std=c++23 -Isrc -Itests -DMENHU_SITUATIONS=300000 -c "$source" -o "$object" &
  pids+=($!)
  objects+=("$object")
done
for pid in "${pids[@]}"; do wait "$pid"; done

# As grants_test is linked; what is measured comes first, so the archive's copies are not taken.
libraries="$(ninja -C "$build" -t commands grants_test | tail -n 1 | tr ' ' '\n' |
  grep -E '\.(a|so)(\.[0-9.]+)?$|^-l' | grep -v 'libclang_rt' | sed -E "s|^([^/-])|$build/\1|" | tr '\n' ' ')"
# shellcheck disable=SC2086
clang++-19 $flags -fuse-ld=mold "${objects[@]}" $libraries $libraries -o "$work/decide_test"
LLVM_PROFILE_FILE="$work/decide.profraw" "$work/decide_test" --gtest_brief=1
llvm-profdata-19 merge -o "$work/decide.profdata" "$work/decide.profraw"

llvm-cov-19 export "$work/decide_test" -instr-profile="$work/decide.profdata" "${measured[@]}" > "$work/decide.json"
python3 - "$work/decide.json" <<'PYTHON'
import json
import sys

failed = False
files = json.load(open(sys.argv[1]))["data"][0]["files"]
assert len(files) == 3, [file["filename"] for file in files]
for file in files:
    branches = file["summary"]["branches"]
    print(f"{file['filename'].split('/src/')[-1]}: {branches['covered']} of {branches['count']} branches, "
          f"{file['summary']['functions']['covered']} of {file['summary']['functions']['count']} functions")
    # A branch: line, column, end line, end column, how often true, how often false, …
    for branch in file["branches"]:
        for taken, word in ((branch[4], "true"), (branch[5], "false")):
            if taken == 0:
                failed = True
                print(f"  line {branch[0]}, column {branch[1]}: never {word}")
    failed = failed or branches["covered"] != branches["count"] or branches["count"] == 0
sys.exit("the decision core is not wholly covered" if failed else 0)
PYTHON
