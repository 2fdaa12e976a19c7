"""What the stories share: an installation of the real binary, its server, a client that behaves like the page.

Standard library only. The binary is build/release/src/app/menhu unless MENHU_BINARY names another. The engine is
MENHU_TEST_ENGINE (sqlite or postgres); for postgres, MENHU_TEST_POSTGRES is the connection string of a server where
databases may be made (tests/kit/with_postgres gives one)."""
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
import unittest
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BINARY = Path(os.environ.get("MENHU_BINARY", ROOT / "build/release/src/app/menhu"))
ENGINE = os.environ.get("MENHU_TEST_ENGINE", "sqlite")
POSTGRES = os.environ.get("MENHU_TEST_POSTGRES", "")
PEOPLE = int(os.environ.get("MENHU_TEST_PEOPLE", "3000"))
# Cheap Argon2id, so that the stories are about the product and not about waiting; quick checkpoints.
QUICK = {"sign_in.memory_mib": "8", "sign_in.passes": "1", "sign_in.burst": "10000", "sign_in.name_burst": "10000", "sign_in.queue": "1000", "ledger.publish_millis": "200"}
CASE = "育津-115-00001"
REASON = "審查育兒津貼申請案，核對申請人與兒童之戶籍"


class Finished:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


def run_menhu(*words, stdin="", directory=None, check=True, timeout=300):
    """Runs the command line; `stdin` gives the lines it asks for."""
    environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
    if directory:
        environment["MENHU_DIR"] = str(directory)
    done = subprocess.run([str(BINARY), *map(str, words)], input=stdin, env=environment, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, check=False)
    if check and done.returncode != 0:
        raise AssertionError(f"menhu {' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return Finished(done.returncode, done.stdout, done.stderr)


def new_database():
    """A fresh PostgreSQL database; its connection string."""
    name = "menhu_" + uuid.uuid4().hex[:12]
    subprocess.run(["psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", POSTGRES, "-c", f"CREATE DATABASE {name}"], check=True)
    return name, f"{POSTGRES} dbname={name}"


def set_settings(directory, changes):
    """Changes menhu.toml: {"server.port": "0"}; values are TOML."""
    path = Path(directory) / "menhu.toml"
    lines, group, seen = [], "", set()
    for line in path.read_text().splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            group = match[1]
        if match := re.fullmatch(r"#? ?(\w+) = .*", line):
            name = f"{group}.{match[1]}"
            if name in changes:
                line = f"{match[1]} = {changes[name]}"
                seen.add(name)
        lines.append(line)
    assert seen == set(changes), set(changes) - seen
    path.write_text("\n".join(lines) + "\n")


class Installation:
    """A data directory with its server."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self.process = None
        self.port = None
        self._passwords = None
        self._examples = None

    @classmethod
    def demonstration(cls, people=PEOPLE, more=(), **settings):
        """`more`: further words of `menhu demo`; its output is kept in `made`."""
        made = cls(tempfile.mkdtemp(prefix="menhu-story-"))
        made.remake(people, settings, more)
        return made

    def remake(self, people, settings, more=()):
        words = ["demo", "--dir", self.directory, "--people", people, "--port", "0"]
        if "--months" not in more:  # the data as one full file, unless a story is about what came since
            words += ["--months", "0"]
        if ENGINE == "postgres":
            self.database, connection = new_database()
            words += ["--postgres", connection]
        words += ["--set", ",".join(f"{name}={value}" for name, value in {**QUICK, **settings}.items())]
        self.made = run_menhu(*words, *more).out

    # ---- the server ----

    def start(self):
        log = open(self.directory / "server.log", "ab")
        self.process = subprocess.Popen([str(BINARY), "serve", "--dir", str(self.directory)], stdout=subprocess.PIPE,
                                        stderr=log, env={**os.environ, "LANG": "en_US.UTF-8"})
        line = self.process.stdout.readline().decode()
        match = re.search(r":(\d+)/", line)
        if not match:
            self.process.wait(10)
            raise AssertionError("the server did not start:\n" + (self.directory / "server.log").read_text()[-3000:])
        self.port = int(match[1])
        return self

    def stop(self):
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        self.process.stdout.close()
        self.process = None
        return code

    def kill(self):
        self.process.kill()
        self.process.wait(30)
        self.process.stdout.close()
        self.process = None

    def remove(self):
        if self.process is not None:
            self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)

    def menhu(self, *words, **options):
        return run_menhu(*words, directory=self.directory, **options)

    def sql(self, statement):
        """Changes the store behind the server's back: the only way to let time pass without waiting."""
        if ENGINE == "postgres":
            subprocess.run(["psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", f"{POSTGRES} dbname={self.database}", "-c",
                            statement], check=True)
            return
        with contextlib.closing(sqlite3.connect(self.directory / "menhu.db", timeout=10)) as database, database:
            database.execute(statement)

    def log_lines(self):
        return (self.directory / "server.log").read_text().splitlines()

    # ---- who and whom ----

    @property
    def passwords(self):
        if self._passwords is None:
            lines = (self.directory / "demo-sign-ins.txt").read_text().splitlines()
            self._passwords = {line.split("\t")[0]: line.split("\t")[1] for line in lines if "\t" in line and line[0] != "#"}
        return self._passwords

    @property
    def examples(self):
        """People of the city worth asking about: dicts with what_en, id, name, birth_date, area_code."""
        if self._examples is None:
            with open(self.directory / "demo-delivery/examples.csv", encoding="utf-8-sig") as file:
                self._examples = list(csv.DictReader(file))
        return self._examples

    def example(self, **wanted):
        for example in self.examples:
            if all(example[key] == value for key, value in wanted.items()):
                return example
        raise AssertionError(f"no example with {wanted}")

    def client(self, account=None):
        client = Client(self)
        if account:
            answer = client.sign_in(account, self.passwords[account])
            assert answer.status == 200, answer.text
        return client

    def new_account(self, name, unit, roles):
        """An account made by the administrator; answers the one-time token with which its holder begins."""
        done = self.menhu("account", "create", name, "--display-name", "Story " + name, "--unit", unit, "--roles", roles,
                          "--by", "admin", stdin=self.passwords["admin"] + "\n")
        return done.out.strip().splitlines()[0].split(": ", 1)[1]

    def new_member(self, name, unit, roles):
        """The same, with a password that its holder set; answers a signed-in client."""
        client = Client(self)
        assert client.redeem(self.new_account(name, unit, roles)).status == 200
        self.passwords[name] = new_password()
        assert client.post("/session/password", {"next": self.passwords[name]}).status == 204
        client = Client(self)
        assert client.sign_in(name, self.passwords[name]).status == 200
        return client

    # ---- a grant, as everybody comes to one: applied for, and approved stage after stage ----

    # Who applies, and who heads the unit; then the unit that manages the data, and the designated person.
    applicants = {"childcare": "worker.childcare", "women": "worker.women", "health": "worker.health",
                  "district-68000020": "worker.zhongli"}
    heads = {"childcare": ("head.childcare", "deputy.childcare"), "women": ("deputy.women", "head.women"),
             "health": ("head.health",), "district-68000020": ("head.zhongli",)}

    def grant_step(self, by, *words, check=True):
        return self.menhu("grant", *words, "--by", by, stdin=self.passwords[by] + "\n", check=check)

    def new_application(self, holder, *, purpose="child-raising", unit="childcare", fields="PersonId,PersonName,BirthDate",
                        operations="lookup,household", until=None, **options):
        """An application to use data over the command line; its id. The unit's own worker applies for the holder."""
        options = {name.replace("_", "-"): value for name, value in options.items()}
        if "quota-total" in options:
            options.setdefault("quota-month", options["quota-total"])
        words = [word for name, value in options.items() for word in ("--" + name, value)]
        done = self.grant_step(self.applicants.get(unit, holder), "apply", "--purpose", purpose, "--holders", holder, "--fields",
                               fields, "--operations", operations, "--until", until or instant(time.time() + 86400),
                               "--reason", "審查津貼申請案，核對設籍", "--afterwards", "查詢結果併案附卷", *words)
        return done.out.split()[0]

    def approve_application(self, application, unit="childcare"):
        """Every stage that is left, by whoever may take it; the grant's id."""
        left = [*self.heads.get(unit, ()), "head.it", "designated", "controller", "head.agency"]
        while True:
            for name in left:
                done = self.grant_step(name, "approve", application, check=False)
                if done.code == 0:
                    break
            else:
                raise AssertionError(f"nobody takes the next stage of {application}: {done.err}")
            left.remove(name)
            if re.fullmatch(r"[0-9A-Z]{13}", done.out.strip()):
                return done.out.strip()

    def new_grant(self, holder, *, unit="childcare", **options):
        return self.approve_application(self.new_application(holder, unit=unit, **options), unit)


def oath_code(secret, ahead=0):
    """The code of an authenticator, as another program makes it."""
    at = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(time.time() + ahead))
    return subprocess.run(["oathtool", "--totp=sha1", "-b", "--now", at, secret], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.strip()


def new_password():
    return "Xq7-" + uuid.uuid4().hex[:16]


def instant(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds * 1000) % 1000:03d}Z"


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["code"]


class Client:
    """Behaves like the page: keeps the cookie, sends the CSRF value with what changes something."""

    def __init__(self, installation):
        self.installation = installation
        self.cookie = ""
        self.csrf = ""
        self.tls = ssl.create_default_context(cafile=str(installation.directory / "tls/certificate.pem"))

    def send(self, method, path, body=None, headers=None, csrf=True):
        connection = http.client.HTTPSConnection("127.0.0.1", self.installation.port, context=self.tls, timeout=60)
        all_headers = {}
        if self.cookie:
            all_headers["Cookie"] = self.cookie
        if csrf and self.csrf and method != "GET":
            all_headers["X-Menhu-CSRF"] = self.csrf
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            all_headers["Content-Type"] = "application/json"
        all_headers.update(headers or {})
        with contextlib.closing(connection):
            connection.request(method, path if path.startswith("/") and not path.startswith("//") else path, body, all_headers)
            got = connection.getresponse()
            return Answer(got.status, got.headers, got.read())

    def call(self, method, path, body=None, headers=None, csrf=True):
        return self.send(method, "/api/v1" + path, body, headers, csrf)

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body):
        return self.call("POST", path, body)

    def delete(self, path):
        return self.call("DELETE", path)

    def sign_in(self, account, password):
        return self.take_session(self.call("POST", "/session", {"account": account, "password": password}))

    def take_session(self, answer):
        """After an answer with a session: its cookie, if it is a new one, and its CSRF value."""
        if answer.status == 200:
            if answer.headers["Set-Cookie"]:
                self.cookie = answer.headers["Set-Cookie"].split(";")[0]
            self.csrf = answer.json["csrf"]
        return answer

    def prove_code(self, secret, ahead=0):
        """The second factor, with the code that oathtool makes `ahead` seconds from now."""
        return self.take_session(self.post("/session/totp", {"code": oath_code(secret, ahead)}))

    def redeem(self, token):
        return self.take_session(self.post("/session/redeem", {"token": token}))

    def enrol_totp(self):
        """Enrols an authenticator; answers its secret. The code of now is used by that."""
        offer = self.post("/credentials/totp", {})
        assert offer.status == 200, offer.text
        done = self.post("/credentials/totp/confirm", {"code": oath_code(offer.json["secret"])})
        assert done.status == 200, done.text
        return offer.json["secret"]

    # ---- the usual acts ----

    def grants(self):
        answer = self.get("/grants")
        assert answer.status == 200, answer.text
        return answer.json["items"]

    def grant(self, state="in_force"):
        """The widest grant: what another story was granted on the way does not matter."""
        return max((grant for grant in self.grants() if grant["state"] == state), key=lambda one: len(one["fields"]))["id"]

    def new_link(self, code="household", unit="secretariat", fields=("PersonId", "PersonName", "BirthDate"), **changes):
        """Registers a link: an installation from `menhu init` has none, and nothing may be asked without one."""
        units = {one["code"]: one["id"] for one in self.get("/units").json["items"]}
        today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
        answer = self.post("/links", {
            "code": code, "data_class": "household", "name_zh": "連結作業 " + code, "name_en": "Link " + code,
            "provider": "桃園市政府民政局", "unit": units[unit], "purpose": "審查津貼", "letter": "府民戶字第1號",
            "letter_on": today, "tables": [{"number": "T1", "name": "戶籍資料", "fields": list(fields)}],
            "from": today, "until": f"{int(today[:4]) + 4}-12-31", **changes})
        assert answer.status == 201, answer.text
        return answer.json["id"]

    def query(self, person, grant=None, case=CASE, reason=REASON, **more):
        return self.post("/queries", {"grant": grant or self.grant(), "case_number": case, "reason": reason,
                                      "subject": {"by": "id", "id": person["id"]}, **more})

    def upload(self, delivery, data, start=0, total=None, piece=None):
        """Sends bytes in pieces; answers the last answer."""
        total = total if total is not None else len(data)
        piece = piece or max(len(data), 1)
        answer = None
        for at in range(start, len(data), piece):
            part = data[at:at + piece]
            answer = self.call("PUT", f"/deliveries/{delivery}/file", part,
                               {"Content-Range": f"bytes {at}-{at + len(part) - 1}/{total}",
                                "Content-Type": "application/octet-stream"})
            if answer.status != 200:
                return answer
        return answer

    def wait_import(self, delivery, seconds=120):
        """Waits until the import has ended; answers the delivery."""
        for _ in range(seconds * 10):
            view = self.get(f"/deliveries/{delivery}").json
            if view["state"] != "importing":
                return view
            time.sleep(0.1)
        raise AssertionError("the import did not end")


class Story(unittest.TestCase):
    """A story against the installation that run.py (or the first story of the process) has made."""
    shared = None

    @classmethod
    def setUpClass(cls):
        if Story.shared is None:
            Story.shared = Installation.demonstration().start()
        cls.place = Story.shared

    def assert_problem(self, answer, status, code):
        self.assertEqual((answer.status, answer.json.get("code")), (status, code), answer.text)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        for name in ("detail", "detail_en", "trace"):
            self.assertTrue(answer.json[name], name)
        return answer.json

    def assert_refused(self, answer, code):
        """403 with a reason, what to do next, a clause and the entry that records it."""
        problem = self.assert_problem(answer, 403, code)
        for name in ("next", "next_en", "clause", "receipt"):
            self.assertTrue(problem[name], name)
        return problem


class OwnStory(Story):
    """A story that needs an installation of its own, because it stops, kills or changes it."""
    settings = {}
    people = 1000

    @classmethod
    def setUpClass(cls):
        cls.place = Installation.demonstration(cls.people, **cls.settings).start()

    @classmethod
    def tearDownClass(cls):
        code = cls.place.stop()
        bugs = [line for line in cls.place.log_lines() if '"event":"bug"' in line]
        cls.place.remove()
        assert code == 0 and not bugs, (code, bugs[:3])


def raw_request(port, data, timeout=10):
    """Bytes to the server without any library in between; what comes back until it closes or falls silent."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout) as plain, context.wrap_socket(plain) as stream:
        stream.sendall(data)
        got = b""
        with contextlib.suppress(socket.timeout, TimeoutError, ssl.SSLError, ConnectionError):
            while piece := stream.recv(65536):
                got += piece
        return got
