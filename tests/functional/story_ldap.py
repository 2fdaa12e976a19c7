"""Sign-in by the agency's directory: OpenLDAP, over LDAPS and StartTLS."""
import contextlib
import socket
import threading
import unittest

from outside import OutsideStory
from peers import DirectoryServer


class Ldap(OutsideStory):
    @classmethod
    def set_up_peers(cls):
        cls.directory = DirectoryServer(cls.authority, {"lin.mh": "Lin-Word-11", "wu.cy": "Wu-Word-22", "worker.childcare": "Chen-Word-33"})
        cls.directory.start()

    @classmethod
    def end_peers(cls):
        cls.directory.remove()

    @classmethod
    def ldap_settings(cls, **changes):
        base = cls.directory.base
        settings = {"address": f"ldaps://127.0.0.1:{cls.directory.ldaps}", "authorities": str(cls.authority.path),
                    "bind_name": cls.directory.service, "base": f"ou=people,{base}", "name_template": "",
                    "secret_file": str(cls.secret_file("service.secret", cls.directory.service_password)), **changes}
        return {f"ldap.{name}": f'"{value}"' for name, value in settings.items()}

    @classmethod
    def outside_settings(cls):
        return {**cls.ldap_settings(), "ldap.timeout_millis": "2000"}, ""

    def try_sign_in(self, account, password):
        return self.new_client().sign_in(account, password)

    def test_1_the_directory_checks_the_password_of_who_is_bound_to_it(self):
        self.assertTrue(self.new_client().get("/sign-in/methods").json["ldap"])
        local = self.place.passwords["worker.childcare"]
        self.assertEqual(self.bind("worker.childcare", "ldap", "lin.mh").status, 201)
        answer = self.try_sign_in("worker.childcare", "Lin-Word-11")
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json["account"], "worker.childcare")
        self.assertFalse(answer.json["must_change_password"])
        # The local password is not accepted any more, and the answer is that to every wrong attempt.
        wrong, unknown = self.try_sign_in("worker.childcare", local), self.try_sign_in("nobody-here", "x")
        for one in (wrong, unknown):
            self.assert_problem(one, 401, "people.sign_in_refused")
        self.assertEqual({key: value for key, value in wrong.json.items() if key != "trace"},
                         {key: value for key, value in unknown.json.items() if key != "trace"})
        # An account of the same name as another's in the directory is not that one's.
        self.assert_problem(self.try_sign_in("worker.childcare", "Chen-Word-33"), 401, "people.sign_in_refused")
        # Who is not bound signs in as before.
        self.assertEqual(self.try_sign_in("worker.health", self.place.passwords["worker.health"]).status, 200)

    def test_2_an_empty_password_is_no_password(self):
        binds = self.directory.log().count(" BIND ")
        for password in ("", "a\0b"):
            self.assert_problem(self.try_sign_in("worker.childcare", password), 400, "web.request_invalid")
        self.assertEqual(self.directory.log().count(" BIND "), binds)  # nothing was sent

    def test_2b_a_fresh_proof_is_the_directorys_too(self):
        client = self.new_client()
        self.assertEqual(client.sign_in("worker.childcare", "Lin-Word-11").status, 200)
        before = client.get("/session").json["fresh_until"]
        wrong = client.post("/session/step-up", {"password": self.place.passwords["worker.childcare"]})  # the local one
        self.assert_problem(wrong, 401, "people.sign_in_refused")
        answer = client.post("/session/step-up", {"password": "Lin-Word-11"})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertGreater(answer.json["fresh_until"], before)

    def test_2c_at_the_console_it_is_the_same(self):
        for password, code in ((self.place.passwords["worker.childcare"], "app.sign_in_refused"),
                               ("Lin-Word-11", "people.role_missing")):  # who it is was believed, what it may was not
            done = self.place.menhu("account", "suspend", "operator", "--by", "worker.childcare", "--reason", "story",
                                    stdin=password + "\n", check=False)
            self.assertNotEqual(done.code, 0)
            self.assertIn(code, done.err)

    def test_3_five_failures_lock_and_the_directory_is_not_asked_then(self):
        self.assertEqual(self.bind("worker.women", "ldap", "wu.cy").status, 201)
        for _ in range(4):
            self.assert_problem(self.try_sign_in("worker.women", "wrong"), 401, "people.sign_in_refused")
        self.assert_problem(self.try_sign_in("worker.women", "wrong"), 429, "people.sign_in_locked")
        binds = self.directory.log().count(" BIND ")
        self.assert_problem(self.try_sign_in("worker.women", "Wu-Word-22"), 429, "people.sign_in_locked")
        self.assertEqual(self.directory.log().count(" BIND "), binds)

    def test_4_a_name_is_not_a_filter(self):
        self.assertEqual(self.bind("worker.health", "ldap", "*").status, 201)
        self.assert_problem(self.try_sign_in("worker.health", "Lin-Word-11"), 401, "people.sign_in_refused")
        self.assertEqual(self.bind("worker.zhongli", "ldap", "lin.mh)(|(uid=*").status, 201)
        self.assert_problem(self.try_sign_in("worker.zhongli", "Lin-Word-11"), 401, "people.sign_in_refused")

    def test_5_start_tls_and_a_bind_without_a_search(self):
        self.restart(self.ldap_settings(address=f"ldap://127.0.0.1:{self.directory.ldap}"))
        self.assertEqual(self.try_sign_in("worker.childcare", "Lin-Word-11").status, 200)
        self.assert_problem(self.try_sign_in("worker.childcare", "wrong"), 401, "people.sign_in_refused")
        self.restart(self.ldap_settings(name_template="uid={name},ou=people," + self.directory.base))
        self.assertEqual(self.try_sign_in("worker.childcare", "Lin-Word-11").status, 200)
        self.assert_problem(self.try_sign_in("worker.childcare", "wrong"), 401, "people.sign_in_refused")

    def test_6_a_directory_under_another_name_gets_no_password(self):
        other = DirectoryServer(self.authority, {"lin.mh": "Lin-Word-11"},
                                server=self.authority.server("elsewhere", addresses=(), hosts=("directory.example",)))
        other.start()
        try:
            for address in (f"ldaps://127.0.0.1:{other.ldaps}", f"ldap://127.0.0.1:{other.ldap}"):
                self.restart(self.ldap_settings(address=address))
                self.assert_problem(self.try_sign_in("worker.childcare", "Lin-Word-11"), 503, "federation.directory_unreachable")
            self.assertNotIn("uid=lin.mh", other.log())
            # Nor does one of an authority that is not trusted.
            self.restart(self.ldap_settings(authorities=""))
            self.assert_problem(self.try_sign_in("worker.childcare", "Lin-Word-11"), 503, "federation.directory_unreachable")
        finally:
            other.remove()

    def test_7_nothing_is_sent_in_clear(self):
        heard = []
        with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
            def listen():
                with contextlib.suppress(OSError):
                    while True:
                        line, _ = listener.accept()
                        with line:
                            line.settimeout(1)
                            with contextlib.suppress(OSError):
                                while piece := line.recv(4096):
                                    heard.append(piece)
            threading.Thread(target=listen, daemon=True).start()
            self.restart(self.ldap_settings(address=f"ldap://127.0.0.1:{listener.getsockname()[1]}"))
            self.assert_problem(self.try_sign_in("worker.childcare", "Lin-Word-11"), 503, "federation.directory_unreachable")
        said = b"".join(heard)
        self.assertIn(b"1.3.6.1.4.1.1466.20037", said)  # StartTLS was asked for, and nothing else
        self.assertNotIn(b"Word", said)
        self.assertNotIn(b"lin.mh", said)

    def test_8_without_the_directory_local_accounts_go_on(self):
        self.restart(self.ldap_settings())
        self.directory.stop()
        try:
            problem = self.assert_problem(self.try_sign_in("worker.childcare", "Lin-Word-11"), 503, "federation.directory_unreachable")
            self.assertIn("later", problem["next_en"])
            self.assertEqual(self.try_sign_in("checker", self.place.passwords["checker"]).status, 200)
        finally:
            self.directory.start()
        self.assertEqual(self.try_sign_in("worker.childcare", "Lin-Word-11").status, 200)

    def test_9_the_agency_may_let_local_passwords_serve_too(self):
        self.restart({**self.ldap_settings(), "ldap.local_passwords": "true"})
        self.assertEqual(self.try_sign_in("worker.childcare", self.place.passwords["worker.childcare"]).status, 200)
        self.assertEqual(self.try_sign_in("worker.childcare", "Lin-Word-11").status, 200)
        self.assert_problem(self.try_sign_in("worker.childcare", "wrong"), 401, "people.sign_in_refused")
        self.restart({"ldap.local_passwords": "false"})
        self.assert_problem(self.try_sign_in("worker.childcare", self.place.passwords["worker.childcare"]), 401, "people.sign_in_refused")


if __name__ == "__main__":
    unittest.main()
