"""Answers instead of data (S1.1, S2.2, F2.4): yes, no or cannot tell, with the rule and the days that decide; under a grant
that has the fields on which the question rests; refused with an entry, and entered for each person asked about."""
from kit import CASE, REASON, Story

NONE = {"other": None, "on": None, "period": None}
AGE = {"programme": None, "count": 18, "unit": "years"}
YEAR = {"programme": None, "count": 1, "unit": "years"}


class Questions(Story):
    def ask(self, client, question, person, grant=None, case=CASE, **more):
        return client.post("/questions", {"grant": grant or client.grant(), "case_number": case, "reason": REASON,
                                          "question": question, "subject": person, **NONE, **more})

    def told(self, client, question, person, **more):
        answer = self.ask(client, question, person, **more)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def women(self):
        client = self.place.client("worker.women")
        grant = next(one for one in client.grants() if one["purpose_en"] == "Childbirth allowance")
        return client, {"grant": grant["id"], "case": "生津-115-00001"}

    def test_which_questions_there_are(self):
        choices = self.place.client("worker.childcare").get("/questions").json
        self.assertEqual([one["code"] for one in choices["questions"]],
                         ["resident_since", "resident_on", "alive", "age", "same_household", "parent_of", "spouse_of"])
        for one in choices["questions"]:
            self.assertTrue(one["zh"] and one["en"] and one["fields"])
        self.assertIn("childbirth_allowance", [one["code"] for one in choices["programmes"]])

    def test_yes_no_and_cannot_tell(self):
        client, under = self.women()
        someone = self.place.example(what_en="A resident of Zhongli District")["id"]
        dead = self.place.example(what_en="Dead")["id"]
        away = self.place.example(what_en="Moved to another county")["id"]
        twin = self.place.example(what_en="A twin")["id"]
        for question, person, more, verdict in (
                ("alive", someone, {}, "yes"), ("alive", dead, {}, "no"), ("alive", away, {}, "cannot_tell"),
                ("resident_on", someone, {}, "yes"), ("resident_on", away, {}, "no"),
                ("age", someone, {"period": AGE}, "yes"), ("age", twin, {"period": AGE}, "no"),
                ("resident_since", away, {"period": YEAR}, "no"),
                ("alive", "A123456789", {}, "cannot_tell"), ("resident_on", "H800000011", {}, "no")):
            told = self.told(client, question, person, **under, **more)
            self.assertEqual(told["verdict"], verdict, (question, person, told))
            self.assertTrue(told["rule"]["zh"] and told["rule"]["en"])
            self.assertEqual(told["base_date"], self.told(client, "alive", someone, **under)["base_date"])
            self.assertEqual(verdict == "cannot_tell", told["missing"] != [], told)
            self.assertNotIn(person, str(told), "an answer names nobody")
        told = self.told(client, "resident_since", someone, **under, period={"programme": "childbirth_allowance", "count": None, "unit": None})
        self.assertEqual((told["verdict"], told["rule"]["article"]), ("yes", "民法120、121"))
        self.assertEqual(told["programme"]["code"], "childbirth_allowance")

    def test_of_two(self):
        client, under = self.women()
        household = self.place.client("worker.childcare")
        head = self.place.example(what_en="Head of a household of four or more in Taoyuan District")
        first = household.query(head).json
        members = household.post(f"/queries/{first['id']}/household", {"handle": first["records"][0]["handle"], "reason": REASON}).json
        ids = []
        for record in members["records"]:
            full = household.post(f"/queries/{members['id']}/reveal", {"handle": record["handle"], "reason": REASON}).json
            ids.append(next(one["value"] for one in full["records"][0]["fields"] if one["name"] == "PersonId"))
        other = next(one for one in ids if one != head["id"])
        stranger = self.place.example(what_en="A resident of Fuxing District")["id"]
        self.assertEqual(self.told(client, "same_household", head["id"], **under, other=other)["verdict"], "yes")
        self.assertEqual(self.told(client, "same_household", head["id"], **under, other=stranger)["verdict"], "no")
        self.assertIn(self.told(client, "parent_of", stranger, **under, other=head["id"])["verdict"], ("no", "cannot_tell"))
        widow = self.place.example(what_en="Widowed")["id"]
        self.assertEqual(self.told(client, "spouse_of", widow, **under, other=stranger)["verdict"], "no")

    def test_a_day_that_is_no_field_of_the_question_is_withheld(self):
        client, under = self.women()
        person = self.place.example(what_en="A twin")
        for question, more in (("age", {"period": AGE}), ("resident_since", {"period": YEAR}), ("resident_on", {})):
            told = self.told(client, question, person["id"], **under, **more)
            self.assertNotIn(person["birth_date"], str(told), question)
            for day in told["days"]:
                self.assertIn(day["shown"], ("full", "masked", "withheld"))
                if day["shown"] == "withheld":
                    self.assertEqual((day["from"], day["until"]), ("", ""))

    def test_entered_for_each_person(self):
        client, under = self.women()
        one, other = self.place.example(what_en="Widowed")["id"], self.place.example(what_en="Dead")["id"]
        told = self.told(client, "spouse_of", one, **under, other=other)
        checker = self.place.client("checker")
        for person, kind in ((one, "query.answer"), (other, "query.shown")):
            rows = checker.post("/trail", {"person": person, "limit": 100}).json["items"]
            self.assertTrue(any(row["kind"] == kind and row["index"] >= told["receipt"]["index"] for row in rows), kind)
        rows = client.get("/accesses?limit=20").json["items"]
        mine = next(row for row in rows if row["index"] == told["receipt"]["index"])
        self.assertEqual((mine["kind"], mine["outcome"]), ("query.answer", "answered"))
        shown = next(row for row in rows if row["kind"] == "query.shown" and row["index"] > mine["index"])
        self.assertEqual(shown["case_number"], mine["case_number"], "for which case, of the other person too")
        self.assertNotEqual(mine["case_number"], "")
        why = client.get(f"/accesses/{mine['log']}/{mine['index']}/why")
        self.assertEqual(why.status, 200, why.text)
        self.assertTrue(all(rule["outcome"] == "passed" for rule in why.json["rules"]), why.text)
        proof = client.get(f"/receipts/{mine['log']}/{mine['index']}")
        self.assertEqual(proof.status, 200)

    def test_a_grant_for_answers_alone(self):
        client = self.place.new_member("story.answers", "childcare", "case_worker")
        grant = self.place.new_grant("story.answers", operations="answer", fields="BirthDate,Status,StatusDate")
        person = self.place.example(what_en="A resident of Zhongli District")
        self.assertEqual(self.told(client, "alive", person["id"], grant=grant)["verdict"], "yes")
        self.assert_refused(client.query(person, grant=grant), "grants.operation_not_granted")
        # The question rests on fields that the grant lacks.
        entry = self.assert_refused(self.ask(client, "spouse_of", person["id"], grant=grant, other="A123456789"),
                                    "grants.field_outside")
        rows = self.place.client("checker").post("/trail", {"kind": "query.refused", "limit": 20}).json["items"]
        self.assertIn(entry["receipt"]["index"], [row["index"] for row in rows])

    def test_what_is_refused(self):
        client = self.place.client("worker.zhongli")
        grant = client.grant()
        inside = self.place.example(what_en="A resident of Zhongli District")["id"]
        outside = self.place.example(what_en="A resident of Fuxing District")["id"]
        self.assertEqual(self.told(client, "alive", inside, grant=grant)["verdict"], "yes")
        refused = self.ask(client, "alive", outside, grant=grant)
        self.assert_refused(refused, "grants.outside_population")
        self.assertNotIn(outside, refused.text)
        self.assert_refused(self.ask(client, "same_household", inside, grant=grant, other=outside), "grants.outside_population")
        self.assert_refused(self.ask(client, "alive", inside, grant=grant, case=""), "grants.case_number_missing")
        childcare = self.place.client("worker.childcare")
        self.assert_refused(self.ask(childcare, "alive", inside, grant=grant), "grants.wrong_unit")
        admin = self.place.client("admin")
        self.assert_refused(self.ask(admin, "alive", inside, grant=grant), "grants.role_missing")

    def test_ill_formed(self):
        client = self.place.client("worker.childcare")
        person = self.place.examples[0]["id"]
        wrong = person[:-1] + str((int(person[-1]) + 1) % 10)
        for code, question, subject, more in (
                ("registry.subject_id", "alive", wrong, {}), ("registry.question_other", "parent_of", person, {}),
                ("registry.question_other", "alive", person, {"other": "A123456789"}),
                ("registry.question_same", "spouse_of", person, {"other": person}),
                ("registry.question_period", "age", person, {}),
                ("registry.question_period", "alive", person, {"period": AGE}),
                ("registry.question_programme", "resident_since", person,
                 {"period": {"programme": "nothing", "count": None, "unit": None}}),
                ("web.invalid", "resident_on", person, {"on": "115/1/1"})):
            answer = self.ask(client, question, subject, **more)
            self.assertEqual(answer.status, 400, answer.text)
            if code != "web.invalid":
                self.assertEqual(answer.json["code"], code)
            self.assertNotIn(person, answer.text)

    def test_at_the_command_line(self):
        person = self.place.example(what_en="A resident of Zhongli District")["id"]
        words = ["ask", "--account", "worker.childcare", "--case", CASE, "--reason", REASON, "--grant",
                 self.place.client("worker.childcare").grant()]
        password = self.place.passwords["worker.childcare"]
        done = self.place.menhu(*words, "--question", "alive", stdin=f"{password}\n{person}\n")
        self.assertIn("Alive on a day?: yes", done.out)
        self.assertRegex(done.out, r"Receipt: \d+/\d+")
        self.assertNotIn(person, done.out)
        done = self.place.menhu(*words, "--question", "age", "--period", "200 years", stdin=f"{password}\n{person}\n", check=False)
        self.assertEqual(done.code, 2)
        done = self.place.menhu(*words, "--question", "spouse_of", stdin=f"{password}\n{person}\nA123456789\n", check=False)
        self.assertIn(done.code, (0, 10), done.err)
        done = self.place.menhu(*words, "--question", "nothing", stdin=f"{password}\n", check=False)
        self.assertEqual((done.code, "--question" in done.err), (2, True), done.err)


if __name__ == "__main__":
    import unittest
    unittest.main()
