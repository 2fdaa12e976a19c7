"""Why an access was answered or refused (F2.4, A1): each rule as it stood then, what has changed since, and who may see."""
from kit import Story


class Why(Story):
    def why(self, client, access):
        answer = client.get(f"/accesses/{access['log']}/{access['index']}/why")
        self.assertEqual(answer.status, 200, answer.text)
        view = answer.json
        self.assertTrue(view["agrees"], view)
        return view

    def newest(self, client, kind):
        return next(row for row in client.get("/accesses?limit=20").json["items"] if row["kind"] == kind)

    def failed(self, view):
        """The one rule that failed; all before it passed, none after it was reached."""
        outcomes = [rule["outcome"] for rule in view["rules"]]
        names = [rule["name"] for rule in view["rules"]]
        if "failed" not in outcomes:
            self.assertEqual(set(outcomes), {"passed"})
            return None
        place = outcomes.index("failed")
        self.assertEqual(set(outcomes[:place]) | {"passed"}, {"passed"})
        self.assertEqual(set(outcomes[place + 1:]) | {"not_reached"}, {"not_reached"})
        return names[place]

    def rule(self, view, name):
        return next(rule for rule in view["rules"] if rule["name"] == name)

    def fact(self, rule, label_en):
        return next(fact["value_en"] for fact in rule["facts"] if fact["label_en"] == label_en)

    def test_an_answer_and_what_became_of_its_grant(self):
        client = self.place.new_member("story.why", "childcare", "case_worker")
        grant = self.place.new_grant("story.why", quota_day=7)
        self.assertEqual(client.query(self.place.examples[0], grant=grant).status, 200)
        access = self.newest(client, "query.lookup")
        view = self.why(client, access)
        self.assertIsNone(self.failed(view))
        self.assertEqual(view["changes"], [])
        self.assertEqual(view["account"]["account"], "story.why")
        self.assertEqual(self.fact(self.rule(view, "quota"), "Used that day / quota"), "0 / 7")
        for rule in view["rules"]:
            self.assertTrue(rule["clause"] and rule["title_zh"] and rule["title_en"], rule)
        # Where the person lived then is not kept, and the page says so.
        self.assertEqual(self.rule(view, "population")["by"], "entry")
        self.assertEqual(self.rule(view, "quota")["by"], "history")

        self.place.menhu("grant", "suspend", grant, "--by", "admin", "--reason", "查核中",
                         stdin=self.place.passwords["admin"] + "\n")
        self.assertEqual(client.query(self.place.examples[0], grant=grant).code, "grants.suspended")
        later = self.why(client, access)
        self.assertIsNone(self.failed(later))
        change = next(change for change in later["changes"] if change["label_en"] == "State of the grant")
        self.assertEqual((change["then_en"], change["now_en"]), ("in force", "suspended"))
        self.assertTrue(change["at"])
        refused = self.why(client, self.newest(client, "query.refused"))
        self.assertEqual(self.failed(refused), "grant_state")
        self.assertEqual(refused["refusal_en"], "This grant is suspended")

    def test_each_refusal_names_its_rule(self):
        client = self.place.new_member("story.why.not", "childcare", "case_worker")
        grant = self.place.new_grant("story.why.not")
        for more, rule in (({"case": "x"}, "case_number"), ({"reason": ""}, "reason"),
                           ({"fields": ["MotherId"]}, "fields"), ({"grant": "0000000000001"}, "grant")):
            self.assertEqual(client.query(self.place.examples[0], **{"grant": grant, **more}).status, 403)
            self.assertEqual(self.failed(self.why(client, self.newest(client, "query.refused"))), rule)

    def test_who_may_see_it(self):
        client = self.place.new_member("story.why.mine", "childcare", "case_worker")
        grant = self.place.new_grant("story.why.mine")
        person = self.place.examples[0]
        self.assertEqual(client.query(person, grant=grant).status, 200)
        access = self.newest(client, "query.lookup")
        path = f"/accesses/{access['log']}/{access['index']}/why"
        colleague = self.place.client("worker.childcare")
        self.assertEqual(colleague.get(path).code, "web.why_of_another")
        self.assertEqual(self.place.client("worker.women").get(path).status, 403)
        checker = self.place.client("checker")
        view = self.why(checker, access)
        self.assertEqual(view["account"]["account"], "story.why.mine")
        self.assertNotIn(person["id"], checker.get(path).text)
        self.assertNotIn(person["name"], checker.get(path).text)
        # That a checker read it is in the trail; one's own is not.
        rows = checker.post("/trail", {"kind": "trail.explained", "limit": 50}).json["items"]
        self.assertEqual({row["account"] for row in rows[:2]}, {"checker"})
        self.assertEqual(checker.get("/accesses/2026/99999999/why").status, 404)
        own = checker.post("/trail", {"kind": "trail.read", "limit": 1}).json["items"][0]
        self.assertEqual(checker.get(f"/accesses/{own['log']}/{own['index']}/why").code, "grants.not_a_decision")
