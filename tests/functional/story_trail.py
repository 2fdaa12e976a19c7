"""The trail for those who check: both pivots, the file for a spreadsheet, and that reading it is itself recorded (A1)."""
from kit import CASE, Story


class Trail(Story):
    def test_everyone_who_looked_up_this_person_and_everyone_this_officer_looked_up(self):
        person = self.place.examples[1]
        receipt = self.place.client("worker.childcare").query(person).json["receipt"]
        checker = self.place.client("checker")
        by_person = checker.post("/trail", {"person": person["id"]})
        self.assertEqual(by_person.status, 200, by_person.text)
        rows = [row for row in by_person.json["items"] if row["index"] == receipt["index"]]
        self.assertEqual(len(rows), 1)
        self.assertEqual((rows[0]["account"], rows[0]["kind"], rows[0]["case_number"]), ("worker.childcare", "query.lookup", CASE))
        self.assertNotIn(person["id"], by_person.text)
        grant = next(one for one in self.place.client("worker.childcare").grants() if one["id"] == rows[0]["grant"])
        self.assertEqual((rows[0]["purpose_zh"], rows[0]["purpose_en"]), (grant["purpose_zh"], grant["purpose_en"]))
        by_officer = checker.post("/trail", {"account": "worker.childcare", "kind": "query.lookup"}).json
        self.assertTrue(all(row["account"] == "worker.childcare" for row in by_officer["items"]))
        self.assertGreaterEqual(by_officer["total"], 1)
        by_case = checker.post("/trail", {"case_number": CASE}).json
        self.assertIn(receipt["index"], [row["index"] for row in by_case["items"]])

    def test_reading_the_trail_is_recorded(self):
        person = self.place.examples[2]
        self.place.client("ethics").post("/trail", {"person": person["id"]})
        rows = self.place.client("checker").post("/trail", {"kind": "trail.read"}).json["items"]
        self.assertIn("ethics", [row["account"] for row in rows])

    def test_the_file_for_a_spreadsheet_is_whole(self):
        checker = self.place.client("checker")
        total = checker.post("/trail", {"kind": "query."}).json["total"]
        answer = checker.post("/trail.csv", {"kind": "query."})
        self.assertEqual(answer.status, 200)
        rows = answer.body.decode("utf-8-sig").split("\r\n")
        self.assertGreaterEqual(len(rows) - 2, total)
        self.assertIn("育有未滿二歲兒童育兒津貼審查", answer.body.decode("utf-8-sig"))
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_what_cannot_be_asked(self):
        checker = self.place.client("checker")
        for member, value in (("person", "A123456788"), ("account", "nobody.here"), ("from", "yesterday"), ("limit", 0),
                              ("limit", 501), ("limit", "20")):
            problem = self.assert_problem(checker.post("/trail", {member: value}), 400, "web.request_invalid")
            self.assertEqual(problem["fields"][0]["path"], member)
        self.assertEqual(checker.post("/trail", {"cursor": "x"}).status, 400)

    def test_nobody_is_asked_about_in_an_address(self):
        person = self.place.examples[2]
        checker = self.place.client("checker")
        for path in ("/trail", "/trail.csv"):
            gone = self.assert_problem(checker.get(f"{path}?person={person['id']}"), 405, "web.method_not_allowed")
            self.assertNotIn(person["id"], str(gone))
            self.assertEqual(checker.call("POST", path, {"person": person["id"]}, csrf=False).status, 403)
        answer = checker.post("/trail.csv", {"person": person["id"]})
        self.assertEqual(answer.status, 200)
        self.assertNotIn(person["id"], answer.text)
        self.assertNotIn(person["id"], "\n".join(self.place.log_lines()))

    def test_the_log_can_be_fetched_as_tiles(self):
        auditor = self.place.client("auditor")
        receipt = self.place.client("worker.childcare").query(self.place.examples[0]).json["receipt"]
        self.assertEqual(auditor.get(f"/receipts/{receipt['log']}/{receipt['index']}").status, 200)
        log = receipt["log"]
        size = int(auditor.get(f"/ledger/{log}/checkpoint").text.split("\n")[1])
        width = min(size, 256)
        path = f"/ledger/{log}/tile/0/000" + (f".p/{width}" if width < 256 else "")
        tile = auditor.get(path)
        self.assertEqual((tile.status, len(tile.body)), (200, width * 32), path)
        self.assert_problem(auditor.get(f"/ledger/{log}/tile/9/999"), 404, "web.no_such_log_file")
        self.assert_problem(self.place.client("worker.childcare").get(path), 403, "people.role_missing")
