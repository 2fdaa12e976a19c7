"""Two who would decide at once, and an applicant who withdraws while somebody approves: exactly one wins, nothing is lost
and nothing is granted twice (issue of grants, point 4)."""
import threading
import time
import unittest

from kit import Story, instant

ROUNDS = 12


class DataApplicationRaceStory(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.place.client("worker.childcare")
        cls.head, cls.owner = cls.place.client("head.childcare"), cls.place.client("head.it")
        cls.designated = [cls.place.client("designated"), cls.place.new_member("designated.two", "it", "designated_person")]
        # The link names its designated persons, so the second one is named too.
        named = cls.place.client("admin").post("/links/household/people", {
            "kind": "designated_person", "account": cls.designated[1].get("/session").json["account_id"],
            "from": instant(time.time() - 1), "note": ""})
        assert named.status == 201, named.text
        cls.holder = next(one["id"] for one in cls.worker.get("/data-application-form").json["holders"]
                          if one["account"] == "worker.childcare")

    def applied(self, stages):
        made = self.worker.post("/data-applications", {
            "kind": "new", "renews": None, "purpose": "child-raising", "holding": "household", "holders": [self.holder],
            "fields": ["PersonId"], "operations": ["lookup"], "population": {"kind": "all", "districts": []},
            "from": instant(time.time()), "until": instant(time.time() + 86400), "expected": {}, "hours": None,
            "networks": [], "afterwards": "附卷", "reason": "審查育兒津貼申請案"})
        self.assertEqual(made.status, 201, made.text)
        for version, who in enumerate((self.head, self.owner)[:stages], start=1):
            self.assertEqual(self.approve(who, made.json["id"], version).status, 200)
        return made.json["id"]

    @staticmethod
    def approve(client, application, version):
        return client.post(f"/data-applications/{application}/approve", {"expects": version, "note": "", "narrow": None})

    def at_once(self, *calls):
        """Their answers, each call begun when all are ready."""
        ready, answers = threading.Barrier(len(calls)), [None] * len(calls)

        def run(place, call):
            ready.wait()
            answers[place] = call()

        threads = [threading.Thread(target=run, args=one) for one in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def grants_of(self, application):
        return [one for one in self.designated[0].get("/grants/all?limit=200&holder=" + self.holder).json["items"]
                if one["application_id"] == application]

    def test_two_designated_persons_approve_at_once(self):
        for _ in range(ROUNDS):
            application = self.applied(2)
            answers = self.at_once(*[lambda who=who: self.approve(who, application, 3) for who in self.designated])
            self.assertEqual(sorted(one.status for one in answers), [200, 409], [one.text for one in answers])
            loser = next(one for one in answers if one.status == 409)
            self.assert_problem(loser, 409, "grants.application_moved")
            seen = self.worker.get(f"/data-applications/{application}").json
            self.assertEqual((seen["state"], [one["act"] for one in seen["steps"]]),
                             ("approved", ["submit", "approve", "approve", "approve"]))
            self.assertEqual([one["id"] for one in self.grants_of(application)], [seen["grant"]])

    def test_one_approves_while_another_refuses(self):
        for _ in range(ROUNDS):
            application = self.applied(2)
            approved, refused = self.at_once(
                lambda: self.approve(self.designated[0], application, 3),
                lambda: self.designated[1].post(f"/data-applications/{application}/refuse", {"expects": 3, "reason": "x"}))
            self.assertEqual([approved.status == 200, refused.status == 204].count(True), 1, (approved.text, refused.text))
            state = self.worker.get(f"/data-applications/{application}").json["state"]
            self.assertEqual(state, "approved" if approved.status == 200 else "refused")
            self.assertEqual(len(self.grants_of(application)), 1 if approved.status == 200 else 0)

    def test_the_applicant_withdraws_while_the_last_stage_approves(self):
        won = set()
        for _ in range(ROUNDS):
            application = self.applied(2)
            approved, withdrawn = self.at_once(
                lambda: self.approve(self.designated[0], application, 3),
                lambda: self.worker.post(f"/data-applications/{application}/withdraw", {"expects": 3, "reason": ""}))
            self.assertEqual([approved.status == 200, withdrawn.status == 204].count(True), 1, (approved.text, withdrawn.text))
            loser = withdrawn if approved.status == 200 else approved
            self.assert_problem(loser, 409, "grants.application_moved")
            seen = self.worker.get(f"/data-applications/{application}").json
            if approved.status == 200:
                self.assertEqual((seen["state"], seen["grant"]), ("approved", approved.json["grant"]))
            else:
                self.assertEqual((seen["state"], seen["grant"]), ("withdrawn", None))
            self.assertEqual(len(self.grants_of(application)), 1 if approved.status == 200 else 0)
            self.assertEqual(len(seen["steps"]), 4)
            won.add(approved.status)
        self.assertTrue(won <= {200, 409}, won)

    def test_a_stage_by_the_same_head_twice_at_once(self):
        application = self.applied(0)
        answers = self.at_once(*[lambda: self.approve(self.head, application, 1)] * 4)
        self.assertEqual(sorted(one.status for one in answers), [200, 409, 409, 409], [one.text for one in answers])
        seen = self.worker.get(f"/data-applications/{application}").json
        self.assertEqual([stage["state"] for stage in seen["stages"]], ["done", "next", "waiting"])
        self.assertEqual(self.worker.post(f"/data-applications/{application}/withdraw",
                                          {"expects": seen["version"], "reason": ""}).status, 204)


if __name__ == "__main__":
    unittest.main()
