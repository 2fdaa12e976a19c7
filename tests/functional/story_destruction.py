"""A contractor's use of the data ends, and the destruction is due within the month (U1.3): with its last grant, and with its
contract, which puts its people out at once; told to who sees to it, recorded by the agency with evidence and letter."""
import time
import unittest

from kit import OwnStory, instant


def day(days):
    """A date in Taipei, so many days from today."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + days * 86400))


DONE = {"destroyed_on": day(0), "method": "硬碟消磁後破壞", "scope": "測試資料庫全部資料表", "backups": "備份磁帶二卷一併銷毀",
        "witness": "資訊室承辦人", "evidence": "照片十二張、消磁紀錄", "letter_number": "示資字第1150001號", "letter_on": day(0)}


class Destruction(OwnStory):
    people = 300

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.place.client("admin")
        cls.designated = cls.place.client("designated")
        cls.head = cls.place.client("head.it")
        units = {unit["code"]: unit for unit in cls.admin.get("/units").json["items"]}
        made = cls.admin.post("/units", {
            "code": "firm-a", "name_zh": "某資訊公司", "name_en": "Some firm", "parent": units["it"]["id"],
            "contract": {"number": "115-C-007", "title": "津貼系統維運", "scope": "系統維護", "from": day(-30), "to": day(200),
                         "subcontracting": "none", "contact_name": "聯絡人", "contact_phone": "03-0000000",
                         "contact_email": "contact@example.org"}})
        assert made.status in (200, 201), made.text
        cls.firm_head = cls.place.new_member("firm.head", "firm-a", "unit_head")
        cls.contractor = cls.place.new_member("firm.worker", "firm-a", "case_worker")
        cls.place.heads = {**cls.place.heads, "firm-a": ("firm.head",)}
        duty = cls.admin.post(f"/units/{made.json['id']}/duties", {
            "kind": "head", "account": cls.firm_head.get("/session").json["account_id"], "from": instant(time.time()), "note": ""})
        assert duty.status in (200, 201, 204), duty.text
        purpose = cls.designated.get("/purposes/child-raising").json
        form = {name: purpose[name] for name in ("case_pattern", "case_example", "acknowledgement_zh", "acknowledgement_en")}
        made = cls.designated.post("/purposes", {
            **form, "code": "upkeep", "name_zh": "津貼系統維運", "name_en": "Upkeep of the allowance system",
            "bases": [basis["id"] for basis in purpose["bases"]], "units": ["firm-a"],
            "fields": ["PersonId", "PersonName", "BirthDate"], "operations": ["lookup"], "codes": []})
        assert made.status in (200, 201), made.text
        approved = cls.place.client("head.agency").post("/purposes/upkeep/approve", {"note": ""})
        assert approved.status in (200, 204), approved.text

    def granted(self):
        grant = self.place.new_grant("firm.worker", purpose="upkeep", unit="firm-a", operations="lookup")
        # As if it had begun ten days ago.
        self.place.sql("UPDATE grants_grants SET valid_from = valid_from - 864000000 WHERE unit_id = "
                       "(SELECT id FROM people_units WHERE code = 'firm-a')")
        return grant

    def due(self, client, state=""):
        answer = client.get("/destructions" + (f"?state={state}" if state else ""))
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json["items"]

    def todos(self, client):
        return [todo["code"] for todo in client.get("/home").json["todos"]]

    def test_1_nothing_while_the_contractor_works(self):
        type(self).grant = self.granted()
        answer = self.contractor.query(self.place.examples[0], grant=self.grant)
        self.assertEqual(answer.status, 200, answer.text)
        for client in (self.designated, self.head, self.contractor):
            self.assertEqual(self.due(client), [])

    def test_2_the_last_grant_ends(self):
        ended = self.firm_head.post(f"/grants/{self.grant}/end", {"reason": "維運項目已完成"})
        self.assertIn(ended.status, (200, 204), ended.text)
        self.assert_refused(self.contractor.query(self.place.examples[0], grant=self.grant), "grants.ended")
        rows = self.due(self.designated)
        self.assertEqual(len(rows), 1)
        row = rows[0]
        self.assertEqual((row["unit"]["name"], row["cause"], row["state"], row["ended_on"]),
                         ("某資訊公司", "grants_ended", "due", day(0)))
        self.assertGreaterEqual(row["due"], day(27))
        self.assertLessEqual(row["due"], day(45))
        self.assertEqual(row["may"], ["done"])
        for client in (self.designated, self.head, self.contractor):
            self.assertIn("destruction_due", self.todos(client))
        self.assertNotIn("destruction_due", self.todos(self.place.client("worker.childcare")))
        self.assertEqual(self.due(self.place.client("worker.childcare")), [])
        self.assertEqual(self.due(self.contractor)[0]["may"], [])
        type(self).row = row

    def test_3_the_agency_records_what_was_destroyed(self):
        path = f"/destructions/{self.row['id']}/done"
        self.assert_problem(self.contractor.post(path, DONE), 403, "people.role_missing")
        self.assert_problem(self.firm_head.post(path, DONE), 403, "duties.destruction_not_yours")
        self.assert_problem(self.place.client("head.women").post(path, DONE), 404, "duties.destruction_not_found")
        self.assert_problem(self.head.post(path, {**DONE, "witness": "  "}), 400, "duties.destruction_ill_formed")
        self.assert_problem(self.head.post(path, {**DONE, "destroyed_on": day(1), "letter_on": day(1)}), 400,
                            "duties.destruction_ill_formed")
        self.assertEqual(self.head.post(path, {**DONE, "letter_on": "2026-13-01"}).status, 400)
        self.assertEqual(self.head.post(path, DONE).status, 204)
        self.assert_problem(self.designated.post(path, DONE), 409, "duties.destruction_done")
        self.assertEqual(self.due(self.designated, "open"), [])
        done = self.due(self.designated, "done")[0]
        self.assertEqual((done["done"]["by"]["account"], done["done"]["letter_number"], done["done"]["backups"]),
                         ("head.it", DONE["letter_number"], DONE["backups"]))
        self.assertNotIn("destruction_due", self.todos(self.designated))

    def test_4_the_contract_ends_and_everything_with_it(self):
        type(self).grant = self.granted()
        self.assertEqual(self.contractor.query(self.place.examples[0], grant=self.grant).status, 200)
        unit = next(one for one in self.admin.get("/units").json["items"] if one["code"] == "firm-a")
        contract = {**unit["contract"], "to": day(-2)}
        ended = self.admin.call("PUT", f"/units/{unit['id']}/contract", contract)
        self.assertIn(ended.status, (200, 204), ended.text)
        self.assertIn(self.contractor.query(self.place.examples[0], grant=self.grant).status, (401, 403))
        self.assertNotEqual(self.place.client().sign_in("firm.worker", self.place.passwords["firm.worker"]).status, 200)
        rows = self.due(self.designated, "open")
        self.assertEqual(len(rows), 1)
        self.assertEqual((rows[0]["cause"], rows[0]["contract_number"], rows[0]["ended_on"], rows[0]["overdue"]),
                         ("contract_ended", unit["contract"]["number"], day(-2), False))
        self.assertIn("destruction_due", self.todos(self.head))

    def test_5_overdue_is_said(self):
        unit = next(one for one in self.admin.get("/units").json["items"] if one["code"] == "firm-a")
        self.place.sql("UPDATE grants_grants SET valid_from = valid_from - 8640000000 WHERE unit_id = "
                       "(SELECT id FROM people_units WHERE code = 'firm-a')")
        contract = {**unit["contract"], "from": day(-200), "to": day(-60)}
        self.assertIn(self.admin.call("PUT", f"/units/{unit['id']}/contract", contract).status, (200, 204))
        row = self.due(self.designated, "overdue")[0]
        self.assertTrue(row["overdue"])
        self.assertIn("destruction_overdue", self.todos(self.designated))
        self.assertEqual(self.due(self.place.client("auditor"), "overdue")[0]["id"], row["id"])
        self.assert_problem(self.designated.get("/destructions?state=never"), 400, "web.request_invalid")


if __name__ == "__main__":
    unittest.main()
