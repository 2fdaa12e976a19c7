#!/usr/bin/env python3
"""Checks the house by its own statements, the room(…) of each folder under src:
every #include between rooms goes down, to a FACE header, of a room named in USES; every file is named in its room;
every room has its page of README; tables are named after their room; no file is too long."""
import graphlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
ROOM = re.compile(r"^room\((.*?)\)\s*$", re.S | re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s*"([a-z_]+)/([^"]+)"', re.M)
TABLE = re.compile(r"CREATE\s+(?:TABLE|INDEX|UNIQUE INDEX)\s+(?:IF NOT EXISTS\s+)?(\w+)", re.I)
KEYS = ("NAME", "FACE", "CODE", "USES", "LIBS", "TESTS")
LONGEST, LONGEST_TEST = 500, 800
TOO_WIDE = {"manager", "util", "utils", "common", "helper", "helpers", "misc"}


def rooms():
    found = {}
    for cmake in sorted(SRC.glob("*/CMakeLists.txt")):
        statement = ROOM.search(re.sub(r"#.*", "", cmake.read_text()))
        assert statement, f"{cmake}: no room(…)"
        key, room = None, {k: [] for k in KEYS}
        for word in statement.group(1).split():
            if word in KEYS:
                key = word
            else:
                room[key].append(word)
        assert room["NAME"] == [cmake.parent.name], f"{cmake}: NAME is not the folder"
        found[cmake.parent.name] = room
    return found


def check_files(name, room, all_rooms):
    used = set()
    listed = room["FACE"] + room["CODE"] + room["TESTS"]
    for path in sorted((SRC / name).iterdir()):
        if path.is_dir():
            yield f"{name}/{path.name}: rooms are flat"
            continue
        if path.suffix not in (".h", ".cc"):
            continue
        text = path.read_text()
        if path.suffix == ".cc" and path.name not in listed:
            yield f"{name}/{path.name}: not named in room()"
        if path.suffix == ".h" and path.name not in listed and not any(
                f'"{name}/{path.name}"' in other.read_text() for other in (SRC / name).glob("*.*") if other != path):
            yield f"{name}/{path.name}: neither FACE nor included in its room"
        lines = text.count("\n")
        if lines > (LONGEST_TEST if path.stem.endswith("_test") else LONGEST):
            yield f"{name}/{path.name}: {lines} lines"
        if set(path.stem.split("_")) & TOO_WIDE:
            yield f"{name}/{path.name}: a noun too wide to end"
        for target, header in INCLUDE.findall(text):
            if target == name or (target == "kit" and path.stem.endswith("_test")):  # tests/kit
                continue
            used.add(target)
            if target not in all_rooms:
                yield f"{name}/{path.name}: no room '{target}'"
            elif target not in room["USES"]:
                yield f"{name}/{path.name}: '{target}' is not in USES"
            elif header not in all_rooms[target]["FACE"]:
                yield f"{name}/{path.name}: {target}/{header} is not a FACE header"
    for header in room["FACE"]:
        if not (SRC / name / header).is_file():
            yield f"{name}: FACE names {header}, which is not there"
    for idle in set(room["USES"]) - used:
        yield f"{name}: USES {idle}, but includes nothing of it"


def check_tables(all_rooms):
    for path in sorted((ROOT / "sql").glob("*.sql")):
        room = path.stem.split("_")[1]
        if room not in all_rooms:
            yield f"sql/{path.name}: no room '{room}'"
        for table in TABLE.findall(path.read_text()):
            if not table.startswith(room + "_"):
                yield f"sql/{path.name}: '{table}' is not named after its room"


def main():
    all_rooms, complaints = rooms(), []
    try:
        order = list(graphlib.TopologicalSorter({n: r["USES"] for n, r in all_rooms.items()}).static_order())
    except graphlib.CycleError as error:
        print("cycle:", " -> ".join(reversed(error.args[1])))
        return 1
    for name, room in all_rooms.items():
        if not (SRC / name / "README.md").is_file():
            complaints.append(f"{name}: no README.md")
        complaints += check_files(name, room, all_rooms)
    complaints += check_tables(all_rooms)
    print("\n".join(complaints) or "rooms, lowest first: " + " ".join(order))
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
