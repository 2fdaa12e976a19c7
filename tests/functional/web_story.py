"""The manners of the server: headers, forged requests, limits, paths (baseline 5-3-3, 6-1-1)."""
import http.client
import socket
import ssl
import time

import kit


def story_headers_pages_and_unknown_paths():
    with kit.House() as house:
        house.start()
        client = house.client()
        page = client.request("GET", "/")
        assert page.status == 200 and "text/html" in page.headers["Content-Type"]
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy or "default-src 'self'" in policy, policy
        assert "'unsafe-inline'" not in policy and "'unsafe-eval'" not in policy and "nonce-" in policy, policy
        again = client.request("GET", "/")
        assert again.headers["Content-Security-Policy"] != policy, "a nonce is used once"
        for name in ("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy"):
            assert page.headers[name], name
        meta = client.get("meta").expect(200)
        assert meta.json["demonstration"] is True and "no-store" in meta.headers["Cache-Control"]
        client.get("nothing").expect(404)
        client.request("DELETE", "/api/v1/meta").expect(405)
        assert client.get("openapi.json").expect(200).json["openapi"].startswith("3.1")
        client.get("metrics").expect(200)
        assert client.request("GET", "/../../etc/passwd").status in (400, 404, 200)
        assert b"root:" not in client.request("GET", "/..%2f..%2fetc/passwd").body


def story_forged_requests_are_refused():
    with kit.House() as house:
        house.start()
        client = house.client("worker.childcare")
        client.post("session/extension", headers={"X-Menhu-CSRF": None}).expect(403)
        client.post("session/extension", headers={"X-Menhu-CSRF": "x" * 43}).expect(403)
        client.post("session/extension", headers={"Origin": "https://evil.example"}).expect(403)
        client.post("session/extension").expect(200)
        stolen = kit.Client(house.port)
        stolen.cookie = "__Host-menhu=" + "A" * 43
        stolen.get("session").expect(401)


def story_limits():
    with kit.House() as house:
        house.set("server.header_seconds", 1)
        house.start()
        client = house.client("worker.childcare")
        huge = client.post("queries", raw=b"{" + b" " * 200_000 + b"}", headers={"Content-Type": "application/json"})
        assert huge.status == 413, huge.status
        client.connection = None
        client.post("queries", raw=b"not json", headers={"Content-Type": "application/json"}).expect(400)
        client.get("meta", headers={"X-Long": "a" * 60_000}).expect(431)
        client.connection = None
        client.get("meta").expect(200)
        slow = socket.create_connection(("127.0.0.1", house.port), timeout=20)
        start = time.monotonic()
        assert slow.recv(1) == b"" and time.monotonic() - start < 10, "a silent peer is let go"
        plain = http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
        try:
            plain.request("GET", "/")
            assert plain.getresponse().status >= 400, "no plain HTTP on the TLS port"
        except (http.client.HTTPException, OSError):
            pass
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        try:
            old.wrap_socket(socket.create_connection(("127.0.0.1", house.port)))
            raise AssertionError("TLS 1.1 was accepted")
        except (ssl.SSLError, OSError):
            pass


def story_plain_http_only_when_asked_and_on_loopback():
    with kit.House() as house:
        house.set("server.transport", "plain")
        house.set("server.address", "0.0.0.0")
        refused = house.cli("serve", check=False, timeout=30)
        assert refused.returncode != 0 and "plain" in refused.stderr, refused.stderr
