"""From an application to an account: without signing in, by the unit's head and the account administrator, with a code
that only the applicant knows; what conflicts is said at once; nobody decides their own (U1.1, F2.1, F2.2, L1)."""
import json
import threading
import time
import uuid

from kit import Client, OwnStory, Story, new_password


def today(days=0):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + days * 86400))


class Applying(Story):
    """What the stories of applications share."""

    def new_name(self):
        return "a." + uuid.uuid4().hex[:10]

    def blank(self):
        return Client(self.place).get("/application-form").json

    def unit(self, code):
        return next(u for u in self.place.client("admin").get("/units").json["items"] if u["code"] == code)

    def form(self, kind="open", account=None, **more):
        form = {"kind": kind, "account": account, "account_name": self.new_name(), "display_name": "故事 申請人",
                "email": "", "employee_number": uuid.uuid4().hex[:8], "unit": self.unit("childcare")["id"],
                "roles": ["case_worker"], "duties": "育兒津貼審查", "temporary": False, "from": today(), "until": None,
                "pledge_version": self.blank()["pledge"]["version"], "pledge_accepted": True, "training": None,
                "reason": "承辦育兒津貼審查"}
        return {**form, **more}

    def apply(self, client=None, **more):
        form = self.form(**more)
        answer = (client or Client(self.place)).post("/applications", form)
        self.assertEqual(answer.status, 201, answer.text)
        return form, answer.json

    def act(self, account, application, act, body=None):
        client = self.place.client(account)
        return client.post(f"/applications/{application['id']}/{act}", body if body is not None else {"note": None})

    def done(self, answer):
        self.assertIn(answer.status, (200, 204), answer.text)
        return answer

    def state(self, application, account="admin"):
        answer = self.place.client(account).get(f"/applications/{application['id']}")
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json["state"]

    def entries(self, kind):
        return self.place.client("checker").post("/trail", {"kind": kind, "limit": 200}).json["items"]


class ByCode(Applying):
    def test_the_whole_way_of_a_new_account(self):
        form, made = self.apply(training={"hours": 3, "on": today(), "evidence": "證書 115-1"})
        self.assertRegex(made["number"], r"^\d{3}-\d{5}$")
        self.assertRegex(made["code"], r"^[0-9A-Z]{4}(-[0-9A-Z]{2,4}){6}$")
        claim = {"number": made["number"], "code": made["code"]}
        seen = Client(self.place).post("/applications/claim", claim)
        self.assertEqual((seen.status, seen.json["state"], seen.json["may"]), (200, "submitted", ["resubmit", "withdraw"]), seen.text)
        self.assertEqual(seen.json["warnings"], [])
        # The head sends it back; the applicant corrects it with the code; the head endorses.
        self.done(self.act("head.childcare", made, "send-back", {"reason": "請補充業務說明"}))
        back = Client(self.place).post("/applications/claim", claim).json
        self.assertEqual((back["state"], back["steps"][-1]["reason"], back["steps"][-1]["by"]), ("sent_back", "請補充業務說明", None))
        form["duties"] = "育兒津貼與托育補助審查"
        self.done(Client(self.place).post("/applications/claim/resubmit", {**claim, "form": form}))
        self.done(self.act("head.childcare", made, "endorse", {"note": "業務所需"}))
        view = self.place.client("admin").get(f"/applications/{made['id']}").json
        self.assertEqual((view["state"], view["waiting_for"], view["duties"]), ("endorsed", "administrator", form["duties"]))
        self.assertEqual(view["may"], ["carry_out", "send_back", "refuse"])
        # The code begins nothing before the account is there.
        self.assert_problem(Client(self.place).redeem(made["code"]), 401, "people.token_refused")
        self.done(self.act("admin", made, "carry-out"))
        view = self.place.client("admin").get(f"/applications/{made['id']}").json
        self.assertEqual((view["state"], view["account"]["account"], view["may"]), ("carried_out", form["account_name"], []))
        self.assertEqual([step["act"] for step in view["steps"]],
                         ["submit", "send_back", "resubmit", "endorse", "carry_out"])
        # Only its holder knows how to sign in: the code begins, once, and sets a password.
        client = Client(self.place)
        begun = client.redeem(made["code"])
        self.assertEqual((begun.status, begun.json["must_enrol"]), (200, True), begun.text)
        self.assertEqual(client.get("/grants").status, 403)
        password = new_password()
        self.done(client.post("/session/password", {"next": password}))
        self.assert_problem(Client(self.place).redeem(made["code"]), 401, "people.token_refused")
        member = Client(self.place)
        self.assertEqual(member.sign_in(form["account_name"], password).status, 200)
        self.assertEqual(member.get("/grants").status, 200)
        # The register of training and the pledge have it; the account says where it comes from.
        account = self.place.client("admin").get(f"/accounts/{view['account']['id']}").json
        self.assertEqual(account["pledges"][0]["version"], form["pledge_version"])
        self.assertEqual(account["terms"][0]["application"], made["id"])
        own = member.get("/training").json["items"]
        self.assertEqual([(row["hours"]) for row in own], [3], own)
        kinds = {entry["kind"] for entry in self.entries("people.")}
        for kind in ("submitted", "sent_back", "resubmitted", "endorsed", "carried_out"):
            self.assertIn("people.application_" + kind, kinds)

    def test_what_is_wrong_is_said_at_once_and_at_its_field(self):
        answer = Client(self.place).post("/applications", self.form(
            account_name="Not A Name", display_name="", roles=["case_worker", "checker"], temporary=True,
            pledge_accepted=False, reason="", email="nowhere"))
        problem = self.assert_problem(answer, 400, "people.application_ill_formed")
        wrong = {field["path"]: field for field in problem["fields"]}
        for path in ("account_name", "display_name", "roles", "until", "pledge_version", "reason", "email"):
            self.assertIn(path, wrong)
            self.assertTrue(wrong[path]["detail"] and wrong[path]["detail_en"])
        # The form itself tells which roles never meet, so that a page can say it before anything is sent.
        separations = [{pair["one"], pair["other"]} for pair in self.blank()["separations"]]
        self.assertIn({"case_worker", "checker"}, separations)
        self.assertNotIn("operator", [role["name"] for role in self.blank()["roles"]])
        taken = self.place.client("worker.women").post("/applications", self.form(account_name="worker.childcare"))
        self.assertEqual(taken.json["fields"][0]["path"], "account_name", taken.text)

    def test_who_is_not_signed_in_does_not_learn_which_accounts_there_are(self):
        _, made = self.apply(account_name="worker.health")
        codes = [w["code"] for w in self.place.client("head.childcare").get(f"/applications/{made['id']}").json["warnings"]]
        self.assertIn("name_taken", codes)
        self.done(self.act("head.childcare", made, "endorse"))
        self.assert_problem(self.act("admin", made, "carry-out"), 409, "people.account_exists")
        self.done(self.act("admin", made, "send-back", {"reason": "帳號名稱已有人使用"}))

    def test_a_wrong_code_and_a_wrong_number_are_told_the_same(self):
        _, made = self.apply()
        for claim in ({"number": made["number"], "code": "7KQ2-0000-0000-0000-0000-0000-00"},
                      {"number": "115-99999", "code": made["code"]}):
            self.assert_problem(Client(self.place).post("/applications/claim", claim), 404, "people.claim_unknown")
        self.done(Client(self.place).post("/applications/claim/withdraw",
                                          {"number": made["number"], "code": made["code"], "reason": "改由他人承辦"}))
        self.assertEqual(self.state(made), "withdrawn")

    def test_without_signing_in_only_a_new_account_may_be_applied_for(self):
        account = self.place.client("admin").get("/accounts?q=worker.childcare").json["items"][0]["id"]
        for kind in ("change", "suspend", "restore", "close"):
            answer = Client(self.place).post("/applications", self.form(kind=kind, account=account))
            self.assert_problem(answer, 401, "people.no_session")


class Deciding(Applying):
    def test_nobody_decides_their_own_and_nobody_twice(self):
        head = self.place.client("head.childcare")
        me = head.get("/session").json["account_id"]
        _, made = self.apply(head, kind="change", account=me, roles=["unit_head"], display_name="示範 托育科主管")
        self.assert_problem(self.act("head.childcare", made, "endorse"), 403, "people.own_application")
        self.assert_problem(self.act("deputy.childcare", made, "endorse"), 403, "people.application_not_yours")
        self.done(self.act("head.agency", made, "endorse"))
        self.assert_problem(self.act("head.agency", made, "carry-out"), 403, "people.role_missing")
        self.done(self.act("admin", made, "carry-out"))

    def test_an_administrators_own_application_is_carried_out_by_another(self):
        admin = self.place.client("admin")
        me = admin.get("/session").json["account_id"]
        _, made = self.apply(admin, kind="change", account=me, roles=["account_administrator"],
                             unit=self.unit("secretariat")["id"], display_name="示範 帳號管理者")
        view = self.place.client("admin.second").get(f"/applications/{made['id']}").json
        self.assertEqual(view["waiting_for"], "head")
        self.place.sql(f"UPDATE people_applications SET state = 'endorsed' WHERE number = '{made['number']}'")
        self.assert_problem(self.act("admin", made, "carry-out"), 403, "people.own_application")
        self.done(self.act("admin.second", made, "carry-out"))

    def test_others_see_nothing_and_every_refusal_leaves_an_entry(self):
        _, made = self.apply()
        before = len(self.entries("web.refused"))
        women = self.place.client("worker.women")
        self.assert_problem(women.get(f"/applications/{made['id']}"), 403, "people.application_not_yours")
        self.assert_problem(women.post(f"/applications/{made['id']}/endorse", {"note": None}), 403,
                            "people.application_not_yours")
        self.assertEqual(women.get("/applications?box=unit").json["total"], 0)
        self.assert_problem(women.get("/applications?box=all"), 403, "people.role_missing")
        for _ in range(50):
            if len(self.entries("web.refused")) >= before + 3:
                break
            time.sleep(0.1)
        self.assertGreaterEqual(len(self.entries("web.refused")), before + 3)

    def test_it_goes_from_inbox_to_inbox(self):
        _, made = self.apply()
        inbox = lambda account: [row["id"] for row in self.place.client(account).get("/applications?box=inbox&limit=200").json["items"]]
        self.assertIn(made["id"], inbox("head.childcare"))
        self.assertNotIn(made["id"], inbox("admin"))
        self.done(self.act("head.childcare", made, "endorse"))
        self.assertNotIn(made["id"], inbox("head.childcare"))
        self.assertIn(made["id"], inbox("admin"))
        self.done(self.act("admin", made, "refuse", {"reason": "非本局業務"}))
        self.assertNotIn(made["id"], inbox("admin"))
        self.assertEqual(self.state(made), "refused")
        self.assert_problem(self.act("admin", made, "carry-out"), 409, "people.application_moved")

    def test_two_who_approve_at_once_are_one_approval(self):
        form, made = self.apply()
        self.done(self.act("head.childcare", made, "endorse"))
        clients = [self.place.client("admin"), self.place.client("admin.second")] * 4
        answers = []
        hands = [threading.Thread(target=lambda c=client: answers.append(
            c.post(f"/applications/{made['id']}/carry-out", {"note": None}))) for client in clients]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        self.assertEqual(sorted(answer.status for answer in answers), [204] + [409] * 7, [a.text for a in answers])
        accounts = self.place.client("admin").get(f"/accounts?q={form['account_name']}").json
        self.assertEqual(accounts["total"], 1)

    def test_pages_of_a_list(self):
        for _ in range(3):
            self.apply()
        admin = self.place.client("admin")
        seen, cursor = [], ""
        while True:
            page = admin.get(f"/applications?box=all&limit=2{cursor}").json
            self.assertLessEqual(len(page["items"]), 2)
            seen += [row["id"] for row in page["items"]]
            if page["next"] is None:
                break
            cursor = "&cursor=" + page["next"]
        self.assertEqual(len(seen), len(set(seen)))
        self.assertGreaterEqual(len(seen), 3)
        self.assertEqual(seen, sorted(seen, reverse=True))


class Changing(Applying):
    """One account through change, suspension, restoration and its end."""

    def account_of(self, name):
        return self.place.client("admin").get(f"/accounts?q={name}").json["items"][0]

    def through(self, application):
        self.done(self.act("head.agency", application, "endorse"))
        self.done(self.act("admin", application, "carry-out"))

    def test_change_suspend_restore_close(self):
        member = self.place.new_member(self.new_name(), "childcare", "case_worker")
        session = member.get("/session").json
        name, me = session["account"], session["account_id"]
        grant = self.place.new_grant(name)
        self.assertEqual(member.query(self.place.examples[0], grant=grant).status, 200)
        head = self.place.client("head.childcare")
        for kind, standing in (("suspend", "suspended"), ("restore", "active")):
            _, made = self.apply(head, kind=kind, account=me)  # the head applies, so the head above endorses
            self.through(made)
            self.assertEqual(self.account_of(name)["standing"], standing)
        self.assertEqual(member.get("/grants").status, 401)  # restored, it signs in anew
        member = self.place.client(name)
        _, made = self.apply(member, kind="change", account=me, roles=["designated_person"], **{"from": today(2)})
        self.done(self.act("head.childcare", made, "endorse"))
        self.done(self.act("admin", made, "carry-out"))
        account = self.place.client("admin").get(f"/accounts/{me}").json
        self.assertEqual((account["roles"], account["planned"]["roles"]), (["case_worker"], ["designated_person"]))
        self.assertIn("planned", account["flags"])
        _, made = self.apply(head, kind="close", account=me)
        self.through(made)
        self.assertEqual(self.account_of(name)["standing"], "closed")
        self.assertEqual(Client(self.place).sign_in(name, self.place.passwords[name]).status, 401)
        states = [term["state"] for term in self.place.client("admin").get(f"/accounts/{me}").json["terms"]]
        self.assertEqual(states[:3] + states[-1:], ["open", "suspended", "open", "closed"])

    def test_an_emergency_suspension_works_at_once(self):
        member = self.place.new_member(self.new_name(), "childcare", "case_worker")
        me = member.get("/session").json["account_id"]
        self.assertEqual(member.get("/grants").status, 200)
        admin = self.place.client("admin")
        self.done(admin.post(f"/accounts/{me}/suspend", {"reason": "查核中"}))
        self.assert_problem(member.get("/grants"), 403, "people.account_inactive")
        self.done(admin.post(f"/accounts/{me}/restore", {"reason": "查核完畢"}))
        other = self.place.new_member(self.new_name(), "childcare", "case_worker")
        you = other.get("/session").json["account_id"]
        ended = admin.post(f"/accounts/{you}/sessions/end", {})
        self.assertEqual(ended.status, 200, ended.text)
        self.assertGreaterEqual(ended.json["ended"], 1)
        self.assertEqual(other.get("/grants").status, 401)

    def test_accounts_are_found_filtered_and_taken(self):
        admin = self.place.client("admin")
        listed = admin.get("/accounts?role=checker&limit=200").json
        self.assertTrue(all("checker" in row["roles"] for row in listed["items"]))
        self.assertEqual(admin.get("/accounts?q=worker.childcare").json["items"][0]["account"], "worker.childcare")
        down = [row["account"] for row in admin.get("/accounts?sort=-account&limit=200").json["items"]]
        self.assertEqual(down, sorted(down, reverse=True))
        taken = admin.get("/accounts.csv?q=worker.childcare")
        self.assertEqual((taken.status, taken.headers["Content-Type"].split(";")[0]), (200, "text/csv"))
        self.assertIn("worker.childcare", taken.text)
        self.assertTrue(self.entries("people.accounts_taken"))
        own = {row["unit"]["name"] for row in self.place.client("head.childcare").get("/accounts?limit=200").json["items"]}
        self.assertEqual(own, {"幼兒托育科"})
        self.assert_problem(self.place.client("worker.women").get("/accounts"), 403, "people.role_missing")
        women = self.place.client("worker.women").get("/session").json["account_id"]
        self.assert_problem(self.place.client("head.childcare").get(f"/accounts/{women}"), 403, "people.not_your_unit")
        self.assertEqual(self.place.client("worker.women").get(f"/accounts/{women}").status, 200)


class Pledging(Applying):
    def test_the_pledge_is_read_and_acknowledged_once(self):
        member = self.place.new_member(self.new_name(), "childcare", "case_worker")
        pledge = member.get("/pledge").json
        self.assertIsNone(pledge["acknowledged_at"])
        self.assertIn("保密", pledge["text_zh"])
        self.assert_problem(member.post("/pledge", {"version": "none"}), 409, "people.pledge_outdated")
        for _ in range(2):
            self.done(member.post("/pledge", {"version": pledge["version"]}))
        self.assertTrue(member.get("/pledge").json["acknowledged_at"])


class Flood(OwnStory):
    people = 100
    settings = {"sign_in.burst": "5", "sign_in.period_millis": "60000"}

    def test_one_source_cannot_apply_without_end(self):
        client = Client(self.place)
        blank = client.get("/application-form").json
        form = {"kind": "open", "account_name": "", "display_name": "x", "email": "", "employee_number": "",
                "unit": blank["units"][0]["id"], "roles": ["case_worker"], "duties": "x", "temporary": False,
                "from": today(), "pledge_version": blank["pledge"]["version"], "pledge_accepted": True, "reason": "x"}
        codes = [client.post("/applications", {**form, "account_name": f"flood.{i}"}).status for i in range(8)]
        self.assertEqual(codes, [201] * 5 + [429] * 3)
        self.assertEqual(client.post("/applications/claim", {"number": "115-00001", "code": "x"}).status, 429)
        self.assertNotIn("flood", json.dumps(self.place.log_lines()))
