"""Real peers that the stories start for themselves, each on a free port and gone at its end: an OpenID provider
(oidc-provider, tests/peers), a relay before it that changes what it says, OpenLDAP, an SMTP server; and a certificate
authority. Standard library and python3-cryptography only."""
import base64
import contextlib
import datetime
import hashlib
import hmac
import http.client
import http.server
import ipaddress
import json
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = ROOT / "tests/peers"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, process, seconds=20):
    for _ in range(seconds * 20):
        if process.poll() is not None:
            raise AssertionError(f"the peer ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the peer does not listen")


def end(process):
    if process and process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_b64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


# ---- certificates ----

class Authority:
    """A root with certificates for servers and for people, and its revocation list."""

    def __init__(self, folder, name="Story authority"):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = self._build(self.name, self.key.public_key(), is_authority=True)
        self.path = self.folder / "authority.pem"
        self.path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        self.write_revocations()

    def _build(self, subject, key, is_authority=False, days=(-1, 30), names=(), number=None):
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key)
                   .serial_number(number or x509.random_serial_number())
                   .not_valid_before(now + datetime.timedelta(days=days[0]))
                   .not_valid_after(now + datetime.timedelta(days=days[1]))
                   .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
                   .add_extension(x509.KeyUsage(digital_signature=not is_authority, content_commitment=False,
                                                key_encipherment=False, data_encipherment=False, key_agreement=False,
                                                key_cert_sign=is_authority, crl_sign=is_authority, encipher_only=False,
                                                decipher_only=False), critical=True))
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def _write(self, stem, certificate, key):
        paths = self.folder / f"{stem}.pem", self.folder / f"{stem}.key"
        paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                               serialization.NoEncryption()))
        return paths

    def server(self, stem, addresses=("127.0.0.1",), hosts=()):
        key = ec.generate_private_key(ec.SECP256R1())
        names = [x509.IPAddress(ipaddress.ip_address(one)) for one in addresses] + [x509.DNSName(one) for one in hosts]
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, stem)])
        return self._write(stem, self._build(subject, key.public_key(), names=names), key)

    def person(self, stem, serial, days=(-1, 30), bits=2048):
        key = rsa.generate_private_key(65537, bits)
        subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "TW"), x509.NameAttribute(NameOID.COMMON_NAME, "王小明"),
                             x509.NameAttribute(NameOID.SERIAL_NUMBER, serial)])
        certificate = self._build(subject, key.public_key(), days=days)
        return (*self._write(stem, certificate, key), certificate.serial_number)

    def write_revocations(self, numbers=(), days=(-1, 7)):
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = (x509.CertificateRevocationListBuilder().issuer_name(self.name)
                   .last_update(now + datetime.timedelta(days=days[0])).next_update(now + datetime.timedelta(days=days[1])))
        for number in numbers:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(number).revocation_date(now).build())
        self.revocations = self.folder / "revocations.pem"
        self.revocations.write_bytes(builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        return self.revocations


# ---- the OpenID provider ----

class SigningKeys:
    """The provider's keys: the stories hold them too, so that a false token may bear a right signature."""

    def __init__(self, suffix="1"):
        self.rsa = rsa.generate_private_key(65537, 2048)
        self.ec = ec.generate_private_key(ec.SECP256R1())
        self.ed = ed25519.Ed25519PrivateKey.generate()
        self.suffix = suffix

    def jwks(self):
        number = lambda value, size=None: b64url(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))  # noqa: E731
        private = self.rsa.private_numbers()
        public = private.public_numbers
        point = self.ec.private_numbers()
        raw = self.ed.private_bytes(serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
        return {"keys": [
            {"kty": "RSA", "use": "sig", "kid": "rsa" + self.suffix, "n": number(public.n), "e": number(public.e),
             "d": number(private.d), "p": number(private.p), "q": number(private.q), "dp": number(private.dmp1),
             "dq": number(private.dmq1), "qi": number(private.iqmp)},
            {"kty": "EC", "use": "sig", "kid": "ec" + self.suffix, "crv": "P-256", "x": number(point.public_numbers.x, 32),
             "y": number(point.public_numbers.y, 32), "d": number(point.private_value, 32)},
            {"kty": "OKP", "use": "sig", "kid": "ed" + self.suffix, "crv": "Ed25519", "d": b64url(raw),
             "x": b64url(self.ed.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))}]}

    def sign(self, claims, algorithm="RS256", kid=None, secret=None):
        kid = kid or {"RS256": "rsa", "PS256": "rsa", "ES256": "ec", "EdDSA": "ed"}.get(algorithm, "x") + self.suffix
        header = {"alg": algorithm, "kid": kid}
        text = b64url(json.dumps(header).encode()) + "." + b64url(json.dumps(claims).encode())
        data = text.encode()
        if algorithm == "none":
            signature = b""
        elif algorithm == "HS256":
            signature = hmac.new(secret, data, hashlib.sha256).digest()
        elif algorithm == "RS256":
            signature = self.rsa.sign(data, padding.PKCS1v15(), hashes.SHA256())
        elif algorithm == "PS256":
            signature = self.rsa.sign(data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        elif algorithm == "ES256":
            r, s = utils.decode_dss_signature(self.ec.sign(data, ec.ECDSA(hashes.SHA256())))
            signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        else:
            signature = self.ed.sign(data)
        return text + "." + b64url(signature)


def install_packages(folder):
    """By the lock file, when it has changed."""
    lock, stamp = folder / "package-lock.json", folder / "node_modules/.installed-lock"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        shutil.copyfile(lock, stamp)


def sign_in_with_chromium(origin, provider, person):
    """tests/browser/outside.mjs: what came of it."""
    folder = ROOT / "tests/browser"
    install_packages(folder)
    done = subprocess.run(["node", "outside.mjs", origin, provider, person], cwd=folder, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(done.stderr[-3000:])
    return json.loads(done.stdout)


class OpenIdProvider:
    """oidc-provider with the given clients; `issuer` is what everybody calls it by."""

    def __init__(self, authority, issuer, clients, keys):
        install_packages(PEERS)
        self.folder = Path(tempfile.mkdtemp(prefix="menhu-openid-"))
        self.authority, self.issuer, self.clients, self.keys = authority, issuer, clients, keys
        self.port = free_port()
        self.process = None

    def start(self):
        certificate, key = self.authority.server("openid-provider")
        settings = {"port": self.port, "issuer": self.issuer, "certificate": str(certificate), "key": str(key),
                    "jwks": self.keys.jwks(), "clients": self.clients}
        (self.folder / "settings.json").write_text(json.dumps(settings))
        log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([os.environ.get("MENHU_NODE", "node"), "openid_provider.mjs",
                                         str(self.folder / "settings.json")], cwd=PEERS, stdout=log, stderr=log)
        wait_for_port(self.port, self.process)
        return self

    def stop(self):
        end(self.process)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Relay:
    """A TLS server that hands every request on to the provider, and can change the answer of the token endpoint:
    `tamper(claims, token)` answers another token."""

    def __init__(self, authority, certificate=None):
        self.authority = authority
        self.target = None
        self.tamper = None
        self.change_answer = None  # of any path: (path, status, body) -> body
        self.asked = []
        relay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def hand_on(self):
                relay.hand_on(self)
            do_GET = do_POST = hand_on

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*(certificate or authority.server("relay", hosts=("localhost",))))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        # Another site than the product's 127.0.0.1, as a provider is: cookies are kept apart by the name, not by the port.
        self.address = f"https://localhost:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def hand_on(self, handler):
        self.asked.append((handler.command, handler.path.split("?")[0]))
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        tls = ssl.create_default_context(cafile=str(self.authority.path))
        with contextlib.closing(http.client.HTTPSConnection("127.0.0.1", self.target, context=tls, timeout=20)) as onward:
            headers = {name: value for name, value in handler.headers.items() if name.lower() != "connection"}
            try:
                onward.request(handler.command, handler.path, body, headers)
                answer = onward.getresponse()
                data = answer.read()
            except OSError:
                handler.send_error(502)
                return
        if self.tamper and handler.path == "/token" and answer.status == 200:
            said = json.loads(data)
            claims = json.loads(from_b64url(said["id_token"].split(".")[1]))
            said["id_token"] = self.tamper(claims, said["id_token"])
            data = json.dumps(said).encode()
        if self.change_answer:
            data = self.change_answer(handler.path, answer.status, data)
        handler.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "keep-alive", "date"):
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Browser:
    """Follows a person's navigations at the provider: keeps its cookies, fills in its form."""

    def __init__(self, authority):
        self.tls = ssl.create_default_context(cafile=str(authority.path))
        self.cookies = {}
        self.asked = 0  # how often the provider wanted to know who it is

    def send(self, method, address, form=None):
        url = urllib.parse.urlsplit(address)
        headers = {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(http.client.HTTPSConnection(url.hostname, url.port, context=self.tls, timeout=20)) as line:
            line.request(method, url.path + ("?" + url.query if url.query else ""), body, headers)
            answer = line.getresponse()
            data = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, urllib.parse.urljoin(address, answer.headers.get("Location", "")), data

    def sign_in(self, address, back, **form):
        """From the address to which the product sent the browser, to the one by which it comes back (`back` is how that
        begins)."""
        for _ in range(12):
            status, location, data = self.send("GET", address)
            if status == 200:
                self.asked += 1
                status, location, data = self.send("POST", address, form)
            if status not in (302, 303):
                raise AssertionError(f"the provider answered {status}: {data[:500]}")
            if location.startswith(back):
                return location
            address = location
        raise AssertionError("the provider does not come to an end")


# ---- OpenLDAP ----

class DirectoryServer:
    """slapd without privileges, on a port for LDAPS and one for StartTLS, with the people of `people` (name: password)."""
    base = "dc=example,dc=tw"
    service, service_password = "cn=menhu,ou=services,dc=example,dc=tw", "Service-Word-11"

    def __init__(self, authority, people, server=None):
        self.folder = Path(tempfile.mkdtemp(prefix="menhu-ldap-"))
        (self.folder / "db").mkdir()
        self.ldaps, self.ldap = free_port(), free_port()
        certificate, key = server or authority.server("directory")
        (self.folder / "slapd.conf").write_text(f"""
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {self.folder}/pid
TLSCACertificateFile {authority.path}
TLSCertificateFile {certificate}
TLSCertificateKeyFile {key}
# Nothing in clear.
security simple_bind=128
database mdb
maxsize 10485760
suffix "{self.base}"
rootdn "cn=root,{self.base}"
directory {self.folder}/db
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{self.service}" read by anonymous auth by * none
""")
        entries = [f"dn: {self.base}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example",
                   f"dn: ou=people,{self.base}\nobjectClass: organizationalUnit\nou: people",
                   f"dn: ou=services,{self.base}\nobjectClass: organizationalUnit\nou: services",
                   f"dn: {self.service}\nobjectClass: applicationProcess\nobjectClass: simpleSecurityObject\ncn: menhu\n"
                   f"userPassword: {self.service_password}"]
        for name, password in people.items():
            entries.append(f"dn: uid={name},ou=people,{self.base}\nobjectClass: inetOrgPerson\nuid: {name}\ncn: Story {name}\n"
                           f"sn: {name}\nuserPassword: {password}")
        (self.folder / "people.ldif").write_text("\n\n".join(entries) + "\n")
        # The machine may confine the program at its usual path to its usual folders; a copy is not confined.
        self.program = self.folder / "directory-server"
        shutil.copy("/usr/sbin/slapd", self.program)
        subprocess.run([self.program, "-T", "add", "-f", self.folder / "slapd.conf", "-l", self.folder / "people.ldif"],
                       check=True, stderr=subprocess.PIPE)
        self.process = None

    def start(self):
        log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([self.program, "-f", self.folder / "slapd.conf", "-d", "256", "-h",
                                         f"ldaps://127.0.0.1:{self.ldaps} ldap://127.0.0.1:{self.ldap}"],
                                        stdout=log, stderr=log)
        wait_for_port(self.ldaps, self.process)
        return self

    def log(self):
        return (self.folder / "log").read_text(errors="replace")

    def stop(self):
        end(self.process)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


# ---- the mail server ----

class MailServer:
    """aiosmtpd (tests/peers/mail_server.py): what it was asked and given. `how` changes what it takes."""
    user, password = "menhu", "Mail-Word-77"

    def __init__(self, authority, style="starttls", certificate=None):
        self.folder = Path(tempfile.mkdtemp(prefix="menhu-mail-"))
        self.messages, self.tries = [], 0
        self.port = free_port()
        paths = certificate or authority.server("mail")
        self.control = self.folder / "control.json"
        self.how()
        (self.folder / "settings.json").write_text(json.dumps(
            {"port": self.port, "style": style, "certificate": str(paths[0]), "key": str(paths[1]), "user": self.user,
             "password": self.password, "control": str(self.control)}))
        # Debian's own Python has the library, whichever other comes first here.
        self.process = subprocess.Popen(["/usr/bin/python3", str(PEERS / "mail_server.py"), str(self.folder / "settings.json")],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if "ready" not in self.process.stdout.readline():
            raise AssertionError("the mail server did not start")
        threading.Thread(target=self._listen, daemon=True).start()

    def how(self, refuse=None, away=False):
        self.control.write_text(json.dumps({"refuse": refuse, "away": away}))

    def _listen(self):
        for line in self.process.stdout:
            said = json.loads(line)
            if "tried" in said:
                self.tries += 1
            else:
                self.messages.append({**said, "data": base64.b64decode(said["data"])})

    def forget(self):
        self.messages.clear()
        self.tries = 0
        self.how()

    def stop(self):
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)
