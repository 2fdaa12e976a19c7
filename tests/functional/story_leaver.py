"""A leaver in one motion (F2.2): previewed, recorded ahead, effective by itself to the second under a stream of requests,
handed over, taken back; and what was looked up before, for the head."""
import threading
import time
import unittest

from kit import OwnStory


def day(days):
    """A date in Taipei, so many days from today."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + days * 86400))


class Leaver(OwnStory):
    people = 1000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.place.client("admin")
        cls.head = cls.place.client("head.childcare")

    def account(self, name):
        return next(row for row in self.admin.get(f"/accounts?q={name}").json["items"] if row["account"] == name)

    def unit(self, code):
        return next(unit for unit in self.admin.get("/units").json["items"] if unit["code"] == code)

    def leave(self, name, kind="resignation", on=0, **more):
        return self.admin.post("/leavers", {"account": self.account(name)["id"], "kind": kind, "on": day(on),
                                            "reason": "個人生涯規劃", **more})

    def test_1_the_demonstration_has_one_who_leaves(self):
        found = self.admin.get("/leavers").json["items"]
        self.assertEqual([row["account"]["account"] for row in found], ["worker.leaving"])
        self.assertEqual((found[0]["state"], found[0]["kind"], len(found[0]["letters"])), ("planned", "resignation", 1))
        view = self.admin.get(f"/leavers/{found[0]['id']}").json
        self.assertIsNone(view["accesses"], "administrators do not see what was looked up")
        self.assertEqual(view["may"], ["withdraw"])
        self.assertIn("account_closes", [effect["code"] for effect in view["effects"]])
        seen = self.head.get(f"/leavers/{found[0]['id']}").json
        self.assertIsNotNone(seen["accesses"])
        self.assertEqual(self.place.client("worker.women").get("/leavers").status, 403)

    def test_2_preview_says_what_recording_does(self):
        account = self.account("worker.childcare")["id"]
        preview = self.admin.post("/leavers/preview", {"account": account, "kind": "retirement", "on": day(5)})
        self.assertEqual(preview.status, 200, preview.text)
        codes = [effect["code"] for effect in preview.json["effects"]]
        self.assertEqual(codes[0], "account_closes")
        self.assertEqual(len(preview.json["grants"]), 1)
        self.assert_problem(self.admin.post("/leavers/preview", {"account": account, "kind": "retirement", "on": day(-1)}), 400,
                            "duties.leaver_day_past")
        self.assert_problem(self.admin.post("/leavers/preview", {"account": account, "kind": "transfer", "on": day(1)}), 400,
                            "duties.leaver_ill_formed")
        self.assert_problem(self.head.post("/leavers/preview", {"account": account, "kind": "retirement", "on": day(5)}), 403,
                            "people.role_missing")
        self.assertEqual(len(self.admin.get("/leavers").json["items"]), 1, "a preview records nothing")

    def test_3_effective_by_itself_within_a_second(self):
        member = self.place.new_member("goes.soon", "childcare", "case_worker")
        grant = self.place.new_grant("goes.soon")
        person = self.place.example(area_code="68000010") if self.place.examples else None
        self.assertEqual(member.query(person, grant).status, 200)
        made = self.leave("goes.soon", on=3)
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(member.query(person, grant).status, 200, "before the day everything goes on")
        # The day comes: the store's clock is the term's instant, so that is moved to three seconds from now.
        number = "(SELECT id FROM people_accounts WHERE name = 'goes.soon')"
        at = int(time.time() * 1000) + 3000
        self.place.sql("INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, valid_until, "
                       "recorded_at, recorded_by, application_id) SELECT account_id, number + 1, " + str(at) + ", unit_id, roles, state, "
                       "valid_from, valid_until, recorded_at, recorded_by, application_id FROM people_account_terms "
                       f"WHERE account_id = {number} AND state = 'closed'")
        answers, stop = [], threading.Event()

        def stream():
            while not stop.is_set():
                begun = time.time()
                answers.append((begun, member.query(person, grant).status))

        thread = threading.Thread(target=stream)
        thread.start()
        time.sleep(max(0, at / 1000 - time.time()) + 2)
        stop.set()
        thread.join()
        late = [(begun, status) for begun, status in answers if begun > at / 1000 + 1 and status == 200]
        self.assertEqual(late, [], "an answer later than one second after the revocation")
        self.assertTrue(any(status == 200 for _, status in answers))
        self.assertTrue(any(status == 403 for _, status in answers))
        self.assertEqual(self.account("goes.soon")["standing"], "closed")

    def test_4_at_once_with_a_hand_over(self):
        worker = self.place.new_member("moves", "childcare", "case_worker")
        heir = self.place.new_member("stays", "childcare", "case_worker")
        grant = self.place.new_grant("moves")
        self.assertEqual([one["id"] for one in worker.grants()], [grant])
        women = self.unit("women")["id"]
        made = self.leave("moves", kind="transfer", unit=women, roles=["case_worker"], hand_over_to=self.account("stays")["id"])
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(worker.grants(), [])
        self.assertEqual([one["id"] for one in heir.grants()], [grant])
        self.assertEqual(self.account("moves")["unit"]["id"], women)
        self.assert_problem(self.leave("moves", kind="transfer", unit=women), 400, "duties.leaver_ill_formed")

    def test_5_a_leave_comes_back_by_itself(self):
        self.place.new_member("on.leave", "childcare", "case_worker")
        made = self.leave("on.leave", kind="leave", on=0, until=day(30))
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(self.account("on.leave")["standing"], "suspended")
        view = self.admin.get(f"/leavers/{made.json['id']}").json
        self.assertEqual((view["state"], view["until"]), ("in_force", day(30)))

    def test_6_taken_back(self):
        self.place.new_member("stays.after.all", "childcare", "case_worker")
        grant = self.place.new_grant("stays.after.all")
        made = self.leave("stays.after.all", on=4).json["id"]
        self.assert_problem(self.leave("stays.after.all", on=5), 409, "people.change_planned")
        self.assertEqual(self.admin.post(f"/leavers/{made}/withdraw", {"reason": "不離職了"}).status, 204)
        view = self.admin.get(f"/leavers/{made}").json
        self.assertEqual((view["state"], view["withdrawn_reason"]), ("withdrawn", "不離職了"))
        self.assert_problem(self.admin.post(f"/leavers/{made}/withdraw", {"reason": "x"}), 409, "duties.leaver_over")
        found = self.admin.get(f"/accounts/{self.account('stays.after.all')['id']}").json
        self.assertIsNone(found["planned"])
        self.assertTrue(grant)

    def test_7_the_head_reads_and_it_is_entered(self):
        leaver = next(row for row in self.admin.get("/leavers").json["items"] if row["account"]["account"] == "goes.soon")
        self.assertIn(f"/leavers/{leaver['id']}", [todo["link"] for todo in self.head.get("/home").json["todos"]])
        seen = self.head.get(f"/leavers/{leaver['id']}").json["accesses"]
        self.assertGreater(seen["total"], 0)
        self.assertLessEqual({item["kind"] for item in seen["items"]}, {"query.lookup", "query.refused"})
        self.assertEqual(len(seen["items"]), min(seen["total"], 100))
        self.assertNotIn(f"/leavers/{leaver['id']}", [todo["link"] for todo in self.head.get("/home").json["todos"]])
        trail = self.place.client("auditor").post("/trail", {"kind": "duties.accesses_read"}).json
        self.assertTrue(any(item["account"] == "head.childcare" for item in trail["items"]))


if __name__ == "__main__":
    unittest.main()
