"""Kinship takes two people (the ministry's rules, article 10; F2.4): off until the ministry's letter is on the link; then a
controller registers who may ask about whom, the asker types the code, the controller signs in beside; it ends with either
session. The question itself: relations with their chains, masked, the parents' names compared and never shown."""
import time
import unittest

from kit import OwnStory, instant

CASE = "育津-115-00007"
REASON = "查明扶養義務人，辦理兒少保護案件"


def day(days):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + days * 86400))


class Kinship(OwnStory):
    people = 600

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.controller = cls.place.client("controller")
        cls.worker = cls.place.client("worker.childcare")
        cls.head = cls.place.client("head.agency")
        cls.designated = cls.place.client("designated")
        cls.person = cls.place.example(what_en="A twin")

    def registered(self, **changes):
        body = {"asker": self.worker.get("/session").json["account_id"], "grant": type(self).grant,
                "person_id": self.person["id"], "father_name": "王大明", "mother_name": "陳美玉", "case_number": CASE,
                "from": instant(time.time()), "until": instant(time.time() + 7200), "reason": REASON, **changes}
        return self.controller.post("/kinship/authorisations", body)

    def missing(self, client=None):
        answer = (client or self.worker).get(f"/kinship/authorisations/{type(self).made['id']}/readiness")
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json["ready"], answer.json["missing"] == [])
        for one in answer.json["missing"]:
            self.assertTrue(one["zh"] and one["en"] and one["clause"])
        return [one["code"] for one in answer.json["missing"]]

    def act(self, what, body=None, client=None):
        return (client or self.worker).post(f"/kinship/authorisations/{type(self).made['id']}/{what}", body or {})

    def test_1_off_in_the_demonstration(self):
        form = self.controller.get("/kinship/authorisation-form").json
        self.assertFalse(form["on"])
        self.assertEqual((form["grants"], form["days_max"], form["presence_minutes"]), ([], 30, 15))
        type(self).grant = self.worker.grant()
        self.assert_problem(self.registered(), 403, "grants.kinship_not_approved")
        self.assert_problem(self.worker.get("/kinship/authorisation-form"), 403, "people.role_missing")

    def test_2_on_with_the_letter_and_a_grant_with_kinship(self):
        unit = next(one for one in self.place.client("admin").get("/units").json["items"] if one["code"] == "it")
        link = {"code": "kinship", "data_class": "kinship", "name_zh": "親等關聯資料連結作業", "name_en": "Kinship data",
                "provider": "內政部", "unit": unit["id"], "purpose": "查證親屬關係", "letter": "", "letter_on": None,
                "tables": [{"number": "K1", "name": "親等關聯資料", "fields": ["PersonId", "PersonName", "BirthDate"]}],
                "from": day(0), "until": day(300)}
        made = self.designated.post("/links", link)
        self.assertEqual(made.status, 201, made.text)
        self.assertFalse(self.controller.get("/kinship/authorisation-form").json["on"], "the letter has not come")
        changed = self.designated.post("/links/kinship/changes",
                                       {**link, "letter": "台內戶字第1150000001號", "letter_on": day(0), "note": "核准函到"})
        self.assertIn(changed.status, (200, 204), changed.text)
        self.assertTrue(self.controller.get("/kinship/authorisation-form").json["on"])

        purpose = self.designated.get("/purposes/child-raising").json
        form = {name: purpose[name] for name in ("case_pattern", "case_example", "acknowledgement_zh", "acknowledgement_en")}
        made = self.designated.post("/purposes", {
            **form, "code": "child-protection", "name_zh": "兒少保護個案", "name_en": "Child protection",
            "bases": [basis["id"] for basis in purpose["bases"]], "units": ["childcare"],
            "fields": ["PersonId", "PersonName", "BirthDate"], "operations": ["lookup", "kinship"], "codes": []})
        self.assertIn(made.status, (200, 201), made.text)
        approved = self.head.post("/purposes/child-protection/approve", {"note": ""})
        self.assertIn(approved.status, (200, 204), approved.text)
        type(self).grant = self.place.new_grant("worker.childcare", purpose="child-protection", operations="lookup,kinship",
                                                link="kinship")
        grants = self.controller.get("/kinship/authorisation-form").json["grants"]
        self.assertEqual([grant["id"] for grant in grants], [type(self).grant])
        self.assertEqual([one["account"] for one in grants[0]["holders"]], ["worker.childcare"])

    def test_3_what_may_not_be_registered(self):
        without = next(one["id"] for one in self.worker.grants() if "kinship" not in one["operations"])
        wrong = self.person["id"][:-1] + str((int(self.person["id"][-1]) + 1) % 10)
        me = self.controller.get("/session").json["account_id"]
        others = self.place.client("worker.women").get("/session").json["account_id"]
        for code, status, changes in (
                ("grants.kinship_person_id", 400, {"person_id": wrong}),
                ("grants.kinship_own", 403, {"asker": me}),
                ("grants.kinship_asker", 409, {"asker": others}),
                ("grants.kinship_grant", 409, {"grant": without}),
                ("grants.kinship_case_number", 400, {"case_number": "7"}),
                ("grants.kinship_period", 400, {"until": instant(time.time() + 31 * 86400)}),
                ("grants.kinship_period", 400, {"until": instant(time.time() - 60)}),
                ("grants.kinship_text", 400, {"reason": "x"})):
            self.assert_problem(self.registered(**changes), status, code)
        self.assertEqual(self.controller.get("/kinship/authorisations").json["items"], [])

    def test_4_registered_and_nothing_personal_is_shown_to_others(self):
        made = self.registered()
        self.assertEqual(made.status, 201, made.text)
        type(self).made = made.json
        self.assertRegex(made.json["code"], r"^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$")
        for client in (self.controller, self.worker):
            rows = client.get("/kinship/authorisations").json["items"]
            self.assertEqual(len(rows), 1)
            self.assertEqual((rows[0]["asker"]["account"], rows[0]["controller"]["account"], rows[0]["state"],
                              rows[0]["case_number"]), ("worker.childcare", "controller", "in_force", CASE))
            self.assertNotEqual(rows[0]["subject_masked"], "")
            self.assertNotIn(self.person["id"], rows[0]["subject_masked"])
        full = self.controller.get(f"/kinship/authorisations/{made.json['id']}").json
        self.assertEqual((full["father_name"], full["mother_name"], full["reason"]), ("王大明", "陳美玉", REASON))
        asker = self.worker.get(f"/kinship/authorisations/{made.json['id']}").json
        self.assertEqual((asker["father_name"], asker["mother_name"], asker["reason"]), (None, None, REASON))
        other = self.place.new_member("other.controller", "women", "controller")
        seen = other.get(f"/kinship/authorisations/{made.json['id']}").json
        self.assertEqual((seen["father_name"], seen["mother_name"]), (None, None), "who only attends does not need them")
        self.assertEqual(seen["authorisation"]["may"], ["attend", "withdraw"])
        for name in ("checker", "auditor"):
            seen = self.place.client(name).get("/kinship/authorisations")
            self.assertEqual(len(seen.json["items"]), 1)
            self.assertEqual((seen.json["items"][0]["subject_masked"], seen.json["items"][0]["case_number"]), ("", ""))
            self.assertNotIn(made.json["code"], seen.text)
        women = self.place.client("worker.women")
        self.assertEqual(women.get("/kinship/authorisations").json["items"], [])
        self.assert_problem(women.get(f"/kinship/authorisations/{made.json['id']}"), 404, "grants.kinship_not_found")
        self.assertIn("kinship_authorised", [todo["code"] for todo in self.worker.get("/home").json["todos"]])

    def test_5_both_sign_in(self):
        self.assertEqual(self.missing(), ["grants.kinship_not_opened", "grants.kinship_controller_absent"])
        self.assert_problem(self.act("presence", client=self.controller), 409, "grants.kinship_asker_absent")
        self.assert_problem(self.act("open", {"code": "00000-00000"}), 403, "grants.kinship_code_wrong")
        code = type(self).made["code"]
        self.assert_problem(self.act("open", {"code": code}, self.place.client("worker.women")), 404,
                            "grants.kinship_not_found")
        self.assertEqual(self.act("open", {"code": " " + code.lower().replace("-", "")}).status, 204)
        self.assertEqual(self.missing(), ["grants.kinship_controller_absent"])
        self.assert_problem(self.act("presence"), 403, "people.role_missing")
        present = self.act("presence", client=self.controller)
        self.assertEqual(present.status, 200, present.text)
        self.assertGreater(present.json["present_until"], instant(time.time() + 14 * 60))
        self.assertEqual(self.missing(), [])
        self.assertEqual(self.missing(self.controller), [])

    def parents(self):
        """The names on record, as the case file would have them."""
        worker = self.worker
        grant = next(one["id"] for one in worker.grants() if "kinship" not in one["operations"])
        first = worker.query(self.person, grant=grant).json
        full = worker.post(f"/queries/{first['id']}/reveal", {"handle": first["records"][0]["handle"], "reason": REASON}).json
        values = {field["name"]: field["value"] for field in full["records"][0]["fields"]}
        return values.get("FatherName", ""), values.get("MotherName", "")

    def ask(self, **changes):
        body = {"grant": type(self).grant, "authorisation": type(self).made["code"], "case_number": CASE, "reason": REASON,
                "subject": self.person["id"], "other": None, "father_name": type(self).names[0],
                "mother_name": type(self).names[1], "marriages": False, **changes}
        return self.worker.post("/kinship/queries", body)

    def test_5b_the_question_itself(self):
        type(self).names = self.parents()
        answer = self.ask(marriages=True)
        self.assertEqual(answer.status, 200, answer.text)
        told = answer.json
        self.assertEqual((told["outcome"], told["degrees"], told["marriages"]), ("answered", 2, True))
        self.assertEqual((told["father"], told["mother"]), ("equal", "equal"))
        self.assertGreater(len(told["relations"]), 0)
        for relation in told["relations"]:
            self.assertTrue(relation["zh"] and relation["en"])
            self.assertEqual(relation["articles"] == [], relation["kind"] == "spouse", "a spouse has no degree (969)")
            self.assertEqual(relation["steps"][-1]["person"], relation["to"])
            self.assertLessEqual(relation["degree"], 2)
            for step in relation["steps"]:
                self.assertTrue(step["zh"] and step["en"] and step["article"])
        for gap in told["gaps"]:
            self.assertTrue(gap["zh"] and gap["en"])
        self.assertEqual(told["verdict"] == "yes", told["gaps"] == [] and all(one["verdict"] == "yes" for one in told["relations"]))
        # Masked, by the grant's fields; the parents' names nowhere.
        for person in told["people"]:
            for field in (person["card"] or {"fields": []})["fields"]:
                self.assertIn(field["name"], ("PersonId", "PersonName", "BirthDate"))
                self.assertTrue(field["masked"], field)
        for name in type(self).names:
            self.assertTrue(name)
            self.assertNotIn(name, answer.text)
        self.assertNotIn(self.person["id"], answer.text)
        # One by one in a second act, under the same grant.
        shown = next(one["card"] for one in told["people"][1:] if one["card"])
        full = self.worker.post(f"/queries/{told['id']}/reveal", {"handle": shown["handle"], "reason": "核對親屬身分，聯繫扶養義務人"})
        self.assertEqual(full.status, 200, full.text)
        relative = next(field["value"] for field in full.json["records"][0]["fields"] if field["name"] == "PersonId")
        self.assertNotIn("*", relative)
        two = self.ask(other=relative, marriages=True).json
        self.assertEqual((two["verdict"], two["outcome"]), ("yes", "answered"))
        self.assertEqual({relation["to"] for relation in two["relations"]}, {1})
        stranger = self.ask(other="A123456789").json
        self.assertIn(stranger["verdict"], ("no", "cannot_tell"))
        self.assertEqual(stranger["people"][1]["state"], "not_held")

    def test_5c_each_use_names_both_and_each_person(self):
        ethics = self.place.client("ethics")
        used = ethics.post("/trail", {"kind": "grants.kinship_used"}).json["items"]
        asked = ethics.post("/trail", {"kind": "query.kinship"}).json["items"]
        self.assertEqual((len(used), len(asked)), (3, 3))
        for row in asked:
            self.assertEqual((row["account"], row["case_number"], row["outcome"]), ("worker.childcare", CASE, "answered"))
            self.assertNotIn(self.person["id"], str(row))
        shown = ethics.post("/trail", {"kind": "query.shown", "limit": 100}).json["items"]
        self.assertGreater(len(shown), 3)
        mine = self.worker.get("/accesses?limit=50").json["items"]
        why = self.worker.get(next(f"/accesses/{row['log']}/{row['index']}/why" for row in mine if row["kind"] == "query.kinship"))
        self.assertEqual(why.status, 200, why.text)
        self.assertTrue(all(rule["outcome"] == "passed" for rule in why.json["rules"]), why.text)

    def test_5d_what_is_refused(self):
        differ = self.ask(father_name="不是這個人").json
        self.assertEqual((differ["outcome"], differ["father"], differ["people"], differ["relations"]),
                         ("names_differ", "different", [], []))
        other = self.place.examples[1]["id"]
        wrong = self.person["id"][:-1] + str((int(self.person["id"][-1]) + 1) % 10)
        for code, status, changes in (
                ("grants.kinship_not_authorised", 403, {"authorisation": "00000-00000"}),
                ("grants.kinship_other_person", 403, {"subject": other}),
                ("grants.kinship_other_case", 403, {"case_number": "育津-115-00008"}),
                ("grants.reason_too_short", 403, {"reason": "x"}),
                ("grants.no_grant", 403, {"grant": "0000000000001"}),
                ("registry.subject_id", 400, {"subject": wrong}),
                ("registry.question_same", 400, {"other": self.person["id"]})):
            answer = self.ask(**changes)
            self.assert_problem(answer, status, code)
            self.assertNotIn(self.person["id"], answer.text)
        plain = next(one["id"] for one in self.worker.grants() if "kinship" not in one["operations"])
        self.assert_problem(self.ask(grant=plain), 403, "grants.operation_not_granted")
        elsewhere = self.place.client("worker.childcare")
        mine, type(self).worker = self.worker, elsewhere
        try:
            self.assert_problem(self.ask(), 403, "grants.kinship_not_opened")
        finally:
            type(self).worker = mine
        # A look-up under the grant for kinship data is of other data than its link's.
        self.assert_problem(self.worker.query(self.person, grant=type(self).grant, case=CASE), 403, "grants.outside_holding")

    def test_6_it_ends_with_either_session(self):
        elsewhere = self.place.client("worker.childcare")
        self.assertIn("grants.kinship_not_opened", self.missing(elsewhere), "another session of the asker's")
        self.assertEqual(self.missing(), [])
        self.assertEqual(self.controller.delete("/session").status, 204)
        self.assertEqual(self.missing(), ["grants.kinship_controller_absent"])
        type(self).controller = self.place.client("controller")
        self.assertEqual(self.missing(), ["grants.kinship_controller_absent"], "signed in is not yet beside")
        self.assertEqual(self.act("presence", client=self.controller).status, 200)
        self.assertEqual(self.missing(), [])
        # A link that is suspended stops it too, and what was made goes on when it is resumed.
        self.assertIn(self.designated.post("/links/kinship/suspend", {"reason": "查明通報事件"}).status, (200, 204))
        self.assertIn("grants.kinship_not_approved", self.missing())
        self.assertIn(self.designated.post("/links/kinship/resume", {"reason": "查明無誤"}).status, (200, 204))
        self.assertEqual(self.missing(), [])
        # A suspended controller is not there.
        admin = self.place.client("admin")
        account = self.controller.get("/session").json["account_id"]
        self.assertIn(admin.post(f"/accounts/{account}/suspend", {"reason": "調查中"}).status, (200, 204))
        self.assertEqual(self.missing(), ["grants.kinship_controller_absent"])
        self.assertIn(admin.post(f"/accounts/{account}/restore", {"reason": "調查完畢"}).status, (200, 204))
        type(self).controller = self.place.client("controller")
        self.assertEqual(self.act("presence", client=self.controller).status, 200)
        self.assertEqual(self.worker.delete("/session").status, 204)
        type(self).worker = self.place.client("worker.childcare")
        self.assertEqual(self.missing(), ["grants.kinship_not_opened", "grants.kinship_controller_absent"])

    def test_7_withdrawn_is_over(self):
        self.assert_problem(self.act("withdraw", {"reason": "我自己撤"}), 403, "people.role_missing")
        self.assertEqual(self.act("withdraw", {"reason": "案件改由他人辦理"}, self.controller).status, 204)
        self.assertIn("grants.kinship_withdrawn", self.missing())
        self.assert_problem(self.act("open", {"code": type(self).made["code"]}), 409, "grants.kinship_over")
        self.assertEqual(self.controller.get("/kinship/authorisations?box=open").json["items"], [])
        acts = self.controller.get(f"/kinship/authorisations/{type(self).made['id']}").json["acts"]
        self.assertEqual([act["act"] for act in acts][:3], ["wrong_code", "opened", "attended"])
        self.assertIn("used", [act["act"] for act in acts])
        self.assertEqual(acts[-1]["act"], "withdrawn")
        trail = self.place.client("ethics").post("/trail", {"kind": "grants.kinship_authorised"}).json["items"]
        self.assertEqual(len(trail), 1)

    def test_8_the_fresh_proof_of_who_registers(self):
        # Eleven minutes later the sign-in does not count as a fresh proof any more.
        self.place.sql("UPDATE people_sessions SET proved_at = proved_at - 660000")
        self.assert_problem(self.registered(), 403, "people.step_up_needed")


if __name__ == "__main__":
    unittest.main()
