"""The roster (A5, F2.1): everybody who could reach the data on any day, contractors included. A past day is told as it
was; opening and handing out are entries, the latter with the digest of the file; poppler reads the PDF again."""
import csv
import hashlib
import io
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

from kit import OwnStory, instant

DAY = 86400
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NOW = time.time()


def day(days_ago):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 - days_ago * DAY))


def millis(days_ago):
    """Noon in Taipei."""
    today = int((time.time() + 8 * 3600) // DAY) * DAY - 8 * 3600
    return (today + 12 * 3600 - days_ago * DAY) * 1000


def cells(package):
    """Every row of every sheet as texts, and as values where they are dates or numbers."""
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(package)).read("content.xml"))
    rows = []
    for row in root.iter(TABLE + "table-row"):
        one = []
        for cell in row.iter(TABLE + "table-cell"):
            value = cell.get(OFFICE + "date-value") or cell.get(OFFICE + "value")
            one.append(value or "\n".join("".join(p.itertext()) for p in cell.iter(TEXT + "p")))
        rows.append(one)
    return rows


class Roster(OwnStory):
    people = 300
    number = 7000000000000000000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place.sql("UPDATE people_units SET valid_from = 0")  # the demonstration's units began today

    def sql(self, statement):
        self.place.sql(statement)

    def past_account(self, name, terms, valid_until="NULL"):
        """An account whose terms began in the past: (days ago, unit's code, roles, state), the oldest first."""
        Roster.number += 1
        number = Roster.number
        self.sql(f"INSERT INTO people_accounts (id, name, display_name, password_due_at) "
                 f"VALUES ({number}, '{name}', '往日{name}', 0)")
        for place, (ago, unit, roles, state) in enumerate(terms, 1):
            self.sql("INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, "
                     f"valid_until, recorded_at, recorded_by, application_id) SELECT {number}, {place}, {millis(ago)}, u.id, "
                     f"{roles}, '{state}', {millis(terms[0][0])}, {valid_until}, {millis(ago)}, 0, NULL "
                     f"FROM people_units u WHERE u.code = '{unit}'")
        return number

    def line(self, account, on="", who="auditor", more=""):
        answer = self.place.client(who).get(f"/roster?on={on}{more}")
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json["total"], len(answer.json["items"]))
        return next((row for row in answer.json["items"] if row["account"] == account), None)

    def test_everybody_is_on_it_with_what_they_hold(self):
        row = self.line("worker.childcare")
        self.assertEqual((row["standing"], row["roles"], row["contract_number"]), ("active", ["case_worker"], ""))
        self.assertTrue(row["grants"] and row["grants"][0]["purpose"] and row["unit"]["name"])
        self.assertTrue(row["approved_at"] and row["approved_by"])
        self.assertEqual(self.line("designated")["training_required"], 3)
        everybody = {one["account"] for one in self.place.client("civil").get("/roster").json["items"]}
        self.assertLessEqual(set(self.place.passwords), everybody)

    def test_a_day_before_a_transfer_shows_the_old_unit(self):
        self.past_account("mover", [(40, "childcare", 1, "open"), (20, "women", 2, "open"), (5, "women", 2, "suspended"),
                                    (2, "women", 2, "closed")])
        self.assertIsNone(self.line("mover", day(41)))
        old = self.line("mover", day(30))
        new = self.line("mover", day(10))
        self.assertEqual((old["roles"], old["standing"]), (["case_worker"], "active"))
        self.assertEqual((new["roles"], new["standing"]), (["unit_head"], "active"))
        self.assertNotEqual(old["unit"]["id"], new["unit"]["id"])
        self.assertEqual(old["unit"], self.line("worker.childcare")["unit"])
        self.assertEqual(self.line("mover", day(21))["unit"], old["unit"])
        self.assertEqual(self.line("mover", day(20))["unit"], new["unit"])  # on the day itself: how the day ended
        self.assertEqual(self.line("mover", day(4))["standing"], "suspended")
        # On the day on which it was closed it could still reach the data; on the next it could not.
        self.assertEqual(self.line("mover", day(2))["standing"], "closed")
        self.assertIsNone(self.line("mover", day(1)))
        self.assertTrue(old["revoked_at"].startswith(day(2)))  # as known now
        for unit, found in ((old["unit"]["id"], True), (new["unit"]["id"], False)):
            self.assertEqual(self.line("mover", day(30), more=f"&unit={unit}") is not None, found)

    def test_a_contractor_is_bounded_by_its_contract(self):
        admin = self.place.client("admin")
        made = admin.post("/units", {"code": "vendor-a", "name_zh": "甲資訊公司", "name_en": "Vendor A",
                                     "contract": {"number": "115-契-7", "title": "系統維護", "scope": "介接程式維護",
                                                  "from": instant(NOW - 60 * DAY), "to": instant(NOW + 30 * DAY),
                                                  "subcontracting": "", "contact_name": "王甲", "contact_phone": "03-1234567",
                                                  "contact_email": "a@example.invalid"}})
        if made.status != 201:
            self.fail(made.text)
        self.past_account("vendor.one", [(50, "vendor-a", 1, "open")])
        row = self.line("vendor.one", day(10))
        self.assertEqual((row["contract_number"], row["standing"]), ("115-契-7", "active"))
        self.assertTrue(row["until"].startswith(instant(NOW + 30 * DAY)[:10]))
        self.assertIsNotNone(self.line("vendor.one", more="&contractor=yes"))
        self.assertIsNone(self.line("vendor.one", more="&contractor=no"))
        self.assertIsNone(self.line("worker.childcare", more="&contractor=yes"))
        # After the contract's end nobody had to do anything.
        self.sql("INSERT INTO people_contracts (unit_id, number, contract_number, title, scope, from_at, until_at, "
                 "subcontracting, contact_name, contact_phone, contact_email, recorded_at, recorded_by) "
                 f"SELECT id, 2, '115-契-8', '系統維護', '', {millis(60)}, {millis(3)}, '', '', '', '', {millis(4)}, 0 "
                 "FROM people_units WHERE code = 'vendor-a'")
        self.assertEqual(self.line("vendor.one", day(10))["contract_number"], "115-契-7")  # as it was then
        self.assertEqual(self.line("vendor.one", day(10))["standing"], "active")
        self.assertEqual(self.line("vendor.one")["contract_number"], "115-契-8")
        self.assertEqual(self.line("vendor.one")["standing"], "expired")

    def test_roles_that_no_longer_meet_are_told(self):
        self.past_account("both", [(9, "women", 1 | 32, "open")])  # case worker and checker, from before the rule
        self.assertEqual(self.line("both")["standing"], "separated")

    def test_who_may_open_it_and_of_whom(self):
        for account in ("worker.childcare", "designated", "checker", "ethics", "it", "operator"):
            self.assert_problem(self.place.client(account).get("/roster"), 403, "people.role_missing")
            self.assert_problem(self.place.client(account).get("/roster.pdf"), 403, "people.role_missing")
        head = self.place.client("head.childcare")
        mine = head.get("/roster").json["items"]
        self.assertEqual({row["unit"]["name"] for row in mine}, {self.line("head.childcare")["unit"]["name"]})
        other = self.line("worker.women")["unit"]["id"]
        self.assert_problem(head.get(f"/roster?unit={other}"), 403, "people.role_missing")
        self.assert_problem(head.get(f"/roster.ods?unit={other}"), 403, "people.role_missing")

    def test_what_cannot_be_asked(self):
        auditor = self.place.client("auditor")
        self.assert_problem(auditor.get(f"/roster?on={day(-1)}"), 400, "oversight.roster_day_ahead")
        self.assert_problem(auditor.get("/roster?on=115/11/23"), 400, "web.request_invalid")
        self.assert_problem(auditor.get("/roster?unit=x"), 400, "web.request_invalid")

    def test_opening_and_handing_out_are_recorded_with_the_digest(self):
        auditor = self.place.client("auditor")
        auditor.get(f"/roster?on={day(3)}")
        auditor.get("/roster.csv")
        checker = self.place.client("checker")
        for kind in ("roster.read", "roster.printed"):
            rows = checker.post("/trail", {"kind": kind, "account": "auditor"}).json["items"]
            self.assertTrue(rows, kind)

    def test_the_files_say_what_the_page_says(self):
        auditor = self.place.client("auditor")
        items = auditor.get(f"/roster?on={day(0)}").json["items"]
        names = [row["account"] for row in items]

        table = auditor.get(f"/roster.csv?on={day(0)}")
        self.assertEqual(table.headers["Content-Disposition"], f'attachment; filename="roster-{day(0)}.csv"')
        rows = list(csv.reader(io.StringIO(table.body.decode("utf-8-sig"))))
        place = rows[0].index("帳號")
        self.assertEqual([row[place] for row in rows[1:] if row], names)

        sheet = auditor.get(f"/roster.ods?on={day(0)}")
        rows = cells(sheet.body)
        head = next(number for number, row in enumerate(rows) if "帳號" in row)
        place = rows[head].index("帳號")
        self.assertEqual([row[place] for row in rows[head + 1:] if len(row) > place], names)
        self.assertEqual(zipfile.ZipFile(io.BytesIO(sheet.body)).namelist()[0], "mimetype")
        date = rows[head + 1][rows[head].index("生效日")]
        self.assertRegex(date, r"^\d{4}-\d\d-\d\d$")

        pdf = auditor.get(f"/roster.pdf?on={day(0)}")
        self.assertTrue(pdf.body.startswith(b"%PDF-"))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "roster.pdf"
            path.write_bytes(pdf.body)
            text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
            fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode()
            pages = int(next(line.split()[1] for line in subprocess.run(["pdfinfo", path], capture_output=True, check=True)
                             .stdout.decode().splitlines() if line.startswith("Pages:")))
            subprocess.run(["pdftoppm", "-r", "40", "-png", path, Path(folder) / "page"], check=True)
            self.assertEqual(len(list(Path(folder).glob("page*.png"))), pages)
        for words in ("戶役政資料使用者清冊", "密件", "單位主管", f"共 {pages} 頁"):
            self.assertIn(words, text)
        for name in names:
            self.assertIn(name.split(".")[0], text)
        self.assertEqual(text.count("密件"), pages)
        self.assertNotRegex(text, "worker.child-|\u2010")  # a name that is broken gets no hyphen
        self.assertTrue(all("TW-Kai" in line and " yes " in line for line in fonts.splitlines()[2:]), fonts)

    def test_the_command_line_hands_it_out_to_who_may(self):
        out = self.place.directory / "roster.ods"
        done = self.place.menhu("roster", "--account", "auditor", "--out", out, "--as", "ods", "--on", day(0),
                                stdin=self.place.passwords["auditor"] + "\n")
        self.assertIn(hashlib.sha256(out.read_bytes()).hexdigest(), done.out)
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        refused = self.place.menhu("roster", "--account", "worker.childcare", "--out", self.place.directory / "none.ods",
                                   stdin=self.place.passwords["worker.childcare"] + "\n", check=False)
        self.assertEqual(refused.code, 10, refused.err)
        self.assertFalse((self.place.directory / "none.ods").exists())


if __name__ == "__main__":
    unittest.main()
