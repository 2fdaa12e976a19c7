"""The trail for those who check: both pivots, the file for a spreadsheet, and that reading it is itself recorded (A1)."""
from kit import CASE, Story


class Trail(Story):
    def test_everyone_who_looked_up_this_person_and_everyone_this_officer_looked_up(self):
        person = self.place.examples[1]
        receipt = self.place.client("worker.childcare").query(person).json["receipt"]
        checker = self.place.client("checker")
        by_person = checker.get(f"/trail?person={person['id']}")
        self.assertEqual(by_person.status, 200, by_person.text)
        rows = [row for row in by_person.json["items"] if row["index"] == receipt["index"]]
        self.assertEqual(len(rows), 1)
        self.assertEqual((rows[0]["account"], rows[0]["kind"], rows[0]["case_number"]), ("worker.childcare", "query.lookup", CASE))
        self.assertNotIn(person["id"], by_person.text)
        by_officer = checker.get("/trail?account=worker.childcare&kind=query.lookup").json
        self.assertTrue(all(row["account"] == "worker.childcare" for row in by_officer["items"]))
        self.assertGreaterEqual(by_officer["total"], 1)
        by_case = checker.get("/trail?case_number=" + CASE.encode().hex("%").upper().join(["%", ""])).json
        self.assertIn(receipt["index"], [row["index"] for row in by_case["items"]])

    def test_reading_the_trail_is_recorded(self):
        person = self.place.examples[2]
        self.place.client("ethics").get(f"/trail?person={person['id']}")
        rows = self.place.client("checker").get("/trail?kind=trail.read").json["items"]
        self.assertIn("ethics", [row["account"] for row in rows])

    def test_the_file_for_a_spreadsheet_is_whole(self):
        checker = self.place.client("checker")
        total = checker.get("/trail?kind=query.").json["total"]
        answer = checker.get("/trail.csv?kind=query.")
        self.assertEqual(answer.status, 200)
        rows = answer.body.decode("utf-8-sig").split("\r\n")
        self.assertGreaterEqual(len(rows) - 2, total)
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_what_cannot_be_asked(self):
        checker = self.place.client("checker")
        for query, path in (("person=A123456788", "person"), ("account=nobody.here", "account"), ("from=yesterday", "from"),
                            ("limit=0", "limit")):
            problem = self.assert_problem(checker.get("/trail?" + query), 400, "web.request_invalid")
            self.assertEqual(problem["fields"][0]["path"], path)
        self.assertEqual(checker.get("/trail?cursor=x").status, 400)

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
