"""One lawful query end to end, and every way in which there is none (F2.4, S1.1, S2.2)."""
import kit

CASE, WHY = "育津-115-00001", "審查案件需要確認設籍"


def ask(client, grant, subject, case=CASE, reason=WHY, **more):
    return client.post("queries", {"grant": grant["id"], "case_number": case, "reason": reason, "subject": subject, **more})


def by_id(person):
    return {"by": "id", "id": person["PersonId"]}


def values(card):
    return {field["name"]: field["value"] for field in card["fields"]}


def story_masked_revealed_household_receipt():
    with kit.House() as house:
        house.start()
        client = house.client("worker.childcare")
        grant = client.get("grants").expect(200).json["items"][0]
        person = house.resident()
        first = ask(client, grant, by_id(person)).expect(200).json
        assert first["masked"] and first["total"] == 1 and first["base_date"], first
        card = first["records"][0]
        assert set(values(card)) <= {field["name"] for field in grant["fields"]}, "a field outside the grant"
        assert values(card)["PersonName"] != person["PersonName"], "the first answer is masked"
        assert person["PersonId"] not in str(first), "the id is not in a masked answer"

        follow = {"handle": card["handle"], "reason": "需全名製作核定通知"}
        second = client.post(f"queries/{first['id']}/reveal", follow).expect(200).json
        assert not second["masked"]
        assert values(second["records"][0])["PersonName"] == person["PersonName"]
        assert values(second["records"][0])["PersonId"] == person["PersonId"]
        assert second["receipt"]["index"] > first["receipt"]["index"], "revealing is an act of its own"

        third = client.post(f"queries/{first['id']}/household", follow).expect(200).json
        same = [p for p in house.people() if p["HouseholdNumber"] == person["HouseholdNumber"]]
        assert 1 <= third["total"] <= len(same) and third["masked"], (third["total"], len(same))

        receipt = client.get(f"receipts/{second['receipt']['log']}/{second['receipt']['index']}").expect(200).text
        assert receipt.startswith("c2sp.org/tlog-proof@v1\n"), receipt[:60]
        other = house.client("worker.women")
        assert other.get(f"receipts/{second['receipt']['log']}/{second['receipt']['index']}").status in (403, 404)

        mine = client.get("accesses").expect(200).json
        assert [row["kind"] for row in mine["items"][:3]] == ["query.household", "query.reveal", "query.lookup"], mine
        assert mine["items"][0]["case_number"] == CASE

        house.stop()
        assert "sound" in house.cli("ledger", "verify").stdout.lower() or house.cli("ledger", "verify").returncode == 0


def story_by_name_and_birth_date_and_nobody():
    with kit.House() as house:
        house.start()
        client = house.client("worker.childcare")
        grant = client.get("grants").json["items"][0]
        person = next(p for p in house.people() if p["Status"] == kit.RESIDENT and len(p["BirthDate"]) == 10
                      and not p["BirthDate"].endswith("-00") and p["BornBeforeRepublic"] in ("0", ""))
        found = ask(client, grant, {"by": "name_birth", "name": person["PersonName"], "birth_date": person["BirthDate"]}).expect(200).json
        assert found["total"] >= 1, found
        nobody = ask(client, grant, {"by": "name_birth", "name": "查無此人", "birth_date": "1990-05-17"}).expect(200).json
        assert nobody["records"] == [] and nobody["receipt"]["index"] > found["receipt"]["index"], "asking in vain is recorded too"


def story_every_refusal_says_why_and_is_recorded():
    with kit.House() as house:
        house.start()
        worker = house.client("worker.childcare")
        grant = worker.get("grants").json["items"][0]
        person = house.resident()
        elsewhere = next(p for p in house.people() if p["Status"] == kit.RESIDENT and p["AreaCode"] != "68000020")

        def refused(answer, code):
            answer.expect(403, code)
            problem = answer.json
            assert problem["detail"] and problem["detail_en"] and problem["next"] and problem["receipt"]["index"] >= 0, problem
            assert person["PersonName"] not in answer.text
            return problem["receipt"]["index"]

        seen = [
            refused(ask(worker, {"id": "0000000000001"}, by_id(person)), "grants.no_grant"),
            refused(ask(worker, grant, by_id(person), case=""), "grants.case_number_missing"),
            refused(ask(worker, grant, by_id(person), case="隨便寫"), "grants.case_number_ill_formed"),
            refused(ask(worker, grant, by_id(person), reason=""), "grants.reason_missing"),
            refused(ask(worker, grant, by_id(person), fields=["MilitaryCode"]), "grants.field_outside"),
            refused(ask(house.client("worker.women"), grant, by_id(person)), "grants.wrong_unit"),
        ]
        zhongli = house.client("worker.zhongli")
        district = zhongli.get("grants").json["items"][0]
        seen.append(refused(ask(zhongli, district, by_id(elsewhere)), "grants.outside_population"))
        inside = house.resident(AreaCode="68000020")
        answer = ask(zhongli, district, by_id(inside)).expect(200).json
        follow = {"handle": answer["records"][0]["handle"], "reason": WHY}
        seen.append(refused(zhongli.post(f"queries/{answer['id']}/household", follow), "grants.operation_not_granted"))

        health = house.client("worker.health")
        grants = health.get("grants").json["items"]
        now = next(g for g in grants if g["state"] == "in_force")
        later = next(g for g in grants if g["state"] == "not_yet_valid")
        seen.append(refused(ask(health, later, by_id(person), case="早療-115-00001"), "grants.not_yet_valid"))
        for _ in range(now["quota_day"] - now["used_today"]):
            ask(health, now, by_id(person), case="早療-115-00001").expect(200)
        seen.append(refused(ask(health, now, by_id(person), case="早療-115-00001"), "grants.quota_day_used_up"))
        refused(ask(house.client("checker"), grant, by_id(person)), "grants.wrong_unit")
        assert len(set(seen)) == len(seen)

        checker = house.client("checker")
        trail = checker.get("trail?limit=100").expect(200).json["items"]
        recorded = {row["index"] for row in trail if row["outcome"] == "refused"}
        assert set(seen) <= recorded, (seen, recorded)


def story_a_handle_is_for_its_owner_and_its_answer():
    with kit.House() as house:
        house.start()
        client = house.client("worker.childcare")
        grant = client.get("grants").json["items"][0]
        people = [p for p in house.people() if p["Status"] == kit.RESIDENT][:2]
        one, two = (ask(client, grant, by_id(p)).expect(200).json for p in people)
        swapped = {"handle": one["records"][0]["handle"], "reason": WHY}
        client.post(f"queries/{two['id']}/reveal", swapped).expect(400, "registry.handle_invalid")
        other = house.client("worker.women")
        other.post(f"queries/{one['id']}/reveal", swapped).expect(400, "registry.handle_invalid")
        changed = {"handle": one["records"][0]["handle"][:-2] + "AA", "reason": WHY}
        client.post(f"queries/{one['id']}/reveal", changed).expect(400)


def story_bad_input_is_told_before_a_permit_is_spent():
    with kit.House() as house:
        house.start()
        client = house.client("worker.childcare")
        grant = client.get("grants").json["items"][0]
        before = grant["used_today"]
        ask(client, grant, {"by": "id", "id": "A123456780"}).expect(400, "registry.subject_id")
        ask(client, grant, {"by": "name_birth", "name": "王小明", "birth_date": "1990-02-30"}).expect(400)
        client.post("queries", {"grant": grant["id"]}).expect(400)
        client.post("queries", {"grant": grant["id"], "surprise": 1}).expect(400)
        assert client.get("grants").json["items"][0]["used_today"] == before
