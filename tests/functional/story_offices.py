"""Who answers for a unit: heads, deputies and administrators with dates, absences, contractors with contracts; who
answered on any past day; and break-glass, which alarms (U1.1, U1.2, F2.1, F2.2)."""
import re
import uuid

from kit import Client, OwnStory, Story, new_password
from story_applications import today


class Offices(Story):
    def setUp(self):
        self.admin = self.place.client("admin")

    def unit(self, code):
        return next(unit for unit in self.admin.get("/units").json["items"] if unit["code"] == code)

    def contract(self, days=30, **more):
        return {"number": "故事採字第1號", "title": "維運案", "scope": "維運", "from": today(-1), "to": today(days),
                "subcontracting": "", "contact_name": "聯絡人", "contact_phone": "03-0000000", "contact_email": "", **more}

    def new_contractor(self, days=30):
        code = "c-" + uuid.uuid4().hex[:8]
        made = self.admin.post("/units", {"code": code, "name_zh": "故事公司", "name_en": "Story Ltd", "contract": self.contract(days)})
        self.assertEqual(made.status, 201, made.text)
        return made.json["id"]

    def member(self, unit_code, roles):
        name = "o." + uuid.uuid4().hex[:10]
        client = self.place.new_member(name, unit_code, roles)
        return client, client.get("/session").json["account_id"]

    def test_every_unit_says_who_answers_for_it(self):
        for unit in self.admin.get("/units").json["items"]:
            if unit["kind"] in ("contractor", "provider"):
                continue
            for duty in ("head", "deputy", "administrator"):
                self.assertTrue(unit[duty], (unit["code"], duty))
        view = self.admin.get(f"/units/{self.unit('childcare')['id']}").json
        self.assertEqual(view["acting"]["account"], "head.childcare")
        self.assertIn("assign_duty", view["may"])
        self.assertEqual(self.place.client("worker.women").get(f"/units/{view['id']}").json["may"], [])

    def test_a_duty_needs_its_role_its_dates_and_an_administrator_of_the_unit(self):
        unit = self.unit("immigrants")["id"]
        _, worker = self.member("immigrants", "case_worker")
        give = lambda client, **body: client.post(f"/units/{unit}/duties", {"kind": "handler", "account": worker, "from": today(-10), **body})
        self.assert_problem(give(self.admin, kind="head"), 409, "people.duty_role_missing")
        self.assert_problem(give(self.admin, until=today(-5)), 400, "people.duty_ill_formed")
        self.assert_problem(give(self.admin, kind="emperor"), 400, "web.request_invalid")
        self.assert_problem(give(self.place.client("head.childcare")), 403, "people.role_missing")
        made = give(self.admin, note="連結作業承辦")
        self.assertEqual(made.status, 201, made.text)
        self.assert_problem(give(self.admin), 409, "people.duty_taken")
        _, head = self.member("immigrants", "unit_head")
        self.assert_problem(give(self.admin, kind="head", account=head), 409, "people.duty_taken")
        self.assert_problem(self.admin.post(f"/duties/{made.json['id']}/end", {"at": today(-3)}), 400, "people.duty_ill_formed")
        self.assertEqual(self.admin.post(f"/duties/{made.json['id']}/end", {"at": today(), "note": "交接"}).status, 204)
        duty = next(d for d in self.admin.get(f"/units/{unit}").json["duties"] if d["id"] == made.json["id"])
        self.assertTrue(duty["until"])

    def test_who_answered_on_a_past_day(self):
        unit = self.new_contractor()
        code = next(u["code"] for u in self.admin.get("/units").json["items"] if u["id"] == unit)
        _, first = self.member(code, "unit_head")
        _, second = self.member(code, "unit_head")
        made = self.admin.post(f"/units/{unit}/duties", {"kind": "head", "account": first, "from": today(-20), "until": today(3)})
        self.assertEqual(made.status, 201, made.text)
        made = self.admin.post(f"/units/{unit}/duties", {"kind": "head", "account": second, "from": today(4)})
        self.assertEqual(made.status, 201, made.text)
        on = lambda day: (self.admin.get(f"/units/{unit}/answerable?on={day}").json["head"] or {}).get("id")
        self.assertEqual([on(today(days)) for days in (-21, -20, 0, 3, 4, 40)], [None, first, first, first, second, second])
        self.assert_problem(self.admin.get(f"/units/{unit}/answerable?on=yesterday"), 400, "web.request_invalid")

    def test_the_deputy_acts_while_the_head_is_away(self):
        unit = self.unit("childcare")["id"]
        head = self.place.client("head.childcare")
        acting = lambda: self.admin.get(f"/units/{unit}").json["acting"]["account"]
        away = head.post("/absences", {"from": today(), "until": today(1), "reason": "公差"})
        self.assertEqual(away.status, 201, away.text)
        try:
            self.assertEqual(acting(), "deputy.childcare")
            self.assertIn(away.json["id"], [a["id"] for a in head.get("/absences").json["items"]])
            self.assertNotIn(away.json["id"], [a["id"] for a in self.place.client("worker.women").get("/absences").json["items"]])
            stranger = self.place.client("worker.women")
            me = head.get("/session").json["account_id"]
            self.assert_problem(stranger.post("/absences", {"account": me, "from": today(), "until": today(1), "reason": "x"}), 403, "people.role_missing")
            self.assert_problem(stranger.post(f"/absences/{away.json['id']}/end", {}), 403, "people.role_missing")
        finally:
            self.assertEqual(head.post(f"/absences/{away.json['id']}/end", {}).status, 204)
        self.assertEqual(acting(), "head.childcare")
        self.assert_problem(head.post(f"/absences/{away.json['id']}/end", {}), 409, "people.absence_over")
        self.assert_problem(head.post("/absences", {"from": today(1), "until": today(-1), "reason": "x"}), 400, "people.absence_ill_formed")

    def test_a_contract_bounds_its_people_and_hides_its_contact(self):
        unit = self.new_contractor(days=30)
        code = next(u["code"] for u in self.admin.get("/units").json["items"] if u["id"] == unit)
        member, account = self.member(code, "case_worker")
        self.assertEqual(member.get("/grants").status, 200)
        view = lambda client: next(u for u in client.get("/units").json["items"] if u["id"] == unit)["contract"]
        self.assertEqual(view(self.admin)["contact_name"], "聯絡人")
        self.assertEqual((view(self.place.client("worker.women"))["contact_name"], view(member)["to"]), ("", today(30)))
        # Shortened to yesterday: nobody of the unit may act any more, at once.
        self.assertEqual(self.admin.call("PUT", f"/units/{unit}/contract", self.contract(days=-1, **{"from": today(-20)})).status, 204)
        self.assert_problem(member.get("/grants"), 403, "people.account_inactive")
        self.assertEqual(self.admin.get(f"/accounts/{account}").json["standing"], "expired")
        self.assertEqual(self.admin.call("PUT", f"/units/{unit}/contract", self.contract(days=60)).status, 204)
        self.assertEqual(member.get("/grants").status, 200)
        bad = self.contract(**{"from": today(5), "to": today(1)})
        self.assert_problem(self.admin.call("PUT", f"/units/{unit}/contract", bad), 400, "web.request_invalid")
        ours = self.unit("childcare")["id"]
        self.assert_problem(self.admin.call("PUT", f"/units/{ours}/contract", self.contract()), 400, "people.contract_ill_formed")

    def test_an_administrator_acts_for_the_own_units_only(self):
        name = "o." + uuid.uuid4().hex[:10]
        client = self.place.new_member(name, "women", "account_administrator")
        me = client.get("/session").json["account_id"]
        childcare = self.place.client("worker.childcare").get("/session").json["account_id"]
        women = self.place.client("worker.women").get("/session").json["account_id"]
        self.assertEqual(client.get("/accounts").json["total"], 0)  # a role without a duty reaches nobody
        self.assert_problem(client.post(f"/accounts/{women}/sessions/end", {}), 403, "people.not_your_unit")
        made = self.admin.post(f"/units/{self.unit('women')['id']}/duties", {"kind": "account_administrator", "account": me, "from": today()})
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(client.post(f"/accounts/{women}/sessions/end", {}).status, 200)
        self.assert_problem(client.post(f"/accounts/{childcare}/sessions/end", {}), 403, "people.not_your_unit")
        self.assert_problem(client.post(f"/accounts/{childcare}/suspend", {"reason": "x"}), 403, "people.not_your_unit")
        self.assert_problem(client.post(f"/accounts/{me}/suspend", {"reason": "x"}), 403, "people.own_account")


class BreakGlass(OwnStory):
    """The operator makes an emergency administrator; it is loud until somebody has acknowledged it."""
    people = 100

    def test_it_works_for_some_hours_and_alarms(self):
        refused = self.place.menhu("account", "break-glass", check=False)
        self.assertNotEqual(refused.code, 0)  # not without a reason
        done = self.place.menhu("account", "break-glass", "--reason", "兩位帳號管理者均無法登入")
        token = done.out.strip().splitlines()[-1].split(": ", 1)[1]
        self.assertIn('"level":"critical","event":"break_glass"', done.err + "\n".join(self.place.log_lines()))
        self.assertNotIn("均無法登入", done.err)
        client = Client(self.place)
        self.assertEqual(client.redeem(token).status, 200)
        password = new_password()
        self.assertEqual(client.post("/session/password", {"next": password}).status, 204)
        client = Client(self.place)
        view = client.sign_in("break-glass", password)
        self.assertEqual((view.status, view.json["roles"]), (200, ["account_administrator"]), view.text)
        worker = self.place.client("worker.childcare").get("/session").json["account_id"]
        self.assertEqual(client.post(f"/accounts/{worker}/sessions/end", {}).status, 200)
        self.assertEqual(client.post("/queries", {}).status, 400)
        for reader in ("head.childcare", "auditor", "ethics", "admin"):
            todos = [todo["code"] for todo in self.place.client(reader).get("/home").json["todos"]]
            self.assertIn("break_glass", todos, reader)
        self.assert_problem(self.place.client("worker.women").get("/break-glass"), 403, "people.role_missing")
        item = self.place.client("auditor").get("/break-glass").json["items"][0]
        self.assertEqual((item["reason"], item["acknowledged_at"]), ("兩位帳號管理者均無法登入", None))
        self.assert_problem(client.post(f"/break-glass/{item['id']}/acknowledge", {"note": "自己"}), 403, "people.own_account")
        self.assertEqual(self.place.client("ethics").post(f"/break-glass/{item['id']}/acknowledge", {"note": "已查明"}).status, 204)
        self.assert_problem(self.place.client("auditor").post(f"/break-glass/{item['id']}/acknowledge", {"note": "x"}), 409,
                            "people.break_glass_acknowledged")
        todos = [todo["code"] for todo in self.place.client("auditor").get("/home").json["todos"]]
        self.assertNotIn("break_glass", todos)
        # A second time it is the same account, opened anew, with nothing left of before.
        again = self.place.menhu("account", "break-glass", "--reason", "再一次")
        self.assertTrue(self.redeemed(again))
        self.assertEqual(Client(self.place).sign_in("break-glass", password).status, 401)
        kinds = [entry["kind"] for entry in self.place.client("checker").post("/trail", {"kind": "people.", "limit": 200}).json["items"]]
        self.assertEqual(kinds.count("people.break_glass"), 2)
        self.assertEqual(kinds.count("people.break_glass_acknowledged"), 1)

    def redeemed(self, done):
        token = re.search(r": ([0-9A-Z-]{20,})$", done.out.strip())[1]
        return Client(self.place).redeem(token).status == 200
