"""A sample for a study (抽樣): ordered before its number is drawn, drawn by it once, each person entered and counted, listed
under a serial number with the fields asked for alone; drawn again by a checker and, from the log and the copy, by another
program's arithmetic; who is left out is not drawn; destroyed with its key."""
import hashlib
import re
import time
import unittest
import urllib.parse

from kit import OwnStory

CASE = "早療-115-00463"
REASON = "委託研究抽樣，早期療育家庭需求調查"


class Frame(OwnStory):
    people = 1000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        options = {"unit": "health", "purpose": "early-intervention", "operations": "extract",
                   "quota_day": 30000, "quota_month": 30000, "quota_total": 30000}
        cls.grant = cls.place.new_grant("worker.health", fields="PersonId,PersonName,BirthDate,Sex,AreaCode", **options)
        cls.worker = cls.place.client("worker.health")
        cls.checker = cls.place.client("checker")

    def body(self, **changes):
        return {"title": "早療家庭需求調查", "grant": self.grant, "case_number": CASE, "reason": REASON, "districts": [], "sex": "",
                "age_from": 20, "age_to": 64, "age_cuts": [35, 50], "by": ["age", "sex"], "size": {"how": "total", "count": 30},
                "small": "merge", "per_household": "everybody", "fields": ["PersonName"], "source": "daily_cash",
                "draw_on": time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600)), "without_frames": [], **changes}

    def ordered(self, **changes):
        answer = self.worker.post("/frames", self.body(**changes))
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def drawn(self, frame, number="3 11 17 22 38"):
        for _ in range(100):  # the order's entry is under a checkpoint within a second or so
            answer = self.worker.post(f"/frames/{frame}/draw", {"number": number})
            if answer.status != 503:
                break
            self.assert_problem(answer, 503, "registry.frame_checkpoint_missing")
            time.sleep(0.1)
        self.assertEqual(answer.status, 202, answer.text)
        view = answer.json
        for _ in range(400):
            match = self.worker.get(f"/matches/{view['match']}").json
            if match["state"] not in ("running", "waiting"):
                self.assertEqual(match["state"], "done", match)
                return view
            time.sleep(0.03)
        raise AssertionError("the sample did not end")

    def rows(self, view):
        found, following = [], ""
        while following is not None:
            page = self.worker.get(f"/matches/{view['match']}/rows?next={following}").json
            found += page["items"]
            following = page["next"]
        return page["headers"], found

    def entered(self, kind):
        return self.checker.post("/trail", {"kind": kind, "limit": 1}).json["total"]

    def test_1_drawn_by_a_public_number(self):
        form = self.worker.get("/frames/form").json
        self.assertEqual(form["smallest"], 10)
        self.assertIn("daily_cash", [one["code"] for one in form["sources"]])
        used = next(one for one in self.worker.grants() if one["id"] == self.grant)["used_total"]
        frame = self.ordered()
        self.assertEqual((frame["state"], frame["proof"]["seed"]), ("ordered", ""))
        self.assertEqual(len(frame["strata"]), 6, frame["strata"])
        self.assertTrue(all(one["people"] >= 10 for one in frame["strata"]))
        self.assertEqual(sum(one["size"] for one in frame["strata"]), 30)
        todos = [one["code"] for one in self.worker.get("/home").json["todos"]]
        self.assertIn("frame_waits", todos)
        self.assert_problem(self.worker.post(f"/frames/{frame['id']}/draw", {"number": "3 11"}), 400, "registry.frame_number")
        before = self.entered("query.extract")
        view = self.drawn(frame["id"])
        self.assertEqual((view["state"], view["drawn"]), ("drawn", 30))
        self.assertEqual(view["proof"]["number"], "03 11 17 22 38", "in its one form")
        self.assertEqual(self.entered("query.extract") - before, 30)
        self.assertEqual(next(one for one in self.worker.grants() if one["id"] == self.grant)["used_total"] - used, 30)
        headers, rows = self.rows(view)
        self.assertEqual(headers, ["序號", "層別", "姓名"])
        self.assertEqual([row["values"][0] for row in rows], [f"{at:04d}" for at in range(1, 31)])
        self.assertFalse(any(row["key"] for row in rows), "nobody's id")
        self.assertTrue(all("○" in row["values"][2] for row in rows), "masked")
        self.assert_problem(self.worker.post(f"/frames/{frame['id']}/draw", {"number": "3 11 17 22 38"}), 409,
                            "registry.frame_state")
        # A copy takes the Civil Affairs Bureau's approval (S2.4).
        self.assertEqual(self.worker.get(f"/matches/{view['match']}/result?as=csv").status, 403)

        # The seed by other arithmetic, from the log's checkpoint.
        proof = view["proof"]
        note = self.checker.call("GET", f"/ledger/{proof['log']}/checkpoint")
        self.assertEqual(hashlib.sha256(b"menhu frame seed v1\n" + frame["id"].encode() + b"\n" + bytes.fromhex(
            proof["checkpoint"]) + proof["number"].encode()).hexdigest(), proof["seed"])
        if note.status == 200:
            self.assertGreaterEqual(int(note.text.splitlines()[1]), proof["checkpoint_size"])
        self.assertGreater(proof["checkpoint_size"], proof["entry"])

        # Who checks draws again, and sees how, not who.
        for client in (self.worker, self.checker):
            again = client.post(f"/frames/{frame['id']}/redraw", {})
            self.assertEqual((again.status, again.json["same"]), (200, True), again.text)
        seen = self.checker.get(f"/frames/{frame['id']}").json
        self.assertIsNone(seen["match"])
        self.assertEqual(seen["may"], {"draw": False, "cancel": False, "redraw": True})
        self.assertEqual(self.checker.get(f"/matches/{view['match']}").status, 403)
        self.assertIn(frame["id"], [one["id"] for one in self.checker.get("/frames").json["items"]])
        self.assert_problem(self.place.client("worker.women").get(f"/frames/{frame['id']}"), 404, "registry.frame_unknown")
        self.place.sql(f"UPDATE registry_frames SET number = '01 02 03 04 05' WHERE match_id IS NOT NULL")
        spoilt = self.checker.post(f"/frames/{frame['id']}/redraw", {}).json
        self.assertEqual((spoilt["same"], spoilt["seed"], spoilt["sample"]), (False, False, True))

    def test_2_what_cannot_be_ordered(self):
        self.assert_refused(self.worker.post("/frames", self.body(by=["indigenous"], age_cuts=[])), "grants.field_outside")
        self.assert_refused(self.worker.post("/frames", self.body(reason="")), "grants.reason_missing")
        self.assert_refused(self.worker.post("/frames", self.body(fields=["PersonName", "FatherName"])),
                            "grants.field_outside")
        for wrong, code in (({"age_cuts": [50, 35]}, "registry.frame_ages"), ({"age_to": 10}, "registry.frame_ages"),
                            ({"size": {"how": "total", "count": 0}}, "registry.frame_size"),
                            ({"fields": []}, "registry.frame_fields"), ({"source": "coin"}, "registry.frame_source_unknown"),
                            ({"draw_on": "2020-01-01"}, "registry.frame_draw_day"), ({"sex": "x"}, "registry.frame_sex"),
                            ({"by": ["luck"]}, "web.request_invalid"), ({"size": {"how": "some", "count": 1}},
                                                                         "web.request_invalid")):
            self.assert_problem(self.worker.post("/frames", self.body(**wrong)), 400, code)
        self.assert_problem(self.worker.post("/frames", self.body(districts=["68000999"])), 409, "registry.frame_too_few")

    def test_3_without_a_list_and_an_earlier_sample(self):
        known = [one["id"] for one in self.place.examples if one["id"][1] in "12"][:20]
        upload = self.worker.call("POST", "/match/lists?name=" + urllib.parse.quote("前次.csv"),
                                  ("統一編號\n" + "\n".join(known) + "\n").encode(), {"Content-Type": "application/octet-stream"})
        self.assertEqual(upload.status, 201, upload.text)
        plain = {"age_from": None, "age_to": None, "age_cuts": [], "by": [], "fields": ["PersonId"]}
        first = self.drawn(self.ordered(size={"how": "total", "count": 200}, **plain)["id"])
        without = {"list": upload.json["id"], "sheet": upload.json["sheet"], "header_row": 1, "column": 0}
        frame = self.ordered(size={"how": "all", "count": 0}, without=without, without_frames=[first["id"]], **plain)
        self.assertEqual(frame["people"], first["people"], "the counts tell nobody who is on a list")
        rest = self.drawn(frame["id"])
        self.assertLess(rest["drawn"], rest["people"] - 199)
        self.assertGreaterEqual(rest["drawn"], rest["people"] - 220)
        self.assertTrue(self.checker.post(f"/frames/{frame['id']}/redraw", {}).json["same"])
        # Destroyed with what was drawn: nobody draws again.
        self.assertEqual(self.worker.post(f"/matches/{rest['match']}/destroy", {}).status, 200)
        ended = self.worker.get(f"/frames/{frame['id']}").json
        self.assertEqual((ended["kept"], ended["title"], ended["plan"]), (False, "", None))
        self.assert_problem(self.checker.post(f"/frames/{frame['id']}/redraw", {}), 404, "registry.frame_gone")

    def test_4_cancelled_and_lapsed(self):
        frame = self.ordered()
        cancelled = self.worker.post(f"/frames/{frame['id']}/cancel", {})
        self.assertEqual((cancelled.status, cancelled.json["state"], cancelled.json["kept"]), (200, "cancelled", False))
        self.assert_problem(self.worker.post(f"/frames/{frame['id']}/cancel", {}), 409, "registry.frame_state")
        frame = self.ordered(draw_on=time.strftime("%Y-%m-%d", time.gmtime(time.time() + 3 * 86400)))
        self.assert_problem(self.worker.post(f"/frames/{frame['id']}/draw", {"number": "3 11 17 22 38"}), 409,
                            "registry.frame_too_early")
        self.place.sql("UPDATE registry_frames SET lapses_at = 1 WHERE state = 'ordered'")
        self.assertEqual(self.worker.get(f"/frames/{frame['id']}").json["state"], "lapsed")
        out = self.place.menhu("jobs", "run").out
        self.assertTrue(any(re.match(r"lapse_frames\t[1-9]", line) for line in out.splitlines()), out)

    def test_5_at_the_command_line(self):
        password = self.place.passwords["worker.health"] + "\n"
        words = ["--account", "worker.health"]
        done = self.place.menhu("frame", "order", *words, "--grant", self.grant, "--title", "調查", "--case", CASE, "--reason",
                                REASON, "--size", "5", "--each", "--by", "sex", "--fields", "PersonName", "--source", "ceremony",
                                "--one-per-household", stdin=password)
        frame = next(line.split("\t")[0] for line in done.out.splitlines() if "\tordered\t" in line)
        done = self.place.menhu("frame", "draw", frame, *words, "--number", "314159", stdin=password)
        self.assertIn(f"{frame}\tdrawn\t", done.out)
        checker = self.place.passwords["checker"] + "\n"
        again = self.place.menhu("frame", "redraw", frame, "--account", "checker", stdin=checker)
        self.assertEqual(again.out.count("the same"), 3, again.out)
        self.assertIn(frame, self.place.menhu("frame", "list", *words, stdin=password).out)
        self.assertNotEqual(self.place.menhu("frame", "cancel", frame, *words, stdin=password, check=False).code, 0)
        self.place.sql("UPDATE registry_frames SET population_root = plan_hash, seed = plan_hash WHERE state = 'drawn'")
        spoilt = self.place.menhu("frame", "redraw", frame, "--account", "checker", stdin=checker, check=False)
        self.assertEqual(spoilt.code, 7, spoilt.out)


if __name__ == "__main__":
    unittest.main()
