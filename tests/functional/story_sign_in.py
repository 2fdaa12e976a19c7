"""Signing in: nobody learns which of the two was wrong; five failures lock; the first password must be changed; the
session's limits are told, extended once, and end it (F2.2, S1.3; baseline 4-2-3)."""
import time

from kit import Client, OwnStory, Story, new_password


class SignIn(Story):
    def test_wrong_password_and_unknown_account_are_told_the_same(self):
        client = Client(self.place)
        wrong = client.sign_in("worker.women", "Wrong-Password-1")
        unknown = client.sign_in("nobody.here", "Wrong-Password-1")
        for answer in (wrong, unknown):
            self.assert_problem(answer, 401, "people.sign_in_refused")
            self.assertNotIn("Set-Cookie", answer.headers)
        words = [{key: value for key, value in answer.json.items() if key != "trace"} for answer in (wrong, unknown)]
        self.assertEqual(*words)
        self.assertEqual(client.sign_in("worker.women", self.place.passwords["worker.women"]).status, 200)

    def test_five_failures_lock_the_name_for_a_while(self):
        self.place.new_member("story.locked", "childcare", "case_worker")
        client = Client(self.place)
        answers = [client.sign_in("story.locked", "Wrong-Password-1").status for _ in range(5)]
        self.assertEqual(answers[:4], [401] * 4)
        answer = client.sign_in("story.locked", self.place.passwords["story.locked"])
        self.assert_problem(answer, 429, "people.sign_in_locked")
        self.assertGreater(int(answer.headers["Retry-After"]), 60)

    def test_a_new_account_begins_with_a_token_and_nobody_else_knows_its_password(self):
        token = self.place.new_account("story.first", "childcare", "case_worker")
        self.assert_problem(Client(self.place).sign_in("story.first", token), 401, "people.sign_in_refused")
        client = Client(self.place)
        view = client.redeem(token)
        self.assertEqual(view.status, 200, view.text)
        self.assertTrue(view.json["must_enrol"])
        self.assert_problem(client.get("/grants"), 403, "people.must_enrol")
        self.assert_problem(Client(self.place).redeem(token), 401, "people.token_refused")
        weak = client.post("/session/password", {"next": "short"})
        self.assert_problem(weak, 400, "web.password_refused")
        self.assertTrue(all(field["detail"] and field["detail_en"] for field in weak.json["fields"]))
        good = new_password()
        self.assertEqual(client.post("/session/password", {"next": good}).status, 204)
        client = Client(self.place)
        self.assertFalse(client.sign_in("story.first", good).json["must_change_password"])
        self.assertEqual(client.get("/grants").status, 200)

    def test_the_cookie_is_kept_from_scripts_and_other_sites(self):
        client = Client(self.place)
        cookie = client.sign_in("worker.women", self.place.passwords["worker.women"]).headers["Set-Cookie"]
        self.assertTrue(cookie.startswith("__Host-menhu="))
        for part in ("; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"):
            self.assertIn(part, cookie)
        self.assertNotIn("Domain", cookie)

    def test_a_session_tells_its_limits_is_extended_once_and_ends(self):
        client = self.place.client("worker.women")
        view = client.get("/session").json
        self.assertEqual((view["account"], view["roles"], view["can_extend"]), ("worker.women", ["case_worker"], True))
        self.assertGreater(view["warn_seconds"], 0)
        self.assertLess(view["idle_expires_at"], view["absolute_expires_at"])
        extended = client.post("/session/extension", {})
        self.assertEqual(extended.status, 200, extended.text)
        self.assertFalse(extended.json["can_extend"])
        self.assertGreater(extended.json["absolute_expires_at"], view["absolute_expires_at"])
        self.assert_problem(client.post("/session/extension", {}), 409, "people.extension_used")
        self.assertEqual(client.delete("/session").status, 204)
        self.assert_problem(client.get("/session"), 401, "people.no_session")
        self.assert_problem(client.get("/grants"), 401, "people.no_session")

    def test_a_role_opens_its_own_doors_only(self):
        worker, checker = self.place.client("worker.childcare"), self.place.client("checker")
        self.assert_problem(worker.post("/trail", {}), 403, "people.role_missing")
        self.assert_problem(worker.get("/deliveries"), 403, "people.role_missing")
        self.assert_problem(checker.get("/deliveries"), 403, "people.role_missing")
        self.assert_problem(checker.post("/deliveries", {"manifest": "x"}), 403, "people.role_missing")

    def test_home_says_what_is_to_do(self):
        home = self.place.client("worker.childcare").get("/home")
        self.assertEqual(home.status, 200, home.text)
        self.assertTrue(home.json["grants"])
        self.assertEqual(self.place.client("designated").get("/home").status, 200)


class Throttled(OwnStory):
    people = 100
    settings = {"sign_in.burst": "5", "sign_in.period_millis": "60000"}

    def test_one_source_cannot_try_without_end(self):
        client = Client(self.place)
        codes = [client.sign_in(f"guess.{i}", "Wrong-Password-1").status for i in range(7)]
        self.assertEqual(codes, [401] * 5 + [429] * 2)


class Idle(OwnStory):
    """S1.3: who is idle is signed out. The clock is not turned forward; the session's limit is moved back in the store."""
    people = 100

    def move_back(self, column):
        self.place.sql(f"UPDATE people_sessions SET {column} = {int(time.time() * 1000) - 1}")

    def test_an_idle_session_is_signed_out_and_that_is_recorded(self):
        client = self.place.client("worker.childcare")
        self.assertEqual(client.get("/grants").status, 200)
        self.move_back("idle_until")
        self.assert_problem(client.get("/grants"), 401, "people.session_expired")
        self.assert_problem(client.query(self.place.examples[0], grant="0000000000001"), 401, "people.session_expired")
        self.assertEqual(Client(self.place).sign_in("worker.childcare", self.place.passwords["worker.childcare"]).status, 200)

    def test_no_session_is_longer_than_its_absolute_limit(self):
        client = self.place.client("worker.childcare")
        self.move_back("absolute_until")
        self.assert_problem(client.get("/grants"), 401, "people.session_expired")
