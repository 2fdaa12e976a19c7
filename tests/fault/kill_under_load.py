#!/usr/bin/env python3
"""Every answer that a client received is in the log: the server is killed (SIGKILL) at random moments under load and
started again, KILLS times (20; the campaign is 300). Afterwards each receipt that arrived is looked for in the exported
log, by index and leaf hash, and the whole log is verified. An index that a lost entry left to another would show as a
hash that differs."""
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/functional"))
import kit  # noqa: E402

KILLS = int(os.environ.get("KILLS", "20"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "16"))
LOAD = os.environ.get("MENHU_LOAD", str(ROOT / "build/release/tests/bench/load_https"))


def leaves(export):
    """index -> leaf hash, of an exported log."""
    found = {}
    bundles = {}
    for path in (export / "tile/entries").rglob("*"):
        if path.is_file():
            whole = path.parent.name.endswith(".p")
            name = path.parent.with_suffix("") if whole else path
            parts = name.relative_to(export / "tile/entries").parts
            key = int("".join(part.lstrip("x") for part in parts))
            if key not in bundles or path.stat().st_size > bundles[key].stat().st_size:
                bundles[key] = path
    for key in sorted(bundles):
        data, at, index = bundles[key].read_bytes(), 0, key * 256
        while at < len(data):
            size = int.from_bytes(data[at:at + 2], "big")
            found[index] = hashlib.sha256(b"\0" + data[at + 2:at + 2 + size]).digest()
            at, index = at + 2 + size, index + 1
    return found


def main():
    chance = random.Random(int(os.environ.get("SEED", "1")))
    with kit.House() as house:
        house.raise_quotas()
        ids = house.directory / "ids.txt"
        ids.write_text("\n".join(p["PersonId"] for p in house.people() if p["Status"] == kit.RESIDENT) + "\n")
        answers = house.directory / "answers.txt"
        answers.touch()
        account = "worker.childcare"
        killed_idle = 0
        for round_number in range(KILLS):
            house.start()
            before = answers.stat().st_size
            load = subprocess.Popen(
                [LOAD, "--port", str(house.port), "--account", account, "--case", "育津-115-00001", "--ids", str(ids),
                 "--connections", str(CONNECTIONS), "--seconds", "30", "--answers", str(answers)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            load.stdin.write(house.sign_ins[account] + "\n")
            load.stdin.close()
            until = time.monotonic() + 20  # the load has begun
            while answers.stat().st_size == before and time.monotonic() < until and load.poll() is None:
                time.sleep(0.005)
            time.sleep(chance.uniform(0.0, 0.4))
            house.stop(signal.SIGKILL)
            load.wait(timeout=60)
            if answers.stat().st_size == before:
                killed_idle += 1
                print(f"round {round_number}: no answer arrived: {load.stderr.read()[-500:]}", flush=True)
        house.start()
        time.sleep(1.5)  # a checkpoint over all of it
        assert house.stop() == 0
        out = house.directory / "export"
        house.cli("ledger", "export", out)
        log = leaves(out)
        received = [line.split() for line in answers.read_text().splitlines() if len(line.split()) == 3]
        lost = [r for r in received if log.get(int(r[1])) is None or encodings(log[int(r[1])]).isdisjoint({r[2]})]
        verified = house.cli("ledger", "verify", check=False)
        print(f"{KILLS} kills, {len(received)} answers received, {len(log)} entries in the log, {len(lost)} answers without an entry")
        good = not lost and verified.returncode == 0 and killed_idle == 0 and len(received) > KILLS
        print(f"{int(good)} passed, {int(not good)} failed")
        if lost:
            print("first lost:", lost[0])
        if verified.returncode != 0:
            print(verified.stdout, verified.stderr)
        return not good


def encodings(digest):
    import base64
    return {digest.hex(), base64.b64encode(digest).decode()}


if __name__ == "__main__":
    sys.exit(main())
