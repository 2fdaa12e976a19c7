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
    house = kit.Installation.demonstration(people, layout="utf8", **{"log.requests": "false", "ledger.publish_millis": "1000"})
    try:
        account = "worker.childcare"
        house.sql("UPDATE grants_grants SET quota_day = 1000000000, quota_total = 1000000000")
        ids = house.directory / "ids.txt"
        house.write_ids(ids, every=max(1, people // 100_000))
        house.start()
        print("connections\tanswers\tanswers/s\tp50 ms\tp99 ms\tnot 200", flush=True)
        for connections in (1, 8, 32, 64):
            subprocess.run([ROOT / "build/release/tests/bench/load_https", "--port", str(house.port), "--account", account,
                            "--case", kit.CASE, "--ids", ids, "--connections", str(connections), "--seconds", seconds],
                           input=house.passwords[account] + "\n", text=True, check=True)
        house.stop()
    finally:
        house.remove()


if __name__ == "__main__":
    main()
