"""What an outsider can check (F2.4): the checkpoint, the tiles, the log as a directory, one receipt."""
import kit
from query_story import ask, by_id


def story_checkpoint_tiles_export_and_verify():
    with kit.House() as house:
        house.start()
        client = house.client("worker.childcare")
        grant = client.get("grants").json["items"][0]
        receipt = ask(client, grant, by_id(house.resident())).expect(200).json["receipt"]
        log = receipt["log"]
        proof = client.get(f"receipts/{log}/{receipt['index']}").expect(200).text
        checkpoint = kit.Client(house.port).get(f"ledger/{log}/checkpoint").expect(200).text
        origin, size = checkpoint.split("\n")[:2]
        assert origin.endswith("/" + str(log)) and int(size) > receipt["index"]
        client.get(f"ledger/{log}/tile/0/000.p/{min(int(size), 256) if int(size) < 256 else 1}").expect(403)
        auditor = house.client("auditor")
        name = f"tile/0/000.p/{size}" if int(size) < 256 else "tile/0/000"
        tile = auditor.get(f"ledger/{log}/{name}")
        assert tile.status == 200 and len(tile.body) == 32 * min(int(size), 256), (tile.status, len(tile.body))
        assert house.stop() == 0, "a graceful stop leaves 0"
        verified = house.cli("ledger", "verify")
        assert verified.returncode == 0
        out = house.directory / "export"
        house.cli("ledger", "export", out)
        assert (out / "checkpoint").is_file() and (out / "tile/0").is_dir()
        key = house.cli("ledger", "key").stdout.strip()
        (house.directory / "one.tlog-proof").write_text(proof)
        assert kit.menhu("ledger", "verify", "--directory", out, "--key", key).returncode == 0
        bundle = next((out / "tile/entries").rglob("*"))
        bundle = next(p for p in (out / "tile/entries").rglob("*") if p.is_file())
        data = bytearray(bundle.read_bytes())
        data[40] ^= 1
        bundle.write_bytes(data)
        assert kit.menhu("ledger", "verify", "--directory", out, "--key", key, check=False).returncode != 0, "one bit is caught"
