"""An application to use data from the form to the grant and its end, over HTTP and the command line (S2.2, F2.3)."""
import time
import unittest
from urllib.parse import quote

from kit import Story

STAGES = ["head.childcare", "head.it", "designated"]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def day(ahead):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + ahead * 86400))


class DataApplicationStory(Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.place.client("worker.childcare")
        cls.id_of = {one["account"]: one["id"] for one in cls.worker.get("/data-application-form").json["holders"]}
        cls.others = {name: cls.place.client(name) for name in STAGES}

    # ---- the usual acts ----

    def form(self, **changes):
        return {"kind": "new", "renews": None, "purpose": "child-raising", "holding": "household",
                "holders": [self.id_of["worker.childcare"]], "fields": ["PersonId", "PersonName", "BirthDate", "Sex"],
                "operations": ["lookup", "household"], "population": {"kind": "all", "districts": []},
                "from": day(0), "until": day(60), "expected": {"day": 20, "month": 200, "total": 400}, "hours": None,
                "networks": [], "afterwards": "查詢結果併案附卷，不另存", "reason": "審查育兒津貼申請案", **changes}

    def applied(self, client=None, **changes):
        made = (client or self.worker).post("/data-applications", self.form(**changes))
        self.assertEqual(made.status, 201, made.text)
        return made.json["id"]

    def view(self, application, client=None):
        answer = (client or self.worker).get(f"/data-applications/{application}")
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def act(self, who, application, what, **body):
        client = self.others[who] if who in self.others else self.place.client(who)
        body.setdefault("expects", self.view(application, client)["version"])
        return client.post(f"/data-applications/{application}/{what}", body)

    def approve(self, who, application, note="", narrow=None):
        answer = self.act(who, application, "approve", note=note, narrow=narrow)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def through(self, application):
        for who in STAGES:
            answer = self.approve(who, application)
        self.assertEqual(answer["state"], "approved")
        return answer["grant"]

    def upload(self, application, name, data, client=None):
        return (client or self.worker).call("POST", f"/data-applications/{application}/attachments", data,
                                            {"X-File-Name": quote(name), "Content-Type": "application/octet-stream"})

    # ---- the story ----

    def test_the_form_offers_what_the_unit_may_have(self):
        form = self.worker.get("/data-application-form").json
        codes = [one["code"] for one in form["purposes"]]
        self.assertIn("child-raising", codes)
        self.assertNotIn("childbirth", codes)  # another section's
        self.assertEqual([one["code"] for one in form["links"]], ["household"])
        self.assertEqual([one["name"] for one in form["stages"][:3]], ["unit_head", "data_owner", "designated_person"])
        self.assertGreater(form["limits"]["quota_month"], 0)
        self.assertEqual({name.split(".")[1] for name in self.id_of if name.startswith("worker.")} & {"women", "health"}, set())

    def test_sent_back_approved_in_part_used_and_ended(self):
        application = self.applied()
        seen = self.view(application)
        self.assertRegex(seen["number"], r"^\d{3}-D\d{4}$")
        self.assertEqual((seen["state"], seen["waiting_for"]), ("submitted", "unit_head"))
        self.assertEqual(set(seen["may"]), {"resubmit", "withdraw", "attach"})
        inbox = self.others["head.childcare"].get("/data-applications?box=inbox").json["items"]
        self.assertIn(application, [one["id"] for one in inbox])
        self.assertEqual([one["account"] for one in self.view(application, self.others["head.childcare"])["stages"][0]["may_act"]],
                         ["head.childcare"])
        todos = [one["code"] for one in self.others["head.childcare"].get("/home").json["todos"]]
        self.assertTrue({"data_application_waits", "data_applications_wait"} & set(todos), todos)

        # Not the applicant, not whose turn it is not, not without a reason.
        self.assert_problem(self.act("worker.childcare", application, "approve", note=""), 403, "grants.own_application")
        self.assert_problem(self.act("designated", application, "approve", note=""), 403, "grants.application_not_yours")
        stranger = self.place.client("worker.women")
        self.assert_problem(stranger.get(f"/data-applications/{application}"), 403, "grants.application_not_yours")
        self.assert_problem(self.act("head.childcare", application, "send-back", reason=""), 400, "web.request_invalid")

        self.assertEqual(self.act("head.childcare", application, "send-back", reason="請說明為何需要性別").status, 204)
        self.assertEqual(self.view(application)["waiting_for"], "applicant")
        self.assertIn("data_application_sent_back", [one["code"] for one in self.worker.get("/home").json["todos"]])
        better = self.worker.call("PUT", f"/data-applications/{application}",
                                  {"expects": self.view(application)["version"],
                                   "form": self.form(reason="審查育兒津貼，性別用於核對補助對象")})
        self.assertEqual(better.status, 204, better.text)

        self.approve("head.childcare", application)
        self.assert_problem(self.act("head.it", application, "approve", note="", narrow={"fields": ["PersonId"]}), 400,
                            "grants.narrowing_needs_reason")
        self.assert_problem(self.act("head.it", application, "approve", note="x", narrow={"fields": ["FatherName"]}), 400,
                            "grants.narrowing_widens")
        self.approve("head.it", application, note="性別非必要", narrow={"fields": ["PersonId", "PersonName", "BirthDate"],
                                                                    "quota_total": 3, "quota_day": 3, "until": day(20)})
        left = self.view(application)["approved"]
        self.assertEqual({one["name"] for one in left["fields"]}, {"BirthDate", "PersonId", "PersonName"})
        self.assertEqual(left["quotas"], {"day": 3, "month": 200, "total": 3})
        grant = self.approve("designated", application)["grant"]

        done = self.view(application)
        self.assertEqual((done["state"], done["grant"], done["may"]), ("approved", grant, []))
        self.assertEqual([step["act"] for step in done["steps"]],
                         ["submit", "send_back", "resubmit", "approve", "approve", "approve"])
        self.assertEqual([stage["state"] for stage in done["stages"]], ["done"] * 3)
        mine = next(one for one in self.worker.grants() if one["id"] == grant)
        self.assertEqual((mine["state"], mine["quota_total"], mine["renewable"]), ("in_force", 3, True))
        self.assertTrue(mine["lapses_on"])

        person = self.place.examples[0]
        answer = self.worker.query(person, grant)
        self.assertEqual(answer.status, 200, answer.text)
        self.assert_refused(self.worker.query(person, grant, fields=["Sex"]), "grants.field_outside")
        self.assertIsNone(next(one for one in self.worker.grants() if one["id"] == grant)["lapses_on"])

        # Whoever no longer needs it gives it back; it stays ended.
        self.assert_problem(stranger.post(f"/grants/{grant}/end", {"reason": "x"}), 403, "people.role_missing")
        self.assertEqual(self.worker.post(f"/grants/{grant}/end", {"reason": "案件均已審畢"}).status, 204)
        self.assert_refused(self.worker.query(person, grant), "grants.ended")
        full = self.worker.get(f"/grants/{grant}").json
        self.assertEqual([one["act"] for one in full["states"]], ["issued", "ended"])
        self.assertEqual(full["states"][1]["reason"], "案件均已審畢")
        self.assertEqual((full["grant"]["application_id"], full["may"]), (application, []))

    def test_the_preview_says_what_it_would_show_and_of_how_many(self):
        application = self.applied(population={"kind": "all", "districts": []},
                                   fields=["PersonId", "PersonName", "SpouseName"])
        preview = self.others["head.childcare"].get(f"/data-applications/{application}/preview").json
        granted = {one["name"]: one["granted"] for one in preview["fields"]}
        self.assertEqual(granted, {"PersonId": True, "PersonName": True, "SpouseName": False})
        self.assertTrue(all(one["category"] for one in preview["fields"]))
        self.assertGreater(preview["reach"], 100)
        self.assertTrue(preview["bases"] and all(one["in_force"] for one in preview["bases"]))
        self.assertEqual(preview["link"]["code"], "household")
        self.assertGreater(preview["link"]["days_left"], 100)
        self.assertTrue(preview["similar"])
        codes = [one["code"] for one in preview["warnings"]]
        self.assertIn("fields_outside_purpose", codes)
        self.assertTrue(all(one["zh"] and one["en"] and one["clause"] for one in preview["warnings"]))

        whole = preview["reach"]
        district = self.place.examples[0]["area_code"]
        one = self.applied(population={"kind": "districts", "districts": [district]})
        part = self.others["head.childcare"].get(f"/data-applications/{one}/preview").json["reach"]
        self.assertTrue(0 < part < whole, (part, whole))
        listed = self.applied(population={"kind": "case_list", "districts": []})
        self.assertIsNone(self.others["head.childcare"].get(f"/data-applications/{listed}/preview").json["reach"])
        for application in (application, one, listed):
            self.assertEqual(self.act("worker.childcare", application, "withdraw", reason="").status, 204)

    def test_attachments_are_what_their_bytes_say(self):
        application = self.applied()
        made = self.upload(application, "計畫書.pdf", PDF)
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual((made.json["name"], made.json["media"], made.json["bytes"]),
                         ("計畫書.pdf", "application/pdf", len(PDF)))
        self.assert_problem(self.upload(application, "計畫書.pdf", b"MZ\x90\x00 not a plan"), 400, "grants.attachment_unknown_kind")
        self.assert_problem(self.upload(application, "../計畫書.pdf", PDF), 400, "grants.attachment_name")
        self.assert_problem(self.upload(application, "大.pdf", PDF + b"x" * (5 * 1024 * 1024)), 400, "grants.attachment_too_large")
        head = self.others["head.childcare"]
        self.assert_problem(self.upload(application, "a.pdf", PDF, head), 403, "grants.application_not_yours")
        self.assertEqual([one["id"] for one in self.view(application, head)["attachments"]], [made.json["id"]])

        path = f"/data-applications/{application}/attachments/{made.json['id']}"
        auditor = self.place.client("auditor")
        opened = lambda: auditor.post("/trail", {"kind": "grants.attachment_opened", "limit": 1}).json["total"]
        before = opened()
        got = head.get(path)
        self.assertEqual((got.status, got.body, got.headers["Content-Type"]), (200, PDF, "application/pdf"))
        self.assertIn("attachment", got.headers["Content-Disposition"])
        self.assertEqual(opened(), before + 1)
        self.assert_problem(self.place.client("worker.women").get(path), 403, "grants.application_not_yours")
        self.assertEqual(self.worker.delete(path).status, 204)
        self.assert_problem(head.get(path), 404, "grants.attachment_unknown")
        self.approve("head.childcare", application)
        self.assert_problem(self.upload(application, "後補.pdf", PDF), 409, "grants.application_moved")
        self.assertEqual(self.act("worker.childcare", application, "withdraw", reason="").status, 204)

    def test_what_is_wrong_with_a_form_is_told_by_field(self):
        wrong = self.worker.post("/data-applications", self.form(
            purpose="childbirth", fields=[], until=day(-1), afterwards="", hours={"from": "25:00", "to": "x0:00", "weekdays": [8]}))
        problem = self.assert_problem(wrong, 400, "grants.application_ill_formed")
        self.assertEqual({one["path"] for one in problem["fields"]}, {"hours.from", "hours.to", "hours.weekdays"})
        wrong = self.worker.post("/data-applications", self.form(purpose="childbirth", fields=[], until=day(-1), afterwards=""))
        problem = self.assert_problem(wrong, 400, "grants.application_ill_formed")
        self.assertEqual({one["path"] for one in problem["fields"]}, {"purpose", "fields", "until", "afterwards"})
        self.assert_problem(self.place.client("admin").post("/data-applications", self.form()), 403, "people.role_missing")
        self.assert_problem(self.worker.get("/data-applications?box=all"), 403, "people.role_missing")
        self.assert_problem(self.worker.get("/data-applications/0000000000001"), 404, "grants.application_unknown")

    def test_hours_and_networks_bind_the_grant(self):
        grant = self.through(self.applied(networks=["192.0.2.0/24"]))
        self.assert_refused(self.worker.query(self.place.examples[0], grant), "grants.outside_grant_network")
        one = next(one for one in self.worker.grants() if one["id"] == grant)
        self.assertEqual((one["networks"], one["hours"]), (["192.0.2.0/24"], None))
        # A minute of another time of the day.
        minute = (int(time.time()) // 60 + 8 * 60 + 180) % 1440
        hours = {"from": f"{minute // 60:02}:{minute % 60:02}", "to": f"{(minute + 1) // 60:02}:{(minute + 1) % 60:02}", "weekdays": []}
        grant = self.through(self.applied(hours=hours))
        self.assert_refused(self.worker.query(self.place.examples[0], grant), "grants.outside_grant_hours")

    def test_a_renewal_begins_where_the_grant_ends(self):
        soon = self.through(self.applied(until=day(3)))
        late = self.through(self.applied(until=day(60)))
        mine = {one["id"]: one for one in self.worker.grants()}
        self.assertEqual((mine[soon]["renewable"], mine[late]["renewable"]), (True, False))
        early = self.worker.post("/data-applications", self.form(kind="renewal", renews=late, until=day(120)))
        self.assert_problem(early, 400, "grants.application_ill_formed")
        self.assertIn("renew", self.worker.get(f"/grants/{soon}").json["may"])
        application = self.applied(kind="renewal", renews=soon, until=day(90))
        again = self.worker.post("/data-applications", self.form(kind="renewal", renews=soon, until=day(90)))
        self.assert_problem(again, 409, "grants.renewal_pending")
        grant = self.through(application)
        full = self.worker.get(f"/grants/{grant}").json["grant"]
        self.assertEqual((full["renews"], full["state"], full["from"]),
                         (soon, "not_yet_valid", self.worker.get(f"/grants/{soon}").json["grant"]["to"]))

    def test_an_approval_nobody_uses_lapses_and_an_application_nobody_moves(self):
        grant = self.through(self.applied())
        self.place.sql("UPDATE grants_grants SET lapses_at = 1 WHERE application_id IS NOT NULL AND id = "
                       "(SELECT MAX(id) FROM grants_grants)")
        self.assert_refused(self.worker.query(self.place.examples[0], grant), "grants.approval_lapsed")
        application = self.applied()
        number = self.view(application)["number"]
        self.place.sql(f"UPDATE grants_applications SET lapses_at = 1 WHERE number = '{number}'")
        self.assertEqual(self.view(application)["state"], "lapsed")
        self.assert_problem(self.act("head.childcare", application, "approve", note=""), 409, "grants.application_moved")
        self.assertIn("lapse_data_applications\t1", self.place.menhu("jobs", "run").out)
        self.assertEqual(self.view(application)["steps"][-1]["act"], "lapse")

    def test_the_register_of_all_grants(self):
        grant = self.through(self.applied())
        designated = self.others["designated"]
        everything = designated.get("/grants/all?limit=200").json
        self.assertIn(grant, [one["id"] for one in everything["items"]])
        row = next(one for one in everything["items"] if one["id"] == grant)
        self.assertEqual([one["account"] for one in row["holders"]], ["worker.childcare"])
        self.assertTrue(row["link_until"] and row["application"])
        some = designated.get("/grants/all?purpose=childbirth").json["items"]
        self.assertEqual({one["purpose_code"] for one in some}, {"childbirth"})
        number = row["application"]
        self.assertEqual([one["id"] for one in designated.get(f"/grants/all?q={number}").json["items"]], [grant])
        first = designated.get("/grants/all?limit=1").json
        second = designated.get(f"/grants/all?limit=1&cursor={first['next']}").json
        self.assertNotEqual(first["items"][0]["id"], second["items"][0]["id"])
        # A head sees the unit's, a case worker the own.
        own = {one["unit"]["name"] for one in self.others["head.childcare"].get("/grants/all?limit=200").json["items"]}
        self.assertEqual(len(own), 1)
        self.assert_problem(self.place.client("worker.women").get(f"/grants/{grant}"), 404, "grants.not_found")
        before = self.place.client("auditor").post("/trail", {"kind": "grants.register_taken", "limit": 1}).json["total"]
        table = designated.get("/grants/all.csv")
        self.assertEqual((table.status, table.body[:3]), (200, b"\xef\xbb\xbf"))
        self.assertIn(grant, table.text)
        self.assertEqual(self.place.client("auditor").post("/trail", {"kind": "grants.register_taken", "limit": 1}).json["total"],
                         before + 1)
        # Stopped at once, and given free again by somebody else than a holder.
        head = self.others["head.childcare"]
        self.assertEqual(head.post(f"/grants/{grant}/suspend", {"reason": "查核"}).status, 204)
        self.assert_refused(self.worker.query(self.place.examples[0], grant), "grants.suspended")
        self.assert_problem(head.post(f"/grants/{grant}/resume", {"reason": "x"}), 403, "people.role_missing")
        self.assertEqual(self.place.client("admin").post(f"/grants/{grant}/resume", {"reason": "查核完成"}).status, 204)
        self.assertEqual(self.worker.query(self.place.examples[0], grant).status, 200)

    def test_from_the_command_line(self):
        application = self.place.new_application("worker.childcare", fields="PersonId,PersonName", operations="lookup",
                                                 **{"quota-total": "5", "quota-day": "5"})
        number = self.view(application)["number"]
        self.place.grant_step("head.childcare", "send-back", application, "--reason", "請補充")
        refused = self.place.grant_step("head.childcare", "approve", application, check=False)
        self.assertNotEqual(refused.code, 0)
        self.place.grant_step("worker.childcare", "withdraw", number, "--reason", "重新申請")
        self.assertEqual(self.view(application)["state"], "withdrawn")
        application = self.place.new_application("worker.childcare", fields="PersonId,PersonName", operations="lookup")
        self.place.grant_step("head.childcare", "refuse", application, "--reason", "非業務所需")
        self.assertEqual(self.view(application)["state"], "refused")
        application = self.place.new_application("worker.childcare", fields="PersonId,PersonName", operations="lookup")
        said = self.place.grant_step("head.childcare", "approve", application, "--fields", "PersonName", "--reason", "只需姓名")
        self.assertIn("next stage", said.out)
        self.place.grant_step("head.it", "approve", application)
        grant = self.place.grant_step("designated", "approve", application).out.strip()
        self.assertEqual([one["name"] for one in self.worker.get(f"/grants/{grant}").json["grant"]["fields"]], ["PersonName"])
        self.assertIn(grant, self.place.grant_step("worker.childcare", "list").out)
        self.place.grant_step("worker.childcare", "end", grant, "--reason", "不再需要")
        self.assertEqual(self.worker.get(f"/grants/{grant}").json["grant"]["state"], "ended")


if __name__ == "__main__":
    unittest.main()
