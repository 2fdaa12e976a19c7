#!/usr/bin/env python3
"""A demonstration installation is asked, one receipt is fetched, the log is exported; then tools/verify_ledger and Go's
x/mod/sumdb (tests/go_sumdb), neither of which shares code with Menhu, judge the export and the receipt, and refuse
both with one bit changed. The binary is MENHU_BINARY, or build/release/src/app/menhu."""
import base64
import contextlib
import shutil
import subprocess
import sys
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tests/functional"))
import kit  # noqa: E402


class Outside:
    def __init__(self):
        self.passed = self.failed = 0

    @contextlib.contextmanager
    def case(self, name):
        try:
            yield
        except Exception:  # one that fails must not hide the others
            self.failed += 1
            print(f"FAIL {name}", flush=True)
            traceback.print_exc(file=sys.stdout)
        else:
            self.passed += 1
            print(f"ok   {name}", flush=True)


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=300)
    return done.returncode, (done.stdout + done.stderr).strip()


def expect(code, *words):
    got, said = run(*words)
    assert got == code, f"wanted {code}, got {got}: {said}"
    return said


def expect_status(status, answer):
    assert answer.status == status, f"wanted {status}, got {answer.status}: {answer.text[:600]}"
    return answer


def published(client, path):
    """What is there once the next checkpoint is signed, on a busy machine some seconds later."""
    until = time.monotonic() + 30
    while (answer := client.get(path)).status != 200 and time.monotonic() < until:
        time.sleep(0.1)
    return expect_status(200, answer).body


def flipped(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    return bytes(data)


def main():
    outside, python = Outside(), ROOT / "tools/verify_ledger"
    go = ROOT / "tests/go_sumdb/run.sh"
    with contextlib.ExitStack() as after:
        house = kit.Installation.demonstration(people=1000)
        after.callback(house.remove)
        house.start()
        client, person = house.client("worker.childcare"), house.examples[0]
        answers = [expect_status(200, client.query(person)).json for _ in range(3)]
        refused = expect_status(403, client.query(person, reason="")).json["receipt"]
        of = answers[1]["receipt"]
        old = published(client, f"/ledger/{of['log']}/checkpoint")
        for _ in range(2):
            expect_status(200, client.query(person))
        receipts = {}
        for name, one in (("answer", of), ("refusal", refused)):
            receipts[name] = house.directory / f"{name}.tlog-proof"
            receipts[name].write_bytes(published(client, f"/receipts/{one['log']}/{one['index']}"))
        assert house.stop() == 0, "a graceful stop leaves 0"
        out = house.directory / "export"
        house.menhu("ledger", "export", out)
        key = house.menhu("ledger", "key").out.strip()
        earlier = house.directory / "earlier"
        earlier.write_bytes(old)

        with outside.case("verify_ledger log: the export is sound"):
            said = expect(0, python, "log", out, "--key", key)
            print("     " + said.replace("\n", "\n     "))
        for name, receipt in receipts.items():
            with outside.case(f"verify_ledger receipt: that of the {name} is sound"):
                said = expect(0, python, "receipt", receipt, "--key", key)
                print("     " + said.replace("\n", "\n     "))
        with outside.case("verify_ledger receipt: the entry that it carries is the export's"):
            entry = next(line for line in receipts["answer"].read_text().split("\n") if line.startswith("extra "))
            assert any(base64.b64decode(entry[6:]) in p.read_bytes() for p in (out / "tile/entries").rglob("*") if p.is_file())
        with outside.case("verify_ledger consistency: the log grew from an earlier checkpoint"):
            expect(0, python, "consistency", earlier, out, "--key", key)
        with outside.case("go_sumdb: the export and the receipt are sound"):
            expect(0, go, out, key, receipts["answer"])
        with outside.case("go_sumdb: the receipt of the refusal is sound"):
            expect(0, go, out, key, receipts["refusal"])

        bundle = min(p for p in (out / "tile/entries").rglob("*") if p.is_file())
        tile = min(p for p in (out / "tile/0").rglob("*") if p.is_file())
        for path in (bundle, tile, out / "checkpoint"):
            whole, place = path.read_bytes(), 40
            path.write_bytes(flipped(path, place))
            what = path.relative_to(out)
            with outside.case(f"verify_ledger log: one bit of {what} is refused"):
                expect(1, python, "log", out, "--key", key)
            with outside.case(f"go_sumdb: one bit of {what} is refused"):
                expect(1, go, out, key, receipts["answer"])
            path.write_bytes(whole)
        lines = receipts["answer"].read_text().split("\n")
        signature = f"\u2014 {key.split('+')[0]} "
        for what, start, inside in (("entry", "extra ", 40), ("index", "index ", 6), ("signature", signature, len(signature.encode()) + 40)):
            before = lines[:next(n for n, line in enumerate(lines) if line.startswith(start))]
            place = sum(len(line.encode()) + 1 for line in before) + inside
            broken = house.directory / "broken.tlog-proof"
            broken.write_bytes(flipped(receipts["answer"], place))
            with outside.case(f"verify_ledger receipt: one bit of its {what} is refused"):
                expect(1, python, "receipt", broken, "--key", key)
            with outside.case(f"go_sumdb: one bit of the receipt's {what} is refused"):
                expect(1, go, out, key, broken)
        with outside.case("verify_ledger consistency: a checkpoint with one bit changed is refused"):
            earlier.write_bytes(flipped(earlier, 10))
            expect(1, python, "consistency", earlier, out, "--key", key)
        with outside.case("verify_ledger log: another's key is refused"):
            shutil.copytree(out, house.directory / "copy")
            other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            expect(1, python, "log", house.directory / "copy", "--key", other)
    print(f"{outside.passed} passed, {outside.failed} failed")
    return outside.failed != 0


if __name__ == "__main__":
    sys.exit(main())
