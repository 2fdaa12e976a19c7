"""The half-yearly account review (U2): two thousand accounts with what speaks against them, decisions line by line and
in bulk, the head's signature that carries them out, and a record that nobody alters unnoticed."""
import hashlib
import json
import re
import time
import unittest

from kit import Installation, OwnStory


class Review(OwnStory):
    people = 300

    @classmethod
    def setUpClass(cls):
        cls.place = Installation.demonstration(cls.people, more=("--accounts", "2000")).start()
        cls.admin = cls.place.client("admin")
        cls.head = cls.place.client("head.agency")
        cls.review = cls.admin.get("/reviews").json["items"][0]["id"]

    def view(self, client=None):
        return (client or self.admin).get(f"/reviews/{self.review}").json

    def lines(self, client=None, **query):
        """Every line, page by page."""
        found, cursor = [], None
        while True:
            words = {**query, **({"cursor": cursor} if cursor else {})}
            path = f"/reviews/{self.review}/lines?" + "&".join(f"{name}={value}" for name, value in words.items())
            page = (client or self.admin).get(path).json
            found += page["items"]
            cursor = page["next"]
            if not cursor:
                self.assertEqual(len(found), page["total"])
                return found

    def decide(self, client, accounts, decision, note="", **more):
        return client.post(f"/reviews/{self.review}/lines",
                           {"accounts": accounts, "decision": decision, "note": note, **more})

    def test_1_opens_in_under_a_second_and_proposes(self):
        opened = re.search(r"Account review opened: (\d+) accounts（([\d.]+) s）", self.place.made)
        self.assertGreater(int(opened[1]), 2000)
        self.assertLess(float(opened[2]), 1.0)
        print(f"    {opened[0]}")
        begun = time.monotonic()
        view = self.view()
        page = self.admin.get(f"/reviews/{self.review}/lines").json
        self.assertLess(time.monotonic() - begun, 1.0, "made and shown")
        self.assertEqual(view["state"], "open")
        self.assertEqual(view["counts"]["accounts"], page["total"])
        codes = {one["code"]: one["count"] for one in view["counts"]["proposals"]}
        for code in ("duplicate_name", "duplicate_number", "idle", "never_used", "moved", "role_unused", "past_end",
                     "contract_ended", "contract_ending", "pledge_outdated"):
            self.assertGreater(codes.get(code, 0), 0, code)
        self.assertEqual(view["may"], ["decide", "personnel"])
        twins = self.lines(proposal="duplicate_number")
        self.assertGreater(len(twins), 1)
        self.assertTrue(all(any(p["code"] == "duplicate_number" for p in line["proposals"]) for line in twins))
        self.assertEqual(self.lines(q="head.agency")[0]["account"]["account"], "head.agency")
        for role in ("auditor", "checker", "civil"):
            self.assertEqual(self.place.client(role).get(f"/reviews/{self.review}").status, 200, role)
        self.assertEqual(self.place.client("worker.women").get("/reviews").status, 403)
        of_unit = self.lines(self.place.client("head.childcare"))
        self.assertEqual({line["unit"]["name"] for line in of_unit}, {"幼兒托育科"})

    def test_2_decisions(self):
        own = next(line["account"] for line in self.lines(q="admin") if line["account"]["account"] == "admin")
        self.assert_problem(self.decide(self.admin, [own["id"]], "keep", "x"), 403, "oversight.own_line")
        idle = [line["account"]["id"] for line in self.lines(proposal="idle")]
        self.assert_problem(self.decide(self.admin, idle[:1], "suspend"), 400, "oversight.note_missing")
        self.assert_problem(self.decide(self.admin, idle[:1], "change", "x"), 400, "oversight.roles_ill_formed")
        self.assert_problem(self.decide(self.admin, idle[:1], "change", "x", roles=["case_worker", "checker"]), 409,
                            "people.roles_separated")
        self.assert_problem(self.decide(self.place.client("auditor"), idle[:1], "keep", "x"), 403, "people.role_missing")
        kept = self.admin.post(f"/reviews/{self.review}/lines",
                               {"accounts": [], "undisputed": True, "decision": "keep", "note": ""}).json["decided"]
        self.assertGreater(kept, 1000)
        self.assertEqual(self.view()["counts"]["decided"], kept)
        self.assert_problem(self.admin.post(f"/reviews/{self.review}/submit", {}), 409, "oversight.lines_undecided")

    def test_3_the_personnel_list(self):
        line = next(line for line in self.lines(proposal="none") if line["account"]["account"].startswith("d0"))
        number = "D" + line["account"]["account"][1:]
        head = "employee_number,name,unit_code,status"
        # The list of a large agency is larger than the body of an ordinary request.
        many = "\n".join([head] + [f"X{place:05},測試人員,x,在職" for place in range(5000)]) + "\n"
        self.assertGreater(len(many.encode()), 128 * 1024)
        answer = self.admin.post(f"/reviews/{self.review}/personnel", {"csv": many})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json["rows"], 5000)
        rows = [head, f"{number},{line['account']['name']},x,退休"]
        answer = self.admin.post(f"/reviews/{self.review}/personnel", {"csv": "\n".join(rows) + "\n"})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json["rows"], 1)
        self.assertGreaterEqual(answer.json["matched"], 1)
        again = self.lines(q=line["account"]["account"])[0]
        self.assertIn("retired", [one["code"] for one in again["proposals"]])
        self.assert_problem(self.admin.post(f"/reviews/{self.review}/personnel", {"csv": "name\nx\n"}), 400,
                            "oversight.personnel_ill_formed")

    def test_4_submitted_sent_back_signed(self):
        lines = self.lines()
        self.assertTrue(any(line["proposals"] for line in lines))
        of = lambda *codes: [line["account"]["id"] for line in lines
                             if {one["code"] for one in line["proposals"]} & set(codes) and line["account"]["account"].startswith("d")]
        closed, suspended = of("contract_ended", "past_end")[:40], of("idle")[:30]
        changed = next(line["account"]["id"] for line in lines if line["account"]["account"].startswith("d")
                       and line["roles"] == ["case_worker"] and line["account"]["id"] not in closed + suspended)
        self.assertEqual(self.decide(self.admin, closed, "close", "已屆滿").json["decided"], len(closed))
        self.assertEqual(self.decide(self.admin, suspended, "suspend", "久未使用").json["decided"], len(suspended))
        self.assertEqual(self.decide(self.admin, [changed], "change", "改任專責人員", roles=["designated_person"]).status, 200)
        special = set(closed) | set(suspended) | {changed}
        rest = [line["account"]["id"] for line in self.lines(decision="undecided")
                if line["account"]["id"] not in special and line["may_decide"]]
        for start in range(0, len(rest), 500):
            self.assertEqual(self.decide(self.admin, rest[start:start + 500], "keep", "業務所需").status, 200)
        left = self.lines(decision="undecided")
        self.assertEqual([line["account"]["account"] for line in left], ["admin"])
        todo = [one["code"] for one in self.head.get("/home").json["todos"]]
        self.assertIn("review_decide", todo)
        self.assertEqual(self.decide(self.head, [left[0]["account"]["id"]], "keep", "在職").status, 200)
        self.assertIn("review_submit", [one["code"] for one in self.admin.get("/home").json["todos"]])
        self.assertEqual(self.admin.post(f"/reviews/{self.review}/submit", {}).status, 204)
        self.assertIn("review_sign", [one["code"] for one in self.head.get("/home").json["todos"]])
        self.assert_problem(self.decide(self.admin, closed[:1], "keep", "x"), 409, "oversight.review_not_open")
        self.assertEqual(self.head.post(f"/reviews/{self.review}/send-back", {"reason": "請再確認"}).status, 204)
        self.assertEqual(self.view()["sent_back"], "請再確認")
        self.assertEqual(self.admin.post(f"/reviews/{self.review}/submit", {}).status, 204)
        self.assert_problem(self.place.client("head.childcare").post(f"/reviews/{self.review}/sign", {}), 403,
                            "oversight.not_the_head")
        self.assert_problem(self.admin.get(f"/reviews/{self.review}/record.json"), 409, "oversight.review_not_signed")
        begun = time.monotonic()
        signed = self.head.post(f"/reviews/{self.review}/sign", {})
        self.assertEqual(signed.status, 200, signed.text)
        print(f"    signed and carried out in {time.monotonic() - begun:.2f} s")
        self.assertEqual(signed.json["state"], "signed")
        self.assertEqual(signed.json["may"], [])
        standing = {row["id"]: row for row in self.accounts(closed[:3] + suspended[:3] + [changed])}
        for account in closed[:3]:
            self.assertEqual(standing[account]["standing"], "closed")
        for account in suspended[:3]:
            self.assertIn(standing[account]["standing"], ("suspended", "closed"))
        self.assertEqual(standing[changed]["roles"], ["designated_person"])
        done = next(line for line in self.lines() if line["account"]["id"] == closed[0])
        self.assertIsNotNone(done["carried_out_at"])

    def accounts(self, ids):
        return [self.admin.get(f"/accounts/{account}").json for account in ids]

    def test_5_the_record_verifies_and_is_printed(self):
        found = self.admin.get(f"/reviews/{self.review}/verification").json
        self.assertTrue(found["ok"], found)
        record = self.place.client("auditor").get(f"/reviews/{self.review}/record.json")
        self.assertEqual(hashlib.sha256(record.body).hexdigest(), found["digest"])
        self.assertEqual(self.view()["record_digest"], found["digest"])
        said = json.loads(record.body)
        self.assertEqual(len(said["lines"]), self.view()["counts"]["accounts"])
        self.assertEqual([step["act"] for step in said["steps"]], ["submitted", "sent_back", "submitted", "signed"])
        self.assertEqual(record.body.decode(), json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
        pdf = self.head.get(f"/reviews/{self.review}/record.pdf")
        self.assertEqual((pdf.status, pdf.body[:5]), (200, b"%PDF-"), pdf.body[:200])
        self.assertEqual(pdf.body, self.head.get(f"/reviews/{self.review}/record.pdf").body)
        ods = self.head.get(f"/reviews/{self.review}/record.ods")
        self.assertEqual((ods.status, ods.body[:2]), (200, b"PK"))
        self.assert_problem(self.place.client("head.childcare").get(f"/reviews/{self.review}/record.json"), 403,
                            "people.not_your_unit")
        listed = self.place.menhu("review", "list").out
        self.assertIn("signed", listed)
        self.assertEqual(self.place.menhu("review", "verify", self.review).code, 0)
        self.assertIn("Sound", self.place.menhu("ledger", "verify").out)

    def test_6_what_is_added_behind_the_servers_back_is_found(self):
        self.place.sql("INSERT INTO oversight_review_decisions (review_id, account_id, number, decision, note, roles, decided_by, "
                       "decided_by_name, capacity, decided_at) SELECT review_id, account_id, number + 100, 'keep', 'x', NULL, "
                       "decided_by, decided_by_name, capacity, decided_at FROM oversight_review_decisions "
                       "WHERE decision = 'close' AND decided_by <> 0")
        found = self.admin.get(f"/reviews/{self.review}/verification").json
        self.assertEqual((found["ok"], found["what"]), (False, "lines"))
        self.assertEqual(self.place.menhu("review", "verify", self.review, check=False).code, 7)

    def test_7_the_next_one_opens_by_itself(self):
        again = self.place.menhu("review", "open", check=False)
        self.assertEqual(again.code, 4, again.err)
        self.assertRegex(self.place.menhu("jobs", "run").out, r"open_review\t0\t")


class Catching(OwnStory):
    """A service that was down at the start of the period opens the review when it is up again."""
    people = 300

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place.sql("INSERT INTO people_accounts (id, name, display_name, password_due_at) VALUES (7, 'old', '舊', 0)")
        cls.place.sql("INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, valid_until, "
                      "recorded_at, recorded_by, application_id) SELECT 7, 1, 1, id, 1, 'open', 1, NULL, 1, 0, NULL FROM people_units "
                      "WHERE code = 'childcare'")

    def test_idle_accounts_are_suspended_at_the_start(self):
        self.place.stop()
        self.place.start()
        admin = self.place.client("admin")
        old = next(row for row in admin.get("/accounts?q=old").json["items"] if row["account"] == "old")
        self.assertEqual(old["standing"], "suspended")
        self.assertTrue(any('"job"' in line and "suspend_idle" in line for line in self.place.log_lines()))
        todos = admin.get("/home").json["todos"]
        self.assertIn("idle_soon", [one["code"] for one in todos])
        soon = next(row for row in admin.get("/accounts?flag=idle_soon").json["items"])
        self.assertEqual(soon["account"], "demo.idle")


if __name__ == "__main__":
    unittest.main()
