"""Copies that leave: no plain roster; a recipient's key that another person has compared, an approval that two have seen, an
export encrypted to it that the real age opens and nothing else, its marks inside; who may fetch it and for how long; its
end; a match's file in the case file; the same at the command line."""
import hashlib
import io
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import zipfile

from kit import OwnStory

REASON = "交付委託研究單位使用"


def day(later):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + later * 86400))


class Copies(OwnStory):
    people = 300

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="menhu-copies-"))
        cls.keys = {}
        for name in ("university", "other", "at-console"):
            path = cls.folder / name
            subprocess.run(["age-keygen", "-o", path], check=True, capture_output=True)
            cls.keys[name] = subprocess.run(["age-keygen", "-y", path], check=True, capture_output=True, text=True).stdout.strip()
        cls.worker = cls.place.client("worker.health")
        cls.first = cls.place.client("designated")
        cls.second = cls.place.client("designated.second")
        granted = next(one for one in cls.worker.grants() if "export" in one["operations"])
        cls.grant, cls.case = granted["id"], granted["case_example"]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)
        super().tearDownClass()

    # ---- steps ----

    def opened(self, name, data):
        return subprocess.run(["age", "-d", "-i", self.folder / name], input=data, capture_output=True)

    def recipient(self, name, **changes):
        return self.first.post("/recipients", {
            "name": "林研究員", "organisation": "某大學社會工作學系", "contact": "查號臺取得之總機轉本人", "key": self.keys[name],
            "from": day(0), "until": day(90), **changes})

    def fingerprint(self, name):
        return hashlib.sha256(self.keys[name].encode()).hexdigest()[:32]

    def approval(self, to, **changes):
        return self.first.post("/copy-approvals", {
            "letter_number": "桃民戶字第1150012345號", "letter_on": day(-2), "grant": self.grant, "of": ["match", "roster"],
            "scope": "未滿六歲兒童名冊，供委託研究", "recipients": [to], "carriage": "media", "copies_most": 2,
            "people_most": 5000, "until": day(30), "destroy_by": day(60), **changes})

    def uploaded(self, text, name):
        answer = self.worker.call("POST", "/match/lists?name=" + urllib.parse.quote(name), text.encode(),
                                  {"Content-Type": "application/octet-stream"})
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def matched(self, rule, text, columns, name="名冊.csv"):
        view = self.uploaded(text, name)
        began = self.worker.post("/matches", {
            "list": view["id"], "rule": rule, "grant": self.grant, "case_number": self.case, "reason": "每月核對設籍並抽取名冊",
            "on": day(0), "sheet": view["sheet"], "header_row": view["header_row"],
            "columns": [{"index": at, "role": role} for at, role in enumerate(columns) if role]})
        self.assertEqual(began.status, 202, began.text)
        for _ in range(600):
            made = self.worker.get(f"/matches/{began.json['id']}").json
            if made["state"] not in ("running", "waiting"):
                self.assertEqual(made["state"], "done", made)
                return made
            time.sleep(0.03)
        raise AssertionError("the match did not end")

    def wish(self, outcome, approval, to, **changes):
        return {"outcome": outcome, "approval": approval, "recipient": to, "case_number": self.case, "reason": REASON, "as": "csv",
                **changes}

    def counted(self, kind):
        return self.place.client("checker").post("/trail", {"kind": kind, "limit": 1}).json["total"]

    # ---- what happens ----

    def test_1_a_key_counts_once_another_has_compared_it(self):
        self.assert_problem(self.worker.post("/recipients", {
            "name": "x", "organisation": "x", "contact": "x", "key": self.keys["university"], "from": day(0), "until": day(1)}),
            403, "people.role_missing")
        self.assert_problem(self.recipient("university", key="age1" + "q" * 58), 400, "registry.recipient_key")
        self.assert_problem(self.recipient("university", key="--output=/tmp/x"), 400, "registry.recipient_key")
        self.assert_problem(self.recipient("university", until=day(-1)), 400, "registry.recipient_ill_formed")
        made = self.recipient("university")
        self.assertEqual(made.status, 201, made.text)
        to = made.json["id"]
        self.assert_problem(self.recipient("university"), 409, "registry.recipient_key_known")
        own = next(one for one in self.first.get("/recipients").json["items"] if one["id"] == to)
        self.assertEqual((own["state"], own["key"], own["may"]), ("waiting", self.keys["university"], ["revoke"]))
        self.assertEqual(own["fingerprint"].replace(" ", "").lower(), self.fingerprint("university"))
        seen = self.second.get("/recipients")
        row = next(one for one in seen.json["items"] if one["id"] == to)
        self.assertEqual((row["key"], row["fingerprint"], row["may"]), ("", "", ["confirm", "revoke"]))
        self.assertNotIn(self.keys["university"], seen.text, "whoever compares does not copy it from the page")
        self.assertIn("recipient_waits", [one["code"] for one in self.second.get("/home").json["todos"]])
        said = {"fingerprint": self.fingerprint("university"), "channel": "查號臺取得總機，轉接本人"}
        self.assert_problem(self.first.post(f"/recipients/{to}/confirm", said), 403, "registry.copy_second_person")
        self.assert_problem(self.second.post(f"/recipients/{to}/confirm", {**said, "fingerprint": self.fingerprint("other")}),
                            403, "registry.recipient_fingerprint")
        self.assertEqual(self.second.post(f"/recipients/{to}/confirm", said).status, 204)
        self.assert_problem(self.second.post(f"/recipients/{to}/confirm", said), 409, "registry.recipient_state")
        type(self).to = to

    def test_2_an_approval_takes_two(self):
        self.assert_problem(self.approval(self.to, destroy_by=day(29)), 400, "registry.copy_approval_ill_formed")
        self.assert_problem(self.approval(self.to, grant=self.worker.grants()[0]["id"]
                            if "export" not in self.worker.grants()[0]["operations"] else self.worker.grants()[1]["id"]),
                            400, "registry.copy_approval_ill_formed")
        made = self.approval(self.to)
        self.assertEqual(made.status, 201, made.text)
        approval = made.json["id"]
        self.assert_problem(self.first.post(f"/copy-approvals/{approval}/confirm", {}), 403, "registry.copy_second_person")
        self.assert_problem(self.worker.post(f"/copy-approvals/{approval}/confirm", {}), 403, "people.role_missing")
        roster = self.matched("roster", "里別,年齡起,年齡迄\n桃園區,0,5\n", ("place", "age_from", "age_to"), "條件.csv")
        self.assertEqual((roster["may"]["case_file"], roster["may"]["export"]), (False, True))
        # No plain roster, and nothing under what only one person has seen.
        self.assert_problem(self.worker.get(f"/matches/{roster['id']}/result?as=csv"), 403, "registry.copy_not_approved")
        self.assert_problem(self.worker.post("/exports", self.wish(roster["id"], approval, self.to)), 403,
                            "registry.copy_not_approved")
        self.assertEqual(self.second.post(f"/copy-approvals/{approval}/confirm", {}).status, 204)
        shown = self.worker.get(f"/copy-approvals?grant={self.grant}").json["items"]
        self.assertEqual([(one["state"], one["copies_made"]) for one in shown], [("in_force", 0)])
        type(self).roster, type(self).approved = roster, approval

    def test_3_an_export_opens_with_the_recipients_key_alone(self):
        self.assert_refused(self.worker.post("/exports", self.wish(self.roster["id"], self.approved, self.to, case_number="")),
                            "grants.case_number_missing")
        self.assert_problem(self.place.client("worker.women").post("/exports", self.wish(
            self.roster["id"], self.approved, self.to)), 404, "registry.match_unknown")
        used = next(one for one in self.worker.grants() if one["id"] == self.grant)["used_total"]
        answer = self.worker.post("/exports", self.wish(self.roster["id"], self.approved, self.to))
        self.assertEqual(answer.status, 201, answer.text)
        copy = answer.json
        self.assertEqual((copy["state"], copy["number"], copy["number_of"], copy["people"], copy["of"]),
                         ("ready", 1, 2, self.roster["rows"], "roster"))
        self.assertEqual(next(one for one in self.worker.grants() if one["id"] == self.grant)["used_total"], used,
                         "its people were asked about before")
        self.assertIn("copy_ready", [one["code"] for one in self.worker.get("/home").json["todos"]])
        path = f"/copies/{copy['id']}/file"
        self.assert_problem(self.first.get(path), 403, "people.role_missing")
        self.assert_problem(self.place.client("worker.women").get(path), 404, "registry.copy_unknown")
        fetched = self.worker.get(path)
        self.assertEqual(fetched.status, 200, fetched.text)
        self.assertIn(f"copy-{copy['id']}.csv.age", fetched.headers["Content-Disposition"])
        self.assertEqual(hashlib.sha256(fetched.body).hexdigest(), copy["sha256"])
        self.assertEqual(len(fetched.body), copy["bytes"])
        self.assertNotEqual(self.opened("other", fetched.body).returncode, 0)
        opened = self.opened("university", fetched.body)
        self.assertEqual(opened.returncode, 0, opened.stderr)
        text = opened.stdout.decode("utf-8-sig")
        for wanted in ("密件", "桃民戶字第1150012345號", "某大學社會工作學系 林研究員", "第 1 份（核准 2 份）", copy["id"], self.case,
                       f"{copy['log']} 年第 {copy['index']} 號", "現住本市"):
            self.assertIn(wanted, text)
        # What the database and the log hold is ciphertext and ids only.
        person = next(line.split(",")[5] for line in text.splitlines() if ",現住本市," in line or "現住本市" in line)
        self.assertNotIn(person.encode(), fetched.body)
        for kind, count in (("export.begun", 1), ("export.made", 1), ("export.fetched", 1), ("match.exported", 1)):
            self.assertEqual(self.counted(kind), count, kind)
        after = self.worker.get(f"/copies/{copy['id']}").json
        self.assertEqual((after["state"], after["case_number"], after["may"]), ("out", self.case, ["fetch", "end"]))
        over = self.place.client("auditor").get(f"/copies/{copy['id']}").json
        self.assertEqual((over["case_number"], over["reason"], over["may"]), ("", "", []))
        self.assert_problem(self.place.client("worker.women").get(f"/copies/{copy['id']}"), 404, "registry.copy_unknown")
        type(self).copy = copy

    def test_4_as_a_spreadsheet_and_no_more_than_approved(self):
        answer = self.worker.post("/exports", self.wish(self.roster["id"], self.approved, self.to, **{"as": "ods"}))
        self.assertEqual(answer.status, 201, answer.text)
        opened = self.opened("university", self.worker.get(f"/copies/{answer.json['id']}/file").body)
        content = zipfile.ZipFile(io.BytesIO(opened.stdout)).read("content.xml").decode()
        for wanted in ("第 2 份（核准 2 份）", "桃民戶字第1150012345號", "複本標記"):
            self.assertIn(wanted, content)
        self.assert_problem(self.worker.post("/exports", self.wish(self.roster["id"], self.approved, self.to)), 403,
                            "registry.copy_not_approved")
        few = self.approval(self.to, people_most=1).json["id"]
        self.second.post(f"/copy-approvals/{few}/confirm", {})
        self.assert_problem(self.worker.post("/exports", self.wish(self.roster["id"], few, self.to)), 403,
                            "registry.copy_not_approved")
        self.assertEqual(self.counted("export.begun"), 2, "what is not approved is not begun")

    def test_5_the_file_goes_and_the_copy_is_ended(self):
        copy = self.copy["id"]
        ending = {"destroyed_on": day(0), "method": "檔案刪除並覆寫", "witness": "陳見證", "certificate": ""}
        self.assert_problem(self.worker.post(f"/copies/{copy}/end", ending), 400, "registry.copy_end_ill_formed")
        self.assert_problem(self.place.client("auditor").post(f"/copies/{copy}/end", {**ending, "certificate": "x"}), 403,
                            "registry.copy_not_yours")
        self.place.sql(f"UPDATE registry_copies SET fetch_until = 1, destroy_by = '{day(-1)}' WHERE kind = 'export'")
        self.assert_problem(self.worker.get(f"/copies/{copy}/file"), 404, "registry.copy_file_gone")
        out = self.place.menhu("jobs", "run").out
        self.assertIn("end_copies\t2\t", out)
        self.assertIn("copy_overdue", [one["code"] for one in self.worker.get("/home").json["todos"]])
        self.assertIn("copy_overdue", [one["code"] for one in self.first.get("/home").json["todos"]])
        overdue = self.worker.get("/copies?state=overdue").json
        self.assertEqual(overdue["total"], 2)
        ended = self.worker.post(f"/copies/{copy}/end", {**ending, "certificate": "某大學社工字第115001號函"})
        self.assertEqual((ended.status, ended.json["state"], ended.json["end"]["certificate"]),
                         (200, "destroyed", "某大學社工字第115001號函"), ended.text)
        self.assert_problem(self.worker.post(f"/copies/{copy}/end", {**ending, "certificate": "x"}), 409, "registry.copy_state")
        self.assertEqual(self.counted("copy.destroyed"), 1)

    def test_6_a_match_goes_into_its_case_file_as_a_copy(self):
        person = next(one["id"] for one in self.place.examples if one["id"][1] in "12")
        match = self.matched("early_intervention", f"姓名,兒童身分證字號\n某,{person}\n", ("", "child"))
        self.assertEqual((match["may"]["case_file"], match["may"]["export"]), (True, True))
        taken = self.worker.get(f"/matches/{match['id']}/result?as=csv")
        self.assertEqual(taken.status, 200, taken.text)
        copies = self.worker.get("/copies?state=out").json["items"]
        mine = next(one for one in copies if one["outcome"] == match["id"])
        self.assertEqual((mine["kind"], mine["people"], mine["destroy_by"], mine["may"]), ("case_file", 1, match["ends_on"], ["end"]))
        ended = self.worker.post(f"/copies/{mine['id']}/end", {
            "destroyed_on": day(0), "method": "自案卷資料夾刪除", "witness": "王主管", "certificate": ""})
        self.assertEqual((ended.status, ended.json["state"]), (200, "destroyed"), ended.text)

    def test_6_z_a_sample_leaves_as_an_export_alone(self):
        ordered = self.worker.post("/frames", {
            "title": "早療需求調查", "grant": self.grant, "case_number": self.case, "reason": "委託研究抽樣，家庭需求調查",
            "districts": [], "sex": "", "age_from": 20, "age_to": 64, "age_cuts": [40], "by": ["age"],
            "size": {"how": "total", "count": 10}, "small": "merge", "per_household": "everybody", "fields": ["PersonName"],
            "source": "daily_cash", "draw_on": day(0), "without_frames": []})
        self.assertEqual(ordered.status, 201, ordered.text)
        for _ in range(100):  # the order's entry is under a checkpoint within a second or so
            drawn = self.worker.post(f"/frames/{ordered.json['id']}/draw", {"number": "3 11 17 22 38"})
            if drawn.status != 503:
                break
            time.sleep(0.1)
        self.assertEqual(drawn.status, 202, drawn.text)
        sample = drawn.json["match"]
        for _ in range(400):
            view = self.worker.get(f"/matches/{sample}").json
            if view["state"] not in ("running", "waiting"):
                break
            time.sleep(0.03)
        self.assertEqual((view["state"], view["may"]["case_file"], view["may"]["export"]), ("done", False, True))
        self.assert_problem(self.worker.get(f"/matches/{sample}/result?as=csv"), 403, "registry.copy_not_approved")
        roster_only = self.approval(self.to, of=["roster"]).json["id"]
        self.second.post(f"/copy-approvals/{roster_only}/confirm", {})
        self.assert_problem(self.worker.post("/exports", self.wish(sample, roster_only, self.to)), 403,
                            "registry.copy_not_approved")
        approval = self.approval(self.to, of=["frame"]).json["id"]
        self.second.post(f"/copy-approvals/{approval}/confirm", {})
        copy = self.worker.post("/exports", self.wish(sample, approval, self.to))
        self.assertEqual((copy.status, copy.json["of"], copy.json["people"]), (201, "frame", 10), copy.text)
        text = self.opened("university", self.worker.get(f"/copies/{copy.json['id']}/file").body).stdout.decode("utf-8-sig")
        self.assertIn("0010", text)
        # Serial numbers, and nobody's id: none of the fields was asked for but the name.
        self.assertFalse([one["id"] for one in self.place.examples if one["id"] in text])

    def test_7_what_is_revoked_stops_what_waits(self):
        approval = self.approval(self.to).json["id"]
        self.second.post(f"/copy-approvals/{approval}/confirm", {})
        waiting = self.worker.post("/exports", self.wish(self.roster["id"], approval, self.to)).json["id"]
        self.assertEqual(self.second.post(f"/copy-approvals/{approval}/revoke", {"reason": "民政局來函廢止"}).status, 204)
        self.assert_problem(self.worker.get(f"/copies/{waiting}/file"), 403, "registry.copy_not_approved")
        self.assertEqual(self.second.post(f"/recipients/{self.to}/revoke", {"reason": "研究結束"}).status, 204)
        again = self.approval(self.to).json["id"]
        self.second.post(f"/copy-approvals/{again}/confirm", {})
        self.assert_problem(self.worker.post("/exports", self.wish(self.roster["id"], again, self.to)), 403,
                            "registry.recipient_not_confirmed")

    def test_8_at_the_command_line(self):
        def menhu(account, *words, **options):
            return self.place.menhu(*words, "--account", account, stdin=self.place.passwords[account] + "\n", **options)
        to = menhu("designated", "recipient", "add", "--name", "陳", "--organisation", "主計處", "--contact", "分機 1", "--key",
                   self.keys["at-console"], "--from", day(0), "--until", day(9)).out.strip().splitlines()[-1]
        menhu("designated.second", "recipient", "confirm", to, "--fingerprint", self.fingerprint("at-console"), "--channel", "面交")
        approval = menhu("designated", "approval", "add", "--letter", "桃民戶字第9號", "--letter-on", day(0), "--grant", self.grant,
                         "--of", "roster", "--scope", "名冊", "--recipients", to, "--copies", "1", "--people", "5000", "--until",
                         day(5), "--destroy-by", day(9)).out.strip().splitlines()[-1]
        refused = menhu("designated", "approval", "confirm", approval, check=False)
        self.assertNotEqual(refused.code, 0)
        self.assertIn("registry.copy_second_person", refused.out + refused.err)
        self.assertIn("\tin_force\t", menhu("designated.second", "approval", "confirm", approval).out)
        made = menhu("worker.health", "export", "make", self.roster["id"], "--approval", approval, "--recipient", to, "--case",
                     self.case, "--reason", REASON, "--as", "csv").out.strip().splitlines()[-1].split("\t")
        self.assertEqual(made[1:4], ["export", "roster", "ready"])
        out = self.folder / "copy.age"
        menhu("worker.health", "export", "fetch", made[0], "--out", out)
        self.assertIn("主計處 陳", self.opened("at-console", out.read_bytes()).stdout.decode("utf-8-sig"))
        ended = menhu("worker.health", "export", "end", made[0], "--destroyed-on", day(0), "--method", "刪除", "--witness", "王",
                      "--certificate", "主計處簽").out
        self.assertIn(f"{made[0]}\texport\troster\tdestroyed", ended)

    def test_9_nothing_of_it_lies_about(self):
        # No file of an export in the installation's folder, and no child left behind.
        left = [path for path in self.place.directory.rglob("*") if path.suffix in (".age", ".ods")]
        self.assertEqual(left, [])
        self.assertNotIn("林研究員", "\n".join(str(line) for line in self.place.log_lines()))


if __name__ == "__main__":
    unittest.main()
