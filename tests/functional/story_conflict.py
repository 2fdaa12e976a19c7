"""A conflict of interest in one act (S1.1): declared from a card, whoever declared it asks no more about that person, in
no way; the case goes to a colleague or to the head, who alone may withdraw the declaration."""
import unittest

from kit import CASE, REASON, OwnStory


class Conflict(OwnStory):
    people = 300

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.place.client("worker.childcare")
        cls.colleague = cls.place.client("worker.leaving")
        cls.head = cls.place.client("head.childcare")
        # People about whom no other story asks: a declaration stays.
        cls.person, cls.other = cls.place.examples[-1], cls.place.examples[-2]

    def todos(self, client):
        return [todo["code"] for todo in client.get("/home").json["todos"]]

    def card(self, client, person):
        view = client.query(person).json
        return {"query": view["id"], "handle": view["records"][0]["handle"]}

    def account(self, client):
        return client.get("/session").json["account_id"]

    def test_1_declared_from_a_card_and_handed_to_a_colleague(self):
        grant = self.worker.grant()
        self.worker.query(self.person)
        colleagues = self.worker.get(f"/conflicts/colleagues?grant={grant}")
        self.assertEqual([one["account"] for one in colleagues.json["items"]], ["worker.leaving"], colleagues.text)
        card = self.card(self.worker, self.person)
        self.assert_problem(self.worker.post("/conflicts", {**card, "relation": "relative", "hand_to": self.account(self.head)}),
                            409, "grants.conflict_hand_to")
        made = self.worker.post("/conflicts", {**card, "relation": "relative", "note": "這是我的表姊",
                                               "hand_to": self.account(self.colleague)})
        self.assertEqual(made.status, 201, made.text)
        # From now on neither look-up nor what was already on the screen.
        self.assert_refused(self.worker.query(self.person), "grants.conflict_declared")
        for act in ("reveal", "household"):
            answer = self.worker.post(f"/queries/{card['query']}/{act}", {"handle": card["handle"], "reason": REASON})
            self.assert_refused(answer, "grants.conflict_declared")
        by_name = self.worker.post("/queries", {
            "grant": grant, "case_number": CASE, "reason": REASON,
            "subject": {"by": "name_birth", "name": self.person["name"], "birth_date": self.person["birth_date"]}})
        if by_name.status == 200:  # somebody else of that name and birth date
            self.assertNotIn(self.person["id"], by_name.text)
        else:
            self.assert_refused(by_name, "grants.conflict_declared")
        self.assertEqual(self.worker.query(self.other).status, 200)
        self.assert_problem(self.worker.post("/conflicts", {**card, "relation": "relative"}), 409,
                            "grants.conflict_declared_already")

    def test_2_the_colleague_takes_the_case(self):
        self.assertIn("case_handed_over", self.todos(self.colleague))
        self.assertNotIn("case_without_worker", self.todos(self.head))
        found = self.colleague.get("/conflicts").json["items"]
        self.assertEqual(len(found), 1)
        self.assertEqual((found[0]["account"]["account"], found[0]["relation"], found[0]["case_number"], found[0]["note"]),
                         ("worker.childcare", "relative", CASE, "這是我的表姊"))
        self.assertEqual(found[0]["may"], ["take"])
        path = f"/conflicts/{found[0]['id']}/take"
        self.assert_problem(self.place.client("worker.women").post(path, {}), 403, "grants.conflict_not_yours")
        self.assertEqual(self.colleague.query(self.person).status, 200)
        self.assertEqual(self.colleague.post(path, {}).status, 204)
        self.assert_problem(self.colleague.post(path, {}), 409, "grants.conflict_taken")
        self.assertNotIn("case_handed_over", self.todos(self.colleague))
        mine = self.worker.get("/conflicts").json["items"][0]
        self.assertEqual(mine["taken_by"]["account"], "worker.leaving")

    def test_3_without_a_colleague_the_head_sees_to_it(self):
        receipt = self.worker.query(self.other).json["receipt"]
        body = {"log": receipt["log"], "index": receipt["index"], "relation": "household"}
        self.assert_problem(self.colleague.post("/conflicts", body), 404, "grants.conflict_no_entry")
        self.assert_problem(self.worker.post("/conflicts", {**body, "index": 99999999}), 404, "grants.conflict_no_entry")
        made = self.worker.post("/conflicts", body)
        self.assertEqual(made.status, 201, made.text)
        self.assert_refused(self.worker.query(self.other), "grants.conflict_declared")
        self.assertIn("case_without_worker", self.todos(self.head))
        self.assertIn("case_without_worker", self.todos(self.place.client("deputy.women")), "while the head is away")
        self.assertEqual(self.head.post(f"/conflicts/{made.json['id']}/take", {}).status, 204)
        self.assertNotIn("case_without_worker", self.todos(self.head))

    def test_4_only_the_head_withdraws_with_a_reason(self):
        found = next(row for row in self.head.get("/conflicts").json["items"] if row["relation"] == "household")
        path = f"/conflicts/{found['id']}/withdraw"
        self.assert_problem(self.worker.post(path, {"reason": "其實不是"}), 403, "people.role_missing")
        self.assert_problem(self.place.client("head.women").post(path, {"reason": "不是我的科"}), 403,
                            "grants.conflict_not_yours")
        self.assertEqual(self.head.post(path, {"reason": "查明為同名同址之誤認"}).status, 204)
        self.assert_problem(self.head.post(path, {"reason": "再一次"}), 409, "grants.conflict_withdrawn")
        self.assertEqual(self.worker.query(self.other).status, 200)
        self.assert_refused(self.worker.query(self.person), "grants.conflict_declared")

    def test_5_oversight_sees_that_and_not_about_whom(self):
        for name in ("checker", "auditor", "ethics"):
            found = self.place.client(name).get("/conflicts")
            rows = found.json["items"]
            self.assertEqual(sorted(row["account"]["account"] for row in rows),
                             ["worker.childcare", "worker.childcare", "worker.women"], "one is of the demonstration")
            for row in rows:
                self.assertIsNone(row["case_number"])
                self.assertIsNone(row["note"])
                self.assertEqual(row["may"], [])
            self.assertNotIn(self.person["id"], found.text)
        self.assertEqual([row["account"]["account"] for row in self.place.client("worker.women").get("/conflicts").json["items"]],
                         ["worker.women"])

    def test_6_the_trail_of_the_person_says_so(self):
        trail = self.place.client("ethics").post("/trail", {"person": self.person["id"]}).json["items"]
        kinds = [entry["kind"] for entry in trail]
        self.assertIn("grants.conflict_declared", kinds)
        self.assertIn("grants.conflict_taken", kinds)
        self.assertGreaterEqual(kinds.count("query.refused"), 3)

    def test_7_what_is_ill_formed(self):
        for body in ({"relation": "relative"}, {"query": "0000000000001", "relation": "relative"},
                     {"log": "2026", "relation": "relative"}, {"log": "2026", "index": 1, "relation": "friend"}):
            self.assertEqual(self.worker.post("/conflicts", body).status, 400, body)
        broken = {"query": "0000000000001", "handle": "x" * 120, "relation": "other"}
        self.assert_problem(self.worker.post("/conflicts", broken), 400, "registry.handle_invalid")


if __name__ == "__main__":
    unittest.main()
