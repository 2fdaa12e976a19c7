"""The catalogue (P2.1, P2.2): legal bases with their dates, purposes that one makes and another approves, and what stops
when a basis ends. Also as a file, out of the installation and in again."""
import time
import unittest

from kit import OwnStory, instant

CODE = "story-care"


def purpose(**changes):
    return {"code": CODE, "name_zh": "照顧服務審查", "name_en": "Care services", "bases": ["A01"], "units": ["childcare"],
            "fields": ["PersonId", "PersonName", "BirthDate"], "operations": ["lookup"], "case_pattern": "育津-###-#####",
            "case_example": "育津-115-00001", "acknowledgement_zh": "查詢將留下紀錄。",
            "acknowledgement_en": "This is recorded.", "codes": [], **changes}


class CatalogueStory(OwnStory):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.designated = cls.place.client("designated")
        cls.head = cls.place.client("head.agency")
        cls.worker = cls.place.client("worker.childcare")

    def purpose(self, code=CODE):
        answer = self.worker.get(f"/purposes/{code}")
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def basis(self, basis):
        return self.worker.get(f"/bases/{basis}").json

    def todos(self, client):
        return [todo["code"] for todo in client.get("/home").json["todos"]]

    def approve(self, client, **body):
        return client.post(f"/purposes/{CODE}/approve", {"note": "", **body})

    def test_1_bases_are_everybodys_to_read_and_the_keepers_to_date(self):
        bases = self.worker.get("/bases").json["items"]
        self.assertEqual(len(bases), 20)
        first = next(one for one in bases if one["id"] == "B01")
        self.assertEqual(first["articles"], ["第四條", "第六條"])
        self.assertEqual((first["state"], first["origin"], first["from"], first["until"]), ("in_force", "profile", None, None))
        own = {"title": "本局照顧服務要點", "title_en": "Directions for care", "articles": ["第三點"]}
        self.assert_problem(self.worker.post("/bases", own), 403, "people.role_missing")
        self.assert_problem(self.head.post("/bases", own), 403, "people.role_missing")
        made = self.designated.post("/bases", own)
        self.assertEqual((made.status, made.json["id"]), (201, "A01"), made.text)
        self.assert_problem(self.designated.post("/bases", {**own, "from": "2026-02-01", "until": "2026-01-01"}), 400,
                            "grants.basis_ill_formed")
        self.assertEqual(self.designated.post("/bases", {**own, "from": "soon"}).status, 400)
        dated = self.designated.post("/bases/A01/dates", {"from": "2026-01-01", "until": None, "replaced_by": None, "note": "公告"})
        self.assertEqual(dated.status, 204, dated.text)
        view = self.basis("A01")
        self.assertEqual((view["origin"], view["state"], view["from"]), ("agency", "in_force", "2025-12-31T16:00:00.000Z"))
        self.assertEqual([version["note"] for version in view["versions"]], ["公告", ""])
        self.assertEqual(view["versions"][0]["by"]["account"], "designated")
        self.assertEqual(self.designated.get("/bases/A01").json["may"], ["dates"])
        self.assertEqual(view["may"], [])
        self.assert_problem(self.designated.post("/bases/A99/dates", {"note": ""}), 404, "grants.basis_unknown")
        self.assert_problem(self.designated.post("/bases/A01/dates", {"replaced_by": "A01", "note": ""}), 400,
                            "grants.basis_ill_formed")
        self.assert_problem(self.worker.get("/bases/A99"), 404, "grants.basis_unknown")

    def test_2_one_makes_a_purpose_and_the_head_of_the_agency_approves_it(self):
        self.assert_problem(self.worker.post("/purposes", purpose()), 403, "people.role_missing")
        self.assert_problem(self.designated.post("/purposes", purpose(bases=["A77"])), 404, "grants.basis_unknown")
        self.assert_problem(self.designated.post("/purposes", purpose(fields=["ShoeSize"])), 400, "grants.field_unknown")
        self.assert_problem(self.designated.post("/purposes", purpose(codes=["999"])), 400, "grants.code_unknown")
        self.assertEqual(self.designated.post("/purposes", purpose(operations=["fly"])).status, 400)
        self.assertEqual(self.designated.post("/purposes", purpose()).status, 201)
        self.assert_problem(self.designated.post("/purposes", purpose()), 409, "grants.purpose_exists")
        view = self.purpose()
        self.assertEqual((view["state"], view["pending_version"], view["pending"]["name_zh"]), ("draft", 1, "照顧服務審查"))
        self.assertTrue(all(field["category"] for field in view["fields"]))
        self.assertIn("purpose_waits", self.todos(self.head))
        self.assert_problem(self.approve(self.designated), 403, "people.role_missing")
        self.assert_problem(self.approve(self.place.client("head.childcare")), 403, "grants.not_agency_head")
        self.assert_problem(self.approve(self.head, version=7), 409, "grants.purpose_moved")
        self.assertEqual(self.head.get(f"/purposes/{CODE}").json["may"], ["approve", "refuse", "end"])
        self.assertEqual(self.approve(self.head, version=1).status, 204)
        self.assertEqual(self.purpose()["state"], "approved")
        self.assertNotIn("purpose_waits", self.todos(self.head))
        self.assert_problem(self.approve(self.head), 409, "grants.nothing_to_approve")

    def test_3_a_change_waits_while_the_approved_version_counts(self):
        wider = purpose(fields=["PersonId", "PersonName", "BirthDate", "Notes"])
        self.assert_problem(self.worker.call("PUT", f"/purposes/{CODE}", wider), 403, "people.role_missing")
        changed = self.designated.call("PUT", f"/purposes/{CODE}", wider)
        self.assertEqual(changed.status, 200, changed.text)
        view = self.purpose()
        self.assertEqual(view["state"], "changed")
        self.assertEqual(len(view["fields"]), 3)
        self.assertEqual(len(view["pending"]["fields"]), 4)
        refused = self.head.post(f"/purposes/{CODE}/refuse", {"note": "記事非審查所需"})
        self.assertEqual(refused.status, 204, refused.text)
        view = self.purpose()
        self.assertEqual((view["state"], view["pending"], len(view["fields"])), ("approved", None, 3))
        self.assertEqual([version["act"] for version in view["versions"]], ["refused", "changed", "approved", "made"])
        self.assertEqual(view["versions"][0]["note"], "記事非審查所需")
        self.assertEqual(view["versions"][0]["by"]["account"], "head.agency")
        self.assertEqual(self.designated.call("PUT", "/purposes/nothing", purpose()).status, 404)

    def test_4_a_basis_that_ends_stops_its_purposes_in_that_millisecond(self):
        grant = self.place.new_grant("worker.childcare", purpose=CODE, operations="lookup")
        person = self.place.example(what_en="child") if any(e["what_en"] == "child" for e in self.place.examples) \
            else self.place.examples[0]
        asked = self.worker.query(person, grant=grant)
        self.assertEqual(asked.status, 200, asked.text)
        self.assertEqual(self.purpose()["grants_in_force"], 1)
        end = time.time() + 6
        dated = self.designated.post("/bases/A01/dates", {"from": "2026-01-01", "until": instant(end), "replaced_by": "B01",
                                                          "note": "整併"})
        self.assertEqual(dated.status, 204, dated.text)
        self.assertTrue(self.basis("A01")["ends_soon"])
        for who in (self.worker, self.place.client("head.childcare"), self.designated):
            self.assertIn("basis_ends", self.todos(who))
        self.assertNotIn("basis_ends", self.todos(self.place.client("worker.women")))
        time.sleep(max(0, end - time.time()) + 0.05)
        self.assert_refused(self.worker.query(person, grant=grant), "grants.basis_not_in_force")
        self.assertEqual(self.purpose()["state"], "stopped")
        halted = {one["id"]: one["halted_by"] for one in self.worker.grants()}
        self.assertEqual(halted[grant], "purpose")
        self.assertIn("", halted.values(), "the grants of other purposes go on")
        view = self.basis("A01")
        self.assertEqual((view["state"], view["replaced_by"], view["purposes_on_it"][0]["code"]), ("ended", "B01", CODE))
        # A change that rests on a basis in force sets it going again, once it is approved.
        self.assertEqual(self.designated.call("PUT", f"/purposes/{CODE}", purpose(bases=["A01", "B01"])).status, 200)
        self.assert_refused(self.worker.query(person, grant=grant), "grants.basis_not_in_force")
        self.assertEqual(self.approve(self.head).status, 204)
        self.assertEqual(self.worker.query(person, grant=grant).status, 200)
        self.assertEqual({one["halted_by"] for one in self.worker.grants()}, {""})

    def test_5_out_as_a_file_and_in_again(self):
        done = self.place.menhu("catalogue", "export")
        self.assertIn('code = "child-raising"', done.out)
        self.assertIn('code = "household"', done.out)
        path = self.place.directory / "catalogue.toml"
        path.write_text(done.out, encoding="utf-8")
        self.assertIn("Nothing changes", self.place.menhu("catalogue", "import", path, "--dry-run").out)
        path.write_text(done.out.replace("照顧服務審查", "照顧服務資格審查"), encoding="utf-8")
        said = self.place.menhu("catalogue", "import", path, "--dry-run").out
        self.assertEqual(said.strip().split("\t"), ["changed purpose, to be approved", CODE])
        self.assertEqual(self.purpose()["state"], "approved")
        refused = self.place.menhu("catalogue", "import", path, "--by", "worker.childcare",
                                   stdin=self.place.passwords["worker.childcare"] + "\n", check=False)
        self.assertNotEqual(refused.code, 0)
        self.place.menhu("catalogue", "import", path, "--by", "designated", stdin=self.place.passwords["designated"] + "\n")
        view = self.purpose()
        self.assertEqual((view["state"], view["name_zh"], view["pending"]["name_zh"]),
                         ("changed", "照顧服務審查", "照顧服務資格審查"))
        self.place.menhu("catalogue", "approve", CODE, "--by", "head.agency",
                         stdin=self.place.passwords["head.agency"] + "\n")
        self.assertEqual(self.purpose()["name_zh"], "照顧服務資格審查")
        self.assertIn(": 0", self.place.menhu("catalogue", "adopt").out)
        path.write_text("[[bases]]\nid = 5\n", encoding="utf-8")
        wrong = self.place.menhu("catalogue", "import", path, "--dry-run", check=False)
        self.assertEqual(wrong.code, 2)
        self.assertIn("catalogue.toml:", wrong.err)

    def test_6_an_ended_purpose_is_over(self):
        end = {"at": instant(time.time() + 1), "reason": "業務移出"}
        self.assert_problem(self.worker.post(f"/purposes/{CODE}/end", end), 403, "people.role_missing")
        self.assert_problem(self.designated.post(f"/purposes/{CODE}/end", {**end, "at": "2020-01-01"}), 400,
                            "grants.purpose_ill_formed")
        self.assertEqual(self.designated.post(f"/purposes/{CODE}/end", end).status, 204)
        time.sleep(1.1)
        self.assertEqual(self.purpose()["state"], "ended")
        self.assert_problem(self.designated.post(f"/purposes/{CODE}/end", end), 409, "grants.purpose_over")
        self.assert_problem(self.designated.call("PUT", f"/purposes/{CODE}", purpose()), 409, "grants.purpose_over")
        self.assertEqual(self.purpose()["may"], [])
        self.assert_problem(self.worker.get("/purposes/nothing"), 404, "grants.purpose_unknown")


if __name__ == "__main__":
    unittest.main()
