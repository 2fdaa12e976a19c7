"""Recovery: who lost password or device gets a one-time token from an administrator and starts anew; nobody else ever
knows the password (F2.2; baseline 4-2-8)."""
import time

from kit import Client, Story, instant, new_password
from passkey import SoftPasskey


class Recovery(Story):
    def recovered(self, name):
        client = self.place.new_member(name, "childcare", "case_worker")
        secret = client.enrol_totp()
        admin = self.place.client("admin")
        account = client.get("/session").json["account_id"]
        answer = admin.post(f"/accounts/{account}/recovery", {"reason": "the telephone fell into the sea"})
        self.assertEqual(answer.status, 200, answer.text)
        return client, secret, answer.json

    def test_a_token_starts_the_account_anew(self):
        old, secret, recovery = self.recovered("story.lost")
        self.assertRegex(recovery["token"], r"^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$")
        self.assertLess(recovery["expires_at"], instant(time.time() + 3600))
        self.assert_problem(old.get("/session"), 401, "people.no_session")

        client = Client(self.place)
        begun = client.redeem(recovery["token"].lower().replace("-", " "))
        self.assertEqual((begun.status, begun.json["must_enrol"]), (200, True), begun.text)
        for path in ("/home", "/grants", "/sessions"):
            self.assert_problem(client.get(path), 403, "people.must_enrol")
        known = client.get("/credentials").json
        self.assertEqual((known["password"], known["totp"], known["passkeys"]), (None, None, []))
        former = self.place.passwords["story.lost"]
        self.assert_problem(Client(self.place).sign_in("story.lost", former), 401, "people.sign_in_refused")
        reused = client.post("/session/password", {"next": former})
        self.assert_problem(reused, 400, "web.password_refused")
        fresh = new_password()
        self.assertEqual(client.post("/session/password", {"next": fresh}).status, 204)
        self.assertFalse(client.get("/session").json["must_enrol"])
        self.assertEqual(client.get("/grants").status, 200)
        signed_in = Client(self.place).sign_in("story.lost", fresh)
        self.assertEqual((signed_in.status, signed_in.json["awaits"]), (200, []))
        self.assert_problem(Client(self.place).redeem(recovery["token"]), 401, "people.token_refused")
        self.assertEqual(len(secret), 32)

    def test_a_passkey_alone_will_do(self):
        _, _, recovery = self.recovered("story.lost2")
        client = Client(self.place)
        self.assertEqual(client.redeem(recovery["token"]).status, 200)
        key = SoftPasskey(f"https://localhost:{self.place.port}")
        made = client.post("/credentials/passkeys", key.create(client.post("/credentials/passkeys/options", {}).json))
        self.assertEqual(made.status, 201, made.text)
        self.assertEqual(client.get("/grants").status, 200)
        self.assert_problem(client.delete(f"/credentials/passkeys/{made.json['id']}"), 409, "people.last_credential")

    def test_a_token_is_late_wrong_or_replaced(self):
        _, _, first = self.recovered("story.lost3")
        admin = self.place.client("admin")
        found = Client(self.place).redeem(first["token"]).json["account_id"]
        second = admin.post(f"/accounts/{found}/recovery", {"reason": "again, and again"}).json
        third = admin.post(f"/accounts/{found}/recovery", {"reason": "again, and again"}).json
        self.assert_problem(Client(self.place).redeem(second["token"]), 401, "people.token_refused")
        self.place.sql(f"UPDATE people_one_time_tokens SET until = {int(time.time() * 1000) - 1}")
        self.assert_problem(Client(self.place).redeem(third["token"]), 401, "people.token_refused")
        self.assert_problem(Client(self.place).redeem("0000-0000-0000-0000-0000-0000-00"), 401, "people.token_refused")
        self.assert_problem(Client(self.place).post("/session/redeem", {"token": "short"}), 400, "web.request_invalid")

    def test_administrators_recover_others_and_nobody_themselves(self):
        admin = self.place.client("admin")
        worker = self.place.client("worker.childcare")
        own = admin.get("/session").json["account_id"]
        self.assert_problem(admin.post(f"/accounts/{own}/recovery", {"reason": "for myself"}), 403, "people.own_account")
        self.assert_problem(worker.post(f"/accounts/{own}/recovery", {"reason": "a try"}), 403, "people.role_missing")
        self.assert_problem(admin.post("/accounts/0000000000001/recovery", {"reason": "nobody"}), 404, "people.not_found")
        # The console brings back an administrator who is lost.
        done = self.place.menhu("account", "recover", "admin", "--reason", "rehearsal")
        self.assertIn("-", done.out)
        self.place.sql("DELETE FROM people_one_time_tokens")
