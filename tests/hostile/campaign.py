"""The campaign: chance is let loose on files, and the real binary must refuse each with a code, load nothing of it, and
stay as small as it was. Called by run.sh; see there. Ends with a table, and with 1 if anything was found."""
import argparse
import collections
import random
import sys
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "functional"))
import files  # noqa: E402
import kit  # noqa: E402

OCTETS = {"Content-Type": "application/octet-stream"}


class Finding(Exception):
    pass


class Campaign:
    def __init__(self, seed, memory_mib, slow):
        self.seed, self.memory_mib, self.slow = seed, memory_mib, slow
        self.place = kit.Installation.demonstration(300).start()
        self.designated = self.place.client("designated")
        self.worker = self.place.client("worker.childcare")
        items = self.designated.get("/deliveries").json["items"]
        self.base = next(item for item in items if item["state"] == "in_use")
        self.day = self.base["base_date"]
        self.sequence = 1 + max(item["sequence"] for item in items if item["table_number"] == "DEMO-P01")
        self.counts = collections.defaultdict(collections.Counter)
        self.slowest = collections.Counter()
        self.layout_text = (files.ROOT / "data/layouts/demo_full_utf8.toml").read_bytes()
        self.villages = (files.ROOT / "data/districts/taoyuan.toml").read_bytes()
        self.people = [files.person(number) for number in range(1, 41)]
        self.kinds = {"full delivery": self.full, "change delivery": self.change, "manifest": self.manifest, "CSV": self.csv,
                      "ODS": self.ods, "XLSX": self.xlsx, "package": self.package, "layout": self.layout,
                      "villages": self.village_table, "characters": self.characters, "dry run": self.dry_run}

    # ---- what is sent ----

    def asked(self, answer, *good):
        """An answer is one of these, or refuses with a code and words."""
        if answer.status in good:
            return None
        if not 400 <= answer.status < 500:
            raise Finding(f"{answer.status}: {answer.text[:300]}")
        problem = answer.json
        if not (problem.get("code") and problem.get("detail") and problem.get("detail_en")):
            raise Finding(f"a refusal without words: {answer.text[:300]}")
        return problem["code"]

    def bring(self, data, manifest):
        taken = self.designated.post("/deliveries", {"manifest": manifest})
        if code := self.asked(taken, 201):
            return code
        delivery = taken.json["id"]
        view = self.designated.get(f"/deliveries/{delivery}").json
        if view["state"] != "refused":
            if code := self.asked(self.designated.upload(delivery, data, piece=4 << 20), 200) if data else None:
                self.asked(self.designated.delete(f"/deliveries/{delivery}"), 204)
                return code
            if code := self.asked(self.designated.post(f"/deliveries/{delivery}/import", {}), 202):
                self.asked(self.designated.delete(f"/deliveries/{delivery}"), 204)
                return code
            ends = time.monotonic() + 120
            while (view := self.designated.get(f"/deliveries/{delivery}").json)["state"] == "importing":
                if time.monotonic() > ends:
                    raise Finding("the import does not end")
                time.sleep(0.01)
        if view["state"] == "refused":
            return view["report"]["refusal"] or "refused"
        self.asked(self.designated.delete(f"/deliveries/{delivery}"), 204)
        return "would load"

    def full(self, chance):
        whole = files.full_file(self.people, self.sequence, self.day)
        data = files.mutated(chance, whole, whole.decode().encode("cp950", "replace"))
        return data, lambda: self.bring(data, files.manifest(data, layout="demo_full_utf8", sequence=self.sequence, day=self.day,
                                                             records=len(self.people)))

    def change(self, chance):
        whole = files.change_file(self.people[:8], 1, self.day, self.day)
        data = files.mutated(chance, whole, whole.decode().encode("cp950", "replace"))
        return data, lambda: self.bring(data, files.manifest(data, layout="demo_change_utf8", sequence=1, day=self.day, records=8))

    def manifest(self, chance):
        whole = files.full_file(self.people, self.sequence, self.day)
        text = files.manifest(whole, layout="demo_full_utf8", sequence=self.sequence, day=self.day, records=len(self.people))
        data = files.mutated(chance, text.encode())[:40_000]
        return data, lambda: self.bring(whole, data.decode("utf-8", "replace"))

    def list_of(self, data, name):
        def send():
            answer = self.worker.call("POST", "/match/lists?name=" + urllib.parse.quote(name), data, OCTETS)
            code = self.asked(answer, 201)
            if code or not answer.json["columns"]:
                return code or "taken"
            columns = [{"index": answer.json["columns"][0]["index"], "role": "child"}]
            checked = self.worker.post(f"/match/lists/{answer.json['id']}/check", {
                "rule": "early_intervention", "sheet": answer.json["sheet"], "header_row": answer.json["header_row"],
                "columns": columns})
            return self.asked(checked, 200) or "taken"
        return data, send

    def rows(self, chance):
        rows = [["編號", "兒童身分證字號", "申請日期"]]
        rows += [[str(at), files.national_id(at), "115/03/05"] for at in range(1, chance.randint(2, 30))]
        return rows

    def csv(self, chance):
        whole = files.csv_list(self.rows(chance))
        text = chance.choice((whole, whole.decode().encode("cp950"), whole.decode().encode("utf-16"), b"\xef\xbb\xbf" + whole))
        return self.list_of(files.mutated(chance, text, whole), "名冊.csv")

    def ods(self, chance):
        return self.list_of(files.ods(files.mutated(chance, files.ods_content(self.rows(chance)).encode())), "名冊.ods")

    def xlsx(self, chance):
        sheet = files.mutated(chance, files.xlsx_sheet(self.rows(chance)).encode()).decode("utf-8", "replace")
        return self.list_of(files.xlsx(sheet), "名冊.xlsx")

    def package(self, chance):
        rows = self.rows(chance)
        whole = chance.choice((files.ods(files.ods_content(rows)), files.xlsx(files.xlsx_sheet(rows))))
        return self.list_of(files.mutated(chance, whole, whole), "名冊.xlsx")

    def definition(self, kind, data):
        def send():
            checked = self.designated.call("POST", f"/layouts/check?kind={kind}", data, OCTETS)
            if code := self.asked(checked, 200):
                return code
            problems = checked.json["problems"]
            saved = self.designated.call("POST", f"/layouts?kind={kind}", data, OCTETS)
            code = self.asked(saved, 201)
            if problems and code != "registry.definition_invalid":
                raise Finding(f"checked with {len(problems)} problems, saved with {code}")
            if not problems and code not in (None, "registry.definition_same", "registry.definition_draft"):
                raise Finding(f"checked without a problem, saved with {code}")
            if code is None:
                self.asked(self.designated.post(f"/layouts/{saved.json['ref']}/refuse", {"reason": "演練"}), 204)
            return code or "kept as a draft"
        return data, send

    def layout(self, chance):
        return self.definition("layout", files.mutated(chance, self.layout_text))

    def village_table(self, chance):
        return self.definition("villages", files.mutated(chance, self.villages))

    def characters(self, chance):
        text = "code,unicode,note\r\n" + "".join(f"U+{0xE000 + at:X},U+{0x4E00 + at:X},註\r\n" for at in range(30))
        return self.definition("characters", files.mutated(chance, text.encode()))

    def dry_run(self, chance):
        whole = files.full_file(self.people, self.sequence, self.day)
        data = files.mutated(chance, whole, whole.decode().encode("cp950", "replace"))

        def send():
            path = f"/layouts/demo_full_utf8/dry-run?base_date={self.day}"
            answer = self.designated.call("POST", path, data, OCTETS)
            return self.asked(answer, 200) or (answer.json["report"]["refusal"] or "counted")
        return data, send

    # ---- what must hold after each ----

    def memory(self):
        status = Path(f"/proc/{self.place.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024

    def holds(self):
        in_use = [item["id"] for item in self.designated.get("/deliveries").json["items"] if item["state"] == "in_use"]
        if in_use != [self.base["id"]]:
            raise Finding(f"in use: {in_use}")
        for folder in ("scratch", "inbox"):
            # An import tells its outcome, and then its thread clears its own things away.
            ends = time.monotonic() + 10
            while left := list((self.place.directory / folder).iterdir()):
                if time.monotonic() > ends:
                    raise Finding(f"left in {folder}: {left}")
                time.sleep(0.02)
        if self.memory() > self.memory_mib:
            raise Finding(f"{self.memory()} MiB of memory")

    def one(self, number):
        chance = random.Random(f"{self.seed}-{number}")
        kind = chance.choice(list(self.kinds))
        data, send = self.kinds[kind](chance)
        began = time.monotonic()
        try:
            self.counts[kind][send()] += 1
            spent = time.monotonic() - began
            self.slowest[kind] = max(self.slowest[kind], spent)
            if spent > self.slow:
                raise Finding(f"{spent:.1f} s")
            if number % 20 == 0:
                self.holds()
        except Exception as error:  # a dead server too
            folder = files.ROOT / "build/hostile-findings"
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{self.seed}-{number}"
            path.write_bytes(data)
            raise Finding(f"case {number} ({kind}), kept as {path}: {error}") from error

    def run(self, seconds):
        ends = time.monotonic() + seconds
        number = 0
        while time.monotonic() < ends:
            number += 1
            self.one(number)
        self.holds()
        found = self.worker.query(self.place.examples[0])
        if found.status != 200 or found.json["total"] != 1:
            raise Finding(f"a look-up afterwards: {found.text[:300]}")
        return number

    def report(self, number):
        print(f"{number} files, seed {self.seed}, largest memory of the server {self.memory()} MiB")
        for kind, counts in sorted(self.counts.items()):
            said = ", ".join(f"{code} {count}" for code, count in counts.most_common(6))
            print(f"  {kind:16} {counts.total():6}  slowest {self.slowest[kind]:.2f} s  {said}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("minutes", type=float)
    parser.add_argument("--seed", default=str(int(time.time())))
    parser.add_argument("--memory-mib", type=int, default=768)
    parser.add_argument("--slow", type=float, default=60, help="seconds that one file may take")
    parser.add_argument("--only", type=int, help="the one case of this number")
    words = parser.parse_args()
    campaign = Campaign(words.seed, words.memory_mib, words.slow)
    number = 0
    try:
        if words.only:
            campaign.one(words.only)
            campaign.holds()
        else:
            number = campaign.run(words.minutes * 60)
        campaign.report(number)
        bugs = [line for line in campaign.place.log_lines() if '"event":"bug"' in line]
        if bugs or campaign.place.stop() != 0:
            raise Finding(f"the server's end: {bugs[:3]}")
    except Finding as found:
        print(f"hostile: FOUND with seed {words.seed}: {found}")
        return 1
    finally:
        campaign.place.remove()
    print("hostile: nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
