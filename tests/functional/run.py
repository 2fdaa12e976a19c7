#!/usr/bin/env python3
"""Runs every story: functions `story_…` of the files `*_story.py` here, each with the binary as it is shipped. Closes
with a count, and fails if an endpoint of the table was called by no story."""
import importlib
import json
import os
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import kit  # noqa: E402


def main():
    only = sys.argv[1:]
    passed = failed = 0
    for path in sorted(HERE.glob("*_story.py")):
        if only and not any(word in path.stem for word in only):
            continue
        module = importlib.import_module(path.stem)
        for name in [n for n in vars(module) if n.startswith("story_")]:
            start = time.monotonic()
            try:
                getattr(module, name)()
                passed += 1
                print(f"ok   {path.stem}.{name} ({time.monotonic() - start:.1f} s)", flush=True)
            except Exception:  # a story that fails must not hide the others
                failed += 1
                print(f"FAIL {path.stem}.{name}", flush=True)
                traceback.print_exc()
    if not only:
        table = json.loads(kit.menhu("openapi").stdout)
        missing = uncalled(table)
        if missing:
            failed += 1
            print("FAIL endpoints that no story called:", *sorted(missing), sep="\n  ")
        else:
            passed += 1
            print("ok   every endpoint was called by a story")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


def uncalled(table):
    """Endpoints of the OpenAPI document that no request of any story matched."""
    def matches(pattern, path):
        want, got = pattern.strip("/").split("/"), path.strip("/").split("/")
        if want and want[-1].startswith("{") and len(got) > len(want) and "path" in want[-1]:
            got = got[:len(want) - 1] + ["/".join(got[len(want) - 1:])]
        return len(want) == len(got) and all(w.startswith("{") or w == g for w, g in zip(want, got))
    return {f"{method.upper()} {pattern}" for pattern, methods in table["paths"].items() for method in methods
            if method in ("get", "post", "put", "delete")
            and not any(method.upper() == m and matches(pattern, p) for m, p in kit.CALLED)}


if __name__ == "__main__":
    sys.exit(main())
