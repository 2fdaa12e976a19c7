"""Two pivots of one trail: everyone who looked up this person, everyone this officer looked up (A1, F2.4)."""
import csv
import io
from urllib.parse import quote

import kit
from query_story import ask, by_id


def story_a_checker_follows_the_trail():
    with kit.House() as house:
        house.start()
        person = house.resident()
        for account, case in (("worker.childcare", "育津-115-00001"), ("worker.women", "生津-115-00002")):
            client = house.client(account)
            grants = client.get("grants").json["items"]
            grant = next(g for g in grants if g["case_example"][:2] == case[:2])
            ask(client, grant, by_id(person), case=case).expect(200)
        checker = house.client("checker")
        of_person = checker.get("trail?person=" + person["PersonId"]).expect(200).json
        assert {row["account"] for row in of_person["items"] if row["kind"] == "query.lookup"} >= {"worker.childcare", "worker.women"}, of_person
        of_account = checker.get("trail?account=worker.women").expect(200).json
        assert {row["account"] for row in of_account["items"]} == {"worker.women"}, of_account
        again = checker.get("trail?person=" + person["PersonId"]).expect(200).json
        assert any(row["kind"].startswith("trail") for row in checker.get("trail?limit=50").json["items"]), "reading the trail is recorded"
        assert again["total"] >= of_person["total"]
        table = checker.get("trail.csv?account=worker.women").expect(200)
        rows = list(csv.reader(io.StringIO(table.text.lstrip("\ufeff"))))
        assert len(rows) == of_account["total"] + 1 or len(rows) >= 2, rows[:3]
        of_case = checker.get("trail?case_number=" + quote("生津-115-00002")).expect(200).json
        assert of_case["total"] >= 1, of_case
        for account in ("worker.childcare", "operator", "admin"):
            house.client(account).get("trail").expect(403)


def story_pages_of_the_trail_do_not_overlap():
    with kit.House() as house:
        house.start()
        client = house.client("worker.childcare")
        grant = client.get("grants").json["items"][0]
        for person in [p for p in house.people() if p["Status"] == kit.RESIDENT][:7]:
            ask(client, grant, by_id(person)).expect(200)
        seen, cursor = [], None
        while True:
            page = client.get("accesses?limit=3" + (f"&cursor={cursor}" if cursor else "")).expect(200).json
            seen += [row["index"] for row in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) and len(seen) >= 7 and seen == sorted(seen, reverse=True), seen
