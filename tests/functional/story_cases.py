"""Lists of cases (F2.4): once one is loaded, only its cases may be asked for, and closed ones not for long."""
import contextlib
import http.client
import tempfile
import time

from kit import Story


def day(ago):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 - ago * 86400))


class Cases(Story):
    PURPOSE = "child-raising"

    def setUp(self):
        self.designated = self.place.client("designated")
        self.worker = self.place.client("worker.childcare")
        self.addCleanup(self.designated.delete, f"/purposes/{self.PURPOSE}/cases")

    def load(self, text, client=None):
        return (client or self.designated).call("POST", f"/purposes/{self.PURPOSE}/cases", text.encode(),
                                                {"Content-Type": "text/csv"})

    def asked(self, case):
        answer = self.worker.query(self.place.examples[0], case=case)
        return "answered" if answer.status == 200 else answer.code

    def test_a_list_is_loaded_used_and_cleared(self):
        self.assertEqual(self.asked("育津-115-00077"), "answered")
        answer = self.load("案號,立案日,結案日\r\n"
                           f"育津-115-00001,{day(60)},\r\n育津-115-00002,{day(90)},{day(40)}\r\n"
                           f"育津-115-00003,{day(90)},{day(20)}\r\nx,,\r\n育津-115-00001,,\r\n")
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json, {"count": 3, "closed": 2, "rejected": [
            {"line": 5, "code": "grants.case_number"}, {"line": 6, "code": "grants.case_twice"}]})
        self.assertEqual(self.asked("育津-115-00001"), "answered")
        self.assertEqual(self.asked("育津-115-00002"), "grants.case_closed")
        self.assertEqual(self.asked("育津-115-00003"), "answered")
        self.assertEqual(self.asked("育津-115-00077"), "grants.case_unknown")
        purpose = self.designated.get(f"/purposes/{self.PURPOSE}").json
        self.assertEqual(purpose["cases"]["count"], 3)
        # The numbers themselves are nowhere in the store.
        self.assertNotIn("育津-115-00002".encode(), (self.place.directory / "menhu.db").read_bytes()
                         if (self.place.directory / "menhu.db").exists() else b"")
        self.assertEqual(self.designated.delete(f"/purposes/{self.PURPOSE}/cases").status, 204)
        self.assertEqual(self.asked("育津-115-00077"), "answered")
        self.assertEqual(self.designated.delete(f"/purposes/{self.PURPOSE}/cases").code, "grants.no_cases")
        self.assertIsNone(self.designated.get(f"/purposes/{self.PURPOSE}").json["cases"])

    def test_what_is_no_list_changes_nothing(self):
        self.assertEqual(self.load("案號\n").code, "grants.cases_empty")
        self.assertEqual(self.load("案號,立案日,結案日\nx,,\n").code, "grants.cases_empty")
        answer = self.designated.call("POST", f"/purposes/{self.PURPOSE}/cases", "案號\n".encode("big5"),
                                      {"Content-Type": "text/csv"})
        self.assertEqual(answer.code, "grants.cases_encoding")
        self.assertEqual(self.load("育津-115-00001\n", client=self.worker).status, 403)
        self.assertEqual(self.asked("育津-115-00077"), "answered")

    def test_half_a_list_is_no_list(self):
        connection = http.client.HTTPSConnection("127.0.0.1", self.place.port, context=self.designated.tls, timeout=60)
        with contextlib.closing(connection):
            connection.putrequest("POST", f"/api/v1/purposes/{self.PURPOSE}/cases")
            for name, value in (("Cookie", self.designated.cookie), ("X-Menhu-CSRF", self.designated.csrf),
                                ("Content-Type", "text/csv"), ("Content-Length", "100000")):
                connection.putheader(name, value)
            connection.endheaders("案號,立案日,結案日\n育津-115-00001,,\n".encode())
            time.sleep(0.3)
        time.sleep(0.5)
        self.assertIsNone(self.designated.get(f"/purposes/{self.PURPOSE}").json["cases"])
        self.assertEqual(self.asked("育津-115-00077"), "answered")

    def test_the_command_line(self):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
            file.write("案號,立案日,結案日\n育津-115-00001,,\n")
            file.flush()
            password = self.place.passwords["designated"] + "\n"
            done = self.place.menhu("cases", "load", self.PURPOSE, file.name, "--by", "designated", stdin=password)
            self.assertIn("cases: 1", done.out)
            self.assertEqual(self.asked("育津-115-00077"), "grants.case_unknown")
            self.place.menhu("cases", "clear", self.PURPOSE, "--by", "designated", stdin=password)
            self.assertEqual(self.asked("育津-115-00077"), "answered")
