"""A real SMTP server (aiosmtpd) for the stories: TLS from the start or STARTTLS, which it demands, and a sign-in.
    /usr/bin/python3 mail_server.py settings.json
Settings: port, style (tls, starttls), certificate, key, user, password, control. What happens is told on standard output, a
line of JSON each. The file `control` says, at every address: refuse (an address that it does not take), away (it takes none
for now)."""
import base64
import json
import ssl
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

with open(sys.argv[1], encoding="utf-8") as file:
    settings = json.load(file)


def tell(**what):
    print(json.dumps(what), flush=True)


class Handler:
    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        tell(tried=address)
        with open(settings["control"], encoding="utf-8") as control:
            how = json.load(control)
        if how.get("away"):
            return "451 Try again later"
        if address == how.get("refuse"):
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        tell(to=list(envelope.rcpt_tos), sender=envelope.mail_from, data=base64.b64encode(envelope.content).decode(),
             tls=settings["style"] == "tls" or session.ssl is not None)
        return "250 OK"


def authenticate(_server, _session, _envelope, _mechanism, data):
    right = (data.login.decode(), data.password.decode()) == (settings["user"], settings["password"])
    return AuthResult(success=right, handled=False)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(settings["certificate"], settings["key"])
if settings["style"] == "tls":
    options = {"ssl_context": context, "auth_require_tls": False}
else:
    options = {"tls_context": context, "require_starttls": True}
Controller(Handler(), hostname="127.0.0.1", port=settings["port"], authenticator=authenticate, auth_required=True,
           **options).start()
tell(ready=True)
threading.Event().wait()
