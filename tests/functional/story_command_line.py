"""The command line: the same functions, messages in two languages, exit codes by fault; nothing secret in arguments."""
import json
import os
import re
import stat
import tempfile
from pathlib import Path

from kit import CASE, ENGINE, REASON, Client, OwnStory, Story, new_database, new_password, run_menhu


class CommandLine(Story):
    def test_help_version_and_languages(self):
        self.assertIn("menhu serve", run_menhu("help").out)
        self.assertRegex(run_menhu("version").out, r"^menhu \d+\.\d+\.\d+\n$")
        chinese = run_menhu("nothing", "--lang", "zh", check=False)
        self.assertEqual(chinese.code, 2)
        chinese = run_menhu("account", "frobnicate", "x", "--lang", "zh", "--dir", self.place.directory, check=False)
        english = run_menhu("account", "frobnicate", "x", "--lang", "en", "--dir", self.place.directory, check=False)
        self.assertIn("沒有這個指令", chinese.err)
        self.assertIn("There is no such command", english.err)

    def test_faults_have_their_exit_codes(self):
        with tempfile.TemporaryDirectory() as empty:
            self.assertEqual(run_menhu("serve", "--dir", empty, check=False).code, 3)
            (Path(empty) / "menhu.toml").write_text("[server]\nport = -1\n")
            self.assertEqual(run_menhu("serve", "--dir", empty, check=False).code, 2)
        self.assertEqual(run_menhu("init", "--dir", self.place.directory, check=False).code, 4)

    def test_config_check_names_every_problem_by_line(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "menhu.toml"
            path.write_text('[server]\nport = "8443"\nprot = 1\n[ledger]\npublish_millis = 1\n')
            done = run_menhu("config", "check", "--dir", folder, check=False)
            self.assertEqual(done.code, 2)
            self.assertEqual([int(line.split(":")[1]) for line in done.out.splitlines()], [2, 3, 5])
        self.assertEqual(self.place.menhu("config", "check").code, 0)

    def test_a_query_reads_its_secrets_from_standard_input(self):
        person = self.place.examples[0]
        grant = self.place.client("worker.childcare").grant()
        with tempfile.TemporaryDirectory() as folder:
            receipt = Path(folder) / "receipt"
            done = self.place.menhu("query", "--account", "worker.childcare", "--grant", grant, "--case", CASE, "--reason", REASON,
                                    "--reveal", "--receipt", receipt,
                                    stdin=f"{self.place.passwords['worker.childcare']}\n{person['id']}\n")
            self.assertTrue(receipt.read_text().startswith("c2sp.org/tlog-proof@v1\n"))
        masked, revealed = done.out.split("Receipt:")[:2]
        self.assertNotIn(person["name"], masked)
        self.assertIn(person["name"], revealed)
        refused = self.place.menhu("query", "--account", "worker.childcare", "--grant", grant, "--case", "x", "--reason", REASON,
                                   stdin=f"{self.place.passwords['worker.childcare']}\n{person['id']}\n", check=False)
        self.assertEqual(refused.code, 10, refused.out + refused.err)
        self.assertIn("grants.case_number_ill_formed", refused.out)
        wrong = self.place.menhu("query", "--account", "worker.childcare", "--reason", REASON, stdin="Wrong-1\n", check=False)
        self.assertEqual(wrong.code, 4)

    def test_the_ledger_is_verified_exported_and_verified_again(self):
        done = self.place.menhu("ledger", "verify")
        self.assertIn("Sound", done.out)
        key = self.place.menhu("ledger", "key").out.strip()
        self.assertRegex(key, r"^demo\.menhu\.invalid/ledger/\d{4}\+[0-9a-f]{8}\+")
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "log"
            self.place.menhu("ledger", "export", target)
            self.assertTrue((target / "checkpoint").is_file())
            self.assertIn("Sound", run_menhu("ledger", "verify", "--directory", target, "--key", key).out)
            bundle = next(path for path in sorted((target / "tile/entries").rglob("*")) if path.is_file())
            data = bytearray(bundle.read_bytes())
            data[len(data) // 2] ^= 1
            bundle.write_bytes(data)
            broken = run_menhu("ledger", "verify", "--directory", target, "--key", key, check=False)
            self.assertEqual(broken.code, 7, broken.out)
        note = self.place.menhu("ledger", "checkpoint").out
        self.assertIn("— demo.menhu.invalid/ledger/", note)

    def test_accounts_and_grants_are_listed(self):
        self.assertIn("worker.childcare", self.place.menhu("account", "list").out)
        self.assertIn("childcare", self.place.menhu("account", "units").out)
        listed = self.place.menhu("grant", "list", "--by", "admin", stdin=self.place.passwords["admin"] + "\n").out
        self.assertIn("child-raising", listed)

    def test_an_administrator_cannot_hold_what_is_separated(self):
        done = self.place.menhu("account", "create", "story.both", "--display-name", "Both", "--unit", "childcare", "--roles",
                                "case_worker,checker", "--by", "admin", stdin=self.place.passwords["admin"] + "\n", check=False)
        self.assertEqual(done.code, 4, done.err)
        self.assertIn("people.roles_separated", done.err)

    def test_a_recovery_ends_the_sessions_and_starts_the_account_anew(self):
        client = self.place.new_member("story.reset", "childcare", "case_worker")
        old = self.place.passwords["story.reset"]
        done = self.place.menhu("account", "recover", "story.reset", "--reason", "forgot it", "--by", "admin",
                                stdin=self.place.passwords["admin"] + "\n")
        token = done.out.strip().splitlines()[0].split(": ", 1)[1]
        self.assertEqual(client.get("/session").status, 401)
        client = Client(self.place)
        self.assertTrue(client.redeem(token).json["must_enrol"])
        self.assertEqual(Client(self.place).sign_in("story.reset", old).status, 401)
        fresh = new_password()
        self.assertEqual(client.post("/session/password", {"next": fresh}).status, 204)
        self.assertEqual(client.get("/grants").status, 200)
        self.assertEqual(Client(self.place).sign_in("story.reset", fresh).status, 200)
        # The console helps an administrator only.
        done = self.place.menhu("account", "recover", "story.reset", "--reason", "x", check=False)
        self.assertIn("people.role_missing", done.err)

    def test_the_description_is_what_the_front_end_was_made_from(self):
        document = json.loads(run_menhu("openapi").out)
        self.assertEqual(document["openapi"], "3.1.0")
        self.assertIn("/api/v1/queries/{id}/reveal", document["paths"])


class NewInstallation(OwnStory):
    people = 100

    def test_init_makes_keys_nobody_else_may_read_and_an_administrator(self):
        with tempfile.TemporaryDirectory() as folder:
            directory = Path(folder) / "menhu"
            words = ["init", "--dir", directory, "--set", "sign_in.memory_mib=8,sign_in.passes=1,server.port=0"]
            if ENGINE == "postgres":
                words += ["--postgres", new_database()[1]]
            out = run_menhu(*words).out
            for secret in ("keys/kek.key", "keys/names.key", "tls/key.pem", "menhu.toml"):
                self.assertEqual(stat.S_IMODE(os.stat(directory / secret).st_mode), 0o600, secret)
            password = re.search(r"shown this once: (\S+)", out)[1]
            listed = run_menhu("account", "list", "--dir", directory).out
            self.assertIn("administrator", listed)
            os.chmod(directory / "keys/kek.key", 0o644)
            self.assertIn("crypto.key_file_mode", run_menhu("account", "list", "--dir", directory, check=False).err)
            os.chmod(directory / "keys/kek.key", 0o600)
            self.assertNotIn(password, (directory / "menhu.toml").read_text())

    def test_a_second_run_of_the_demonstration_keeps_the_data(self):
        self.place.menhu("ledger", "verify")  # publishes
        before = self.place.menhu("ledger", "checkpoint").out.split("\n")[1]
        done = self.place.menhu("demo", "--people", "100")
        self.assertIn("kept", done.out)
        self.assertIn(self.place.passwords["admin"], done.out)
        self.assertGreaterEqual(int(self.place.menhu("ledger", "checkpoint").out.split("\n")[1]), int(before))

    def test_http_without_encryption_is_for_loopback_only(self):
        done = run_menhu("init", "--dir", self.place.directory / "plain", "--transport", "plain", "--address", "0.0.0.0",
                         "--set", "sign_in.memory_mib=8,sign_in.passes=1,server.port=0",
                         *(["--postgres", new_database()[1]] if ENGINE == "postgres" else []))
        self.assertEqual(done.code, 0)
        served = run_menhu("serve", "--dir", self.place.directory / "plain", check=False)
        self.assertEqual(served.code, 2)
        self.assertIn("web.plain_not_loopback", served.err)

    def test_a_stop_is_graceful(self):
        self.place.client("worker.childcare").query(self.place.examples[0])
        self.assertEqual(self.place.stop(), 0)
        verified = self.place.menhu("ledger", "verify").out
        self.assertIn("Sound", verified)
        self.place.start()
        self.assertEqual(self.place.client("worker.childcare").get("/session").status, 200)
