#!/usr/bin/env python3
"""A demonstration city, served, for run.mjs; its pictures go to MENHU_SHOTS (build/browser-shots)."""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/functional"))
import delivery_story  # noqa: E402
import kit  # noqa: E402

with kit.House(people=2_000) as house:
    following = house.directory / "following"
    following.mkdir()
    data = delivery_story.next_data(house)
    (following / "utf8.txt").write_bytes(data)
    (following / "utf8.toml").write_text(delivery_story.manifest_of(house, data=data))
    shots = Path(os.environ.get("MENHU_SHOTS", ROOT / "build/browser-shots"))
    shots.mkdir(parents=True, exist_ok=True)
    house.start()
    told = subprocess.run(["node", "run.mjs", *sys.argv[1:]], cwd=ROOT / "tests/browser", env=dict(
        os.environ, MENHU_URL=f"https://127.0.0.1:{house.port}", MENHU_SIGN_INS=str(house.directory / "demo-sign-ins.txt"),
        MENHU_EXAMPLES=str(house.city() / "examples.csv"), MENHU_DELIVERY=str(following), MENHU_SHOTS=str(shots)))
    sys.exit(told.returncode)
