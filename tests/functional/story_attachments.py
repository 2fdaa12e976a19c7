"""What was answered, put into the case file (S1.2, S3.1): made of what was shown, entered before it is handed out, fetched
only by who attached it and only until its end; the register by case; what became of the paper."""
import hashlib
import subprocess
import tempfile
import time
import unittest

from kit import CASE, REASON, Story

WHY = "附入育兒津貼審核案卷，作為設籍佐證"
NONE = {"other": None, "on": None, "period": None}


def today(ahead=0):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + ahead * 86400))


def text_of(document):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(document)
        file.flush()
        return subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True).stdout.decode()


class Attachments(Story):
    def setUp(self):
        self.worker = self.place.client("worker.childcare")
        self.person = self.place.examples[0]
        self.first = self.worker.query(self.person).json

    def attach(self, view, keeps="kept", client=None, **changes):
        return (client or self.worker).post("/attachments", {"query": view["id"], "exhibit": view["exhibit"], "keeps": keeps,
                                                             "reason": WHY, **changes})

    def attached(self, view, keeps="kept", client=None):
        answer = self.attach(view, keeps, client)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def file(self, made, client=None):
        return (client or self.worker).get(f"/attachments/{made['id']}/file")

    def revealed(self):
        body = {"handle": self.first["records"][0]["handle"], "reason": REASON}
        return self.worker.post(f"/queries/{self.first['id']}/reveal", body).json

    def search(self, client, **asked):
        answer = client.post("/attachments/search", {**asked})
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def entered(self, kind):
        return self.place.client("checker").post("/trail", {"kind": kind, "limit": 1}).json["total"]

    def test_a_look_up_masked_as_it_was_shown(self):
        before = self.entered("case.attached")
        used = self.worker.grants()[0]["used_total"]
        made = self.attached(self.first)
        self.assertEqual((made["kind"], made["shown"], made["case_number"], made["people"], made["file"], made["paper"]),
                         ("card", "masked", CASE, 1, "kept", "unsaid"))
        self.assertEqual((made["log"], made["first_index"]),
                         (self.first["receipt"]["log"], self.first["receipt"]["index"]))
        self.assertEqual(self.entered("case.attached"), before + 1)
        self.assertEqual(self.worker.grants()[0]["used_total"], used, "what was asked is not asked again")
        taken = self.file(made)
        self.assertEqual((taken.status, taken.headers["Content-Type"]), (200, "application/pdf"))
        self.assertEqual(hashlib.sha256(taken.body).hexdigest(), made["sha256"])
        self.assertEqual(self.file(made).body, taken.body)
        text = text_of(taken.body)
        for wanted in ("密件", "附卷", CASE, "worker.childcare", made["id"], f"第 {made['first_index']} 號", "第 1 頁，共"):
            self.assertIn(wanted, text)
        self.assertNotIn(self.person["id"], text)
        self.assertEqual(self.worker.get(f"/attachments/{made['id']}").json["opened"], 2)

    def test_what_was_revealed_is_attached_in_full(self):
        made = self.attached(self.revealed())
        self.assertEqual(made["shown"], "full")
        self.assertIn(self.person["id"], text_of(self.file(made).body))

    def test_a_household_speaks_of_each(self):
        before = self.entered("case.attached_person")
        body = {"handle": self.first["records"][0]["handle"], "reason": REASON}
        household = self.worker.post(f"/queries/{self.first['id']}/household", body).json
        made = self.attached(household, "printed")
        self.assertEqual((made["kind"], made["people"]), ("household", household["total"]))
        if household["total"] > 1:
            self.assertEqual(self.entered("case.attached_person") - before, household["total"])

    def test_an_answer_instead_of_data(self):
        women = self.place.client("worker.women")
        grant = next(one for one in women.grants() if one["purpose_en"] == "Childbirth allowance")
        person = self.place.example(what_en="A resident of Zhongli District")["id"]
        told = women.post("/questions", {"grant": grant["id"], "case_number": "生津-115-00001", "reason": REASON,
                                         "question": "alive", "subject": person, **NONE}).json
        made = self.attached(told, client=women)
        text = text_of(self.file(made, women).body)
        for wanted in ("生津-115-00001", "答案", "是", "對象"):
            self.assertIn(wanted, text)
        self.assertNotIn(person, text)

    def test_who_may_not(self):
        self.assert_problem(self.attach({**self.first, "exhibit": self.first["exhibit"][:-4] + "AAAA"}), 400,
                            "registry.exhibit_invalid")
        other = self.place.client("worker.women")
        self.assert_problem(self.attach(self.first, client=other), 400, "registry.exhibit_invalid")
        again = self.worker.query(self.person).json
        self.assert_problem(self.attach({**self.first, "exhibit": again["exhibit"]}), 400, "registry.exhibit_invalid")
        self.assert_refused(self.attach(self.first, reason="x"), "grants.reason_too_short")
        self.assert_problem(self.attach(self.first, client=self.place.client("checker")), 403, "people.role_missing")
        nobody = self.worker.query({"id": "A123456789"}).json
        self.assertEqual(nobody["exhibit"], "", "of nobody there is nothing to attach")
        made = self.attached(self.first)
        for who in ("worker.women", "checker", "head.childcare"):
            self.assertIn(self.file(made, self.place.client(who)).status, (403, 404), who)

    def test_the_register_by_case_and_by_file(self):
        case = "育津-115-00468"
        view = self.worker.query(self.person, case=case).json
        made = self.attached(view)
        checker = self.place.client("checker")
        self.assert_problem(self.worker.post("/attachments/search", {"scope": "all"}), 403, "registry.attachment_scope")
        before = self.entered("case.register_read")
        found = self.search(checker, scope="all", case_number=case)
        self.assertEqual([one["id"] for one in found["items"]], [made["id"]])
        self.assertEqual(found["scopes"], ["unit", "all"])
        self.assertEqual(self.entered("case.register_read"), before + 1)
        self.assertEqual(self.search(checker, scope="all", case_number="育津-115-99999")["total"], 0)
        self.assertEqual(self.search(checker, scope="all", sha256=made["sha256"])["items"][0]["id"], made["id"])
        self.assertEqual(self.search(checker, scope="all", sha256="0" * 64)["total"], 0)
        mine = self.search(self.worker, limit=1)
        self.assertEqual((len(mine["items"]), mine["scopes"]), (1, ["own"]))
        if mine["total"] > 1:
            second = self.search(self.worker, limit=1, next=mine["next"])["items"][0]
            self.assertLess(second["id"], mine["items"][0]["id"])
        self.assertEqual(self.search(self.place.client("worker.women"), case_number=case)["total"], 0)
        self.assert_problem(self.worker.post("/attachments/search", {"sha256": "z" * 64}), 400, "web.request_invalid")

    def test_destroyed_and_ended(self):
        made = self.attached(self.first)
        gone = self.worker.post(f"/attachments/{made['id']}/destroy", {})
        self.assertEqual((gone.status, gone.json["file"], gone.json["may"]["open"]), (200, "destroyed", False), gone.text)
        self.assert_problem(self.file(made), 404, "registry.attachment_gone")
        self.assert_problem(self.worker.post(f"/attachments/{made['id']}/destroy", {}), 404, "registry.attachment_gone")
        short = self.attached(self.first, "printed")
        self.assertEqual(self.file(short).status, 200)
        self.place.sql(f"UPDATE registry_attachments SET ends_at = 1 WHERE entry_index = {short['entry_index']}")
        self.assert_problem(self.file(short), 404, "registry.attachment_gone")
        before = self.entered("case.attachment_destroyed")
        out = self.place.menhu("jobs", "run").out
        ended = next(line for line in out.splitlines() if line.startswith("end_attachments"))
        self.assertGreaterEqual(int(ended.split("\t")[1]), 1)
        self.assertGreater(self.entered("case.attachment_destroyed"), before)
        self.assertEqual(self.worker.get(f"/attachments/{short['id']}").json["case_number"], CASE, "the register stays")

    def test_what_became_of_the_paper(self):
        made = self.attached(self.first, "printed")
        path = f"/attachments/{made['id']}/paper"
        said = {"paper": "destroyed", "on": today(), "note": "碎紙機"}
        self.assert_problem(self.worker.post(path, {**said, "on": today(1)}), 400, "registry.attachment_day")
        self.assert_problem(self.place.client("worker.women").post(path, said), 404, "registry.attachment_unknown")
        self.place.sql(f"UPDATE registry_attachments SET due_at = {int(time.time() * 1000)} WHERE entry_index = {made['entry_index']}")
        todo = [one for one in self.worker.get("/home").json["todos"] if one["code"] == "attachment_paper"]
        self.assertEqual(len(todo), 1)
        done = self.worker.post(path, said)
        self.assertEqual((done.status, done.json["paper"], done.json["paper_on"]), (200, "destroyed", today()), done.text)
        self.assert_problem(self.worker.post(path, said), 409, "registry.attachment_said")
        self.assertEqual(self.search(self.worker, state="paper_unsaid", case_number="育津-115-77777")["total"], 0)

    def test_rows_of_a_match(self):
        grant = self.place.new_grant("worker.childcare", operations="match", fields="PersonId,PersonName,BirthDate,Status,StatusDate",
                                     quota_day=100, quota_month=100, quota_total=100)
        ids = [one["id"] for one in self.place.examples if one["id"][1] in "12"][:3]
        text = "姓名,兒童身分證字號\n" + "".join(f"某,{one}\n" for one in ids)
        view = self.worker.call("POST", "/match/lists?name=a.csv", text.encode(),
                                {"Content-Type": "application/octet-stream"}).json
        match = self.worker.post("/matches", {
            "list": view["id"], "rule": "early_intervention", "grant": grant, "case_number": CASE, "reason": REASON,
            "on": today(), "sheet": view["sheet"], "header_row": view["header_row"],
            "columns": [{"index": 1, "role": "child"}]}).json["id"]
        for _ in range(200):
            if self.worker.get(f"/matches/{match}").json["state"] == "done":
                break
            time.sleep(0.02)
        rows = self.worker.get(f"/matches/{match}/rows").json["items"]
        self.assertEqual([one["position"] for one in rows], [0, 1, 2])
        path = f"/matches/{match}/attachments"
        body = {"positions": [1], "case_number": "育津-115-00469", "keeps": "kept", "reason": WHY}
        answer = self.worker.post(path, body)
        self.assertEqual(answer.status, 201, answer.text)
        made = answer.json
        self.assertEqual((made["kind"], made["case_number"], made["people"]), ("match", "育津-115-00469", 1))
        inside = text_of(self.file(made).body)
        self.assertIn(ids[1], inside)
        self.assertNotIn(ids[0], inside, "rows of other cases stay out of it")
        for positions in ([], [1, 1], [3], [-1], list(range(21))):
            self.assert_problem(self.worker.post(path, {**body, "positions": positions}), 400, "registry.exhibit_rows")
        self.assert_refused(self.worker.post(path, {**body, "case_number": "x"}), "grants.case_number_ill_formed")
        self.assert_problem(self.place.client("worker.women").post(path, body), 404, "registry.match_unknown")

    def test_people_whom_the_registry_found_go_into_no_case_file(self):
        health = self.place.client("worker.health")
        granted = next(one for one in health.grants() if "extract" in one["operations"])
        case = granted["case_example"]
        view = health.call("POST", "/match/lists?name=a.csv", "里別,年齡起,年齡迄\n桃園區,0,5\n".encode(),
                           {"Content-Type": "application/octet-stream"}).json
        made = health.post("/matches", {
            "list": view["id"], "rule": "roster", "grant": granted["id"], "case_number": case, "reason": REASON, "on": today(),
            "sheet": view["sheet"], "header_row": view["header_row"], "columns": [
                {"index": at, "role": role} for at, role in enumerate(("place", "age_from", "age_to"))]})
        self.assertEqual(made.status, 202, made.text)
        for _ in range(200):
            if health.get(f"/matches/{made.json['id']}").json["state"] == "done":
                break
            time.sleep(0.02)
        self.assert_problem(health.post(f"/matches/{made.json['id']}/attachments", {
            "positions": [0], "case_number": case, "keeps": "printed", "reason": WHY}), 403, "registry.exhibit_roster")


if __name__ == "__main__":
    unittest.main()
