#!/usr/bin/env python3
"""No answer without a record: the server is killed (-9) at random under load, started again, and every answer that a
client had received whole must be in the log, with its leaf hash.

KILLS (default 20; 300 as a campaign) and CONNECTIONS (default 8) choose how much; the engine and the binary as in
tests/functional/kit.py."""
import hashlib
import http.client
import json
import os
import random
import re
import struct
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "functional"))
import kit  # noqa: E402

KILLS = int(os.environ.get("KILLS", "20"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "8"))
SEED = int(os.environ.get("SEED", str(time.time_ns())))


def load(place, client, grant, ids, received, lock, stop, seed):
    """Asks until the server is gone; keeps what was answered whole."""
    chance = random.Random(seed)
    connection = http.client.HTTPSConnection("127.0.0.1", place.port, context=client.tls, timeout=20)
    headers = {"Cookie": client.cookie, "X-Menhu-CSRF": client.csrf, "Content-Type": "application/json"}
    try:
        while not stop.is_set():
            body = json.dumps({"grant": grant, "case_number": kit.CASE, "reason": kit.REASON,
                               "subject": {"by": "id", "id": chance.choice(ids)}})
            connection.request("POST", "/api/v1/queries", body, headers)
            got = connection.getresponse()
            view = json.loads(got.read())
            if got.status == 200:
                with lock:
                    received.append((view["receipt"]["log"], view["receipt"]["index"], view["receipt"]["leaf_hash"]))
            elif got.status not in (403, 503):
                raise AssertionError(f"answered {got.status}: {view}")
    except (OSError, http.client.HTTPException, json.JSONDecodeError):
        pass  # the server is gone
    finally:
        connection.close()


def leaves(folder):
    """The leaf hashes of an exported log, in order, from its entry bundles."""
    bundles = {}
    for path in (folder / "tile/entries").rglob("*"):
        if path.is_file():
            name = path.relative_to(folder / "tile/entries").as_posix()
            partial = name.split(".p/")
            number = int("".join(part.removeprefix("x") for part in partial[0].split("/")))
            width = int(partial[1]) if len(partial) == 2 else 256
            if number not in bundles or width > bundles[number][0]:
                bundles[number] = (width, path)
    found = []
    for number in sorted(bundles):
        data, at = bundles[number][1].read_bytes(), 0
        while at < len(data):
            (size,) = struct.unpack_from(">H", data, at)
            found.append(hashlib.sha256(b"\x00" + data[at + 2:at + 2 + size]).hexdigest())
            at += 2 + size
    return found


def check(place, received):
    """Every answer is in the log, which is sound."""
    done = place.menhu("ledger", "verify", check=False)
    if done.code != 0:
        raise AssertionError("the ledger is not sound:\n" + done.out + done.err)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "log"
        place.menhu("ledger", "export", target)
        log = leaves(target)
    lost = [entry for entry in received if entry[1] >= len(log) or log[entry[1]] != entry[2]]
    if lost:
        raise AssertionError(f"{len(lost)} answers are not in the log, such as {lost[:3]}")


def main():
    print(f"engine {kit.ENGINE}, {KILLS} kills, {CONNECTIONS} connections, seed {SEED}", flush=True)
    chance = random.Random(SEED)
    place = kit.Installation.demonstration(2000, **{"log.requests": "false"})
    data = (place.directory / "demo-delivery/big5.dat").read_bytes()
    ids = sorted(set(re.findall(rb"[A-Z][12]\d{8}", data)))
    ids = [number.decode() for number in ids][:1500]
    answers = 0
    grant = place.new_grant("worker.childcare", quota_day=1_000_000, quota_total=1_000_000)
    try:
        for kill in range(KILLS):
            place.start()
            client = place.client("worker.childcare")
            received, lock, stop = [], threading.Lock(), threading.Event()
            threads = [threading.Thread(target=load, args=(place, client, grant, ids, received, lock, stop, chance.random()))
                       for _ in range(CONNECTIONS)]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.05, 1.0))
            place.kill()
            stop.set()
            for thread in threads:
                thread.join()
            check(place, received)
            answers += len(received)
            print(f"kill {kill + 1}: {len(received)} answers, all in the log", flush=True)
    finally:
        place.remove()
    if answers == 0:
        print("no answer was received at all")
        return 1
    print(f"{answers} answers, every one in the log")
    print(f"{KILLS} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
