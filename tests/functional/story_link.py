"""Links to the provider (F2.3, U3, X1): the approval letter and its term, who answers for them and the letters about that,
the yearly review with its record, suspension, renewal and ending. Nothing of a holding may be asked without its link."""
import re
import time
import unittest
from pathlib import Path

from kit import ROOT, OwnStory, instant

DAY = 86400
REASON = {"reason": "依提供機關來函辦理"}


def day(days, start=None):
    return time.strftime("%Y-%m-%d", time.gmtime((start or time.time()) + 8 * 3600 + days * DAY))


def due_day(days):
    """A term of so many days from today, moved to the next worked day (民法 122) where the calendar covers the year."""
    lines = re.findall(r"^(\d{4}-\d\d-\d\d),(rest|work)", (Path(ROOT) / "data/profiles/taoyuan/work_days.toml").read_text(), re.M)
    named = dict(lines)
    years = {one[:4] for one in named}
    at = days
    while True:
        text = day(at)
        weekend = time.gmtime(time.time() + 8 * 3600 + at * DAY).tm_wday >= 5
        rests = named.get(text, "rest" if weekend else "work") == "rest"
        if not rests or text[:4] not in years:
            return text if text[:4] in years else day(days)
        at += 1


class LinkStory(OwnStory):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.place.client("admin")
        cls.designated = cls.place.client("designated")
        cls.worker = cls.place.client("worker.childcare")
        cls.units = {one["code"]: one["id"] for one in cls.admin.get("/units").json["items"]}

    def link(self, code="household", client=None):
        answer = (client or self.admin).get(f"/links/{code}")
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def notices(self):
        return [notice["code"] for notice in self.link()["notices"]]

    def act(self, act, body, client=None, code="household"):
        return (client or self.admin).post(f"/links/{code}/{act}", body)

    def account(self, name):
        return next(row for row in self.admin.get(f"/accounts?q={name}").json["items"] if row["account"] == name)["id"]

    def todos(self, client):
        return [todo["code"] for todo in client.get("/home").json["todos"]]

    def ask(self):
        return self.worker.query(self.place.examples[0])

    def form(self, **changes):
        link = self.link()
        form = {"code": "household", "data_class": "household", "name_zh": link["name_zh"], "name_en": link["name_en"],
                "provider": link["provider"], "unit": link["unit"]["id"], "purpose": link["purpose"], "letter": link["letter"],
                "letter_on": link["letter_on"], "from": link["from"], "until": link["until"], "note": "更正",
                "tables": [{"number": table["number"], "name": table["name"],
                            "fields": [field["name"] for field in table["fields"]]} for table in link["tables"]]}
        return {**form, **changes}

    def test_1_what_the_letter_allows(self):
        link = self.link()
        self.assertEqual((link["state"], link["data_class"], link["provider"]), ("active", "household", "桃園市政府民政局"))
        self.assertEqual({person["kind"] for person in link["people"]}, {"designated_person", "handler", "head"})
        self.assertEqual(link["head"]["account"], "head.it")
        self.assertEqual(sum(len(table["fields"]) for table in link["tables"]), 42)
        self.assertGreater(link["days_left"], 1400)
        self.assertIn("link_review_due", self.notices())
        self.assertIn("link_review_due", self.todos(self.designated))
        self.assertIn("link_review_due", self.todos(self.place.client("it")), "the handler is told too")
        self.assertEqual(self.link(client=self.place.client("it"))["may"], [], "and may read it")
        for reader in ("head.childcare", "checker", "auditor", "ethics", "civil"):
            self.assertEqual(len(self.place.client(reader).get("/links").json["items"]), 1, reader)
        self.assert_problem(self.worker.get("/links"), 403, "people.role_missing")
        self.assert_problem(self.worker.get("/links/household"), 403, "people.role_missing")
        self.assert_problem(self.worker.get("/links/nothing"), 403, "people.role_missing")
        self.assert_problem(self.admin.get("/links/nothing"), 404, "grants.link_unknown")
        self.assertEqual(self.ask().status, 200)
        usage = self.admin.get("/links/household/usage").json
        self.assertGreaterEqual(usage["queries"], 1)
        self.assertEqual(usage["last_used_on"], day(0))
        self.assertTrue(any(row["queries"] for row in usage["grants"]))
        self.assertEqual(self.admin.get("/links/household/usage?year=2999").status, 400)
        listed = self.place.menhu("link", "list").out
        self.assertIn("household\t", listed)
        self.assertIn("in charge: handler it", self.place.menhu("link", "show", "household").out)

    def test_2_a_handler_comes_and_the_letter_has_its_day(self):
        handler = next(person for person in self.link()["people"] if person["kind"] == "handler")
        self.assertEqual(self.link()["letters"], [])
        ended = self.admin.post(f"/links/people/{handler['id']}/end", {"at": instant(time.time() + 2), "note": "調整職務"})
        self.assertEqual(ended.status, 204, ended.text)
        letters = self.link()["letters"]
        self.assertEqual([(letter["due"], letter["state"]) for letter in letters], [(due_day(7), "draft")])
        self.assertIn("承辦人員異動", letters[0]["subject"])
        view = self.admin.get(f"/letters/{letters[0]['id']}").json
        self.assertIn("尚未指派", view["body"])
        self.assertIn("示範 資訊人員", view["body"])
        self.assertIn("戶籍資料連結作業（示範）", view["body"])
        self.assertNotIn("{", view["body"])
        for who in (self.admin, self.designated):
            self.assertIn("letter_due", self.todos(who))
        # The successor is named in the draft, and no second letter follows.
        self.place.new_member("handler.next", "it", "case_worker")
        next_one = {"kind": "handler", "account": self.account("handler.next"), "from": day(1), "note": ""}
        self.assertEqual(self.act("people", next_one).status, 201)
        self.assertEqual(len(self.link()["letters"]), 1)
        self.assertIn("Story handler.next", self.admin.get(f"/letters/{letters[0]['id']}").json["body"])
        self.assert_problem(self.act("people", next_one), 409, "grants.link_person_taken")
        self.assertRegex(self.place.menhu("jobs", "run").out, r"draft_letters\t0\t")
        sent = {"document_number": "桃婦資字第1150000001號", "on": day(0)}
        self.assertEqual(self.designated.post(f"/letters/{letters[0]['id']}/sent", sent).status, 204)
        # Who joins others in charge is told as well.
        self.place.new_member("handler.third", "it", "case_worker")
        self.assertEqual(self.act("people", {**next_one, "account": self.account("handler.third"), "from": day(2)}).status, 201)
        self.assertEqual([letter["state"] for letter in self.link()["letters"]], ["draft", "sent"])

    def test_3_nobody_names_themselves(self):
        mine = {"kind": "designated_person", "account": self.account("designated"), "from": day(0), "note": ""}
        self.assert_problem(self.act("people", mine, self.designated), 403, "grants.own_link_duty")
        me = next(person for person in self.link()["people"] if person["kind"] == "designated_person")
        self.assert_problem(self.designated.post(f"/links/people/{me['id']}/end", {"at": day(0), "note": ""}), 403,
                            "grants.own_link_duty")
        self.assert_problem(self.act("people", mine, self.worker), 403, "people.role_missing")
        self.assert_problem(self.act("people", {**mine, "account": self.account("it")}), 409, "grants.link_person_role_missing")
        self.assert_problem(self.act("people", {**mine, "account": self.account("designated")}), 409, "grants.link_person_taken")
        self.assert_problem(self.act("people", {**mine, "kind": "head", "account": self.account("head.agency")}), 409,
                            "grants.link_person_taken")
        self.assert_problem(self.act("people", {**mine, "from": "2099-01-01"}), 400, "grants.link_person_ill_formed")
        self.assert_problem(self.admin.post(f"/links/people/{me['id']}/end", {"at": "2020-01-01", "note": ""}), 400,
                            "grants.link_person_ill_formed")
        self.assert_problem(self.admin.post("/links/people/0000000000001/end", {"at": day(0), "note": ""}), 404,
                            "grants.link_person_unknown")

    def test_4_the_yearly_review_and_its_record(self):
        self.assert_problem(self.act("reviews", {"needed": True, "note": ""}, self.place.client("ethics")), 403, "people.role_missing")
        made = self.act("reviews", {"needed": True, "note": "各項津貼仍需使用"}, self.designated)
        self.assertEqual(made.status, 201, made.text)
        review = self.link()["reviews"][0]
        self.assertEqual((review["id"], review["needed"], review["by"]["account"]), (made.json["id"], True, "designated"))
        self.assertGreaterEqual(review["facts"]["queries"], 1)
        self.assertEqual(review["facts"]["last_used_on"], day(0))
        self.assertNotIn("link_review_due", self.notices())
        self.assertNotIn("link_review_due", self.todos(self.designated))
        path = f"/links/household/reviews/{review['id']}"
        for ending, start in (("pdf", b"%PDF-"), ("odt", b"PK")):
            file = self.place.client("auditor").get(f"{path}.{ending}")
            self.assertEqual((file.status, file.body[:len(start)]), (200, start), ending)
            self.assertIn(review["id"], file.headers["Content-Disposition"])
        self.assert_problem(self.admin.get("/links/household/reviews/0000000000001.pdf"), 404, "grants.link_review_unknown")
        self.assert_problem(self.act("reviews", {"needed": True, "note": ""}, code="nothing"), 404, "grants.link_unknown")

    def test_5_suspended_at_once(self):
        self.assertEqual(self.ask().status, 200)
        self.assert_problem(self.act("resume", REASON), 409, "grants.link_not_suspended")
        ethics = self.place.client("ethics")
        self.assertEqual(self.link(client=ethics)["may"], ["suspend"])
        self.assertEqual(self.act("suspend", REASON, ethics).status, 204)
        self.assert_refused(self.ask(), "grants.link_suspended")
        self.assertEqual({one["halted_by"] for one in self.worker.grants()}, {"link"})
        self.assertIn("link_suspended", self.notices())
        self.assert_problem(self.act("suspend", REASON), 409, "grants.link_suspended_already")
        self.assert_problem(self.act("resume", REASON, ethics), 403, "people.role_missing")
        self.assertEqual(self.act("resume", REASON, self.designated).status, 204)
        self.assertEqual(self.ask().status, 200)
        self.assertEqual([version["act"] for version in self.link()["versions"]], ["resumed", "suspended", "registered"])

    def test_6_fields_that_the_letter_does_not_name_are_not_shown(self):
        full = self.form()
        narrow = self.form(tables=[{"number": "T1", "name": "基本資料", "fields": ["PersonId", "PersonName"]}])
        self.assert_problem(self.act("changes", narrow, self.worker), 403, "people.role_missing")
        self.assertEqual(self.act("changes", narrow).status, 204)
        asked = self.ask()
        self.assertEqual(asked.status, 200, asked.text)
        self.assertNotIn("BirthDate", asked.text)
        self.assertEqual(self.act("changes", full).status, 204)
        self.assertIn("BirthDate", self.ask().text)
        self.assert_problem(self.act("changes", self.form(until="2099-12-31")), 400, "grants.link_too_long")
        self.assert_problem(self.act("changes", self.form(letter="", letter_on=None)), 400, "grants.link_ill_formed")
        self.assert_problem(self.act("changes", self.form(letter_on=day(1))), 400, "grants.link_ill_formed")
        self.assert_problem(self.act("changes", self.form(tables=[])), 400, "grants.link_ill_formed")
        self.assertEqual(self.act("changes", self.form(until="later")).status, 400)

    def test_7_renewed_from_three_months_before(self):
        link = self.link()
        until = time.mktime(time.strptime(link["until"][:10], "%Y-%m-%d"))
        renewal = {"letter": "府民戶字第1200000001號", "letter_on": day(0), "until": day(5 * 365, until), "note": ""}
        self.assert_problem(self.act("renewal", renewal), 409, "grants.link_renewal_early")
        self.assertNotIn("renew", link["may"])
        ends = int((time.time() + 80 * DAY) * 1000)
        self.place.sql(f"UPDATE grants_links SET valid_until = {ends} WHERE code = 'household'")
        self.assertIn("link_renewal_open", self.notices())
        self.assertIn("link_renewal_open", self.todos(self.designated))
        self.assertIn("renew", self.link()["may"])
        renewal["until"] = day(80 + 4 * 365)
        self.assert_problem(self.act("renewal", {**renewal, "letter": link["letter"]}), 400, "grants.link_letter_same")
        self.assert_problem(self.act("renewal", {**renewal, "until": day(80 + 6 * 365)}), 400, "grants.link_too_long")
        self.assert_problem(self.act("renewal", {**renewal, "until": day(10)}), 400, "grants.link_ill_formed")
        self.assert_problem(self.act("renewal", renewal, self.worker), 403, "people.role_missing")
        self.assertEqual(self.act("renewal", renewal).status, 204)
        self.assertEqual(self.link()["letter"], renewal["letter"])
        self.assertNotIn("link_renewal_open", self.notices())
        self.assertEqual(self.link()["versions"][0]["act"], "renewed")
        self.assertEqual(self.ask().status, 200)
        # Run out, it stops by itself.
        self.place.sql(f"UPDATE grants_links SET valid_until = {int(time.time() * 1000)} WHERE code = 'household'")
        self.assert_refused(self.ask(), "grants.link_expired")
        self.assertEqual(self.notices(), ["link_expired"])
        self.assertEqual(self.act("renewal", {**renewal, "letter": "府民戶字第1200000002號"}).status, 204)
        self.assertEqual(self.ask().status, 200)

    def test_8_ended_a_month_ahead_with_its_letter(self):
        self.assert_problem(self.act("ending", {"at": day(20), **REASON}), 409, "grants.link_notice_short")
        self.assert_problem(self.act("ending", {"at": "2099-01-01", **REASON}), 400, "grants.link_ill_formed")
        self.assert_problem(self.act("keep", REASON), 409, "grants.link_not_ending")
        self.assertEqual(self.act("ending", {"at": day(90), **REASON}).status, 204)
        ending = self.link()["letters"][0]
        view = self.designated.get(f"/letters/{ending['id']}").json
        self.assertEqual((view["kind"], view["event_on"]), ("link_end", day(90)))
        self.assertIn("終止", view["subject"])
        self.assertNotIn("{", view["body"])
        self.assertLess(view["due"], day(64))
        self.assertGreaterEqual(view["due"], day(50))
        self.assertIn("change", view["may"])
        self.assertIn("link_ending", self.notices())
        self.assertEqual(self.link()["ending"], day(90))
        renewal = {"letter": "x", "letter_on": day(0), "until": day(2000), "note": ""}
        self.assert_problem(self.act("renewal", renewal), 409, "grants.link_ending")
        # Put off, the old draft is void and a new one is there; taken back, there is none.
        self.assertEqual(self.act("ending", {"at": day(120), **REASON}).status, 204)
        states = [letter["state"] for letter in self.link()["letters"] if "終止" in letter["subject"]]
        self.assertEqual(states, ["draft", "void"])
        self.assertEqual(self.act("keep", REASON).status, 204)
        states = [letter["state"] for letter in self.link()["letters"] if "終止" in letter["subject"]]
        self.assertEqual(states, ["void", "void"])
        self.assertIsNone(self.link()["ending"])
        # What the review finds no need for is ended on the first day that the notice allows.
        self.assertEqual(self.act("reviews", {"needed": False, "note": "業務移出"}).status, 201)
        self.assertGreater(self.link()["ending"], day(27))
        ended = int(time.time() * 1000)
        self.place.sql(f"UPDATE grants_links SET ended_at = {ended} WHERE code = 'household'")
        self.assert_refused(self.ask(), "grants.link_ended")
        self.assert_problem(self.act("keep", REASON), 409, "grants.link_over")
        self.assertEqual(self.link()["may"], [])
        self.place.sql("UPDATE grants_links SET ended_at = NULL WHERE code = 'household'")
        self.assertEqual(self.ask().status, 200)

    def test_9_a_year_unused_and_a_second_link(self):
        self.admin.new_link("change", data_class="change", unit="it")
        self.assert_problem(self.act("changes", self.form(), code="nothing"), 404, "grants.link_unknown")
        doubled = self.admin.post("/links", self.form(code="change", **{"from": day(0)}))
        self.assert_problem(doubled, 409, "grants.link_exists")
        self.assert_problem(self.admin.post("/links", self.form(code="new", letter="", letter_on=None, **{"from": day(0)})), 400, "grants.link_ill_formed")
        self.assert_problem(self.worker.post("/links", self.form(code="new")), 403, "people.role_missing")
        long_ago = int((time.time() - 400 * DAY) * 1000)
        self.place.sql(f"UPDATE grants_links SET valid_from = {long_ago} WHERE code = 'change'")
        codes = [notice["code"] for notice in self.link("change")["notices"]]
        self.assertIn("link_unused", codes)
        self.assertIn("link_no_handler", codes)
        self.assertIn("link_review_overdue", codes)
        self.assertEqual(self.act("reviews", {"needed": True, "note": ""}, code="change").status, 201)
        codes = [notice["code"] for notice in self.link("change")["notices"]]
        self.assertIn("link_unused_confirmed", codes)
        self.assertNotIn("link_unused", codes)

    def test_a_who_leaves_answers_for_no_link(self):
        leaver = {"account": self.account("handler.third"), "kind": "resignation", "on": day(5)}
        preview = self.admin.post("/leavers/preview", leaver)
        self.assertEqual(preview.status, 200, preview.text)
        self.assertIn("link_duties_end", [effect["code"] for effect in preview.json["effects"]])
        self.assertIsNotNone(preview.json["letter_due"])
        made = self.admin.post("/leavers", {**leaver, "reason": "個人因素"})
        self.assertEqual(made.status, 201, made.text)
        third = next(person for person in self.link()["people"] if person["account"]["account"] == "handler.third")
        self.assertIsNotNone(third["until"])
        letter = self.link()["letters"][0]
        self.assertEqual(letter["state"], "draft")
        self.assertIn("離職", self.admin.get(f"/letters/{letter['id']}").json["body"])
        withdrawn = self.admin.post(f"/leavers/{made.json['id']}/withdraw", {"reason": "慰留"})
        self.assertEqual(withdrawn.status, 204, withdrawn.text)
        open_ones = [person for person in self.link()["people"]
                     if person["account"]["account"] == "handler.third" and person["until"] is None]
        self.assertEqual(len(open_ones), 1)
        self.assertEqual(self.link()["letters"][0]["state"], "void")


if __name__ == "__main__":
    unittest.main()
