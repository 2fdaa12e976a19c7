"""From the door to the first page: sign-in, lock, first password, idle and absolute limits, sign-out (F2.2, S1.3)."""
import kit


def story_a_case_worker_signs_in_and_out():
    with kit.House() as house:
        house.start()
        client = house.client()
        client.get("session").expect(401)
        session = client.sign_in("worker.childcare", house.sign_ins["worker.childcare"]).expect(200)
        assert session.json["roles"] == ["case_worker"], session.json
        cookie = session.headers["Set-Cookie"]
        for word in ("__Host-menhu=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"):
            assert word in cookie, cookie
        home = client.get("home").expect(200).json
        assert home["grants"] and "todos" in home, home
        again = client.get("session").expect(200).json
        assert again["can_extend"] and again["warn_seconds"] > 0, again
        extended = client.post("session/extension").expect(200).json
        assert not extended["can_extend"] and extended["absolute_expires_at"] > again["absolute_expires_at"]
        client.post("session/extension").expect(409, "people.extension_used")
        client.request("DELETE", "/api/v1/session").expect(204)
        client.get("session").expect(401)
        log = (house.directory / "serve.log").read_text()
        assert house.sign_ins["worker.childcare"] not in log and "worker.childcare" not in log, "the log names somebody"


def story_five_failures_lock_and_nobody_learns_which_was_wrong():
    with kit.House() as house:
        house.start()
        client = house.client()
        known = client.sign_in("worker.women", "wrong-Password-1")
        unknown = client.sign_in("nobody.here", "wrong-Password-1")
        assert known.status == unknown.status == 401
        strip = lambda answer: {k: v for k, v in answer.json.items() if k not in ("trace", "instance")}
        assert strip(known) == strip(unknown), "the answer tells a known account from an unknown one"
        for _ in range(4):
            client.sign_in("worker.women", "wrong-Password-1")
        locked = client.sign_in("worker.women", house.sign_ins["worker.women"])
        assert locked.status in (401, 429) and locked.json["code"] == "people.sign_in_locked", locked.body
        house.client("worker.childcare")  # others are not locked


def story_the_first_password_is_changed_before_anything_else():
    with kit.House() as house:
        reset = house.cli("account", "reset-password", "worker.women")
        password = next(w for w in reset.stdout.split() if w.count("-") >= 3)
        house.start()
        client = house.client()
        session = client.sign_in("worker.women", password).expect(200)
        assert session.json["must_change_password"] is True
        client.get("home").expect(403)
        weak = client.post("session/password", {"current": password, "next": "short"})
        assert 400 <= weak.status < 500, weak.body
        client.post("session/password", {"current": password, "next": "Long-enough-乙-4711-word"}).expect(204)
        assert client.get("session").json["must_change_password"] is False
        client.get("home").expect(200)


def story_a_suspended_account_is_told_and_recorded():
    with kit.House() as house:
        house.start()
        worker = house.client("worker.childcare")
        grant = worker.get("grants").json["items"][0]
        house.cli("account", "suspend", "worker.childcare", "--reason", "story")
        person = house.resident()
        body = {"grant": grant["id"], "case_number": "育津-115-00001", "reason": "審查案件需要確認設籍",
                "subject": {"by": "id", "id": person["PersonId"]}}
        refused = worker.post("queries", body).expect(403, "grants.account_suspended")
        assert refused.json["receipt"]["index"] >= 0
        assert person["PersonName"] not in refused.text
        house.client().sign_in("worker.childcare", house.sign_ins["worker.childcare"]).expect(401)
