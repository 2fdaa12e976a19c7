"""A lawful query end to end: masked first, revealed by a second act, the household, and for each a receipt that an
outsider can check (F2.4, S1.1)."""
import hashlib

from kit import CASE, REASON, Story, instant
import time


class Query(Story):
    def setUp(self):
        self.client = self.place.client("worker.childcare")
        self.person = self.place.examples[0]

    def test_masked_then_revealed_then_household(self):
        first = self.client.query(self.person)
        self.assertEqual(first.status, 200, first.text)
        view = first.json
        self.assertTrue(view["masked"])
        self.assertEqual((view["total"], view["case_number"]), (1, CASE))
        self.assertRegex(view["base_date"], r"^\d{4}-\d\d-\d\d$")
        self.assertNotIn(self.person["id"], first.text)
        self.assertNotIn(self.person["name"], first.text)
        card = view["records"][0]
        self.assertTrue(card["status_zh"])
        allowed = {field["name"] for grant in self.client.grants() for field in grant["fields"]}
        self.assertLessEqual({field["name"] for field in card["fields"]}, allowed)

        revealed = self.client.post(f"/queries/{view['id']}/reveal", {"handle": card["handle"], "reason": REASON})
        self.assertEqual(revealed.status, 200, revealed.text)
        values = {field["name"]: field["value"] for field in revealed.json["records"][0]["fields"]}
        self.assertEqual(values["PersonId"], self.person["id"])
        self.assertEqual(values["PersonName"], self.person["name"])
        self.assertGreater(revealed.json["receipt"]["index"], view["receipt"]["index"])

        members = self.client.post(f"/queries/{view['id']}/household", {"handle": card["handle"], "reason": REASON})
        self.assertEqual(members.status, 200, members.text)
        self.assertTrue(members.json["masked"])
        self.assertGreaterEqual(members.json["total"], 1)
        self.assertNotIn(self.person["id"], members.text)

    def test_a_district_is_said_by_its_code_and_name(self):
        view = self.client.query(self.person, fields=["AreaCode"]).json
        district = view["records"][0]["fields"][0]
        self.assertRegex(district["value"], "^680[0-9]{5} ..區$")
        self.assertRegex(district["value_en"], "^680[0-9]{5} [A-Z][a-z]+ District$")
        # One grant of the demonstration is for a district office's own district.
        office = self.place.client("worker.zhongli")
        districts = [one for grant in office.grants() for one in grant["population"]["districts"]]
        self.assertIn({"code": "68000020", "name_zh": "中壢區", "name_en": "Zhongli District"}, districts)

    def test_by_name_and_birth_date(self):
        person = next(p for p in self.place.examples if len(p["birth_date"]) == 10)
        answer = self.client.post("/queries", {
            "grant": self.client.grant(), "case_number": CASE, "reason": REASON,
            "subject": {"by": "name_birth", "name": person["name"], "birth_date": person["birth_date"]}})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertGreaterEqual(answer.json["total"], 1)

    def test_nobody_found_is_an_answer_with_a_receipt(self):
        answer = self.client.query({"id": "A123456789"})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual((answer.json["records"], answer.json["total"]), ([], 0))
        self.assertGreaterEqual(answer.json["receipt"]["index"], 0)

    def test_fewer_fields_than_the_grant_may_be_asked_for(self):
        answer = self.client.query(self.person, fields=["BirthDate"])
        self.assertEqual([field["name"] for field in answer.json["records"][0]["fields"]], ["BirthDate"], answer.text)

    def test_the_receipt_proves_the_entry_under_a_signed_checkpoint(self):
        receipt = self.client.query(self.person).json["receipt"]
        proof = self.client.get(f"/receipts/{receipt['log']}/{receipt['index']}")
        self.assertEqual(proof.status, 200, proof.text)
        lines = proof.text.split("\n")
        self.assertEqual(lines[0], "c2sp.org/tlog-proof@v1")
        blank = lines.index("")
        index = int(next(line for line in lines[1:blank] if line.startswith("index ")).split()[1])
        self.assertEqual(index, receipt["index"])
        hashes = [bytes_of(line) for line in lines[lines.index(f"index {index}") + 1:blank]]
        origin, size, root = lines[blank + 1:blank + 4]
        self.assertTrue(origin.endswith("/" + receipt["log"]))
        self.assertEqual(root_of(bytes.fromhex(receipt["leaf_hash"]), index, int(size), hashes), bytes_of(root))
        # The same root is what the server shows everybody.
        self.assertIn(origin, self.client.get(f"/ledger/{receipt['log']}/checkpoint").text)

    def test_another_ones_receipt_is_for_checkers_only(self):
        receipt = self.client.query(self.person).json["receipt"]
        path = f"/receipts/{receipt['log']}/{receipt['index']}"
        self.assert_problem(self.place.client("worker.women").get(path), 403, "web.receipt_of_another")
        self.assertEqual(self.place.client("checker").get(path).status, 200)
        self.assert_problem(self.client.get(f"/receipts/{receipt['log']}/99999999"), 404, "ledger.entry_not_found")

    def test_my_accesses_show_what_i_did_masked(self):
        self.client.query(self.person)
        answer = self.client.get("/accesses?limit=1")
        self.assertEqual(answer.status, 200, answer.text)
        newest = answer.json["items"][0]
        self.assertEqual((newest["kind"], newest["outcome"], newest["case_number"]), ("query.lookup", "answered", CASE))
        self.assertNotIn(self.person["id"], answer.text)
        self.assertIn("*", newest["subject_masked"])
        self.assertTrue(answer.json["next"])
        second = self.client.get("/accesses?limit=1&cursor=" + answer.json["next"]).json["items"][0]
        self.assertLess(second["index"], newest["index"])
        day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
        self.assertGreaterEqual(self.client.get(f"/accesses?from={day}&to={day}").json["total"], 1)
        self.assertEqual(self.client.get("/accesses?to=2020-01-01").json["total"], 0)

    def test_a_handle_is_good_for_its_owner_and_its_query_only(self):
        view = self.client.query(self.person).json
        handle = view["records"][0]["handle"]
        other = self.place.client("worker.women")
        body = {"handle": handle, "reason": REASON}
        self.assertEqual(other.post(f"/queries/{view['id']}/reveal", body).status, 400)
        changed = {"handle": ("B" if handle[5] != "B" else "C").join([handle[:5], handle[6:]]), "reason": REASON}
        self.assertEqual(self.client.post(f"/queries/{view['id']}/reveal", changed).status, 400)

    def test_an_ill_formed_request_names_the_field_and_not_the_value(self):
        answer = self.client.post("/queries", {"grant": "x", "case_number": CASE, "reason": REASON, "subject": {"by": "id"}})
        self.assert_problem(answer, 400, "web.request_invalid")
        self.assertEqual(answer.json["fields"][0]["path"], "grant")
        answer = self.client.query({"id": "A123456788"})
        self.assertEqual(answer.status, 400)
        self.assertNotIn("A123456788", answer.text)


def bytes_of(text):
    import base64
    return base64.b64decode(text)


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaf, index, size, proof):
    """RFC 9162, 2.1.3.2: the root that an inclusion proof leads to."""
    assert 0 <= index < size
    first, last, hash_ = index, size - 1, leaf
    for step in proof:
        assert last > 0
        if first & 1 or first == last:
            hash_ = node(step, hash_)
            while not first & 1 and first:
                first >>= 1
                last >>= 1
        else:
            hash_ = node(hash_, step)
        first >>= 1
        last >>= 1
    assert last == 0
    return hash_
