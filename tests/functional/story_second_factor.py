"""More than a password (F2.2; baseline 4-1-2): codes by time made by oathtool, passkeys by an authenticator in software;
a fresh proof before what needs one; sign-in rules by role, hours and network."""
import tempfile
import time

from kit import (ENGINE, QUICK, Client, Installation, OwnStory, Story, instant, new_database, new_password, oath_code, run_menhu,
                 set_settings)
from passkey import SoftPasskey

RULE = '[[sign_in]]\nroles = [{roles}]\n{rule}\nclause = "F2.2"\narticle = "附件二2"\norigin = "choice"\n'


def rules_file(place, *rows):
    """Rules of the installation's own: (roles, rule) each."""
    text = "\n".join(RULE.format(roles=", ".join(f'"{role}"' for role in roles), rule=rule) for roles, rule in rows)
    (place.directory / "sign_in.toml").write_text(text)
    set_settings(place.directory, {"sign_in.rules": '"sign_in.toml"'})


class Codes(Story):
    def test_a_code_is_wanted_after_the_password_once_enrolled(self):
        client = self.place.new_member("story.totp", "childcare", "case_worker")
        offer = client.post("/credentials/totp", {})
        self.assertEqual(offer.status, 200, offer.text)
        self.assertRegex(offer.json["secret"], r"^[A-Z2-7]{32}$")
        self.assertTrue(offer.json["uri"].startswith("otpauth://totp/"))
        self.assertIn("secret=" + offer.json["secret"], offer.json["uri"])
        self.assert_problem(client.post("/credentials/totp/confirm", {"code": "000000"}), 400, "people.totp_not_confirmed")
        self.assertIsNone(client.get("/credentials").json["totp"])
        secret = client.enrol_totp()
        self.assertTrue(client.get("/credentials").json["totp"]["enrolled_at"])
        self.assertEqual(client.get("/grants").status, 200)  # this session enrolled it

        password = self.place.passwords["story.totp"]
        half = Client(self.place)
        view = half.sign_in("story.totp", password)
        self.assertEqual((view.status, view.json["awaits"], view.json["fresh_until"]), (200, ["totp"], None))
        for path in ("/grants", "/home", "/accesses", "/sessions", "/credentials"):
            self.assert_problem(half.get(path), 403, "people.must_prove_second")
        self.assert_problem(half.post("/credentials/totp", {}), 403, "people.must_prove_second")
        self.assert_problem(half.post("/credentials/passkeys/options", {}), 403, "people.must_prove_second")
        self.assert_problem(half.post("/session/password", {"current": password, "next": "Xq7-anything-else-9"}), 403,
                            "people.must_prove_second")
        self.assert_problem(half.post("/session/extension", {}), 403, "people.must_prove_second")
        refused = half.query(self.place.examples[0], grant="0000000000001")
        self.assert_refused(refused, "grants.must_prove_second")

        self.assert_problem(half.post("/session/totp", {"code": "000000"}), 401, "people.code_wrong")
        before = half.cookie
        whole = half.prove_code(secret, ahead=30)
        self.assertEqual((whole.status, whole.json["awaits"]), (200, []), whole.text)
        self.assertNotEqual(half.cookie, before)  # another token than the one that waited
        self.assertEqual(half.get("/grants").status, 200)
        old = Client(self.place)
        old.cookie = before
        self.assert_problem(old.get("/session"), 401, "people.no_session")
        self.assert_problem(half.post("/session/totp", {"code": "000000"}), 409, "people.nothing_to_prove")
        # The same code again, by somebody who looked over the shoulder.
        other = Client(self.place)
        other.sign_in("story.totp", password)
        self.assert_problem(other.prove_code(secret, ahead=30), 401, "people.code_wrong")

    def test_wrong_codes_lock_the_name(self):
        client = self.place.new_member("story.guess", "childcare", "case_worker")
        secret = client.enrol_totp()
        password = self.place.passwords["story.guess"]
        codes = []
        for _ in range(5):
            half = Client(self.place)  # each with the right password
            half.sign_in("story.guess", password)
            codes.append(half.post("/session/totp", {"code": "000000"}))
        self.assertEqual([answer.status for answer in codes], [401] * 4 + [429])
        self.assert_problem(Client(self.place).sign_in("story.guess", password), 429, "people.sign_in_locked")
        self.assertEqual(client.get("/grants").status, 200)  # who is signed in stays
        self.assertEqual(len(secret), 32)

    def test_the_command_line_asks_for_the_code(self):
        client = self.place.new_member("story.console", "childcare", "case_worker")
        grant = self.place.new_grant("story.console")
        secret = client.enrol_totp()
        person = self.place.examples[0]
        words = ["query", "--account", "story.console", "--case", "育津-115-00009", "--reason", "審查育兒津貼申請案", "--grant", grant]
        password = self.place.passwords["story.console"]
        wrong = self.place.menhu(*words, stdin=f"{password}\n000000\n{person['id']}\n", check=False)
        self.assertIn("app.sign_in_refused", wrong.err)
        right = self.place.menhu(*words, stdin=f"{password}\n{oath_code(secret, 30)}\n{person['id']}\n")
        self.assertIn(person["id"][:3], right.out)

    def test_administration_needs_a_fresh_proof(self):
        admin = self.place.client("admin")
        member = self.place.new_member("story.fresh", "childcare", "case_worker")
        path = f"/accounts/{member.get('/session').json['account_id']}/recovery"
        self.place.sql("UPDATE people_sessions SET proved_at = 0")
        problem = self.assert_problem(admin.post(path, {"reason": "lost the telephone"}), 403, "people.step_up_needed")
        self.assertTrue(problem["next"])
        self.assert_problem(admin.post("/session/step-up", {"password": "Wrong-Password-1"}), 401, "people.sign_in_refused")
        self.assert_problem(admin.post("/session/step-up", {}), 400, "web.request_invalid")
        self.assert_problem(admin.post("/session/step-up", {"code": "000000"}), 404, "people.no_such_credential")
        proved = admin.post("/session/step-up", {"password": self.place.passwords["admin"]})
        self.assertEqual(proved.status, 200, proved.text)
        self.assertGreater(proved.json["fresh_until"], instant(time.time()))
        self.assertEqual(admin.post(path, {"reason": "lost the telephone"}).status, 200)
        # Credentials, too.
        member = self.place.new_member("story.fresh2", "childcare", "case_worker")
        secret = member.enrol_totp()
        self.place.sql("UPDATE people_sessions SET proved_at = 0")
        self.assert_problem(member.delete("/credentials/totp"), 403, "people.step_up_needed")
        self.assert_problem(member.post("/credentials/totp", {}), 403, "people.step_up_needed")
        self.assertEqual(member.post("/session/step-up", {"code": oath_code(secret, 30)}).status, 200)
        self.assertEqual(member.delete("/credentials/totp").status, 204)
        self.assert_problem(member.delete("/credentials/totp"), 404, "people.no_such_credential")


class Passkeys(Story):
    def key(self):
        return SoftPasskey(f"https://localhost:{self.place.port}")

    def enrol(self, client, key):
        options = client.post("/credentials/passkeys/options", {})
        self.assertEqual(options.status, 200, options.text)
        made = client.post("/credentials/passkeys", key.create(options.json))
        self.assertEqual(made.status, 201, made.text)
        return made.json["id"]

    def test_a_passkey_signs_in_with_nothing_else(self):
        client = self.place.new_member("story.passkey", "childcare", "case_worker")
        key = self.key()
        options = client.post("/credentials/passkeys/options", {}).json["public_key"]
        self.assertEqual((options["rp"]["id"], options["attestation"]), ("localhost", "none"))
        self.assertEqual(options["authenticator_selection"], {"resident_key": "required", "user_verification": "required"})
        self.assertEqual([parameter["alg"] for parameter in options["pub_key_cred_params"]], [-7, -8, -257])
        self.enrol(client, key)
        known = client.get("/credentials").json
        self.assertEqual([passkey["name"] for passkey in known["passkeys"]], ["story key"])
        self.assertEqual(known["passkey_address"], f"https://localhost:{self.place.port}")

        fresh = Client(self.place)
        wanted = fresh.post("/session/passkey/options", {})
        self.assertEqual((wanted.status, wanted.json["public_key"]["allow_credentials"]), (200, []), wanted.text)
        answer = key.get(wanted.json)
        signed_in = fresh.take_session(fresh.post("/session/passkey", answer))
        self.assertEqual((signed_in.status, signed_in.json["awaits"]), (200, []), signed_in.text)
        self.assertEqual(fresh.get("/grants").status, 200)
        self.assertEqual(fresh.get("/sessions").json["items"][0]["method"], "passkey")
        self.assertTrue(fresh.get("/credentials").json["passkeys"][0]["last_used_at"])
        # The same answer again.
        self.assert_problem(Client(self.place).post("/session/passkey", answer), 409, "people.challenge_over")

    def test_a_passkey_is_the_second_factor_and_a_fresh_proof(self):
        client = self.place.new_member("story.passkey2", "childcare", "case_worker")
        key = self.key()
        passkey = self.enrol(client, key)
        half = Client(self.place)
        view = half.sign_in("story.passkey2", self.place.passwords["story.passkey2"])
        self.assertEqual(view.json["awaits"], ["passkey"])
        options = half.post("/session/passkey/options", {})
        self.assertEqual(len(options.json["public_key"]["allow_credentials"]), 1)
        whole = half.take_session(half.post("/session/passkey", key.get(options.json)))
        self.assertEqual(whole.status, 200, whole.text)
        self.assertEqual(half.get("/grants").status, 200)
        self.place.sql("UPDATE people_sessions SET proved_at = 0")
        self.assert_problem(half.delete(f"/credentials/passkeys/{passkey}"), 403, "people.step_up_needed")
        options = half.post("/session/passkey/options", {}).json
        self.assertEqual(half.take_session(half.post("/session/passkey", key.get(options))).status, 200)
        self.assertEqual(half.delete(f"/credentials/passkeys/{passkey}").status, 204)
        self.assertEqual(half.get("/credentials").json["passkeys"], [])

    def test_what_is_signed_for_something_else_is_refused(self):
        client = self.place.new_member("story.passkey3", "childcare", "case_worker")
        key = self.key()
        self.enrol(client, key)

        def try_with(change):
            fresh = Client(self.place)
            options = fresh.post("/session/passkey/options", {}).json
            change(options)
            answer = key.get(options)
            return fresh.post("/session/passkey", answer)

        self.assertEqual(try_with(lambda options: None).status, 200)
        origin = key.origin
        for wrong in ("https://evil.example", f"https://127.0.0.1:{self.place.port}", "http" + origin[5:]):
            key.origin = wrong
            self.assert_problem(try_with(lambda options: None), 401, "people.passkey_refused")
        key.origin = origin
        self.assert_problem(try_with(lambda options: options["public_key"].update(challenge="AAAA")), 401, "people.passkey_refused")
        self.assert_problem(try_with(lambda options: options["public_key"].update(rp_id="evil.example")), 401,
                            "people.passkey_refused")
        key.flags = 0x01  # nobody was verified
        self.assert_problem(try_with(lambda options: None), 401, "people.passkey_refused")
        key.flags = 0x05
        key.count = 0  # a copy
        self.assert_problem(try_with(lambda options: None), 401, "people.passkey_refused")
        key.count = 100
        self.assertEqual(try_with(lambda options: None).status, 200)
        self.assert_problem(self.key_of_nobody(), 401, "people.passkey_refused")

    def key_of_nobody(self):
        fresh = Client(self.place)
        key = self.key()
        key.user = b"0000000000001"
        return fresh.post("/session/passkey", key.get(fresh.post("/session/passkey/options", {}).json))


class Rules(OwnStory):
    """An agency's own rules: a file that its configuration names."""
    people = 100

    @classmethod
    def setUpClass(cls):
        cls.place = Installation.demonstration(cls.people, **cls.settings)

    def started(self, *rows):
        if self.place.process is not None:
            self.assertEqual(self.place.stop(), 0)
        rules_file(self.place, *rows)
        self.place.start()
        return self.place

    def test_1_who_must_have_a_second_factor_enrols_it_before_anything_else(self):
        place = self.started((["checker"], "second_factor = true"))
        client = Client(place)
        view = client.sign_in("checker", place.passwords["checker"])
        self.assertEqual((view.status, view.json["must_enrol"]), (200, True), view.text)
        self.assert_problem(client.get("/home"), 403, "people.must_enrol")
        self.assert_problem(client.post("/trail", {}), 403, "people.must_enrol")
        self.assertTrue(client.get("/credentials").json["second_factor_required"])
        client.enrol_totp()
        self.assertFalse(client.get("/session").json["must_enrol"])
        self.assertEqual(client.get("/home").status, 200)
        self.assert_problem(client.delete("/credentials/totp"), 409, "people.last_credential")
        key = SoftPasskey(f"https://localhost:{place.port}")
        client.post("/credentials/passkeys", key.create(client.post("/credentials/passkeys/options", {}).json))
        self.assertEqual(client.delete("/credentials/totp").status, 204)  # the passkey will do
        self.assertFalse(place.client("worker.childcare").get("/session").json["must_enrol"])

    def test_2_networks_and_hours_hold_at_sign_in_and_at_every_use(self):
        place = self.started((["case_worker"], 'networks = ["127.0.0.0/8"]'))
        client = place.client("worker.childcare")
        self.assertEqual(client.get("/grants").status, 200)
        self.started((["case_worker"], 'networks = ["192.0.2.0/24", "2001:db8::/32"]'))
        self.assert_problem(client.get("/grants"), 403, "people.outside_network")
        self.assert_refused(client.query(place.examples[0], grant="0000000000001"), "grants.outside_network")
        outside = Client(place).sign_in("worker.childcare", place.passwords["worker.childcare"])
        self.assert_problem(outside, 403, "people.outside_network")
        wrong = Client(place).sign_in("worker.childcare", "Wrong-Password-1")
        self.assert_problem(wrong, 401, "people.sign_in_refused")
        self.assertEqual(place.client("checker.other" if "checker.other" in place.passwords else "admin").get("/home").status, 200)
        # Not now: an hour that is not this one in Taipei.
        hour = (time.gmtime().tm_hour + 8) % 24
        self.started((["case_worker"], f'hours = "{(hour + 3) % 24:02}:00-{(hour + 4) % 24:02}:00"'))
        self.assert_problem(client.get("/grants"), 403, "people.outside_hours")
        self.assert_problem(Client(place).sign_in("worker.childcare", place.passwords["worker.childcare"]), 403,
                            "people.outside_hours")
        self.started((["case_worker"], f'hours = "{hour:02}:00-{(hour + 2) % 24:02}:00"'))
        self.assertEqual(client.get("/grants").status, 200)

    def test_3_a_second_place_is_refused_where_the_rules_say_so(self):
        place = self.started((["case_worker"], 'elsewhere = "refused"'))
        place.sql("DELETE FROM people_sessions")
        first = place.client("worker.childcare")
        self.assert_problem(Client(place).sign_in("worker.childcare", place.passwords["worker.childcare"]), 403,
                            "people.elsewhere_refused")
        self.assertEqual(first.delete("/session").status, 204)
        self.assertEqual(place.client("worker.childcare").get("/grants").status, 200)

    def test_4_a_file_with_a_mistake_stops_the_start_and_names_the_line(self):
        self.assertEqual(self.place.stop() if self.place.process else 0, 0)
        rules_file(self.place, (["case_worker"], 'networks = ["10.0.0.1/8"]'))
        done = self.place.menhu("account", "list", check=False)
        self.assertEqual(done.code, 2)
        self.assertIn("sign_in.toml:3", done.err)
        rules_file(self.place, (["case_worker"], 'networks = ["10.0.0.0/8"]'))
        self.place.start()


class Production(OwnStory):
    """An installation as `menhu init` makes it: everybody needs a second factor (基準 4-1-2), the first administrator too."""

    @classmethod
    def setUpClass(cls):
        cls.place = Installation(tempfile.mkdtemp(prefix="menhu-story-"))
        words = ["init", "--dir", cls.place.directory, "--port", "0", "--set", ",".join(f"{k}={v}" for k, v in QUICK.items())]
        if ENGINE == "postgres":
            cls.place.database, connection = new_database()
            words += ["--postgres", connection]
        cls.first = run_menhu(*words).out.strip().splitlines()
        cls.place.start()

    def test_the_first_administrator_enrols_before_anything_else(self):
        first = next(line.split(": ", 1)[1] for line in self.first if line.startswith("Password for the first sign-in"))
        words = ("account", "create", "story.made", "--display-name", "Made", "--unit", "childcare", "--roles", "case_worker",
                 "--by", "administrator")
        refused = self.place.menhu(*words, stdin=first + "\n", check=False)
        self.assertNotEqual(refused.code, 0)

        client = Client(self.place)
        view = client.sign_in("administrator", first).json
        self.assertEqual((view["must_change_password"], view["must_enrol"]), (True, False))
        self.assert_problem(client.post("/credentials/totp", {}), 403, "people.must_change_password")
        password = new_password()
        self.assertEqual(client.post("/session/password", {"current": first, "next": password}).status, 204)
        self.assertTrue(client.get("/session").json["must_enrol"])
        self.assert_problem(client.get("/home"), 403, "people.must_enrol")
        on_console = self.place.menhu(*words, stdin=password + "\n", check=False)
        self.assertIn("app.sign_in_enrol_first", on_console.err)
        secret = client.enrol_totp()
        self.assertEqual(client.get("/home").status, 200)
        made = self.place.menhu(*words, stdin=f"{password}\n{oath_code(secret, 30)}\n")
        self.assertIn("One-time token, shown this once", made.out)
