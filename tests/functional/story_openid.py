"""Sign-in at an OpenID provider: a real one (oidc-provider) behind a relay that can change what it says."""
import re
import time
import unittest
import urllib.parse

from kit import Client
from outside import OutsideStory
from peers import Browser, OpenIdProvider, Relay, SigningKeys, sign_in_with_chromium

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
SECRET = "a secret of the client, only for stories"


class OpenId(OutsideStory):
    @classmethod
    def set_up_peers(cls):
        cls.keys = SigningKeys()
        cls.relay = Relay(cls.authority)
        cls.provider = OpenIdProvider(cls.authority, cls.relay.address, [
            {"client_id": "menhu-" + one.lower(), "client_secret": SECRET, "id_token_signed_response_alg": one,
             "redirect_uris": [f"{cls.origin}/api/v1/sign-in/oidc/{one.lower()}/callback"]} for one in ALGORITHMS], cls.keys)
        cls.provider.start()
        cls.relay.target = cls.provider.port

    @classmethod
    def end_peers(cls):
        cls.relay.stop()
        cls.provider.remove()

    @classmethod
    def outside_settings(cls):
        secret = cls.secret_file("client.secret", SECRET)
        tables = [f"""
[oidc.{one.lower()}]
name_zh = "測試 {one}"
name_en = "Story {one}"
issuer = "{cls.relay.address}"
client_id = "menhu-{one.lower()}"
secret_file = "{secret}"
authorities = "{cls.authority.path}"
""" for one in ALGORITHMS]
        # One that nobody answers for, and one whose certificate is of an authority that is not trusted.
        tables.append("""
[oidc.away]
name_zh = "不在"
issuer = "https://127.0.0.1:9"
client_id = "menhu"
timeout_millis = 2000
""")
        tables.append(f"""
[oidc.strange]
name_zh = "陌生"
issuer = "{cls.relay.address}"
client_id = "menhu"
""")
        return {}, "".join(tables)

    # ---- the way there and back ----

    def depart(self, provider="rs256", client=None):
        """The browser is sent to the provider: where to, and the cookie that it keeps here."""
        answer = (client or self.new_client()).get(f"/sign-in/oidc/{provider}")
        self.assertEqual(answer.status, 302, answer.text)
        return answer.headers["Location"], answer.headers["Set-Cookie"].split(";")[0]

    def arrive(self, location, cookie):
        client = Client(self.place)
        client.cookie = cookie
        path = location.removeprefix(self.origin)
        self.assertTrue(path.startswith("/api/v1/sign-in/oidc/"), location)
        return client.send("GET", path)

    def through(self, person, provider="rs256", **form):
        """The whole way; what the product answers when the browser is back, and the address and cookie of that."""
        address, cookie = self.depart(provider)
        location = Browser(self.authority).sign_in(address, self.origin, login=person, **form)
        return self.arrive(location, cookie), location, cookie

    def session_of(self, answer):
        """The client whose cookie the answer set."""
        self.assertEqual((answer.status, answer.headers.get("Location")), (302, "/"), answer.text)
        cookies = answer.headers.get_all("Set-Cookie")
        session = next(cookie for cookie in cookies if cookie.startswith("__Host-menhu="))
        for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(word, session)
        taken_back = next(cookie for cookie in cookies if cookie.startswith("__Host-menhu-oidc="))
        self.assertIn("Max-Age=0", taken_back)
        client = Client(self.place)
        client.cookie = session.split(";")[0]
        return client

    def assert_page(self, answer, status, code):
        """A page for a person, in both languages, with no session."""
        self.assertEqual(answer.status, status, answer.text)
        self.assertEqual(answer.headers["Content-Type"], "text/html; charset=utf-8")
        self.assertIn(f"<code>{code}</code>", answer.text)
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.assertFalse(cookie.startswith("__Host-menhu="), cookie)

    # ---- the stories ----

    def test_01_the_ways_to_sign_in(self):
        methods = self.new_client().get("/sign-in/methods").json
        self.assertEqual([one["id"] for one in methods["providers"]], [*(one.lower() for one in ALGORITHMS), "away", "strange"])
        self.assertEqual(methods["providers"][0], {"id": "rs256", "name_zh": "測試 RS256", "name_en": "Story RS256"})
        self.assertEqual((methods["ldap"], methods["certificate"]), (False, False))

    def test_02_where_the_browser_is_sent(self):
        answer = self.new_client().get("/sign-in/oidc/rs256")
        self.assertEqual(answer.status, 302)
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.headers["Location"]).query))
        self.assertTrue(answer.headers["Location"].startswith(self.relay.address + "/auth?"))
        self.assertEqual((asked["response_type"], asked["client_id"], asked["code_challenge_method"], asked["max_age"]),
                         ("code", "menhu-rs256", "S256", "600"))
        self.assertEqual(asked["redirect_uri"], f"{self.origin}/api/v1/sign-in/oidc/rs256/callback")
        for name in ("state", "nonce", "code_challenge"):
            self.assertRegex(asked[name], r"^[\w-]{43}$")
        cookie = answer.headers["Set-Cookie"]
        self.assertTrue(cookie.startswith("__Host-menhu-oidc="))
        for word in ("Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/"):
            self.assertIn(word, cookie)
        # What the cookie holds cannot be read: neither state nor nonce is in it.
        for name in ("state", "nonce"):
            self.assertNotIn(asked[name], cookie)
        again = self.new_client().get("/sign-in/oidc/rs256")
        self.assertNotEqual(answer.headers["Set-Cookie"], again.headers["Set-Cookie"])
        self.assert_page(self.new_client().get("/sign-in/oidc/nobody"), 404, "federation.no_such_provider")

    def test_03_bound_people_sign_in_under_every_algorithm(self):
        for one in ALGORITHMS:
            self.assertEqual(self.bind("worker.childcare", one.lower(), "s-chen").status, 201)
            answer, _, _ = self.through("s-chen", one.lower())
            session = self.session_of(answer).get("/session")
            self.assertEqual(session.status, 200, session.text)
            self.assertEqual(session.json["account"], "worker.childcare")

    def test_04_roles_are_local_and_the_session_is_like_any_other(self):
        self.bind("worker.women", "rs256", "s-wu")
        client = self.session_of(self.through("s-wu")[0])
        own = self.place.client("worker.women")
        self.assertEqual(client.get("/session").json["roles"], own.get("/session").json["roles"])
        client.csrf = client.get("/session").json["csrf"]
        self.assertEqual(client.delete("/session").status, 204)
        self.assertEqual(client.get("/session").status, 401)

    def test_05_who_is_bound_to_nothing_is_told_what_to_do(self):
        answer, _, _ = self.through("s-stranger")
        self.assert_page(answer, 401, "people.identity_unbound")
        self.assertIn("Apply for an account", answer.text)
        self.assertNotIn("s-stranger", answer.text)
        # A subject of one provider is nobody at another.
        self.bind("worker.health", "rs256", "s-hsu")
        self.assert_page(self.through("s-hsu", "es256")[0], 401, "people.identity_unbound")

    def test_06_a_sign_in_ends_in_the_browser_in_which_it_began_and_once(self):
        self.bind("head.childcare", "rs256", "s-lin")
        answer, location, cookie = self.through("s-lin")
        self.session_of(answer)
        self.assert_page(self.arrive(location, cookie), 400, "federation.code_refused")  # both copied
        address, cookie = self.depart()
        location = Browser(self.authority).sign_in(address, self.origin, login="s-lin")
        self.assert_page(self.arrive(location, ""), 400, "federation.sign_in_lost")
        _, other_cookie = self.depart()
        self.assert_page(self.arrive(location, other_cookie), 400, "federation.sign_in_lost")
        _, other_provider = self.depart("es256")
        self.assert_page(self.arrive(location, other_provider.replace("es256", "rs256")), 400, "federation.sign_in_lost")
        changed = re.sub(r"state=[\w-]{43}", "state=" + "A" * 43, location)
        self.assert_page(self.arrive(changed, cookie), 400, "federation.sign_in_lost")
        changed = re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Fanother.example", location)
        self.assertNotEqual(changed, location)
        self.assert_page(self.arrive(changed, cookie), 400, "federation.sign_in_lost")
        self.assert_page(self.arrive(re.sub(r"code=[\w-]+", "code=made-up", location), cookie), 400, "federation.code_refused")
        self.session_of(self.arrive(location, cookie))  # none of these used it up

    def test_07_a_person_who_says_no_comes_back_with_that(self):
        address, cookie = self.depart()
        location = Browser(self.authority).sign_in(address, self.origin, login="x", deny="yes")
        self.assertIn("error=access_denied", location)
        self.assert_page(self.arrive(location, cookie), 400, "federation.sign_in_denied")

    def test_08_tampered_tokens_are_refused(self):
        self.bind("civil", "rs256", "s-chang")
        self.session_of(self.through("s-chang")[0])
        strange = SigningKeys()  # other keys under the same names
        now = int(time.time())

        def changed(**claims):
            return lambda said, _: self.keys.sign({**said, **claims})

        def without(name):
            return lambda said, _: self.keys.sign({key: value for key, value in said.items() if key != name})

        def swapped(said, token):
            """Another's claims under the provider's own signature of these."""
            other = self.keys.sign({**said, "sub": "s-chen"}).split(".")
            mine = token.split(".")
            return f"{mine[0]}.{other[1]}.{mine[2]}"
        attempts = {
            "another's claims": swapped,
            "no signature": lambda said, token: token.rsplit(".", 1)[0] + ".",
            "alg none": lambda said, _: self.keys.sign(said, "none"),
            "alg HS256 under the client's secret": lambda said, _: self.keys.sign(said, "HS256", secret=SECRET.encode()),
            "alg HS256 under the public key": lambda said, _: self.keys.sign(said, "HS256", kid="rsa1", secret=b"public"),
            "a stranger's key": lambda said, _: strange.sign(said),
            "another key's name": lambda said, _: self.keys.sign(said, "RS256", kid="ec1"),
            "another audience": changed(aud="another"),
            "more audiences": changed(aud=["menhu-rs256", "another"]),
            "another party": changed(azp="another"),
            "another issuer": changed(iss="https://another.example"),
            "expired": changed(exp=now - 120),
            "issued long ago": changed(iat=now - 3600),
            "not valid yet": changed(nbf=now + 3600),
            "another sign-in's nonce": changed(nonce="A" * 43),
            "no nonce": without("nonce"),
            "another access token": changed(at_hash="A" * 22),
            "seen long ago": changed(auth_time=now - 7200),
            "never seen": without("auth_time"),
            "nobody": without("sub"),
            "no token at all": lambda said, _: "not.a.token",
        }
        for what, tamper in attempts.items():
            with self.subTest(what):
                self.relay.tamper = tamper
                try:
                    answer, _, _ = self.through("s-chang")
                finally:
                    self.relay.tamper = None
                self.assert_page(answer, 400, "federation.proof_refused")
        # Resigned without a change it is believed: the relay itself is not what is refused.
        self.relay.tamper = changed()
        try:
            self.session_of(self.through("s-chang")[0])
        finally:
            self.relay.tamper = None

    def test_09_another_issuers_document_is_refused(self):
        # Everything is fetched anew by a new process: the addresses and keys are kept for an hour.
        self.restart({})
        self.relay.change_answer = lambda path, status, data: (
            data.replace(b'"issuer":"https://localhost', b'"issuer":"https://elsewhere') if "openid-configuration" in path else data)
        try:
            self.assert_page(self.new_client().get("/sign-in/oidc/rs256"), 503, "federation.provider_answer")
        finally:
            self.relay.change_answer = None
        self.assertEqual(self.new_client().get("/sign-in/oidc/rs256").status, 302)

    def test_10_new_keys_are_fetched_when_a_token_names_one(self):
        self.bind("worker.zhongli", "es256", "s-yang")
        self.session_of(self.through("s-yang", "es256")[0])
        self.provider.stop()
        self.provider.keys = self.keys = type(self).keys = SigningKeys("2")
        self.provider.start()
        time.sleep(10)  # no more often than that are keys fetched for an unknown name
        self.relay.asked.clear()
        self.session_of(self.through("s-yang", "es256")[0])
        self.assertIn(("GET", "/jwks"), self.relay.asked)
        self.relay.asked.clear()
        self.session_of(self.through("s-yang", "es256")[0])
        self.assertNotIn(("GET", "/jwks"), self.relay.asked)

    def test_11_a_provider_that_is_away_or_strange_keeps_nobody_else_out(self):
        self.assert_page(self.new_client().get("/sign-in/oidc/away"), 503, "federation.provider_unreachable")
        self.assert_page(self.new_client().get("/sign-in/oidc/strange"), 503, "federation.provider_unreachable")
        self.assertEqual(self.new_client().sign_in("worker.childcare", self.place.passwords["worker.childcare"]).status, 200)

    def test_12_binding_is_for_administrators_and_leaves_its_mark(self):
        account = self.id_of("checker")
        body = {"provider": "rs256", "subject": "s-tsai"}
        self.assertEqual(self.place.client("checker").post(f"/accounts/{account}/identities", body).status, 403)
        admin = self.place.client("admin")
        self.assert_problem(admin.post(f"/accounts/{account}/identities", {**body, "provider": "nowhere"}), 400,
                            "people.identity_ill_formed")
        self.assertEqual(admin.post(f"/accounts/{account}/identities", body).status, 201)
        self.assert_problem(admin.post(f"/accounts/{account}/identities", body), 409, "people.identity_taken")
        listed = admin.get(f"/accounts/{account}/identities").json["items"]
        self.assertEqual([(one["provider"], one["subject"]) for one in listed], [("rs256", "s-tsai")])
        session = self.session_of(self.through("s-tsai")[0])
        self.assertEqual(session.get("/session").status, 200)
        self.assertEqual(admin.delete(f"/accounts/{account}/identities/{listed[0]['id']}").status, 204)
        self.assertEqual(session.get("/session").status, 401)  # at once
        self.assert_page(self.through("s-tsai")[0], 401, "people.identity_unbound")


    def test_13_within_a_session_it_is_a_fresh_proof_of_that_session(self):
        self.bind("auditor", "rs256", "s-auditor")
        browser = Browser(self.authority)

        def go(client=None):
            address, cookie = self.depart(client=client)
            return self.session_of(self.arrive(browser.sign_in(address, self.origin, login="s-auditor"), cookie))
        client = go()
        before = client.get("/session").json["fresh_until"]
        self.assertEqual(browser.asked, 1)
        go()
        self.assertEqual(browser.asked, 1)  # the provider knows its browser
        time.sleep(1.1)
        again = go(client)
        self.assertEqual(browser.asked, 2)  # for a fresh proof that is not enough
        self.assertEqual(again.cookie, client.cookie)  # the same session, not one beside it
        self.assertGreater(client.get("/session").json["fresh_until"], before)
        # Somebody else at the same desk gets a session of their own.
        address, cookie = self.depart(client=client)
        location = Browser(self.authority).sign_in(address, self.origin, login="s-chen")
        other = self.session_of(self.arrive(location, cookie))
        self.assertNotEqual(other.cookie, client.cookie)
        self.assertEqual(other.get("/session").json["account"], "worker.childcare")
        self.assertEqual(client.get("/session").json["account"], "auditor")

    def test_14_a_provider_may_vouch_for_two_factors(self):
        """What the token says of the methods decides whether this counts as two (amr, RFC 8176)."""
        self.bind("ethics", "rs256", "s-ethics")
        client = self.session_of(self.through("s-ethics", amr="pwd otp mfa")[0])
        client.csrf = client.get("/session").json["csrf"]
        listed = client.get("/sessions").json["items"]
        self.assertEqual([one["method"] for one in listed if one["here"]], ["oidc"])


    def test_15_a_real_browser_finds_the_way_there_and_back(self):
        """Provider and product are two sites for it, so it leaves out what is SameSite=Strict on the way back."""
        self.bind("controller", "rs256", "s-controller")
        got = sign_in_with_chromium(self.origin, "測試 RS256", "s-controller")
        self.assertEqual((got["status"], got.get("account")), (200, "controller"), got)
        self.assertEqual(got["cookies"], ["__Host-menhu Strict"])  # the one for the way was taken back
        self.assertEqual(got["faults"], [])
        self.assertNotIn("登入未完成", got["text"])


if __name__ == "__main__":
    unittest.main()
