"""Sign-in by certificate, as a citizen's card does it; the signatures are made by the openssl command."""
import base64
import subprocess
import unittest

from kit import Story
from outside import OutsideStory
from peers import Authority


class Certificate(OutsideStory):
    @classmethod
    def set_up_peers(cls):
        cls.card = cls.authority.person("card", "0000000112345678")

    @classmethod
    def outside_settings(cls):
        return {"certificate.authorities": f'"{cls.authority.path}"',
                "certificate.revocations": f'"{cls.authority.revocations}"'}, ""

    def challenge(self):
        answer = self.new_client().post("/session/certificate/challenge", {})
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json["challenge"]

    def openssl(self, *words, data=None):
        return subprocess.run(["openssl", *map(str, words)], input=data, capture_output=True, check=True).stdout

    def cms(self, card, challenge, *options):
        return base64.b64encode(self.openssl("cms", "-sign", "-binary", "-outform", "DER", "-signer", card[0], "-inkey", card[1],
                                             "-md", "sha256", *options, data=challenge.encode())).decode()

    def send(self, challenge, signature, **more):
        return self.new_client().post("/session/certificate", {"challenge": challenge, "signature": signature, **more})

    def sign_in(self, card):
        challenge = self.challenge()
        return self.send(challenge, self.cms(card, challenge))

    def test_1_the_holder_of_a_bound_card_signs_in(self):
        self.assertTrue(self.new_client().get("/sign-in/methods").json["certificate"])
        self.assert_problem(self.sign_in(self.card), 401, "people.identity_unbound")
        self.assertEqual(self.bind("worker.childcare", "certificate", "0000000112345678").status, 201)
        answer = self.sign_in(self.card)
        self.assertEqual((answer.status, answer.json["account"]), (200, "worker.childcare"), answer.text)
        self.assertTrue(answer.headers["Set-Cookie"].startswith("__Host-menhu="))
        self.assertEqual(answer.json["awaits"], [])  # the card and its PIN are two factors

    def test_2_both_forms_of_signature(self):
        challenge = self.challenge()
        self.assertIn(f"\n{self.origin}\n", challenge)
        inside = self.cms(self.card, challenge, "-nodetach")  # the challenge inside it
        self.assertEqual(self.send(challenge, inside).status, 200)
        challenge = self.challenge()
        bare = base64.b64encode(self.openssl("dgst", "-sha256", "-sign", self.card[1], data=challenge.encode())).decode()
        der = base64.b64encode(self.openssl("x509", "-in", self.card[0], "-outform", "DER")).decode()
        self.assertEqual(self.send(challenge, bare, certificate=der).status, 200)

    def test_3_a_signature_serves_once_and_for_its_challenge_only(self):
        challenge = self.challenge()
        signature = self.cms(self.card, challenge)
        self.assertEqual(self.send(challenge, signature).status, 200)
        self.assert_problem(self.send(challenge, signature), 401, "people.proof_used")
        self.assert_problem(self.send(challenge, self.cms(self.card, challenge)), 401, "people.proof_used")
        other = self.challenge()
        self.assert_problem(self.send(other, signature), 400, "crypto.certificate_signature")
        made_up = other.replace("Z\n", "Z\nA", 1)
        self.assert_problem(self.send(made_up, self.cms(self.card, made_up)), 400, "federation.challenge_refused")
        self.assert_problem(self.send(other, "bm90IGEgc2lnbmF0dXJl"), 400, "crypto.certificate_ill_formed")
        self.assert_problem(self.send(other, "not base64!"), 400, "web.request_invalid")

    def test_4_whose_card_it_must_be(self):
        stranger = Authority(self.folder / "stranger").person("card", "0000000112345678")
        self.assert_problem(self.sign_in(stranger), 400, "crypto.certificate_untrusted")
        old = self.authority.person("old", "0000000112345678", days=(-20, -2))
        self.assert_problem(self.sign_in(old), 400, "crypto.certificate_expired")
        weak = self.authority.person("weak", "0000000112345678", bits=1024)
        self.assert_problem(self.sign_in(weak), 400, "crypto.certificate_unfit")
        renewed = self.authority.person("renewed", "0000000112345678")  # another certificate of the same holder
        self.assertEqual(self.sign_in(renewed).status, 200)

    def test_5_a_renewed_list_works_at_once_and_an_old_one_lets_nobody_in(self):
        lost = self.authority.person("lost", "0000000112345678")
        self.assertEqual(self.sign_in(lost).status, 200)
        self.authority.write_revocations([lost[2]])
        self.assert_problem(self.sign_in(lost), 400, "crypto.certificate_revoked")
        self.assertEqual(self.sign_in(self.card).status, 200)
        self.authority.write_revocations(days=(-9, -2))
        self.assert_problem(self.sign_in(self.card), 503, "crypto.revocations_stale")
        self.assertEqual(self.new_client().sign_in("worker.health", self.place.passwords["worker.health"]).status, 200)
        self.authority.write_revocations()
        self.assertEqual(self.sign_in(self.card).status, 200)


class WithoutCertificates(Story):
    """Where certificates are not set up there is no such sign-in."""

    def test_it_is_off(self):
        client = self.place.client()
        self.assertFalse(client.get("/sign-in/methods").json["certificate"])
        self.assert_problem(client.post("/session/certificate/challenge", {}), 404, "federation.method_off")
        self.assert_problem(client.post("/session/certificate", {"challenge": "x", "signature": "eA=="}), 404,
                            "federation.method_off")


if __name__ == "__main__":
    unittest.main()
