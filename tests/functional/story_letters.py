"""Letters to the provider (U3, F2.1): a head, handler or designated person comes or goes, and the Civil Affairs Bureau is
told within seven days; worded, printed, sent with number and day, and then as they were."""
import io
import time
import unittest
import zipfile

from kit import OwnStory


def day(days):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + days * 86400))


class Letters(OwnStory):
    people = 300

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.place.client("admin")

    def letters(self):
        return self.admin.get("/letters").json["items"]

    def unit(self, code):
        return next(unit for unit in self.admin.get("/units").json["items"] if unit["code"] == code)["id"]

    def account(self, name):
        return next(row for row in self.admin.get(f"/accounts?q={name}").json["items"] if row["account"] == name)["id"]

    def test_1_the_leaver_of_the_demonstration_is_told(self):
        letter = self.letters()[0]
        self.assertEqual((letter["state"], letter["to"], letter["overdue"]), ("draft", "桃園市政府民政局", False))
        view = self.admin.get(f"/letters/{letter['id']}").json
        self.assertEqual((view["kind"], view["event_on"]), ("handler", day(10)))
        self.assertGreaterEqual(view["due"], day(17))
        self.assertIn("即將離職承辦人", view["body"])
        self.assertNotIn("{", view["subject"] + view["body"])
        self.assertIsNotNone(view["leaver"])
        todos = self.admin.get("/home").json["todos"]
        due = next(one for one in todos if one["code"] == "letter_due")
        self.assertEqual((due["clause"], due["link"]), ("U3", f"/letters/{letter['id']}"))
        head = self.place.client("head.childcare")
        self.assertEqual(head.get(f"/letters/{letter['id']}").json["may"], ["change", "send"])
        self.assertEqual(self.place.client("civil").get(f"/letters/{letter['id']}").json["may"], [])
        self.assert_problem(self.place.client("worker.women").get("/letters"), 403, "people.role_missing")

    def test_2_a_change_by_itself_starts_one(self):
        before = len(self.letters())
        it = self.unit("it")
        duty = next(one for one in self.admin.get(f"/units/{it}").json["duties"] if one["kind"] == "designated_person")
        self.assertEqual(self.admin.post(f"/duties/{duty['id']}/end", {"at": day(0), "note": "調整"}).status, 204)
        self.assertEqual(len(self.letters()), before, "who is named for the link is told of for the link, once")
        named = next(one for one in self.admin.get("/links/household").json["people"] if one["kind"] == "designated_person")
        ended = self.admin.post(f"/links/people/{named['id']}/end", {"at": day(0), "note": "調整"})
        self.assertEqual(ended.status, 204, ended.text)
        now = self.letters()
        self.assertEqual(len(now), before + 1)
        letter = next(one for one in now if one["kind"] == "designated_person")
        self.assertIn("尚未指派", self.admin.get(f"/letters/{letter['id']}").json["body"])
        # The successor is written into the draft.
        self.place.new_member("designated.next", "it", "designated_person")
        made = self.admin.post("/links/household/people", {"kind": "designated_person", "account": self.account("designated.next"),
                                                           "from": day(1), "note": ""})
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(len(self.letters()), before + 1)
        self.assertIn("Story designated.next", self.admin.get(f"/letters/{letter['id']}").json["body"])
        self.assertRegex(self.place.menhu("jobs", "run").out, r"draft_letters\t0\t")

    def test_3_worded_printed_sent(self):
        letter = next(one for one in self.letters() if one["kind"] == "designated_person")["id"]
        text = {"subject": "函知本局資訊單位專責人員異動，請查照。", "body": "依據規定辦理。\n接任人員如附。"}
        self.assertEqual(self.admin.call("PUT", f"/letters/{letter}", text).status, 204)
        odt = self.admin.get(f"/letters/{letter}.odt")
        self.assertEqual(odt.status, 200, odt.text[:300])
        content = zipfile.ZipFile(io.BytesIO(odt.body)).read("content.xml").decode()
        self.assertIn("函知本局資訊單位專責人員異動", content)
        pdf = self.admin.get(f"/letters/{letter}.pdf")
        self.assertEqual((pdf.status, pdf.body[:5]), (200, b"%PDF-"))
        sent = {"document_number": "桃婦秘字第1150000123號", "on": day(0)}
        self.assert_problem(self.admin.post(f"/letters/{letter}/sent", {**sent, "on": day(1)}), 400, "duties.sent_day_wrong")
        self.assert_problem(self.place.client("head.childcare").post(f"/letters/{letter}/sent", sent), 403, "people.not_your_unit")
        self.assertEqual(self.admin.post(f"/letters/{letter}/sent", sent).status, 204)
        self.assert_problem(self.admin.call("PUT", f"/letters/{letter}", text), 409, "duties.letter_over")
        view = self.admin.get(f"/letters/{letter}").json
        self.assertEqual((view["state"], view["document_number"], view["sent_on"], view["may"]),
                         ("sent", sent["document_number"], day(0), []))

    def test_4_overdue_is_said(self):
        # A head left three weeks ago, and nobody told the provider.
        self.place.sql("INSERT INTO people_duties (id, unit_id, kind, account_id, from_at, until_at, note, recorded_at, recorded_by) "
                       f"SELECT 77, u.id, 'designated_person', a.id, 1, {int((time.time() - 21 * 86400) * 1000)}, '', 1, 0 "
                       "FROM people_units u, people_accounts a WHERE u.code = 'women' AND a.name = 'worker.women'")
        self.assertRegex(self.place.menhu("jobs", "run").out, r"draft_letters\t1\t")
        overdue = [one for one in self.letters() if one["overdue"]]
        self.assertEqual(len(overdue), 1)
        self.assertEqual(self.admin.get("/home").json["todos"][0]["code"], "letter_overdue")


if __name__ == "__main__":
    unittest.main()
