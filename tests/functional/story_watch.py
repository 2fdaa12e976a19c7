"""Watches of cases (異動追蹤): ordered under a grant that says so, told once when a change file that came into use touched
somebody, with an entry and a use; looked up in one click; stopped where the grant is halted, and taken up by a colleague;
gone on with after kill -9; seen by nobody else; at the command line (S2.2, S1.1, S3.1)."""
import time
import unittest

import story_changes
from story_changes import MOVE_IN, NAME_CHANGE, change, newcomer

from kit import OwnStory

CASE = "特境-115-00270"
OTHER = "特境-115-00271"
REASON = "扶助期間追蹤當事人異動"
FIRST, SECOND, THIRD = newcomer(5_901_001), newcomer(5_901_002), newcomer(5_901_003)


class Watches(OwnStory):
    people = 300
    write, bring, sign_off = (story_changes.Changes.write, story_changes.Changes.bring, story_changes.Changes.sign_off)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.place.new_member("women.second", "women", "case_worker")
        cls.grant = cls.place.new_grant("worker.women,women.second", unit="women", purpose="hardship", operations="lookup,watch",
                                        fields="PersonId,PersonName,Status,MoveHistory,StatusHistory")
        cls.worker = cls.place.client("worker.women")
        cls.client = cls.place.client("designated")
        cls.base = next(item for item in cls.client.get("/deliveries").json["items"] if item["state"] == "in_use")
        cls.next = 1

    # ---- steps ----

    def body(self, *people, **changes):
        until = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
        return {"grant": self.grant, "reason": REASON, "groups": ["moves", "identity"], "until": until,
                "people": [{"case_number": case, "id": person["PersonId"]} for case, person in people], **changes}

    def ordered(self, *people, **changes):
        answer = self.worker.post("/watches", self.body(*people, **changes))
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def month(self, *changes):
        """A change file from manifest to use."""
        self.sign_off(self.bring(*self.write(list(changes))))
        type(self).next += 1

    def hits(self, client=None, **query):
        words = "&".join(f"{name}={value}" for name, value in query.items())
        answer = (client or self.worker).get("/watch-hits" + (f"?{words}" if words else ""))
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json["items"]

    def told(self, count, **query):
        """The service finds them by itself, soon."""
        for _ in range(150):
            found = self.hits(**query)
            if len(found) >= count:
                return found
            time.sleep(0.1)
        raise AssertionError(f"{count} hits did not come")

    def used(self):
        return next(one for one in self.worker.grants() if one["id"] == self.grant)["used_total"]

    def trail(self, kind):
        return self.place.client("checker").post("/trail", {"kind": kind, "limit": 1}).json["total"]

    # ---- ordering ----

    def test_1_what_can_be_watched_and_what_not(self):
        form = self.worker.get("/watch/form").json
        self.assertIn("moves", [one["code"] for one in form["groups"]])
        self.assertTrue(all(one["zh"] and one["en"] and one["fields"] for one in form["groups"]))
        problem = self.assert_problem(self.worker.post("/watches", self.body((CASE, FIRST), (CASE, {"PersonId": "H123"}))), 400,
                                      "registry.watch_id")
        self.assertEqual([one["path"] for one in problem["fields"]], ["people.1.id"])
        for wrong, code in (({"people": []}, "registry.watch_people"), ({"groups": []}, "registry.watch_groups"),
                            ({"until": "2020-01-01"}, "registry.watch_until"), ({"groups": ["all"]}, "web.request_invalid"),
                            ({"until": "today"}, "web.request_invalid"),
                            ({"people": [{"case_number": CASE, "id": FIRST["PersonId"]}] * 501}, "registry.watch_people_most")):
            self.assert_problem(self.worker.post("/watches", self.body((CASE, FIRST), **wrong)), 400, code)
        self.assert_refused(self.worker.post("/watches", self.body(("no case", FIRST))), "grants.case_number_ill_formed")
        self.assert_refused(self.worker.post("/watches", self.body((CASE, FIRST), reason="")), "grants.reason_missing")
        lookups = next(one for one in self.worker.grants() if "watch" not in one["operations"])
        self.assert_refused(self.worker.post("/watches", self.body((lookups["case_example"], FIRST), grant=lookups["id"])),
                            "grants.operation_not_granted")
        self.assertEqual(self.worker.get("/watches").json["total"], 0)
        self.assertEqual(self.trail("watch.ordered"), 0)

    # ---- being told ----

    def test_2_somebody_moves_in_and_is_told_of_once(self):
        watch = self.ordered((CASE, FIRST), (OTHER, SECOND))
        self.assertEqual((watch["state"], watch["people"], watch["groups"]), ("running", 2, ["moves", "identity"]))
        self.assertEqual(self.used(), 0)
        people = self.worker.get(f"/watches/{watch['id']}/people").json
        self.assertEqual([one["case_number"] for one in people["items"]], [CASE, OTHER])
        self.assertNotIn(FIRST["PersonId"], str(people))
        day = self.base["base_date"]
        self.month(change(MOVE_IN, day, None, FIRST), change(MOVE_IN, day, None, THIRD, "S2"))
        hit, = self.told(1)
        self.assertEqual((hit["case_number"], hit["state"], hit["base_date"]), (CASE, "open", day))
        self.assertEqual([(kind["code"], kind["zh"]) for kind in hit["kinds"]], [("move_in", "遷入")])
        self.assertNotIn(FIRST["PersonId"], str(hit))
        self.assertEqual((self.used(), self.trail("query.watch")), (1, 1))
        self.assertGreaterEqual(self.trail("watch.viewed"), 1)
        self.assertEqual(self.place.menhu("watch", "run").out.split("\t")[1:], ["0", "0", "0\n"], "no file is gone through twice")
        todo = next(one for one in self.worker.get("/home").json["todos"] if one["code"] == "watch_hits")
        self.assertEqual((todo["link"], todo["clause"]), ("/watches", "S2.2"))
        self.assertNotIn(CASE, todo["title_zh"])

        # One click: a look-up of its own, with case and reason filled in.
        looked = self.worker.post(f"/watch-hits/{hit['id']}/look-up", {})
        self.assertEqual(looked.status, 200, looked.text)
        self.assertEqual((looked.json["case_number"], looked.json["masked"], looked.json["operation"]), (CASE, True, "lookup"))
        names = {field["name"]: field["value"] for field in looked.json["records"][0]["fields"]}
        self.assertEqual(names["PersonName"], "示○○人")
        self.assertEqual((self.used(), self.hits()[0]["state"]), (2, "seen"))
        self.assert_problem(self.worker.post(f"/watch-hits/{hit['id']}/seen", {}), 409, "registry.watch_hit_state")
        self.assertEqual(self.worker.post(f"/watch-hits/{hit['id']}/handled", {"note": "已通知補件"}).status, 204)
        self.assertEqual(self.hits(), [])
        kept, = self.hits(which="all", watch=watch["id"])
        self.assertEqual((kept["state"], kept["note"], kept["acted_by"]["account"]), ("handled", "已通知補件", "worker.women"))
        self.assert_problem(self.worker.post(f"/watch-hits/{hit['id']}/handled", {"note": ""}), 409, "registry.watch_hit_state")

    def test_3_only_who_holds_the_grant_sees_it(self):
        watch = self.worker.get("/watches").json["items"][0]
        self.assertEqual([one["id"] for one in self.second.get("/watches").json["items"]], [watch["id"]])
        self.assertEqual(len(self.hits(self.second, which="all")), 1)
        stranger = self.place.client("worker.childcare")
        self.assertEqual(stranger.get("/watches").json["items"], [])
        self.assertEqual(self.hits(stranger, which="all"), [])
        for call in ("", "/people"):
            self.assert_problem(stranger.get(f"/watches/{watch['id']}{call}"), 404, "registry.watch_unknown")
        self.assert_problem(stranger.post(f"/watches/{watch['id']}/end", {}), 404, "registry.watch_unknown")
        self.assert_problem(stranger.post(f"/watch-hits/{self.hits(which='all')[0]['id']}/look-up", {}), 404,
                            "registry.watch_hit_unknown")
        self.assert_problem(self.place.client("checker").get("/watches"), 403, "people.role_missing")

    # ---- not being told ----

    def test_4_a_halted_grant_stops_a_hit_and_a_colleague_takes_it_up(self):
        self.place.grant_step("head.women", "suspend", self.grant, "--reason", "查明異常使用")
        day = self.base["base_date"]
        self.month(change(NAME_CHANGE, day, FIRST, {**FIRST, "PersonName": "示範更名"}))
        self.place.menhu("watch", "run")
        hit, = self.told(1)
        self.assertEqual((hit["state"], hit["case_number"], hit["kinds"]), ("stopped", "", []))
        self.assertEqual(hit["why"]["code"], "grants.suspended")
        self.assertTrue(hit["why"]["zh"] and hit["why"]["next_zh"])
        self.assertEqual(self.worker.get(f"/watches/{hit['watch']}").json["state"], "halted")
        self.assertTrue(any(one["code"] == "watch_stopped" for one in self.worker.get("/home").json["todos"]))
        self.assert_problem(self.worker.post(f"/watch-hits/{hit['id']}/look-up", {}), 409, "registry.watch_hit_state")
        self.assert_refused(self.second.post(f"/watch-hits/{hit['id']}/take-up", {}), "grants.suspended")
        self.place.grant_step("admin", "resume", self.grant, "--reason", "已查明")
        self.assertEqual(self.second.post(f"/watch-hits/{hit['id']}/take-up", {}).status, 204)
        told, = self.hits(self.second)
        self.assertEqual((told["case_number"], [kind["code"] for kind in told["kinds"]]), (CASE, ["name_change"]))
        taken = self.second.post(f"/watches/{hit['watch']}/take-over", {})
        self.assertEqual((taken.status, taken.json["owner"]["account"]), (200, "women.second"), taken.text)

    def test_5_killed_it_goes_on(self):
        day = self.base["base_date"]
        view = self.bring(*self.write([change(MOVE_IN, day, None, SECOND)]))
        self.sign_off(view)
        self.place.kill()
        self.place.start()
        type(self).worker = self.place.client("worker.women")
        type(self).second = self.place.client("women.second")
        type(self).client = self.place.client("designated")
        type(self).next += 1
        self.told(2)
        self.assertEqual(sum(1 for one in self.hits() if one["case_number"] == OTHER), 1)

    def test_6_at_the_command_line_until_it_is_ended(self):
        path = self.place.directory / "watch.csv"
        path.write_text(f"案號,統一編號\n{OTHER},{THIRD['PersonId']}\n", encoding="utf-8")
        words, password = ["--account", "women.second"], self.place.passwords["women.second"] + "\n"
        until = self.body()["until"]
        done = self.place.menhu("watch", "add", path, *words, "--grant", self.grant, "--until", until, "--reason", REASON,
                                "--events", "moves", stdin=password)
        watch = done.out.split()[-1]
        listed = self.place.menhu("watch", "list", *words, stdin=password).out
        self.assertIn(f"{watch}\t{self.grant}\trunning\t1\t", listed)
        self.assertIn(f"\topen\t{OTHER}\t", listed)
        self.place.menhu("watch", "end", watch, *words, stdin=password)
        self.assertEqual(self.second.get(f"/watches/{watch}").json["state"], "ended")
        self.assert_problem(self.second.post(f"/watches/{watch}/end", {}), 409, "registry.watch_state")
        path.write_text(f"{OTHER},H1\n")
        self.assertNotEqual(self.place.menhu("watch", "add", path, *words, "--grant", self.grant, "--until", until, "--reason",
                                             REASON, stdin=password, check=False).code, 0)
        other = self.ordered((CASE, THIRD))
        self.assertEqual(self.worker.post(f"/watches/{other['id']}/end", {}).json["state"], "ended")
        self.place.sql("UPDATE registry_watches SET ended_at = 1, until_at = 1 WHERE state = 'ended'")
        out = self.place.menhu("jobs", "run").out
        self.assertIn("destroy_watches\t2\t", out)
        view = self.worker.get(f"/watches/{other['id']}").json
        self.assertEqual((view["state"], view["reason"], view["first_case"]), ("destroyed", "", ""))


if __name__ == "__main__":
    unittest.main()
