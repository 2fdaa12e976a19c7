"""Every way to ask (F2.4, S1.1): by an id of before, by household number, by a name within a district; what each shows, what
each refuses, and the entry that each leaves."""
import hashlib
import re

from kit import CASE, REASON, OwnStory, Story, run_menhu

FIELDS = "PersonId,PersonName,BirthDate,Sex,Status,AreaCode,Village,HouseholdNumber,Relation,MoveHistory"
TAOYUAN, ZHONGLI = "68000010", "68000020"


def values(card):
    return {field["name"]: field["value"] for field in card["fields"]}


class LookUp(Story):
    """Each test has an account of its own: searches are counted for an account and a day."""

    def member(self, name, operations="lookup,household,name_search", **more):
        client = self.place.new_member(name, "childcare", "case_worker")
        return client, self.place.new_grant(name, fields=FIELDS, operations=operations, **more)

    def ask(self, client, grant, **subject):
        return client.post("/queries", {"grant": grant, "case_number": CASE, "reason": REASON, "subject": subject})

    def follow(self, client, view, act, card=0):
        return client.post(f"/queries/{view['id']}/{act}", {"handle": view["records"][card]["handle"], "reason": REASON})

    def entry_of(self, kind, index):
        rows = self.place.client("checker").post("/trail", {"kind": kind, "limit": 50}).json["items"]
        return next(row for row in rows if row["index"] == index)

    def search(self, client, grant, person, district=None):
        return self.ask(client, grant, by="name_district", name=person["name"], district=district or person["area_code"])

    def somebody(self):
        return next(one for one in self.place.examples if one["area_code"] and one["name"])

    def test_a_name_within_a_district_lists_opens_and_reveals(self):
        client, grant = self.member("story.search")
        person = self.somebody()
        left = client.get("/query-form").json["name_search_left"]
        answer = self.search(client, grant, person)
        self.assertEqual(answer.status, 200, answer.text)
        view = answer.json
        self.assertEqual((view["operation"], view["list"], view["masked"]), ("name_search", True, True))
        self.assertGreaterEqual(view["total"], 1)
        self.assertEqual(client.get("/query-form").json["name_search_left"], left - 1)
        for card in view["records"]:
            self.assertLessEqual(set(values(card)), {"PersonName", "BirthDate", "Sex", "Status", "AreaCode", "Village"})
            self.assertEqual(card["histories"], [])
        self.assertNotIn(person["id"], answer.text)
        self.assertNotIn(person["name"], answer.text)
        entry = self.entry_of("query.name_search", view["receipt"]["index"])
        self.assertEqual((entry["kind"], entry["outcome"]), ("query.name_search", "answered"))

        for act in ("reveal", "household"):
            self.assert_problem(self.follow(client, view, act), 409, "registry.handle_listed")
        opened = self.follow(client, view, "listed")
        self.assertEqual(opened.status, 200, opened.text)
        self.assertEqual((opened.json["operation"], opened.json["list"], opened.json["total"]), ("lookup", False, 1))
        self.assertIn("PersonId", values(opened.json["records"][0]))
        self.assertNotIn(person["name"], opened.text)
        revealed = self.follow(client, opened.json, "reveal")
        self.assertEqual(values(revealed.json["records"][0])["PersonName"], person["name"], revealed.text)

    def test_a_part_of_a_name_and_another_district_find_nobody(self):
        client, grant = self.member("story.search.none")
        person = self.somebody()
        part = {**person, "name": person["name"][:-1] or "甲"}
        nobody = self.search(client, grant, {**part, "name": part["name"] + "㐀"})
        self.assertEqual((nobody.status, nobody.json["total"]), (200, 0), nobody.text)
        self.assertGreaterEqual(nobody.json["receipt"]["index"], 0)

    def test_a_search_stays_in_the_grants_districts(self):
        client, grant = self.member("story.search.district", districts=ZHONGLI)
        person = next(one for one in self.place.examples if one["area_code"] == TAOYUAN)
        problem = self.assert_refused(self.search(client, grant, person), "grants.search_outside_district")
        entry = self.entry_of("query.refused", problem["receipt"]["index"])
        self.assertEqual(entry["refusal_zh"], problem["detail"])
        self.assertEqual(self.search(client, grant, person, ZHONGLI).status, 200)

    def test_a_search_takes_an_operation_of_its_own(self):
        client, grant = self.member("story.search.operation", operations="lookup")
        self.assert_refused(self.search(client, grant, self.somebody()), "grants.operation_not_granted")
        self.assert_refused(self.ask(client, grant, by="household", household_number="H1234560"),
                            "grants.operation_not_granted")

    def test_the_searches_of_a_day_end(self):
        client, grant = self.member("story.search.day")
        person = self.somebody()
        for _ in range(client.get("/query-form").json["name_search_left"]):
            self.assertEqual(self.search(client, grant, person).status, 200)
        problem = self.assert_refused(self.search(client, grant, person), "grants.search_day_used_up")
        self.assertIn("統一編號", problem["next"])
        self.assertEqual(client.get("/query-form").json["name_search_left"], 0)
        self.assertEqual(client.query(person, grant=grant).status, 200, "other ways are not touched")

    def test_a_household_by_its_number(self):
        client, grant = self.member("story.household")
        person = self.place.example(what_en="Head of a household of four or more in Taoyuan District")
        found = client.query(person, grant=grant).json
        revealed = self.follow(client, found, "reveal").json["records"][0]
        number = values(revealed)["HouseholdNumber"]
        answer = self.ask(client, grant, by="household", household_number=number.lower())
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual((answer.json["operation"], answer.json["list"], answer.json["masked"]), ("household", False, True))
        relations = [values(card)["Relation"] for card in answer.json["records"]]
        self.assertEqual(relations[0], "戶長")
        self.assertGreaterEqual(len(relations), 4)
        self.assertNotIn(person["id"], answer.text)
        self.assertEqual(self.entry_of("query.household", answer.json["receipt"]["index"])["outcome"], "answered")
        again = self.follow(client, found, "household").json
        self.assertEqual([values(card) for card in again["records"]], [values(card) for card in answer.json["records"]])

    def test_a_household_outside_the_population_is_refused(self):
        everywhere, wide = self.member("story.household.wide")
        person = next(one for one in self.place.examples if one["area_code"] == TAOYUAN)
        found = everywhere.query(person, grant=wide).json
        number = values(self.follow(everywhere, found, "reveal").json["records"][0])["HouseholdNumber"]
        client, grant = self.member("story.household.narrow", districts=ZHONGLI)
        self.assert_refused(self.ask(client, grant, by="household", household_number=number), "grants.outside_population")

    def test_what_is_ill_formed_is_said_before_anything_is_asked(self):
        client, grant = self.member("story.ill.formed")
        self.assert_problem(self.ask(client, grant, by="household", household_number="12345678"), 400,
                            "registry.subject_household")
        self.assert_problem(self.ask(client, grant, by="name_district", name="王小明", district="99999999"), 400,
                            "registry.subject_district")
        missing = self.ask(client, grant, by="name_district", name="王小明")
        self.assert_problem(missing, 400, "web.request_invalid")
        self.assertEqual(missing.json["fields"][0]["path"], "subject.district")
        beside = self.ask(client, grant, by="household", household_number="H1234560", name="王小明")
        self.assert_problem(beside, 400, "web.request_invalid")

    def test_an_earlier_id_finds_whose_it_was_and_says_so(self):
        client, grant = self.member("story.earlier")
        changed = self.place.example(what_en="Naturalised, with a foreign resident's number before")
        rows = (self.place.directory / "demo-delivery/big5.dat").read_bytes().split(b"\r\n")
        row = next(row for row in rows if row.startswith(b"P" + changed["id"].encode()))
        earlier = row[11:54].decode().split(";")[0].strip()  # bytes 12 to 54 of the layout
        now = client.query(changed, grant=grant).json
        self.assertFalse(now["records"][0]["by_earlier_id"])
        answer = client.query({"id": earlier}, grant=grant)
        self.assertEqual((answer.status, answer.json["total"]), (200, 1), answer.text)
        self.assertTrue(answer.json["records"][0]["by_earlier_id"])
        self.assertEqual(values(answer.json["records"][0]), values(now["records"][0]))

    def test_the_history_of_moves_is_masked_then_revealed(self):
        client, grant = self.member("story.history")
        moved = self.place.example(what_en="Moved in from another county within the year")
        found = client.query(moved, grant=grant).json
        history = next(one for one in found["records"][0]["histories"] if one["name"] == "MoveHistory")
        self.assertTrue(history["masked"])
        move = next(one for one in history["events"] if one["code"] == "move_in")
        self.assertRegex(move["on"], r"^\d{4}-\*\*-\*\*$")
        self.assertIn("已遮蔽", move["from"] + move["to"])
        self.assertEqual(move["act"], "")
        revealed = self.follow(client, found, "reveal").json["records"][0]
        history = next(one for one in revealed["histories"] if one["name"] == "MoveHistory")
        self.assertFalse(history["masked"])
        self.assertRegex(next(one for one in history["events"] if one["code"] == "move_in")["on"], r"^\d{4}-\d\d-\d\d$")
        self.assertNotIn("StatusHistory", {one["name"] for one in revealed["histories"]}, "not a field of the grant")

    def test_the_command_line_asks_in_the_same_ways(self):
        client, grant = self.member("story.cli.search")
        person = self.somebody()
        words = ["query", "--account", "story.cli.search", "--grant", grant, "--case", CASE, "--reason", REASON]
        password = self.place.passwords["story.cli.search"]
        listed = self.place.menhu(*words, "--by", "name_district", "--district", person["area_code"], "--card", "1", "--reveal",
                                  stdin=f"{password}\n{person['name']}\n")
        masked, opened, revealed = listed.out.split("Receipt:")[:3]
        self.assertNotIn(person["name"], masked + opened)
        self.assertIn(person["name"], revealed)
        number = values(self.follow(client, client.query(person, grant=grant).json, "reveal").json["records"][0])["HouseholdNumber"]
        house = self.place.menhu(*words, "--by", "household", stdin=f"{password}\n{number}\n")
        self.assertIn("— 1 ", house.out)
        refused = self.place.menhu(*words, "--by", "name_district", "--district", "99999999",
                                   stdin=f"{password}\n{person['name']}\n", check=False)
        self.assertEqual(refused.code, 2, refused.out + refused.err)


class TooMany(OwnStory):
    """More people of one name in a district than may be listed."""
    people = 600
    NAME, CELL_OF_NAME, CELL_OF_DISTRICT = "林志明", 3, 25

    def next_delivery(self):
        """The next delivery of the table, of a city of its own, with one name given to many of a district."""
        items = self.first.get("/deliveries").json["items"]
        sequence = max(item["sequence"] for item in items if item["table_number"] == "DEMO-P01") + 1
        folder = self.place.directory / "many"
        run_menhu("demo-delivery", "--dir", self.place.directory, "--to", folder, "--people", 600, "--seed", 9, "--layout",
                  "utf8", "--sequence", sequence)
        lines = (folder / "utf8.txt").read_text("utf-8").split("\n")
        left = 21
        for at, line in enumerate(lines):
            cells = line.split("|")
            plain = cells[0] == "P" and '"' not in line
            if left and plain and cells[self.CELL_OF_DISTRICT] == TAOYUAN:
                cells[self.CELL_OF_NAME] = self.NAME
                lines[at] = "|".join(cells)
                left -= 1
        self.assertEqual(left, 0, "the district has too few people")
        data = "\n".join(lines).encode()
        manifest = (folder / "utf8.toml").read_text()
        for key, value in {"bytes": str(len(data)), "sha256": f'"{hashlib.sha256(data).hexdigest()}"'}.items():
            manifest, found = re.subn(rf"(?m)^{key} = .*$", f"{key} = {value}", manifest)
            self.assertEqual(found, 1, key)
        return manifest, data

    def test_more_than_may_be_listed_are_refused_with_what_to_do(self):
        self.first, second = self.place.client("designated"), self.place.client("designated.second")
        manifest, data = self.next_delivery()
        taken = self.first.post("/deliveries", {"manifest": manifest})
        self.assertEqual(taken.status, 201, taken.text)
        delivery = taken.json["id"]
        self.assertEqual(self.first.upload(delivery, data).status, 200)
        self.assertEqual(self.first.post(f"/deliveries/{delivery}/import", {}).status, 202)
        self.first.wait_import(delivery)
        for who, step in ((self.first, "sign-off"), (second, "release")):
            answer = who.post(f"/deliveries/{delivery}/{step}", {"decision": "accept", "note": "看過差異與報告"})
        self.assertEqual(answer.json["state"], "in_use", answer.text)

        women = self.place.client("worker.women")
        grant = next(one["id"] for one in women.grants() if "name_search" in one["operations"])
        subject = {"by": "name_district", "name": self.NAME, "district": TAOYUAN}
        answer = women.post("/queries", {"grant": grant, "case_number": "特境-115-00001", "reason": REASON, "subject": subject})
        problem = self.assert_refused(answer, "grants.search_too_many")
        self.assertIn("出生日期", problem["next"])
        self.assertNotIn("total", answer.json)
        checker = self.place.client("checker")
        entry = next(row for row in checker.post("/trail", {"kind": "query.refused", "limit": 50}).json["items"]
                     if row["index"] == problem["receipt"]["index"])
        self.assertEqual(entry["refusal_zh"], problem["detail"])
        client = self.place.client("worker.zhongli")
        other = client.post("/queries", {"grant": client.grants()[0]["id"], "case_number": CASE, "reason": REASON,
                                         "subject": {**subject, "district": ZHONGLI}})
        self.assertEqual(other.status, 200, "another district of fewer is answered: " + other.text)
