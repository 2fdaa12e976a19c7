#!/usr/bin/env python3
"""Runs the stories (story_*.py) on the engine of MENHU_TEST_ENGINE and ends with a count. Words choose stories by a part
of their name. An endpoint of the interface that no story called fails a whole run."""
import json
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import kit  # noqa: E402


class Result(unittest.TextTestResult):
    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()

    def note(self, test, word):
        name = test.id().removeprefix("story_")
        print(f"{word:6} {name} ({time.monotonic() - getattr(self, 'began', time.monotonic()):.1f} s)", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.note(test, "ok")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.note(test, "FAILED")

    def addError(self, test, error):
        super().addError(test, error)
        self.note(test, "ERROR")


def called(lines):
    found = set()
    for line in lines:
        if '"event":"request"' in line:
            entry = json.loads(line)
            found.add((entry["method"], entry["path"]))
    return found


def main():
    folder = Path(__file__).resolve().parent
    chosen = [path for path in sorted(folder.glob("story_*.py"))
              if len(sys.argv) == 1 or any(word in path.stem for word in sys.argv[1:])]
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromName(path.stem) for path in chosen)
    print(f"engine {kit.ENGINE}, {suite.countTestCases()} stories, {kit.PEOPLE} people", flush=True)
    places = []
    make = kit.Installation.start
    kit.Installation.start = lambda self: (places.append(self.directory) or make(self))
    lines = []
    remove = kit.Installation.remove

    def remove_and_keep_log(self):
        lines.extend(self.log_lines())
        remove(self)
    kit.Installation.remove = remove_and_keep_log
    result = unittest.TextTestRunner(verbosity=0, resultclass=Result, stream=sys.stdout).run(suite)
    failed = len(result.failures) + len(result.errors)
    total = result.testsRun
    if kit.Story.shared is not None:
        code = kit.Story.shared.stop()
        if code != 0:
            print(f"the server ended with {code}")
            failed += 1
        lines.extend(kit.Story.shared.log_lines())
        if any('"event":"bug"' in line for line in lines):
            print("the server met a bug:", *[line for line in lines if '"event":"bug"' in line][:5], sep="\n  ")
            failed += 1
        if len(sys.argv) == 1:
            document = json.loads(kit.run_menhu("openapi").out)
            wanted = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
            missing = wanted - {(method, path.replace("*", "")) for method, path in called(lines)}
            for method, path in sorted(missing):
                print(f"no story called {method} {path}")
            failed += bool(missing)
            total += 1
        kit.Story.shared.remove()
    print(f"{max(total - failed, 0)} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
