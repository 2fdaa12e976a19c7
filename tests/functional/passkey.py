"""An authenticator in software: makes passkeys and answers challenges as a browser hands them on (ES256)."""
import base64
import hashlib
import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec


def text_of(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class SoftPasskey:
    """`origin` is where the browser says the page is; the site is what the server asked for."""

    def __init__(self, origin):
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.user = b""
        self.count = 0
        self.flags = 0x05

    def client_data(self, act, challenge):
        return json.dumps({"type": act, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def head(self, site, flags):
        self.count += 1
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def create(self, options, name="story key"):
        """The answer to POST credentials/passkeys/options."""
        public_key = options["public_key"]
        self.user = bytes_of(public_key["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        cose = (b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + numbers.x.to_bytes(32, "big") + b"\x22\x58\x20" +
                numbers.y.to_bytes(32, "big"))
        data = (self.head(public_key["rp"]["id"], self.flags | 0x40) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id +
                cose)
        attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58" + bytes([len(data)]) + data
        return {"challenge_id": options["challenge_id"], "name": name,
                "credential": {"id": text_of(self.id),
                               "response": {"client_data": text_of(self.client_data("webauthn.create", public_key["challenge"])),
                                            "attestation_object": text_of(attestation)}}}

    def get(self, options):
        """The answer to POST session/passkey/options."""
        public_key = options["public_key"]
        client_data = self.client_data("webauthn.get", public_key["challenge"])
        data = self.head(public_key["rp_id"], self.flags)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return {"challenge_id": options["challenge_id"],
                "credential": {"id": text_of(self.id),
                               "response": {"client_data": text_of(client_data), "authenticator_data": text_of(data),
                                            "signature": text_of(signature), "user_handle": text_of(self.user)}}}
