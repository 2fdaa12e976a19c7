"""What protects the page and the server: CSRF, origin, sizes, times, headers, the content policy."""
import json
import re
import time

from kit import Client, OwnStory, Story, raw_request


class Protection(Story):
    def test_a_change_without_the_csrf_value_is_not_done(self):
        client = self.place.client("worker.childcare")
        body = {"grant": client.grant(), "case_number": "x", "reason": "x", "subject": {"by": "id", "id": "A123456789"}}
        self.assert_problem(client.call("POST", "/queries", body, csrf=False), 403, "web.csrf")
        self.assert_problem(client.call("POST", "/queries", body, {"X-Menhu-CSRF": "x" * 43}), 403, "web.csrf")
        other = self.place.client("worker.women")
        self.assert_problem(client.call("POST", "/queries", body, {"X-Menhu-CSRF": other.csrf}), 403, "web.csrf")
        self.assert_problem(client.call("DELETE", "/session", csrf=False), 403, "web.csrf")
        self.assertEqual(client.get("/session").status, 200)

    def test_a_change_from_another_site_is_not_done(self):
        client = self.place.client("worker.childcare")
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
                        {"Sec-Fetch-Site": "same-site"}, {"Origin": f"http://127.0.0.1:{self.place.port}"}):
            self.assert_problem(client.call("DELETE", "/session", headers=headers), 403, "web.origin")
        sign_in = {"account": "worker.women", "password": "x"}
        self.assert_problem(Client(self.place).call("POST", "/session", sign_in, {"Origin": "https://evil.example"}), 403,
                            "web.origin")
        good = {"Origin": f"https://127.0.0.1:{self.place.port}", "Sec-Fetch-Site": "same-origin"}
        self.assertEqual(client.call("DELETE", "/session", headers=good).status, 204)

    def test_sizes_are_bounded(self):
        client = self.place.client("worker.childcare")
        self.assert_problem(client.post("/queries", {"grant": "x" * 100_000}), 413, "web.body_too_large")
        big = raw_request(self.place.port, b"GET / HTTP/1.1\r\nHost: x\r\nX-Big: " + b"x" * 30_000 + b"\r\n\r\n")
        self.assertIn(b" 431 ", big.split(b"\r\n")[0])
        chunks = (b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  b"Transfer-Encoding: chunked\r\n\r\n" + (b"4000\r\n" + b"x" * 0x4000 + b"\r\n") * 5 + b"0\r\n\r\n")
        self.assertIn(b" 413 ", raw_request(self.place.port, chunks).split(b"\r\n")[0])

    def test_what_is_not_http_is_refused(self):
        for request in (b"HELLO\r\n\r\n", b"GET / HTTP/1.1\r\nHost x\r\n\r\n", b"GET  / HTTP/1.1\r\n\r\n",
                        b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde"):
            first = raw_request(self.place.port, request).split(b"\r\n")[0]
            self.assertIn(b" 400 ", first, request)

    def test_types_and_words_are_checked(self):
        client = Client(self.place)
        answer = client.call("POST", "/session", b"account=x", {"Content-Type": "application/x-www-form-urlencoded"})
        self.assert_problem(answer, 415, "web.not_json")
        for body in (b"{", b"[]", b'{"account":"a","password":"b","more":1}', b'{"account":"a"}', b'{"account":1,"password":"b"}',
                     b'{"account":"a","password":"' + b"x" * 300 + b'"}', b'{"account":"\xff","password":"b"}'):
            answer = client.call("POST", "/session", body, {"Content-Type": "application/json"})
            self.assert_problem(answer, 400, "web.request_invalid")

    def test_unknown_addresses_and_methods(self):
        client = Client(self.place)
        self.assert_problem(client.get("/nothing"), 404, "web.no_such_endpoint")
        answer = client.call("PATCH", "/session")
        self.assert_problem(answer, 405, "web.method_not_allowed")
        self.assertEqual(answer.headers["Allow"], "POST, GET, HEAD, DELETE")
        head = client.call("HEAD", "/meta")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(client.send("POST", "/").status, 405)
        self.assertEqual(client.send("GET", "/no/such.js").status, 404)

    def test_every_answer_is_protected(self):
        client = self.place.client("worker.childcare")
        for answer in (client.get("/session"), client.get("/nothing"), client.send("GET", "/")):
            headers = answer.headers
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertIn("max-age=", headers["Strict-Transport-Security"])
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("unsafe", headers["Content-Security-Policy"])
            self.assertEqual(headers["Cache-Control"], "no-store")

    def test_the_nonce_is_new_in_every_page_and_the_one_of_the_policy(self):
        pages = [Client(self.place).send("GET", "/") for _ in range(2)]
        nonces = [re.search(r"'nonce-([^']+)'", page.headers["Content-Security-Policy"])[1] for page in pages]
        self.assertNotEqual(*nonces)
        for page, nonce in zip(pages, nonces):
            self.assertNotIn("__CSP_NONCE__", page.text)
            if "csp-nonce" in page.text:
                self.assertIn(nonce, page.text)

    def test_requests_one_after_another_on_one_connection(self):
        one = b"GET /api/v1/meta HTTP/1.1\r\nHost: x\r\n\r\n"
        last = b"GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        got = raw_request(self.place.port, one + one + last)
        self.assertEqual(re.findall(rb"HTTP/1.1 (\d+) ", got), [b"200", b"200", b"404"])
        self.assertIn(b"Connection: close", got)
        self.assertIn(b" 200 ", raw_request(self.place.port, b"GET /api/v1/meta HTTP/1.0\r\n\r\n").split(b"\r\n")[0])

    def test_a_client_that_asks_before_it_sends_is_told_to_go_on(self):
        body = b'{"account":"nobody.here","password":"Wrong-Password-1"}'
        got = raw_request(self.place.port, b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                          b"Expect: 100-continue\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        self.assertTrue(got.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 "), got[:80])

    def test_metrics_are_for_the_machine_itself(self):
        answer = Client(self.place).get("/metrics")
        self.assertEqual(answer.status, 200)
        self.assertIn("menhu_requests_total", answer.text)

    def test_health_and_meta_are_for_everybody(self):
        self.assertEqual(Client(self.place).get("/health").json, {"status": "ok"})
        meta = Client(self.place).get("/meta").json
        self.assertTrue(meta["demonstration"])
        self.assertEqual(meta["profile"], "taoyuan")
        self.assertEqual(Client(self.place).get("/openapi.json").json["openapi"], "3.1.0")

    def test_the_log_holds_nothing_personal(self):
        client = self.place.client("worker.childcare")
        person = self.place.examples[0]
        client.query(person)
        self.place.client("checker").post("/trail", {"person": person["id"]})
        time.sleep(1.5)
        log = "\n".join(self.place.log_lines())
        for text in (person["id"], person["name"], "worker.childcare", "person=", client.csrf, client.cookie.split("=")[1]):
            self.assertNotIn(text, log)
        for line in self.place.log_lines():
            json.loads(line)


class Slow(OwnStory):
    people = 100
    settings = {"server.header_seconds": "1", "server.body_seconds": "1", "server.idle_seconds": "1",
                "server.max_connections": "8"}

    def test_who_is_slow_is_let_go_and_others_are_served(self):
        import socket
        import ssl
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        slow = [context.wrap_socket(socket.create_connection(("127.0.0.1", self.place.port), 10)) for _ in range(4)]
        for stream in slow:
            stream.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Sl")
        body = context.wrap_socket(socket.create_connection(("127.0.0.1", self.place.port), 10))
        body.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
        self.assertEqual(Client(self.place).get("/meta").status, 200)
        began = time.monotonic()
        for stream in [*slow, body]:
            stream.settimeout(5)
            try:
                self.assertEqual(stream.recv(100), b"")
            except (ssl.SSLError, ConnectionError):
                pass
            stream.close()
        self.assertLess(time.monotonic() - began, 4)
        self.assertEqual(Client(self.place).get("/meta").status, 200)

    def test_a_connection_too_many_is_closed(self):
        import socket
        held = [socket.create_connection(("127.0.0.1", self.place.port), 10) for _ in range(8)]
        time.sleep(0.2)
        extra = socket.create_connection(("127.0.0.1", self.place.port), 10)
        extra.settimeout(3)
        try:
            self.assertEqual(extra.recv(10), b"")
        except ConnectionError:
            pass
        for stream in [*held, extra]:
            stream.close()
        time.sleep(0.3)
        self.assertEqual(Client(self.place).get("/meta").status, 200)
