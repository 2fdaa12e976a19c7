"""The register of security training (F2.7): who answers for a person enters it, one's own is only claimed until somebody
confirms it, nothing is ever deleted, and who falls short is seen."""
import csv
import io
import time
import unittest
import zipfile

from kit import OwnStory

YEAR = int(time.strftime("%Y", time.gmtime(time.time() + 8 * 3600)))
TODAY = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))


def of(client, account, year=YEAR, more=""):
    answer = client.get(f"/training?year={year}{more}")
    assert answer.status == 200, answer.text
    return next((row for row in answer.json["items"] if row["account"]["account"] == account), None)


class Training(OwnStory):
    people = 300

    def entry(self, account, **more):
        return {"account": self.id_of(account), "on": TODAY, "hours": 3, "title": "資通安全職能訓練", "provider": "數位發展部",
                "evidence": "證書 115-0001", **more}

    def id_of(self, account):
        return of(self.place.client("admin"), account)["account"]["id"]

    def test_designated_persons_fall_short_until_they_are_trained(self):
        admin = self.place.client("admin")
        before = of(admin, "designated")
        self.assertEqual((before["required"], before["short"], before["hours"]), (3, True, 0))
        self.assertFalse(of(admin, "worker.childcare")["short"])
        short = admin.get(f"/training?year={YEAR}&short=yes").json["items"]
        self.assertIn("designated", [row["account"]["account"] for row in short])
        self.assertTrue(all(row["short"] for row in short))

        added = admin.post("/training", self.entry("designated", hours=2))
        self.assertEqual(added.status, 201, added.text)
        self.assertTrue(of(admin, "designated")["short"])
        admin.post("/training", self.entry("designated", hours=1))
        after = of(admin, "designated")
        self.assertEqual((after["hours"], after["short"]), (3, False))
        self.assertIsNone(of(admin, "designated", more="&short=yes"))

        # Withdrawn, it stays and does not count.
        gone = admin.post(f"/training/{added.json['id']}/withdraw", {"reason": "課程與資通安全無關"})
        self.assertEqual(gone.status, 204, gone.text)
        row = of(admin, "designated")
        self.assertEqual((row["hours"], row["short"], len(row["records"])), (1, True, 2))
        record = next(one for one in row["records"] if one["id"] == added.json["id"])
        self.assertEqual((record["withdrawn"], record["state"], record["reason"]), (True, "withdrawn", "課程與資通安全無關"))
        self.assert_problem(admin.post(f"/training/{added.json['id']}/withdraw", {"reason": "x"}), 409,
                            "people.training_withdrawn")

    def test_ones_own_is_a_claim_until_somebody_confirms_it(self):
        worker = self.place.client("worker.childcare")
        added = worker.post("/training", self.entry("worker.childcare", hours=4))
        self.assertEqual(added.status, 201, added.text)
        row = of(worker, "worker.childcare")
        self.assertEqual((row["hours"], row["records"][0]["state"], row["records"][0]["may"]), (0, "claimed", ["withdraw"]))
        self.assert_problem(worker.post(f"/training/{added.json['id']}/confirm", {}), 403, "people.training_own")
        self.assert_problem(self.place.client("worker.women").post(f"/training/{added.json['id']}/confirm", {}), 403,
                            "people.training_not_yours")
        admin = self.place.client("admin")
        todo = lambda client: "training_to_confirm" in [one["code"] for one in client.get("/home").json["todos"]]
        self.assertEqual((todo(admin), todo(self.place.client("head.childcare")), todo(worker)), (True, True, False))
        self.assertEqual(of(admin, "worker.childcare")["records"][0]["may"], ["confirm", "withdraw"])
        self.assertEqual(admin.post(f"/training/{added.json['id']}/confirm", {}).status, 204)
        row = of(worker, "worker.childcare")
        self.assertEqual((row["hours"], row["records"][0]["state"], row["records"][0]["may"]), (4, "counted", []))
        self.assertTrue(row["records"][0]["confirmed_by"])
        # What counts is no longer the claimant's to take back.
        self.assert_problem(worker.post(f"/training/{added.json['id']}/withdraw", {"reason": "x"}), 403,
                            "people.training_not_yours")
        self.assert_problem(admin.post(f"/training/{added.json['id']}/confirm", {}), 409, "people.training_not_claimed")

    def test_nobody_enters_or_sees_others_without_answering_for_them(self):
        worker = self.place.client("worker.women")
        self.assertEqual([row["account"]["account"] for row in worker.get("/training").json["items"]], ["worker.women"])
        self.assert_problem(worker.post("/training", self.entry("worker.health")), 403, "people.training_not_yours")
        auditor = self.place.client("auditor")
        self.assertGreater(len(auditor.get("/training").json["items"]), 10)
        self.assert_problem(auditor.post("/training", self.entry("worker.health")), 403, "people.training_not_yours")
        # The refusals are entries.
        refused = self.place.client("checker").post("/trail", {"kind": "web.refused"}).json["items"]
        self.assertIn("auditor", [row["account"] for row in refused])

    def test_what_is_ill_formed(self):
        admin = self.place.client("admin")
        tomorrow = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + 86400))
        for more in ({"on": tomorrow}, {"hours": 0}, {"hours": 201}):
            self.assert_problem(admin.post("/training", self.entry("designated", **more)), 400, "people.training_ill_formed")
        for more in ({"on": "2026/01/01"}, {"title": ""}, {"evidence": ""}, {"title": "字" * 201}):
            self.assert_problem(admin.post("/training", self.entry("designated", **more)), 400, "web.request_invalid")
        self.assert_problem(admin.post("/training", {**self.entry("designated"), "account": "0000000000000"}), 404,
                            "people.not_found")
        self.assert_problem(admin.post("/training/0000000000000/withdraw", {"reason": "x"}), 404, "people.not_found")
        self.assert_problem(admin.post("/training/nonsense/confirm", {}), 404, "people.not_found")
        self.assert_problem(admin.get(f"/training?year={YEAR + 1}"), 400, "people.training_ill_formed")
        self.assert_problem(admin.get("/training?year=115"), 400, "web.request_invalid")

    def test_as_a_file_it_is_recorded_and_runs_no_formula(self):
        admin = self.place.client("admin")
        title = "=HYPERLINK(\"http://x\")"
        self.assertEqual(admin.post("/training", self.entry("worker.zhongli", title=title)).status, 201)
        answer = admin.get(f"/training.csv?year={YEAR}")
        self.assertEqual(answer.status, 200, answer.text)
        self.assertTrue(answer.body.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
        head = rows[0]
        row = next(one for one in rows[1:] if one and one[head.index("帳號")] == "worker.zhongli")
        self.assertEqual(row[head.index("課程名稱")], "'" + title)
        self.assertEqual(row[head.index("訓練日期")], TODAY)
        sheet = admin.get(f"/training.ods?year={YEAR}")
        content = zipfile.ZipFile(io.BytesIO(sheet.body)).read("content.xml").decode()
        self.assertIn("=HYPERLINK(&quot;http://x&quot;)", content)
        self.assertNotIn("table:formula", content)
        printed = self.place.client("checker").post("/trail", {"kind": "training.printed"}).json
        self.assertEqual(printed["total"], 2)


if __name__ == "__main__":
    unittest.main()
