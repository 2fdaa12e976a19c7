#!/usr/bin/env python3
"""The registry's work on plain data, beside which its figures stand: the same people in one SQLite table, unsealed, every
index that the questions need, no decision, no checks. Look-ups and searches write one audit row each and commit durably, as
a careful agency's own program would; the match writes one audit row for each person in one transaction.

    plain_registry.py CITY_FOLDER [--ids 100000]

CITY_FOLDER is what registry_bench wrote (…/PEOPLE, with utf8.txt). Prints tab-separated figures."""
import argparse
import os
import random
import resource
import sqlite3
import tempfile
import time

COLUMNS = ("PersonId EarlierIds PersonName RomanisedName BirthDate BornBeforeRepublic Sex BirthPlace BirthOrder MarriageCode SpouseId "
           "SpouseName FatherId FatherName MotherId MotherName FosterFatherId FosterFatherName FosterMotherId FosterMotherName "
           "HouseholdNumber HouseholdType HeadId Relation AreaCode VillageCode Village Neighbor StreetDoorplate MovedInDate "
           "MovedInFrom MovedOutDate MovedOutTo Military Education IndigenousStatus IndigenousPeople Notes Status StatusDate").split()
# Parents and children, two steps of blood; adoptive parents too. Each person once, with the least degree.
KIN = """
WITH up1(id) AS (SELECT v FROM parents WHERE id = :id),
     up2(id) AS (SELECT v FROM parents JOIN up1 USING (id)),
     down1(id) AS (SELECT id FROM parents WHERE v = :id),
     down2(id) AS (SELECT parents.id FROM parents JOIN down1 ON parents.v = down1.id),
     side(id) AS (SELECT parents.id FROM parents JOIN up1 ON parents.v = up1.id)
SELECT people.* FROM people WHERE PersonId IN (
    SELECT id FROM up1 UNION SELECT id FROM up2 UNION SELECT id FROM down1 UNION SELECT id FROM down2 UNION SELECT id FROM side)
"""


def laps(name, words, work):
    times = []
    for word in words:
        start = time.perf_counter()
        work(word)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"{name}\t{len(times)}\tp50 {times[len(times) // 2]:.2f} ms\tp99 {times[(len(times) - 1) * 99 // 100]:.2f} ms\t"
          f"most {times[-1]:.2f} ms", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("city")
    parser.add_argument("--ids", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        base = sqlite3.connect(os.path.join(place, "plain.db"), isolation_level=None)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
            base.execute(f"PRAGMA {setting}")
        base.execute("CREATE TABLE people (" + ", ".join(f"{name} TEXT" for name in COLUMNS) + ")")
        start = time.perf_counter()
        base.execute("BEGIN")
        marks = ",".join("?" * len(COLUMNS))
        base.execute("CREATE TABLE events (id TEXT, kind TEXT, day TEXT, registered TEXT, since TEXT, until TEXT, other TEXT, act TEXT, undone TEXT)")
        for mark, insert in (("P", f"INSERT INTO people VALUES ({marks})"), ("E", "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?)")):
            with open(os.path.join(given.city, "utf8.txt"), encoding="utf-8") as file:
                base.executemany(insert, (line.rstrip("\n").split("|")[1:] for line in file if line[0] == mark))
        base.execute("COMMIT")
        read = time.perf_counter() - start
        base.execute("BEGIN")
        base.execute("CREATE UNIQUE INDEX by_id ON people (PersonId)")
        base.execute("CREATE INDEX by_name ON people (PersonName, AreaCode)")
        base.execute("CREATE INDEX by_person ON events (id)")
        base.execute("CREATE INDEX by_household ON people (HouseholdNumber)")
        base.execute("CREATE TABLE parents (id TEXT, v TEXT)")
        for parent in ("FatherId", "MotherId", "FosterFatherId", "FosterMotherId"):
            base.execute(f"INSERT INTO parents SELECT PersonId, {parent} FROM people WHERE {parent} <> ''")
        base.execute("CREATE INDEX parents_up ON parents (id, v)")
        base.execute("CREATE INDEX parents_down ON parents (v, id)")
        base.execute("CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT, who TEXT, whom TEXT, why TEXT)")
        base.execute("COMMIT")
        whole = time.perf_counter() - start
        people = base.execute("SELECT COUNT(*) FROM people").fetchone()[0]
        records = people + base.execute("SELECT COUNT(*) FROM events").fetchone()[0]
        print(f"import\t{people} people\t{records} records\trows {read:.1f} s\twith indexes {whole:.1f} s\t{records / whole:.0f} records/s\t"
              f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB", flush=True)

        chance = random.Random(7)
        every = max(1, people // given.ids)
        ids = [row[0] for row in base.execute("SELECT PersonId FROM people WHERE rowid % ? = 0 LIMIT ?", (every, given.ids))]
        chance.shuffle(ids)

        def audited(sql, words, whom):
            base.execute("BEGIN IMMEDIATE")
            base.execute("INSERT INTO audit VALUES (NULL, datetime('now'), 'worker', ?, 'case')", (whom,))
            found = base.execute(sql, words).fetchall()
            base.execute("COMMIT")
            return found

        laps("look-up", ids[:2000], lambda one: audited("SELECT * FROM people WHERE PersonId = ?", (one,), one))
        names = [base.execute("SELECT PersonName, AreaCode FROM people WHERE PersonId = ?", (one,)).fetchone() for one in ids[:500]]
        laps("name search", names, lambda one: audited("SELECT * FROM people WHERE PersonName = ? AND AreaCode = ?", one, one[0]))
        laps("kinship", ids[:2000], lambda one: audited(KIN, {"id": one}, one))
        start = time.perf_counter()
        base.execute("BEGIN IMMEDIATE")
        base.execute("CREATE TEMP TABLE list (id TEXT)")
        base.executemany("INSERT INTO list VALUES (?)", ((one,) for one in ids))
        base.execute("INSERT INTO audit SELECT NULL, datetime('now'), 'worker', id, 'case' FROM list")
        found = base.execute("SELECT list.id, Status, StatusDate, MarriageCode FROM list LEFT JOIN people ON PersonId = list.id").fetchall()
        base.execute("COMMIT")
        print(f"match\t{len(found)} ids\t{time.perf_counter() - start:.2f} s", flush=True)


if __name__ == "__main__":
    main()
