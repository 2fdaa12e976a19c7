"""Refused, each with a reason a person understands, the clause, what to do next, and an entry (P1, S1.1, S2.2, F2.4)."""
import time

from kit import Client, Story


class Refusals(Story):
    def entry_of(self, problem):
        """The entry that the refusal names, as the checker reads it."""
        receipt = problem["receipt"]
        rows = self.place.client("checker").post("/trail", {"kind": "query.refused", "limit": 50}).json["items"]
        return next(row for row in rows if row["index"] == receipt["index"])

    def refused(self, answer, code):
        problem = self.assert_refused(answer, code)
        entry = self.entry_of(problem)
        self.assertEqual((entry["kind"], entry["outcome"]), ("query.refused", "refused"))
        self.assertEqual(entry["refusal_zh"], problem["detail"])
        return entry

    def test_no_such_grant(self):
        client = self.place.client("worker.childcare")
        self.refused(client.query(self.place.examples[0], grant="0000000000001"), "grants.no_grant")

    def test_a_grant_of_another_unit(self):
        other = self.place.client("worker.women").grant()
        client = self.place.client("worker.childcare")
        self.assertIn(client.query(self.place.examples[0], grant=other).json["code"],
                      ("grants.wrong_unit", "grants.not_a_holder"))
        self.refused(client.query(self.place.examples[0], grant=other), "grants.wrong_unit")

    def test_a_colleagues_grant(self):
        client = self.place.new_member("story.colleague", "childcare", "case_worker")
        grant = self.place.client("worker.childcare").grant()
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.not_a_holder")

    def test_expired(self):
        client = self.place.new_member("story.expired", "childcare", "case_worker")
        grant = self.place.new_grant("story.expired")
        # The stages take their time: the end is brought near afterwards.
        until = time.time() + 3
        number = client.get(f"/grants/{grant}").json["grant"]["application"]
        self.place.sql(f"UPDATE grants_grants SET valid_until = {int(until * 1000)} WHERE application = '{number}'")
        self.assertEqual(client.query(self.place.examples[0], grant=grant).status, 200)
        time.sleep(max(0, until - time.time()) + 0.01)
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.expired")

    def test_not_yet_valid(self):
        client = self.place.client("worker.health")
        grant = client.grant("not_yet_valid")
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.not_yet_valid")

    def test_a_field_outside_the_grant(self):
        client = self.place.new_member("story.field", "childcare", "case_worker")
        grant = self.place.new_grant("story.field")
        self.refused(client.query(self.place.examples[0], grant=grant, fields=["MotherId"]), "grants.field_outside")

    def test_an_operation_outside_the_grant(self):
        client = self.place.new_member("story.operation", "childcare", "case_worker")
        grant = self.place.new_grant("story.operation", operations="lookup")
        view = client.query(self.place.examples[0], grant=grant).json
        answer = client.post(f"/queries/{view['id']}/household",
                             {"handle": view["records"][0]["handle"], "reason": "核對全戶成員是否同住"})
        self.refused(answer, "grants.operation_not_granted")

    def test_a_person_outside_the_population(self):
        client = self.place.client("worker.zhongli")
        outside = next(p for p in self.place.examples if p["area_code"] not in ("68000020", ""))
        answer = client.query(outside)
        entry = self.refused(answer, "grants.outside_population")
        self.assertNotIn(outside["name"], answer.text)
        self.assertNotIn(outside["id"], answer.text)
        self.assertIn("*", entry["subject_masked"])

    def test_quota_used_up(self):
        client = self.place.new_member("story.quota", "childcare", "case_worker")
        grant = self.place.new_grant("story.quota", quota_day=2)
        for _ in range(2):
            self.assertEqual(client.query(self.place.examples[0], grant=grant).status, 200)
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.quota_day_used_up")

    def test_the_month_is_used_up(self):
        client = self.place.new_member("story.month", "childcare", "case_worker")
        grant = self.place.new_grant("story.month", quota_day=2, quota_month=2, quota_total=9)
        for _ in range(2):
            self.assertEqual(client.query(self.place.examples[0], grant=grant).status, 200)
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.quota_month_used_up")

    def test_an_approval_that_nobody_used_lapses(self):
        client = self.place.new_member("story.lapse", "childcare", "case_worker")
        grant = self.place.new_grant("story.lapse")
        self.place.sql("UPDATE grants_grants SET lapses_at = 1 WHERE id = (SELECT MAX(id) FROM grants_grants)")
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.approval_lapsed")
        self.assertEqual([one["state"] for one in client.grants()], ["lapsed"])

    def test_no_case_number_or_one_that_is_none(self):
        client = self.place.client("worker.childcare")
        self.refused(client.query(self.place.examples[0], case=""), "grants.case_number_missing")
        self.refused(client.query(self.place.examples[0], case="x"), "grants.case_number_ill_formed")

    def test_no_reason(self):
        client = self.place.client("worker.childcare")
        self.refused(client.query(self.place.examples[0], reason=""), "grants.reason_missing")

    def test_a_suspended_grant(self):
        client = self.place.new_member("story.suspended", "childcare", "case_worker")
        grant = self.place.new_grant("story.suspended")
        self.place.menhu("grant", "suspend", grant, "--by", "admin", "--reason", "查核中",
                         stdin=self.place.passwords["admin"] + "\n")
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.suspended")
        self.place.menhu("grant", "resume", grant, "--by", "admin", "--reason", "查核完畢",
                         stdin=self.place.passwords["admin"] + "\n")
        self.assertEqual(client.query(self.place.examples[0], grant=grant).status, 200)

    def test_a_suspended_account(self):
        client = self.place.new_member("story.account", "childcare", "case_worker")
        grant = self.place.new_grant("story.account")
        self.place.menhu("account", "suspend", "story.account", "--reason", "離職查核")
        self.refused(client.query(self.place.examples[0], grant=grant), "grants.account_suspended")
        self.assertEqual(Client(self.place).sign_in("story.account", self.place.passwords["story.account"]).status, 401)
