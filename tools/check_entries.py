#!/usr/bin/env python3
"""docs/formats/entries.md and the code name the same kinds of entries.

A kind is a literal like "people.signed_in" in a room that makes entries, which is neither an error's code (docs/errors)
nor a statement's name."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROOMS = ("people", "grants", "registry", "oversight", "duties", "web")
LITERAL = re.compile(r'"([a-z]+\.[a-z_]+)"')
STATEMENT = re.compile(r'"([a-z_.]+)",\s*"(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b')
COMMENT = re.compile(r"//.*")


def literals_of_code():
    """Every literal of the shape of a kind, and the file where it first stands."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / "src" / room).glob("*.[ch]*")):
            if path.stem.endswith("_test"):
                continue
            text = COMMENT.sub("", path.read_text())
            names = set(STATEMENT.findall(text))
            for literal in LITERAL.findall(text):
                if literal not in names:
                    found.setdefault(literal, path.relative_to(ROOT))
    return found


def codes_of_errors():
    return {line.split("\t")[0] for path in (ROOT / "docs/errors").glob("*.tsv") for line in path.read_text().splitlines()}


def kinds_in_page():
    kinds = set()
    for line in (ROOT / "docs/formats/entries.md").read_text().splitlines():
        if line.startswith("| `"):
            kinds.update(re.findall(r"`([a-z]+\.[a-z_]+)`", line.split("|")[1]))
    return kinds


def main():
    code, page, errors = literals_of_code(), kinds_in_page(), codes_of_errors()
    families = {kind.split(".")[0] for kind in page} | set(ROOMS)
    missing = [kind for kind in sorted(code.keys() - page - errors) if kind.split(".")[0] in families]
    wrong = [f"{code[kind]}: `{kind}` has no row in docs/formats/entries.md" for kind in missing]
    wrong += [f"docs/formats/entries.md: no code makes `{kind}`" for kind in sorted(page - code.keys())]
    for line in wrong:
        print(line)
    print(f"{len(page)} kinds of entries")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
