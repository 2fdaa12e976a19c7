"""Every role at every endpoint, for its own unit, for another unit, from a contractor, suspended and expired.

matrix.toml says who may; it is written from the regulation and the product's description, not from the code. A cell is
called for real. "May" is any answer but 401 and 403: the calls name things that do not exist wherever that is enough to
get past the door, so that nothing is changed. Every 403 must have left an entry, counted at the end against the ledger."""
import time
import tomllib
import unittest
from collections import Counter
from pathlib import Path

from kit import Client, OwnStory, instant

MATRIX = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text())
ROLES = ["case_worker", "unit_head", "account_administrator", "designated_person", "controller", "checker", "auditor",
         "ethics_officer", "it_staff", "civil_affairs", "operator"]
OWN, OTHER = "childcare", "women"
SITUATIONS = ["own", "other", "contractor", "suspended", "expired"]
NOTHING = "0000000000001"


class MatrixStory(OwnStory):
    people = 300

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.place.client("admin")
        contractor = "matrix-contractor"
        made = cls.admin.post("/units", {
            "code": contractor, "name_zh": "某廠商", "name_en": "Some contractor",
            "contract": {"number": "115-001", "title": "托育人員訓練", "scope": "名冊比對", "from": "2026-01-01",
                         "to": time.strftime("%Y-12-31", time.gmtime(time.time() + 365 * 86400)), "subcontracting": "none",
                         "contact_name": "聯絡人", "contact_phone": "03-0000000", "contact_email": "contact@example.org"}})
        assert made.status in (200, 201), made.text
        units = {unit["code"]: unit for unit in cls.admin.get("/units").json["items"]}
        cls.things = {"unit": units[OWN]["id"], "nothing": NOTHING}
        cls.clients, cls.account_ids = {}, {}
        for role in ROLES:
            for situation in SITUATIONS:
                unit = {"other": OTHER, "contractor": contractor}.get(situation, OWN)
                name = f"m.{ROLES.index(role)}.{situation}"
                client = cls.place.new_member(name, unit, role)
                cls.clients[role, situation] = client
                cls.account_ids[role, situation] = client.get("/session").json["account_id"]
        target = cls.place.new_member("m.target", OWN, "case_worker")
        cls.things["account"] = target.get("/session").json["account_id"]
        cls.give_duties(units, contractor)
        cls.end_accounts()
        cls.refused = Counter()

    @classmethod
    def give_duties(cls, units, contractor):
        """Who heads, administers or fetches for their unit; the agency's own administrator stays who appoints."""
        for role, kind in (("unit_head", "head"), ("account_administrator", "account_administrator"),
                           ("designated_person", "designated_person")):
            for situation, unit in (("own", OWN), ("other", OTHER), ("contractor", contractor)):
                if kind == "head":
                    cls.end_head(units[unit]["id"])
                answer = cls.admin.post(f"/units/{units[unit]['id']}/duties", {
                    "kind": kind, "account": cls.account_ids[role, situation], "from": instant(time.time())})
                assert answer.status in (200, 201), (role, situation, answer.text)

    @classmethod
    def end_head(cls, unit):
        """A unit has one head at a time: the demonstration's goes, and is gone a moment later."""
        for duty in cls.admin.get(f"/units/{unit}").json["duties"]:
            if duty["kind"] == "head" and duty["until"] is None:
                ended = cls.admin.post(f"/duties/{duty['id']}/end", {"at": instant(time.time() + 1)})
                assert ended.status == 204, ended.text
                time.sleep(1.1)

    @classmethod
    def end_accounts(cls):
        """A term that suspends, and one that ended a moment ago, as if time had passed."""
        now = int(time.time() * 1000)
        for role in ROLES:
            for situation, state, until in (("suspended", "suspended", "valid_until"), ("expired", "open", str(now))):
                name = f"m.{ROLES.index(role)}.{situation}"
                cls.place.sql(
                    "INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, "
                    "valid_until, recorded_at, recorded_by, application_id) "
                    f"SELECT t.account_id, t.number + 1, {now}, t.unit_id, t.roles, '{state}', t.valid_from, {until}, "
                    f"{now}, 0, NULL FROM people_account_terms t JOIN people_accounts a ON a.id = t.account_id "
                    f"WHERE a.name = '{name}' AND t.number = "
                    "(SELECT MAX(u.number) FROM people_account_terms u WHERE u.account_id = a.id)")

    # ---- the verdicts ----

    def expected(self, row, role, situation):
        who = row["may"]
        if who == "everybody":
            return "may"
        if who == "signed_in":  # what somebody whose account is over can still do: see why, and leave
            return "may"
        if situation in ("suspended", "expired"):
            return "refused"
        if who != "members" and role not in who:
            return "refused"
        if role in row.get("agency", ()):
            return "refused"
        if role in row.get("bound", ()) and situation in ("other", "contractor"):
            return "refused"
        return "may"

    def filled(self, value):
        if isinstance(value, dict):
            return {key: self.filled(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.filled(part) for part in value]
        return self.things.get(value[1:-1], value) if isinstance(value, str) else value

    @staticmethod
    def code_of(answer):
        return answer.code if answer.status >= 400 else "answered"

    def run_cell(self, row, role, situation):
        method, path = row["call"].split(" ", 1)
        for name, value in self.things.items():
            path = path.replace("{" + name + "}", value)
        path = path.replace("{id}", NOTHING)
        client = self.clients[role, situation]
        answer = client.call(method, path, self.filled(row.get("body")))
        if answer.status == 403:
            self.refused[self.account_ids[role, situation]] += 1
        return "refused" if answer.status in (401, 403) else "may", answer

    def test_every_cell(self):
        wrong = []
        for row in MATRIX["rows"]:
            for situation in SITUATIONS:
                for role in ROLES:
                    verdict, answer = self.run_cell(row, role, situation)
                    if verdict != self.expected(row, role, situation):
                        wrong.append(f"{row['call']} · {role} · {situation}: expected {self.expected(row, role, situation)}, "
                                     f"got {answer.status} {self.code_of(answer)}")
                    if answer.status >= 500:
                        wrong.append(f"{row['call']} · {role} · {situation}: {answer.status} {answer.text}")
        self.every_refusal_left_an_entry()
        self.assertEqual(wrong, [], "\n".join(wrong[:60]))

    def every_refusal_left_an_entry(self):
        auditor = self.place.client("auditor")
        missing = []
        for account, count in self.refused.items():
            entries = 0
            for kind in ("web.refused", "query.refused"):
                answer = auditor.post("/trail", {"account": account, "kind": kind, "limit": 1})
                self.assertEqual(answer.status, 200, answer.text)
                entries += answer.json["total"]
            if entries < count:
                missing.append((account, count, entries))
        self.assertEqual(missing, [])
        self.assertGreater(sum(self.refused.values()), 1000)

    def test_every_endpoint_has_its_row(self):
        described = {f"{method.upper()} {path.removeprefix('/api/v1')}"
                     for path, methods in self.admin.get("/openapi.json").json["paths"].items() for method in methods}
        rows = {row.get("endpoint", row["call"].split("?")[0]) for row in MATRIX["rows"]} | set(MATRIX["left_out"])
        self.assertEqual(described - rows, set(), "endpoints without a row in matrix.toml")
        self.assertEqual(rows - described, set(), "rows without an endpoint")


if __name__ == "__main__":
    unittest.main()
