"""Notices by mail: through a real SMTP server, encrypted, without personal data, tried again and given up."""
import email
import email.policy
import time
import unittest

from outside import OutsideStory
from peers import MailServer, free_port


class Mail(OutsideStory):
    @classmethod
    def set_up_peers(cls):
        cls.mail = MailServer(cls.authority)

    @classmethod
    def end_peers(cls):
        cls.mail.stop()

    @classmethod
    def outside_settings(cls):
        return {"mail.server": f'"smtp://127.0.0.1:{cls.mail.port}"', "mail.authorities": f'"{cls.authority.path}"',
                "mail.user": f'"{MailServer.user}"', "mail.from": '"menhu@example.gov.tw"', "mail.period_seconds": "1",
                "mail.secret_file": f'"{cls.secret_file("mail.secret", MailServer.password)}"'}, ""

    number = 0

    def add_notice(self, account, kind="application_waiting", address=None, due=0, made=None):
        """Puts a notice into the store, as the acts that make them do; the stories of those acts are told elsewhere."""
        Mail.number += 1
        if address is not None:
            self.place.sql(f"UPDATE people_accounts SET email = '{address}' WHERE name = '{account}'")
        made = made or int(time.time() * 1000)
        self.place.sql("INSERT INTO people_notices (id, account_id, kind, about, due, made_at, attempts, next_at, sent_at, failed) "
                       f"SELECT {Mail.number}, id, '{kind}', 'THING{Mail.number:08}', {due}, {made}, 0, {made}, NULL, NULL "
                       f"FROM people_accounts WHERE name = '{account}'")
        return Mail.number

    def wait_for(self, count, seconds=20):
        for _ in range(seconds * 10):
            if len(self.mail.messages) >= count:
                return
            time.sleep(0.1)
        raise AssertionError(f"{len(self.mail.messages)} messages, not {count}\n" + "\n".join(self.place.log_lines()[-5:]))

    def setUp(self):
        self.mail.forget()

    def again(self, number):
        """Its next turn comes now."""
        self.place.sql(f"UPDATE people_notices SET next_at = 0 WHERE id = {number}")

    def test_1_a_notice_says_that_something_waits_and_nothing_else(self):
        due = int(time.mktime((2026, 12, 1, 12, 0, 0, 0, 0, 0)) * 1000)
        self.add_notice("worker.childcare", "review_waiting", "chen@example.gov.tw", due)
        self.wait_for(1)
        got = self.mail.messages[0]
        self.assertEqual((got["sender"], got["to"], got["tls"]), ("menhu@example.gov.tw", ["chen@example.gov.tw"], True))
        message = email.message_from_bytes(got["data"], policy=email.policy.default)
        self.assertEqual(message["Subject"], "門戶通知：帳號清查等您處理。")
        self.assertEqual(message["To"], "chen@example.gov.tw")
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertTrue(message["Message-ID"].endswith("@example.gov.tw>"))
        self.assertIsNotNone(message["Date"].datetime)
        text = message.get_content()
        for word in (self.origin + "/", "期限：中華民國", "115", "Due: 2026-12-01", "The review of accounts waits for you."):
            self.assertIn(word, text)
        self.assertNotIn("worker.childcare", text)
        time.sleep(2)
        self.assertEqual(len(self.mail.messages), 1)  # once

    def test_2_a_server_that_says_later_is_asked_later(self):
        self.mail.how(away=True)
        number = self.add_notice("worker.childcare", address="chen@example.gov.tw")
        self.wait_tries(1)
        time.sleep(2.5)
        self.assertEqual(self.mail.tries, 1)  # not every second
        self.mail.how()
        self.again(number)
        self.wait_for(1)

    def wait_tries(self, count):
        for _ in range(200):
            if self.mail.tries >= count:
                return
            time.sleep(0.1)
        raise AssertionError("the server was not asked")

    def test_3_an_address_that_is_refused_is_given_up_and_stops_nobody_else(self):
        self.mail.how(refuse="gone@example.gov.tw")
        number = self.add_notice("worker.women", address="gone@example.gov.tw")
        self.add_notice("worker.childcare", address="chen@example.gov.tw")
        self.wait_for(1)
        self.wait_tries(2)
        self.again(number)
        time.sleep(2.5)
        self.assertEqual(self.mail.tries, 2)

    def test_4_no_address_and_an_ill_formed_one_are_never_written_to(self):
        self.add_notice("worker.health", address="")
        self.add_notice("head.childcare", address="lin@example.gov.tw\r\nBcc: all@example.gov.tw".replace("\r\n", " "))
        self.add_notice("checker", address="a@b@c")
        old = int((time.time() - 15 * 86400) * 1000)
        self.add_notice("worker.zhongli", address="yang@example.gov.tw", made=old)  # too late to be news
        self.add_notice("worker.childcare", address="chen@example.gov.tw")
        self.wait_for(1)
        self.assertEqual([one["to"] for one in self.mail.messages], [["chen@example.gov.tw"]])

    def test_5_never_in_clear_and_never_to_another(self):
        plain = MailServer(self.authority, style="tls")  # no STARTTLS is offered where TLS is expected from the start
        other = MailServer(self.authority, certificate=self.authority.server("elsewhere-mail", addresses=(),
                                                                             hosts=("mail.example",)))
        try:
            for address in (f"smtp://127.0.0.1:{other.port}", f"smtp://127.0.0.1:{free_port()}"):
                self.restart({"mail.server": f'"{address}"'})
                number = self.add_notice("worker.childcare", address="chen@example.gov.tw")
                time.sleep(3)
                self.assertEqual((other.tries, len(other.messages)), (0, 0))
                self.place.sql(f"UPDATE people_notices SET failed = 'story' WHERE id = {number}")
            self.assertTrue(any('"code":"app.mail_' in line for line in self.place.log_lines()))
            self.assertFalse(any("chen@example" in line for line in self.place.log_lines()))
            self.restart({"mail.server": f'"smtps://127.0.0.1:{plain.port}"'})
            self.add_notice("worker.childcare", address="chen@example.gov.tw")
            for _ in range(200):
                if plain.messages:
                    break
                time.sleep(0.1)
            self.assertEqual(len(plain.messages), 1)
        finally:
            plain.stop()
            other.stop()


if __name__ == "__main__":
    unittest.main()
