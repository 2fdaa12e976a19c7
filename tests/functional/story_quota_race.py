"""A quota hit from 64 connections at once: exactly the quota is answered, not one more, and every ask has its entry."""
import threading

from kit import Story

CONNECTIONS = 64
QUOTA = 25


class QuotaRace(Story):
    def test_exactly_the_quota_is_answered(self):
        client = self.place.new_member("story.race", "childcare", "case_worker")
        grant = self.place.new_grant("story.race", quota_day=QUOTA)
        person = self.place.examples[0]
        start = threading.Barrier(CONNECTIONS)
        answers = []

        def ask():
            start.wait()
            for _ in range(2):
                answers.append(client.query(person, grant=grant))

        threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), 2 * CONNECTIONS)
        answered = [answer for answer in answers if answer.status == 200]
        refused = [answer for answer in answers if answer.status == 403]
        self.assertEqual(len(answered) + len(refused), len(answers), {answer.status for answer in answers})
        self.assertEqual(len(answered), QUOTA)
        self.assertEqual({answer.code for answer in refused}, {"grants.quota_day_used_up"})
        # Each has its own entry, and what each saw of the count is a number of its own.
        receipts = [answer.json["receipt"]["index"] for answer in answers]
        self.assertEqual(len(set(receipts)), len(answers))
        used = next(one for one in client.grants() if one["id"] == grant)
        self.assertEqual(used["used_today"], QUOTA)
        self.assertEqual(used["used_total"], QUOTA)
        seen = set()
        for answer in answered:
            receipt = answer.json["receipt"]
            view = client.get(f"/accesses/{receipt['log']}/{receipt['index']}/why").json
            quota = next(rule for rule in view["rules"] if rule["name"] == "quota")
            seen.add(next(fact["value"] for fact in quota["facts"] if fact["label_en"] == "Used that day / quota"))
        self.assertEqual(seen, {f"{count} / {QUOTA}" for count in range(QUOTA)})
