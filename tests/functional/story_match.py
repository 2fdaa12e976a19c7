"""A list against the registry (勾稽): columns guessed, ids cleaned, each person asked about once with an entry and a use; what
is wrong with a file is said and nothing of it kept; no grant, a quota that ends in the middle, people outside the
population; killed (-9) in the middle and taken up without asking anybody twice; the result until its last day."""
import io
import time
import unittest
import urllib.parse
import zipfile

from kit import OwnStory

CASE = "育津-115-00011"
REASON = "每月勾稽育兒津貼在領名冊，查核異動"
LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def made_up(number):
    """A number with a right check digit that nobody in the city has."""
    first = f"Z2{number:07d}"
    value = 10 + LETTERS.index(first[0])
    total = value // 10 + value % 10 * 9 + sum(int(digit) * weight for digit, weight in zip(first[1:], range(8, 0, -1)))
    return first + str(-total % 10)


def ods(rows, extra=""):
    cells = "".join("<table:table-row>" + "".join(
        f"<table:table-cell{extra if at == 1 else ''}><text:p>{cell}</text:p></table:table-cell>" for at, cell in enumerate(row))
        + "</table:table-row>" for row in rows)
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml":
                   '<o:document-content xmlns:o="o" xmlns:table="t" xmlns:text="x"><table:table table:name="在領名冊">'
                   f"{cells}</table:table></o:document-content>"})


def xlsx(rows):
    cells = "".join(f'<row r="{at + 1}">' + "".join(
        f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for at, row in enumerate(rows))
    return packed({"xl/workbook.xml": '<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="名冊" sheetId="1" r:id="r1"/></sheets>'
                                      "</workbook>",
                   "xl/_rels/workbook.xml.rels": '<Relationships xmlns="p"><Relationship Id="r1" Type="x/worksheet" '
                                                 'Target="worksheets/sheet1.xml"/></Relationships>',
                   "xl/worksheets/sheet1.xml": f'<worksheet xmlns="m"><sheetData>{cells}</sheetData></worksheet>'})


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


class Match(OwnStory):
    people = 300

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        options = {"operations": "match", "fields": "PersonId,PersonName,BirthDate,Status,StatusDate",
                   "quota_day": 30000, "quota_month": 30000, "quota_total": 30000}
        cls.grant = cls.place.new_grant("worker.childcare", **options)
        cls.small = cls.place.new_grant("worker.childcare", **{**options, "quota_day": 250, "quota_month": 250,
                                                               "quota_total": 250})
        cls.worker = cls.place.client("worker.childcare")
        cls.known = [one["id"] for one in cls.place.examples if one["id"][1] in "12"][:20]

    # ---- steps ----

    def upload(self, data, name="在領名冊.csv", client=None):
        return (client or self.worker).call("POST", "/match/lists?name=" + urllib.parse.quote(name),
                                            data if isinstance(data, bytes) else data.encode(),
                                            {"Content-Type": "application/octet-stream"})

    def taken(self, data, name="在領名冊.csv"):
        answer = self.upload(data, name)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def body(self, view, grant=None, **changes):
        return {"list": view["id"], "rule": "early_intervention", "grant": grant or self.grant, "case_number": CASE,
                "reason": REASON, "on": time.strftime("%Y-%m-%d"), "sheet": view["sheet"], "header_row": view["header_row"],
                "columns": [{"index": 1, "role": "child"}], **changes}

    def began(self, *args, **changes):
        answer = self.worker.post("/matches", self.body(*args, **changes))
        self.assertEqual(answer.status, 202, answer.text)
        return answer.json["id"]

    def ended(self, match, client=None):
        for _ in range(600):
            view = (client or self.worker).get(f"/matches/{match}").json
            if view["state"] not in ("running", "waiting"):
                return view
            time.sleep(0.03)
        raise AssertionError("the match did not end")

    def used(self, grant):
        return next(one for one in self.worker.grants() if one["id"] == grant)["used_total"]

    def people_entered(self):
        return self.place.client("checker").post("/trail", {"kind": "query.match", "limit": 1}).json["total"]

    # ---- what a list goes through ----

    def test_1_the_rules_are_there(self):
        rules = self.worker.get("/match/rules").json["items"]
        self.assertGreaterEqual(len(rules), 9)
        for rule in rules:
            self.assertTrue(rule["bases"] and rule["outcomes"] and rule["versions"] and rule["source_zh"], rule["code"])
            self.assertTrue(any(column["required"] for column in rule["columns"]), rule["code"])
        self.assert_problem(self.place.client("checker").get("/match/rules"), 403, "people.role_missing")

    def test_2_columns_are_guessed_and_ids_cleaned(self):
        rows = [["編號", "兒童身分證字號", "申請日期"], ["1", self.known[0], "115/03/05"], ["2", " " + self.known[1].lower(), ""],
                ["3", "H123", ""], ["4", self.known[0], ""]]
        text = "\r\n".join(",".join(row) for row in rows) + "\r\n"
        for data, name, form in ((text.encode("cp950"), "名冊.csv", "csv"), (text.encode("utf-16"), "名冊.csv", "csv"),
                                 (ods(rows), "名冊.ods", "ods"), (xlsx(rows), "名冊.xlsx", "xlsx")):
            view = self.taken(data, name)
            self.assertEqual((view["form"], view["header_row"], view["rows"]), (form, 1, 4))
            self.assertEqual([column["guess"] for column in view["columns"]], ["", "child", "applied_on"])
            self.assertNotIn(self.known[0], str(view), "samples are masked")
            checked = self.worker.post(f"/match/lists/{view['id']}/check", {
                "rule": "early_intervention", "sheet": view["sheet"], "header_row": 1,
                "columns": [{"index": 1, "role": "child"}]})
            self.assertEqual(checked.status, 200, checked.text)
            check = checked.json
            self.assertEqual((check["rows"], check["usable"], check["duplicates"], check["people"]), (4, 3, 1, 2))
            self.assertEqual([(one["row"], one["code"]) for one in check["wrong"]], [(4, "id_shape")])
            self.assertEqual(check["cleaned_total"], 1)
            self.assertIn("小寫改大寫", check["cleaned"][0]["what_zh"])
            self.assertEqual(check["missing"], [])
            self.assertNotIn(self.known[0], checked.text)
        again = self.worker.get(f"/match/lists/{view['id']}?header_row=0").json
        self.assertEqual(again["rows"], 5)
        self.assert_problem(self.place.client("worker.women").get(f"/match/lists/{view['id']}"), 404,
                            "registry.match_list_unknown")
        self.assertEqual(self.people_entered(), 0, "nobody was asked about")

    def test_3_wrong_files_leave_nothing(self):
        doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
        whole = ods([["a", "b"], ["1", "2"]])
        for data, code in (
                (b"\xd0\xcf\x11\xe0" + b"x" * 100, "format.sheet_legacy"),
                (packed({"content.xml": doctype + "<x/>"}), "format.sheet_doctype"),
                (packed({"content.xml": " " * (24 << 20)}), "format.sheet_limit"),
                (packed({"word/document.xml": "<x/>"}), "format.sheet_unreadable"),
                (whole[:-30], "format.sheet_unreadable"),
                (b"\x00\x01\x02", "format.sheet_unreadable"),
                (b"x" * (10 << 20), "format.csv_row_too_long"),
                (ods([["a", "b"], ["1", "2"]], ' table:formula="of:=A1"'), "format.sheet_formula"),
                (b"a,b\n1,=HYPERLINK(1)\n", "format.sheet_formula")):
            answer = self.upload(data)
            self.assert_problem(answer, 400, code)
            self.assertNotIn("在領", answer.text)
        self.assert_problem(self.upload("a,b\n", client=self.place.client("checker")), 403, "people.role_missing")

    def test_4_each_person_once_and_a_result_to_take(self):
        people = self.known + [made_up(1)]
        text = "姓名,統一編號\n" + "".join(f"某,{one}\n" for one in people + [people[0], "H1"])
        before = self.people_entered()
        used = self.used(self.grant)
        match = self.began(self.taken(text))
        view = self.ended(match)
        count = len(people)
        self.assertEqual((view["state"], view["done"], view["rows"], view["problem"]), ("done", count + 2, count + 2, None))
        self.assertEqual(self.people_entered() - before, count)
        self.assertEqual(self.used(self.grant) - used, count)
        self.assertGreaterEqual(view["last_index"] - view["first_index"], count - 1)
        self.assertEqual(sum(one["count"] for one in view["counts"]), count + 2)
        counts = {one["code"]: one["count"] for one in view["counts"]}
        self.assertEqual((counts["not_held"], counts["ill_formed"]), (1, 1))
        self.assertEqual((view["file"], view["case_number"], view["asked_by"]["account"]),
                         ("在領名冊.csv", CASE, "worker.childcare"))
        self.assertEqual(view["may"], {"cancel": False, "resume": False, "download": True, "destroy": True, "case_file": True,
                                       "export": False})
        self.assertIn(view["days_left"], (30, 31))

        rows = self.worker.get(f"/matches/{match}/rows")
        self.assertEqual((rows.json["total"], len(rows.json["items"]), rows.json["headers"]), (count + 2, count + 2, ["姓名", "統一編號"]))
        self.assertNotIn(people[0], rows.text, "masked")
        some = self.worker.get(f"/matches/{match}/rows?outcome=not_held").json["items"]
        self.assertEqual([(one["row"], one["verdict"]) for one in some], [(count + 1, "cannot_tell")])
        listed = self.worker.get("/matches").json
        self.assertIn(match, [one["id"] for one in listed["items"]])

        for form, media in (("ods", "application/vnd.oasis.opendocument.spreadsheet"), ("csv", "text/csv")):
            taken = self.worker.get(f"/matches/{match}/result?as={form}")
            self.assertEqual(taken.status, 200, taken.text)
            self.assertTrue(taken.headers["Content-Type"].startswith(media))
            self.assertIn(f"match-{match}.{form}", taken.headers["Content-Disposition"])
            inside = taken.body if form == "csv" else zipfile.ZipFile(io.BytesIO(taken.body)).read("content.xml")
            for wanted in (people[0], "無法判定", "not_held", "本市戶籍資料查無此統號"):
                self.assertIn(wanted.encode(), inside, form)
        trail = self.place.client("checker").post("/trail", {"kind": "match.downloaded", "limit": 5}).json
        self.assertEqual(trail["total"], 2)

        other = self.place.client("worker.women")
        self.assert_problem(other.get(f"/matches/{match}"), 404, "registry.match_unknown")
        self.assert_problem(other.get(f"/matches/{match}/result?as=csv"), 404, "registry.match_unknown")
        gone = self.worker.post(f"/matches/{match}/destroy", {})
        self.assertEqual((gone.status, gone.json["may"]["download"], gone.json["file"]), (200, False, ""))
        self.assert_problem(self.worker.get(f"/matches/{match}/rows"), 404, "registry.match_result_gone")

    def test_5_no_grant_and_a_quota_that_ends_in_the_middle(self):
        view = self.taken("姓名,統一編號\n" + "".join(f"某,{made_up(at)}\n" for at in range(400)))
        lookups = self.worker.grant()
        self.assert_refused(self.worker.post("/matches", self.body(view, lookups)), "grants.operation_not_granted")
        self.assert_refused(self.worker.post("/matches", self.body(view, case_number="x")), "grants.case_number_ill_formed")
        self.assert_problem(self.worker.post("/matches", self.body(view, columns=[])), 400,
                            "registry.match_columns_missing")
        match = self.began(view, self.small)
        stopped = self.ended(match)
        self.assertEqual((stopped["state"], stopped["done"], stopped["problem"]["code"]),
                         ("failed", 250, "grants.quota_total_used_up"))
        self.assertTrue(stopped["problem"]["zh"] and stopped["may"]["resume"] and stopped["may"]["download"])
        self.assertEqual(self.used(self.small), 250)
        again = self.worker.post(f"/matches/{match}/resume", {})
        self.assertEqual(again.status, 202, again.text)
        self.assertEqual(self.ended(match)["done"], 250, "still used up, and nobody was asked about")
        self.assertEqual(self.used(self.small), 250)

    def test_6_killed_in_the_middle_and_taken_up(self):
        cls = type(self)
        count = 8000
        before, used = self.people_entered(), self.used(self.grant)
        match = self.began(self.taken("姓名,統一編號\n" + "".join(f"某,{made_up(at)}\n" for at in range(count))))
        while self.worker.get(f"/matches/{match}").json["done"] == 0:
            time.sleep(0.005)
        self.place.kill()
        self.place.start()
        cls.worker = self.place.client("worker.childcare")
        view = self.worker.get(f"/matches/{match}").json
        self.assertGreater(view["done"], 0)
        self.assertLess(view["done"], count, "killed before its end")
        self.assertTrue(view["may"]["resume"])
        self.assertEqual(self.used(self.grant) - used, view["done"])
        self.assertEqual(self.people_entered() - before, view["done"], "progress and entries move together")
        again = self.worker.post(f"/matches/{match}/resume", {})
        self.assertEqual(again.status, 202, again.text)
        self.assert_problem(self.worker.post(f"/matches/{match}/resume", {}), 409, "registry.match_state")
        self.assertEqual(self.ended(match)["state"], "done")
        self.assertEqual(self.used(self.grant) - used, count)
        self.assertEqual(self.people_entered() - before, count, "nobody twice, nobody left out")

    def test_7_cancelled(self):
        match = self.began(self.taken("姓名,統一編號\n" + "".join(f"某,{made_up(at)}\n" for at in range(5000))))
        cancelled = self.worker.post(f"/matches/{match}/cancel", {})
        self.assertEqual((cancelled.status, cancelled.json["state"]), (200, "cancelled"), cancelled.text)
        done = cancelled.json["done"]
        time.sleep(0.2)
        self.assertEqual(self.worker.get(f"/matches/{match}").json["done"], done, "nothing goes on")
        self.assert_problem(self.worker.post(f"/matches/{match}/cancel", {}), 409, "registry.match_state")

    def test_7_a_roster_by_conditions(self):
        health = self.place.client("worker.health")
        granted = next(one for one in health.grants() if "extract" in one["operations"])
        grant, case = granted["id"], granted["case_example"]
        answer = self.upload("里別,年齡起,年齡迄\n桃園區,0,5\n中壢區,0,5\n", "條件.csv", health)
        self.assertEqual(answer.status, 201, answer.text)
        view = answer.json
        self.assertEqual([column["guess"] for column in view["columns"]], ["place", "age_from", "age_to"])
        body = self.body(view, grant, rule="roster", case_number=case, columns=[
            {"index": at, "role": role} for at, role in enumerate(("place", "age_from", "age_to"))])
        began = health.post("/matches", body)
        self.assertEqual(began.status, 202, began.text)
        made = self.ended(began.json["id"], health)
        self.assertEqual((made["state"], made["done"]), ("done", made["rows"]), made)
        self.assertEqual([one["code"] for one in made["counts"]], ["listed"])
        trail = self.place.client("checker").post("/trail", {"kind": "query.extract", "limit": 1}).json
        self.assertEqual(trail["total"], made["rows"])
        rows = health.get(f"/matches/{made['id']}/rows").json
        self.assertEqual(sorted(rows["headers"]), sorted(["統號", "姓名", "出生日期", "設籍狀態", "狀態日期"]), rows["headers"])
        self.assertTrue(any("現住本市" in str(row) for row in rows["items"]), "words, not codes")
        # S2.4: a roster is data; without an approval no copy of it leaves (story_copies.py).
        self.assert_problem(health.get(f"/matches/{made['id']}/result?as=csv"), 403, "registry.copy_not_approved")
        wrong = self.upload("里別\n無此里\n", "條件.csv", health).json
        self.assert_problem(health.post("/matches", self.body(wrong, grant, rule="roster", case_number=case, columns=[
            {"index": 0, "role": "place"}])), 400, "registry.match_place_unknown")
        self.assert_refused(self.worker.post("/matches", self.body(
            self.taken("里別\n桃園區\n"), rule="roster", columns=[{"index": 0, "role": "place"}])),
            "grants.operation_not_granted")

    def test_8_the_result_ends_on_its_day(self):
        match = self.began(self.taken(f"姓名,統一編號\n某,{self.known[0]}\n"))
        self.ended(match)
        self.place.sql("UPDATE registry_matches SET ends_at = 1")
        view = self.worker.get(f"/matches/{match}").json
        self.assertEqual((view["days_left"], view["may"]["download"]), (0, False))
        self.assert_problem(self.worker.get(f"/matches/{match}/result?as=csv"), 404, "registry.match_result_gone")
        out = self.place.menhu("jobs", "run").out
        ended = next(line for line in out.splitlines() if line.startswith("end_matches"))
        self.assertGreaterEqual(int(ended.split("\t")[1]), 1)

    def test_9_at_the_command_line(self):
        path = self.place.directory / "list.csv"
        path.write_text("備註,兒童身分證字號\n" + "".join(f"某,{one}\n" for one in self.known[:5]), encoding="utf-8")
        password = self.place.passwords["worker.childcare"] + "\n"
        words = ["--account", "worker.childcare"]
        done = self.place.menhu("match", "run", path, *words, "--grant", self.grant, "--rule", "early_intervention", "--case",
                                CASE, "--reason", REASON, stdin=password)
        lines = [line for line in done.out.splitlines() if "\tearly_intervention\t" in line]
        match = lines[-1].split("\t")[0]
        self.assertIn("\tdone\t5/5\t", lines[-1])
        out = self.place.directory / "result.csv"
        self.place.menhu("match", "result", match, *words, "--out", out, "--as", "csv", stdin=password)
        self.assertIn(self.known[0], out.read_text(encoding="utf-8-sig"))
        self.assertIn(match, self.place.menhu("match", "list", *words, stdin=password).out)
        self.assertIn("\tdone\t", self.place.menhu("match", "show", match, *words, stdin=password).out)
        refused = self.place.menhu("match", "run", path, *words, "--grant", self.small, "--rule", "early_intervention",
                                   "--case", CASE, "--reason", REASON, stdin=password, check=False)
        self.assertEqual(refused.code, 10, refused.out + refused.err)
        self.assertNotEqual(self.place.menhu("match", "cancel", match, *words, stdin=password, check=False).code, 0)


if __name__ == "__main__":
    unittest.main()
