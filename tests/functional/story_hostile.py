"""Files made to harm, sent to the real server: each is refused by its code or by the check that found it, nothing of it is
loaded or left, and the server does not grow with it (四(一)1, 四(二)1; the campaign of chance is tests/hostile/run.sh)."""
import sys
import time
import urllib.parse
from pathlib import Path

from kit import OwnStory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hostile"))
import files  # noqa: E402

OCTETS = {"Content-Type": "application/octet-stream"}


class Hostile(OwnStory):
    people = 300
    most_mib = 768

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.place.client("designated")
        items = cls.client.get("/deliveries").json["items"]
        cls.base = next(item for item in items if item["state"] == "in_use")
        cls.day = cls.base["base_date"]
        cls.next = 1 + max(item["sequence"] for item in items if item["table_number"] == "DEMO-P01")
        cls.residents = [files.person(number) for number in range(1, 41)]

    def memory(self):
        status = Path(f"/proc/{self.place.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024

    def tearDown(self):
        in_use = [item["id"] for item in self.client.get("/deliveries").json["items"] if item["state"] == "in_use"]
        self.assertEqual(in_use, [self.base["id"]])
        for folder in ("scratch", "inbox"):
            ends = time.monotonic() + 10  # an import tells its outcome, and then clears its own things away
            while (left := list((self.place.directory / folder).iterdir())) and time.monotonic() < ends:
                time.sleep(0.02)
            self.assertEqual(left, [], folder)
        self.assertLess(self.memory(), self.most_mib, "MiB that the server ever took")

    def bring(self, data, layout="demo_full_utf8", **says):
        manifest = files.manifest(data, **{"layout": layout, "sequence": self.next, "day": self.day, "records": 40, **says})
        taken = self.client.post("/deliveries", {"manifest": manifest})
        self.assertEqual(taken.status, 201, taken.text)
        delivery = taken.json["id"]
        if data:
            sent = self.client.upload(delivery, data, piece=4 << 20)
            if sent.status != 200:
                self.assertEqual(self.client.delete(f"/deliveries/{delivery}").status, 204)
                return sent.code
        self.assertEqual(self.client.post(f"/deliveries/{delivery}/import", {}).status, 202)
        while (view := self.client.get(f"/deliveries/{delivery}").json)["state"] == "importing":
            time.sleep(0.01)
        if view["state"] == "refused":
            return view["report"]["refusal"]
        self.assertEqual(self.client.delete(f"/deliveries/{delivery}").status, 204)
        return view["state"]

    def test_1_deliveries(self):
        whole = files.full_file(self.residents, self.next, self.day)
        header, trailer = whole.split(b"\n")[0] + b"\n", b"T|40\n"
        name = "王小7".encode()
        for what, data, says, expected in (
                ("whole", whole, {}, "awaiting_sign_off"),
                ("cut in two", whole[:len(whole) // 2], {}, "trailer"),
                ("cut in two, and the manifest of the whole", whole[:len(whole) // 2], {"bytes": len(whole)}, "size"),
                ("longer than its manifest", whole + b"x", {"bytes": len(whole)}, "registry.upload_too_long"),
                ("nothing", b"", {}, "header"),
                ("two headers", header + whole, {}, "header"),
                ("no trailer", whole.removesuffix(trailer), {}, "trailer"),
                ("two trailers", whole + trailer, {}, "trailer"),
                ("a trailer that lies", whole.removesuffix(trailer) + b"T|99999999999999999999\n", {}, "trailer"),
                ("a manifest that lies", whole, {"records": 41}, "header"),
                ("a manifest of 9 petabytes", whole, {"bytes": 2**53 - 1}, "size"),
                ("a line of 10 MB", whole.replace(name, b"x" * files.TEN_MB), {}, "trailer"),
                ("a quote without an end", whole.replace(name, b'"' + b"x" * files.TEN_MB), {}, "trailer"),
                ("Big5 in UTF-8", whole.replace(name, "王小7".encode("cp950")), {}, "rejected_share"),
                ("NUL", whole.replace(name, b"\x00"), {}, "rejected_share"),
                ("a mark in the middle", whole.replace(b"\nP|", b"\n\xef\xbb\xbfP|", 1), {}, "rejected_share"),
                ("line ends that mix", whole.replace(b"\nP|", b"\r\nP|", 1), {}, "header"),
                ("UTF-16", whole.decode().encode("utf-16"), {}, "header"),
                ("a million NUL", b"\x00" * 1_000_000, {}, "header")):
            with self.subTest(what):
                self.assertEqual(self.bring(data, **says), expected)
        self.assertEqual(self.bring(files.full_file([self.residents[0]] * 40, self.next, self.day)), "rejected_share")

    def test_2_change_files(self):
        whole = files.change_file(self.residents[:4], 1, self.day, self.day)
        says = {"layout": "demo_change_utf8", "sequence": 1, "records": 4}
        self.assertEqual(self.bring(whole, **says), "awaiting_sign_off")
        for size in range(0, len(whole) - 1, len(whole) // 7):
            self.assertNotEqual(self.bring(whole[:size], **says), "awaiting_sign_off", size)
        self.assertEqual(self.bring(whole.replace(b"C|2|", b"C|3|", 1), **says), "whole_changes")
        self.assertEqual(self.bring(whole.replace(b"C|2|", b"C|9999999999999999999|", 1), **says), "rejected_share")

    def test_3_manifests(self):
        whole = files.full_file(self.residents, self.next, self.day)
        text = files.manifest(whole, layout="demo_full_utf8", sequence=self.next, day=self.day, records=40)
        for bad in (text + "records = 9\n", text.replace("records = 40", "records = 9223372036854775807"), text + "x = \"\\u0000\"\n",
                    text.replace("sequence = ", "sequence = -"), text + 'file = "../../keys/kek"\n', "[" * 3000, text[:40]):
            answer = self.client.post("/deliveries", {"manifest": bad})
            self.assertEqual(answer.status, 400, answer.text)
            self.assertTrue(answer.code.startswith("format."), (bad[-60:], answer.text))
        self.assert_problem(self.client.post("/deliveries", {"manifest": text + "\x00"}), 400, "web.request_invalid")

    def test_4_lists(self):
        worker = self.place.client("worker.childcare")
        for what, data, code in files.bombs():
            with self.subTest(what):
                answer = worker.call("POST", "/match/lists?name=" + urllib.parse.quote("名冊"), data, OCTETS)
                self.assert_problem(answer, 400, code)
        taken = self.place.client("checker").post("/trail", {"kind": "match.list_taken", "limit": 1}).json
        self.assertEqual(taken["total"], 0)

    def test_5_definitions(self):
        before = len(self.client.get("/layouts").json["items"])
        layout = (files.ROOT / "data/layouts/demo_full_utf8.toml").read_bytes()
        villages = (files.ROOT / "data/districts/taoyuan.toml").read_bytes()
        for kind, text in (("layout", layout), ("villages", villages), ("characters", b"code,unicode\r\nU+E000,U+4E00\r\n")):
            for data in (text[:len(text) // 2 + 3], text + b"\x00", text + b"\xa4\xa4", text + b"[" * 20_000, b"=1,2\n", b"\xff\xfe" + text):
                checked = self.client.call("POST", f"/layouts/check?kind={kind}", data, OCTETS)
                self.assertEqual(checked.status, 200, checked.text)
                self.assertTrue(checked.json["problems"], (kind, data[-20:]))
                saved = self.client.call("POST", f"/layouts?kind={kind}", data, OCTETS)
                self.assert_problem(saved, 400, "registry.definition_invalid")
        self.assertEqual(len(self.client.get("/layouts").json["items"]), before)
