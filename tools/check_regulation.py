#!/usr/bin/env python3
"""Compares docs/regulation.md with the profile: every clause of data/profiles/taoyuan/clauses.toml has exactly one row,
with its place; every file that the page names is there; what is done has code and a test, what is not has no test."""
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "regulation.md"
CLAUSES = ROOT / "data" / "profiles" / "taoyuan" / "clauses.toml"
STATES = ("done", "part", "not yet")
HEAD = ["clause", "place", "what Menhu does", "state", "code and data", "page", "test"]
FILE = re.compile(r"`([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+/?)`")


def rows(text):
    """The rows of the table whose head is HEAD: line number and cells."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells == HEAD:
            inside = True
        elif inside and not set(line) <= set("|- "):
            yield number, cells


def problems(text, clauses, exists):
    seen = {}
    for number, cells in rows(text):
        if len(cells) != len(HEAD):
            yield f"line {number}: {len(cells)} cells, not {len(HEAD)}"
            continue
        clause, place, what, state, code, _, test = cells
        if clause in seen:
            yield f"line {number}: {clause} is there twice, first in line {seen[clause]}"
        seen[clause] = number
        if clause not in clauses:
            yield f"line {number}: the profile has no clause {clause}"
        elif place != clauses[clause]:
            yield f"line {number}: {clause} stands at {clauses[clause]}, not {place}"
        if state not in STATES:
            yield f"line {number}: {clause}: no such state: {state}"
        elif state == "not yet":
            if FILE.search(test):
                yield f"line {number}: {clause}: not yet, and yet a test"
        elif not (FILE.search(code) and FILE.search(test)):
            yield f"line {number}: {clause}: {state}, without code or without a test"
        if state == "part" and "to come" not in what and "yet" not in what and "until" not in what:
            yield f"line {number}: {clause}: part, and the row does not say what is to come"
    for clause in clauses:
        if clause not in seen:
            yield f"{clause} has no row"
    for number, line in enumerate(text.split("\n"), 1):
        for path in FILE.findall(line):
            if not exists(path):
                yield f"line {number}: there is no {path}"


def self_test(text, clauses):
    """The check must notice what it is there for."""
    def found(changed, expected):
        return any(expected in problem for problem in problems(changed, clauses, lambda path: True))

    line = next(line for line in text.split("\n") if line.startswith("| S1.3 |"))
    assert found(text.replace(line + "\n", ""), "S1.3 has no row")
    assert found(text.replace(line, line + "\n" + line), "S1.3 is there twice")
    assert found(text.replace("| S1.3 |", "| S1.9 |"), "no clause S1.9")
    assert found(text.replace(line, line.replace("四(一)3", "四(一)4")), "stands at")
    assert found(text.replace(line, line.replace("| done |", "| nearly |")), "no such state")
    assert found(text.replace(line, re.sub(r"\| [^|]* \|$", "| – |", line)), "without a test")
    assert any("there is no" in problem for problem in problems(text, clauses, lambda path: False))


def main():
    clauses = {row["id"]: row["number"] for row in tomllib.loads(CLAUSES.read_text())["clauses"]}
    text = PAGE.read_text()
    self_test(text, clauses)
    found = list(problems(text, clauses, lambda path: (ROOT / path).exists()))
    for problem in found:
        print(f"docs/regulation.md: {problem}")
    states = [cells[3] for _, cells in rows(text)]
    print(f"regulation: {len(states)} clauses, " + ", ".join(f"{states.count(state)} {state}" for state in STATES))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
