"""Change files: applied in their order to the data in use, from the page's API and from the command line; whatever does not
fit is refused under its own name with nothing changed (U1.1, S2.1)."""
import hashlib

from kit import OwnStory

PERSON = ("PersonId EarlierIds PersonName RomanisedName BirthDate BornBeforeRepublic Sex BirthPlace BirthOrder MarriageCode SpouseId "
          "SpouseName FatherId FatherName MotherId MotherName FosterFatherId FosterFatherName FosterMotherId FosterMotherName "
          "HouseholdNumber HouseholdType HeadId Relation AreaCode VillageCode Village Neighbor StreetDoorplate MovedInDate "
          "MovedInFrom MovedOutDate MovedOutTo Military Education IndigenousStatus IndigenousPeople Notes Status StatusDate").split()
CHANGE = "ChangeNumber Act EventCode EventDate RegisteredDate PersonId EventFrom EventTo OtherId UndoneAct".split()
MOVE_IN, NAME_CHANGE = "14", "21"


def national_id(serial):
    """Y, a serial of the demonstration's own kind, and the right check digit."""
    digits = f"1{serial:07d}"
    total = 3 + 1 * 9 + sum(int(digit) * weight for digit, weight in zip(digits, range(8, 0, -1)))
    return f"Y{digits}{-total % 10}"


def newcomer(serial, **changes):
    number = national_id(serial)
    person = dict.fromkeys(PERSON, "")
    person.update(PersonId=number, PersonName="示範新人", BirthDate="1990-05-17", BornBeforeRepublic="0", Sex="1", MarriageCode="1",
                  HouseholdNumber=f"Y{serial:07d}", HouseholdType="3", HeadId=number, Relation="戶長", AreaCode="68000010",
                  Neighbor="001", StreetDoorplate="示範路1號", MovedInFrom="新北市", Notes="【示範資料】", Status="1")
    return {**person, **changes}


def change(code, day, before, after, act="S1"):
    whose = before or after
    event = dict.fromkeys(CHANGE, "")
    event.update(Act=act, EventCode=code, EventDate=day, RegisteredDate=day, PersonId=whose["PersonId"])
    return event, before, after


class Changes(OwnStory):
    people = 600

    def setUp(self):
        self.client = self.place.client("designated")
        items = self.client.get("/deliveries").json["items"]
        self.base = next(item for item in items if item["state"] == "in_use")
        self.next = 1 + max((item["sequence"] for item in items
                             if item["table_number"] == "DEMO-C01" and item["state"] in ("in_use", "superseded")), default=0)

    def write(self, changes, sequence=None, previous=None):
        """A change file and its manifest."""
        sequence = self.next if sequence is None else sequence
        day = self.base["base_date"]
        lines = [f"H|DEMO-C01|{sequence}|{day}|{previous or day}|{len(changes)}"]
        for number, (event, before, after) in enumerate(changes, 1):
            event["ChangeNumber"] = number
            lines.append("|".join(["C", *(str(event[name]) for name in CHANGE)]))
            for mark, image in (("B", before), ("A", after)):
                if image:
                    lines.append("|".join([mark, str(number), *(image[name] for name in PERSON)]))
        lines.append(f"T|{len(changes)}")
        data = ("\n".join(lines) + "\n").encode()
        manifest = (f'table_number = "DEMO-C01"\nsequence = {sequence}\nbase_date = {day}\nkind = "change"\n'
                    f'layout = "demo_change_utf8"\nrecords = {len(changes)}\nbytes = {len(data)}\n'
                    f'sha256 = "{hashlib.sha256(data).hexdigest()}"\n')
        return manifest, data

    def bring(self, manifest, data):
        answer = self.client.post("/deliveries", {"manifest": manifest})
        self.assertEqual(answer.status, 201, answer.text)
        delivery = answer.json["id"]
        view = self.client.get(f"/deliveries/{delivery}").json
        if view["state"] == "refused":
            return view
        self.client.upload(delivery, data)
        started = self.client.post(f"/deliveries/{delivery}/import", {})
        self.assertEqual(started.status, 202, started.text)
        return self.client.wait_import(delivery)

    def sign_off(self, view):
        answer = self.client.post(f"/deliveries/{view['id']}/sign-off", {"decision": "accept", "note": ""})
        self.assertEqual(answer.json["state"], "in_use", answer.text)

    def name_of(self, person):
        answer = self.place.client("worker.childcare").query({"id": person["PersonId"]})
        self.assertEqual(answer.status, 200, answer.text)
        names = [field["value"] for card in answer.json["records"] for field in card["fields"] if field["name"] == "PersonName"]
        return names[0] if names else None

    def refused_by(self, view, check):
        self.assertEqual(view["state"], "refused", view)
        self.assertEqual(view["report"]["refusal"], check, view["report"])
        items = self.client.get("/deliveries").json["items"]
        self.assertEqual(next(item for item in items if item["state"] == "in_use")["id"], self.base["id"])
        return next(one for one in view["report"]["checks"] if one["code"] == check)["detail"]

    def test_somebody_comes_changes_and_the_order_is_kept(self):
        person, day = newcomer(5_900_001), self.base["base_date"]
        view = self.bring(*self.write([change(MOVE_IN, day, None, person)]))
        self.assertEqual(view["state"], "awaiting_sign_off", view)
        self.assertNotIn("not_run", {check["outcome"] for check in view["report"]["checks"]})
        difference = self.client.get(f"/deliveries/{view['id']}/difference").json
        self.assertEqual([(one["code"], one["label_zh"], one["count"]) for one in difference["events"]], [("move_in", "遷入", 1)])
        self.assertEqual((difference["comparison"]["all"]["new"], difference["comparison"]["all"]["changed"]), (1, 0))
        self.assertIsNone(self.name_of(person), "before the sign-off nothing is shown")
        self.sign_off(view)
        self.assertEqual(self.name_of(person), "示○○人")

        # The same file again, one too far, and one for another day.
        renamed = {**person, "PersonName": "示範更名"}
        rename = [change(NAME_CHANGE, day, person, renamed, "S2")]
        self.base = view
        self.assertIn("expected", self.refused_by(self.bring(*self.write(rename, self.next + 2)), "change_sequence"))
        self.refused_by(self.bring(*self.write(rename, self.next)), "change_sequence")
        self.next += 1
        detail = self.refused_by(self.bring(*self.write(rename, previous="2001-01-01")), "previous_base_date")
        self.assertIn("2001-01-01", detail)

        # The record before is not what is held: which field is said, no value is.
        wrong = [change(NAME_CHANGE, day, {**person, "Village": "假里"}, renamed, "S2")]
        view = self.bring(*self.write(wrong))
        self.assertIn("Village 1", self.refused_by(view, "before_image"))
        self.assertNotIn("假里", str(view["report"]))
        self.refused_by(self.bring(*self.write([change(MOVE_IN, day, None, person)])), "new_people")
        self.refused_by(self.bring(*self.write([change(NAME_CHANGE, day, newcomer(5_900_009), newcomer(5_900_009))])), "held_people")

        # The right one, from the command line.
        manifest, data = self.write(rename)
        folder = self.place.directory
        (folder / "c.toml").write_text(manifest)
        (folder / "c.txt").write_bytes(data)
        words = ["import", folder / "c.txt", "--manifest", folder / "c.toml", "--account", "designated", "--sign-off", "accept"]
        done = self.place.menhu(*words, stdin=self.place.passwords["designated"] + "\n")
        self.assertIn("Change of name: 1", done.out)
        self.assertIn("in_use", done.out)
        self.assertEqual(self.name_of(person), "示○○名")
        again = self.place.menhu(*words, stdin=self.place.passwords["designated"] + "\n", check=False)
        self.assertEqual(again.code, 4, again.out)
        self.assertIn("change_sequence", again.out)
