"""What the stories share: an installation of its own (made, served and stopped here), and a browser's manners.

The engine is MENHU_TEST_ENGINE (sqlite, postgres); for PostgreSQL every installation gets a database of its own on the
server that MENHU_TEST_POSTGRES names. The binary is MENHU_BINARY, or build/release/src/app/menhu. Standard library only.
"""
import contextlib
import csv
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("MENHU_BINARY", str(ROOT / "build/release/src/app/menhu"))
ENGINE = os.environ.get("MENHU_TEST_ENGINE", "sqlite")
PEOPLE, SEED = 600, 7
RESIDENT = "1"  # code of Status in the layout
CALLED = set()  # (method, path) of every request of this run


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def menhu(*words, stdin="", check=True, timeout=300):
    """Runs the binary; answers its CompletedProcess with text."""
    done = subprocess.run([BINARY, *map(str, words)], input=stdin, capture_output=True, text=True, timeout=timeout)
    if check and done.returncode != 0:
        raise AssertionError(f"menhu {words[0]} left {done.returncode}: {done.stderr[-2000:]}")
    return done


def new_database():
    """The connection string of a new, empty PostgreSQL database."""
    server = os.environ["MENHU_TEST_POSTGRES"]
    name = f"story_{os.getpid()}_{time.monotonic_ns()}"
    subprocess.run(["psql", "-qX", server + " dbname=postgres", "-c", f"CREATE DATABASE {name}"], check=True)
    return f"{server} dbname={name}"


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode()

    def expect(self, status, code=None):
        assert self.status == status, f"wanted {status}, got {self.status}: {self.body[:600]!r}"
        if code is not None:
            assert self.json["code"] == code, f"wanted {code}: {self.body[:600]!r}"
        return self


class Client:
    """One person at one browser: keeps the connection, the cookie and the value against forged requests."""

    def __init__(self, port):
        self.port, self.cookie, self.csrf, self.connection = port, None, None, None

    def request(self, method, path, body=None, headers=None, raw=None):
        sent = {"Origin": f"https://127.0.0.1:{self.port}"}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.csrf and method != "GET":
            sent["X-Menhu-CSRF"] = self.csrf
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        CALLED.add((method, path.split("?")[0]))
        sent.update(headers or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        for last_try in (False, True):
            if self.connection is None:
                trusting = ssl._create_unverified_context()
                self.connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=trusting)
            try:
                self.connection.request(method, path, body=data, headers=sent)
                got = self.connection.getresponse()
                answer = Answer(got.status, got.headers, got.read())
                break
            except (http.client.RemoteDisconnected, ConnectionError, BrokenPipeError):
                self.connection = None
                if last_try:
                    raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        return answer

    def get(self, path, **more):
        return self.request("GET", "/api/v1/" + path, **more)

    def post(self, path, body=None, **more):
        return self.request("POST", "/api/v1/" + path, body={} if body is None else body, **more)

    def sign_in(self, account, password):
        answer = self.post("session", {"account": account, "password": password})
        if answer.status == 200:
            self.csrf = answer.json["csrf"]
        return answer


class House:
    """A demonstration installation in a directory of its own."""

    def __init__(self, people=PEOPLE, seed=SEED):
        self.directory = Path(tempfile.mkdtemp(prefix="menhu-story-"))
        self.port, self.process = free_port(), None
        words = ["demo", "--dir", self.directory, "--people", people, "--seed", seed, "--layout", "utf8"]
        if ENGINE == "postgres":
            self.postgres = new_database()
            words += ["--postgres", self.postgres]
        menhu(*words)
        self.set("server.port", self.port)
        self.sign_ins = self.read_sign_ins()

    def set(self, name, value):
        """Changes a setting in menhu.toml."""
        section, key = name.split(".")
        path = self.directory / "menhu.toml"
        text = path.read_text()
        line = f"{key} = {json.dumps(value)}"
        head = re.search(rf"^\[{section}\]$", text, re.M)
        if head is None:
            text += f"\n[{section}]\n{line}\n"
        else:
            end = re.search(r"^\[", text[head.end():], re.M)
            stop = head.end() + end.start() if end else len(text)
            body = text[head.end():stop]
            body, count = re.subn(rf"^{key}\s*=.*$", line, body, flags=re.M)
            if count == 0:
                body = f"\n{line}" + body
            text = text[:head.end()] + body + text[stop:]
        path.write_text(text)

    def read_sign_ins(self):
        """{account: password}"""
        found = {}
        for line in (self.directory / "demo-sign-ins.txt").read_text().splitlines():
            cells = line.split("\t")
            if len(cells) >= 2 and not line.startswith("#"):
                found[cells[0]] = cells[1]
        assert found, "demo-sign-ins.txt names nobody"
        return found

    def start(self):
        log = open(self.directory / "serve.log", "ab")
        self.process = subprocess.Popen([BINARY, "serve", "--dir", str(self.directory)], stdout=log, stderr=log)
        log.close()
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError("serve ended: " + (self.directory / "serve.log").read_text()[-2000:])
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Client(self.port).get("health").status == 200:
                    return self
            time.sleep(0.05)
        raise AssertionError("serve did not answer in 30 s")

    def stop(self, how=signal.SIGTERM):
        if self.process is None:
            return None
        self.process.send_signal(how)
        code = self.process.wait(timeout=30)
        self.process = None
        return code

    def people(self):
        """The people of the city, from its delivery in UTF-8: dicts by field name, without header and trailer."""
        if not hasattr(self, "_people"):
            layout = tomllib.loads((ROOT / "data/layouts/demo_full_utf8.toml").read_text())
            names = [f["name"] for f in next(r for r in layout["record"] if r["role"] == "person")["fields"]]
            with open(self.city() / "utf8.txt", encoding="utf-8", newline="") as file:
                rows = csv.reader(file, delimiter="|", quotechar='"')
                self._people = [dict(zip(names, row[1:])) for row in rows if row and row[0] == "P"]
        return self._people

    def city(self):
        """The folder of the city's delivery files."""
        return next(self.directory.rglob("utf8.toml")).parent

    def resident(self, **wanted):
        """Somebody who lives in the city and has these values."""
        return next(p for p in self.people() if p["Status"] == RESIDENT and all(p[k] == v for k, v in wanted.items()))

    def raise_quotas(self):
        """Lifts the quotas of every grant, for a load that no person would make; only while nothing serves."""
        statement = "UPDATE grants_grants SET quota_day = 1000000000, quota_total = 1000000000"
        if ENGINE == "postgres":
            subprocess.run(["psql", "-qX", self.postgres, "-c", statement], check=True)
        else:
            with contextlib.closing(sqlite3.connect(self.directory / "menhu.db")) as database, database:
                database.execute(statement)

    def client(self, account=None):
        client = Client(self.port)
        if account:
            client.sign_in(account, self.sign_ins[account]).expect(200)
        return client

    def cli(self, *words, **more):
        return menhu(*words, "--dir", self.directory, **more)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        if ENGINE == "postgres":
            server, name = self.postgres.rsplit(" dbname=", 1)
            subprocess.run(["psql", "-qX", server + " dbname=postgres", "-c", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"],
                           check=False)
        shutil.rmtree(self.directory, ignore_errors=True)
