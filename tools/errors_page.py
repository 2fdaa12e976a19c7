#!/usr/bin/env python3
"""Makes docs/errors.md from docs/errors/<room>.tsv; with --check, says what differs: a page that is old, a code that the
source can return without a row, a row without a code in the source, a row that is not complete."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FAULTS = {  # fault: (HTTP status, exit code)
    "bad_input": (400, 2), "not_found": (404, 3), "conflict": (409, 4), "exhausted": (429, 5), "unavailable": (503, 6),
    "corrupt": (500, 7), "unsupported": (501, 8), "internal": (500, 9), "refused": (403, 10), "unauthorized": (401, 11),
}
# A code is a literal "room.words" in the source; these literals have the shape and are something else.
LITERAL = re.compile(r'"([a-z]+\.[a-z0-9_]+)"')
ERROR = re.compile(r'Fault::(\w+)\s*,\s*"([a-z]+\.[a-z0-9_]+)"')


def rows():
    found, complaints = {}, []
    for path in sorted((ROOT / "docs/errors").glob("*.tsv")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            where = f"docs/errors/{path.name}:{number}"
            if len(cells) != 4 or not all(cell.strip() for cell in cells):
                complaints.append(f"{where}: wants code, fault, 中文, English")
                continue
            code, fault, zh, en = cells
            if fault not in FAULTS:
                complaints.append(f"{where}: no fault '{fault}'")
            if code.split(".")[0] != path.stem:
                complaints.append(f"{where}: '{code}' is not of {path.stem}")
            if code in found:
                complaints.append(f"{where}: '{code}' twice")
            found[code] = (fault, zh, en)
    return found, complaints


def page(found):
    lines = ["# Errors 錯誤代碼", "",
             "Made by `tools/errors_page.py` from `docs/errors/*.tsv`; the same rows are the problem documents of the",
             "interface and the messages of the command line. Fault, HTTP status and exit code belong together.", "",
             "| code | fault | HTTP | exit | 說明與下一步 | meaning and what to do next |", "| --- | --- | --- | --- | --- | --- |"]
    for code in sorted(found):
        fault, zh, en = found[code]
        status, leave = FAULTS.get(fault, ("", ""))
        lines.append(f"| `{code}` | {fault} | {status} | {leave} | {zh} | {en} |")
    return "\n".join(lines) + "\n"


def check_source(found):
    seen = set()
    for path in sorted((ROOT / "src").rglob("*.*")):
        if path.suffix not in (".h", ".cc") or path.stem.endswith("_test"):
            continue
        text = path.read_text()
        seen.update(LITERAL.findall(text))
        for fault, code in ERROR.findall(text):
            where = path.relative_to(ROOT)
            if code not in found:
                yield f"{where}: '{code}' has no row in docs/errors"
            elif found[code][0] != fault:
                yield f"{where}: '{code}' is {fault} here, {found[code][0]} in docs/errors"
    for code in found:
        if code not in seen:
            yield f"docs/errors: nothing returns '{code}'"


def main():
    found, complaints = rows()
    out = ROOT / "docs/errors.md"
    if "--check" in sys.argv[1:]:
        complaints += check_source(found)
        if not out.is_file() or out.read_text() != page(found):
            complaints.append("docs/errors.md is old: run tools/errors_page.py")
        print("\n".join(complaints) or f"{len(found)} error codes, all with a row")
        return bool(complaints)
    out.write_text(page(found))
    print("\n".join(complaints))
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
