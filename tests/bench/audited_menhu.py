#!/usr/bin/env python3
"""Audited queries per second and p99 through HTTPS at 1, 8, 32 and 64 connections, on a city of PEOPLE (argument 1,
2,350,000) for SECONDS each (argument 2, 15). The load runs on the same machine and shares its cores."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/functional"))
import kit  # noqa: E402


def main():
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 2_350_000
    seconds = sys.argv[2] if len(sys.argv) > 2 else "15"
    with kit.House(people=people) as house:
        house.set("log.requests", False)
        house.raise_quotas()
        ids = house.directory / "ids.txt"
        with open(ids, "w") as file, open(house.city() / "utf8.txt", encoding="utf-8") as city:
            file.writelines(row.split("|", 2)[1] + "\n" for n, row in enumerate(city) if row.startswith("P|") and n % 23 == 0)
        house.start()
        print("connections\tanswers\tanswers/s\tp50 ms\tp99 ms\tnot 200", flush=True)
        for connections in (1, 8, 32, 64):
            subprocess.run([ROOT / "build/release/tests/bench/load_https", "--port", str(house.port), "--account", "worker.childcare",
                            "--case", "育津-115-00001", "--ids", ids, "--connections", str(connections), "--seconds", seconds],
                           input=house.sign_ins["worker.childcare"] + "\n", text=True, check=True)
        house.stop()


if __name__ == "__main__":
    main()
