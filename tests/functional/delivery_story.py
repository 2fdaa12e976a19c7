"""A delivery from arrival to use, and everything that is refused with nothing loaded (S2.1, F2.5)."""
import hashlib
import re
import signal
import time

import kit

PIECE = 1 << 16


def manifest_of(house, layout="utf8", sequence=2, data=None, **changes):
    """The manifest of the city's delivery as the next one, for `data` (its bytes)."""
    text = (house.city() / f"{layout}.toml").read_text()
    values = {"sequence": sequence, **changes}
    if data is not None:
        values.setdefault("sha256", hashlib.sha256(data).hexdigest())
        values.setdefault("bytes", len(data))
    for key, value in values.items():
        text, count = re.subn(rf'^{key}\s*=.*$', f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}", text, flags=re.M)
        assert count == 1, (key, text)
    return text


def next_data(house, sequence=2):
    """The city's UTF-8 file as delivery number `sequence`."""
    data = (house.city() / "utf8.txt").read_bytes()
    lines = data.split(b"\n")
    for at in (0, len(lines) - 2):
        cells = lines[at].split(b"|")
        cells[2] = str(sequence).encode()
        lines[at] = b"|".join(cells)
    return b"\n".join(lines)


def create(client, manifest):
    return client.post("deliveries", {"manifest": manifest}).expect(200).json["id"]


def upload(client, delivery, data, start=0, stop=None):
    stop = len(data) if stop is None else stop
    for at in range(start, stop, PIECE):
        piece = data[at:min(at + PIECE, stop)]
        headers = {"Content-Range": f"bytes {at}-{at + len(piece) - 1}/{len(data)}", "Content-Type": "application/octet-stream"}
        client.request("PUT", f"/api/v1/deliveries/{delivery}/file", raw=piece, headers=headers).expect(200)


def bring_in(client, delivery, seconds=60):
    client.post(f"deliveries/{delivery}/import").expect(200)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        view = client.get(f"deliveries/{delivery}").expect(200).json
        if view["state"] not in ("importing", "uploading"):
            return view
        time.sleep(0.1)
    raise AssertionError(f"the import did not end: {view}")


def in_use(client):
    return [d["id"] for d in client.get("deliveries").expect(200).json["items"] if d["state"] == "in_use"]


def failed(view):
    return {check["code"] for check in view["report"]["checks"] if check["outcome"] == "failed"}


def story_upload_report_sign_off_switch():
    with kit.House() as house:
        house.start()
        client = house.client("designated")
        old = in_use(client)
        data = next_data(house)
        delivery = create(client, manifest_of(house, data=data))
        upload(client, delivery, data, stop=2 * PIECE)
        assert client.get(f"deliveries/{delivery}/file").expect(200).json["received"] == min(2 * PIECE, len(data))
        upload(client, delivery, data, start=min(2 * PIECE, len(data)))
        view = bring_in(client, delivery)
        assert view["state"] == "awaiting_sign_off", view
        assert view["report"]["accepted"] == len(house.people()) and failed(view) == set(), view["report"]
        assert in_use(client) == old, "nothing is used before sign-off"
        view = client.post(f"deliveries/{delivery}/sign-off", {"decision": "accept", "note": "核對無誤"}).expect(200).json
        assert view["state"] == "in_use" and in_use(client) == [delivery]
        client.post(f"deliveries/{delivery}/sign-off", {"decision": "accept", "note": ""}).expect(409)
        house.client("worker.childcare").get("deliveries").expect(403)


def story_rejected_rows_are_kept_and_told():
    with kit.House() as house:
        house.start()
        client = house.client("designated")
        lines = next_data(house).split(b"\n")
        cells = lines[5].split(b"|")
        cells[1] = cells[1][:-1] + (b"0" if cells[1][-1:] != b"0" else b"1")  # the check digit
        lines[5] = b"|".join(cells)
        data = b"\n".join(lines)
        delivery = create(client, manifest_of(house, data=data))
        upload(client, delivery, data)
        view = bring_in(client, delivery)
        assert view["report"]["rejected"] >= 1, view
        rejects = client.get(f"deliveries/{delivery}/rejects.csv").expect(200).text
        assert "id_check_digit" in rejects or "check_digit" in rejects, rejects[:400]
        client.post(f"deliveries/{delivery}/sign-off", {"decision": "refuse", "note": "退回重送"}).expect(200)
        assert client.get(f"deliveries/{delivery}").json["state"] == "refused"


def story_refused_with_nothing_loaded():
    with kit.House() as house:
        house.start()
        client = house.client("designated")
        old, good = in_use(client), next_data(house)

        def refused(data, manifest, check):
            delivery = create(client, manifest)
            upload(client, delivery, data)
            view = bring_in(client, delivery)
            assert view["state"] == "refused" and check in failed(view), (check, view["report"])
            assert in_use(client) == old

        broken = bytearray(good)
        broken[len(broken) // 2] ^= 1
        refused(bytes(broken), manifest_of(house, data=good), "hash")
        no_trailer = b"\n".join(good.split(b"\n")[:-2]) + b"\n"
        refused(no_trailer, manifest_of(house, data=no_trailer), "trailer")
        refused(good[:len(good) // 2], manifest_of(house, data=good), "size")

        repeated = (house.city() / "utf8.txt").read_bytes()
        answer = client.post("deliveries", {"manifest": manifest_of(house, data=repeated, sequence=1)})
        view = client.get(f"deliveries/{answer.json['id']}").json if answer.status == 200 else None
        assert answer.status == 409 or (view["state"] == "refused" and "not_repeated" in failed(view)), answer.body
        client.post("deliveries", {"manifest": "this is no manifest"}).expect(400)
        assert in_use(client) == old


def story_killed_in_the_middle_and_taken_up_again():
    with kit.House(people=30_000) as house:
        house.start()
        client = house.client("designated")
        old, data = in_use(client), next_data(house)
        delivery = create(client, manifest_of(house, data=data))
        upload(client, delivery, data, stop=5 * PIECE)
        house.stop(signal.SIGKILL)
        house.start()
        client = house.client("designated")
        held = client.get(f"deliveries/{delivery}/file").expect(200).json["received"]
        assert held <= 5 * PIECE
        upload(client, delivery, data, start=held)
        client.post(f"deliveries/{delivery}/import").expect(200)
        time.sleep(0.15)
        house.stop(signal.SIGKILL)
        house.start()
        client = house.client("designated")
        assert in_use(client) == old, "the old generation is in use"
        view = client.get(f"deliveries/{delivery}").json
        if view["state"] in ("importing", "uploading"):
            view = bring_in(client, delivery)
        assert view["state"] == "awaiting_sign_off", view
        client.post(f"deliveries/{delivery}/sign-off", {"decision": "accept", "note": ""}).expect(200)
        assert in_use(client) == [delivery]


def story_cancel():
    with kit.House() as house:
        house.start()
        client = house.client("designated")
        data = next_data(house)
        delivery = create(client, manifest_of(house, data=data))
        upload(client, delivery, data, stop=PIECE)
        client.request("DELETE", f"/api/v1/deliveries/{delivery}").expect(204)
        assert client.get(f"deliveries/{delivery}").json["state"] == "refused"
