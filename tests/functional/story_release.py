"""What a delivery would change, by district; the second person whom it takes when that is much, and who can never be the
one that signed it off (四(二)1); what was due, fetched and doubted (S2.1, X1)."""
import tomllib

from kit import OwnStory, run_menhu


class Release(OwnStory):
    people = 600

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.place.client("designated")
        cls.second = cls.place.client("designated.second")

    def city(self, people, seed):
        """The next delivery of the table, of a city of its own."""
        items = self.first.get("/deliveries").json["items"]
        sequence = max(item["sequence"] for item in items if item["table_number"] == "DEMO-P01") + 1
        folder = self.place.directory / f"release-{sequence}"
        run_menhu("demo-delivery", "--dir", self.place.directory, "--to", folder, "--people", people, "--seed", seed,
                  "--sequence", sequence)
        return (folder / "big5.toml").read_text(), (folder / "big5.dat").read_bytes()

    def bring(self, manifest, data):
        delivery = self.first.post("/deliveries", {"manifest": manifest}).json["id"]
        self.assertEqual(self.first.upload(delivery, data).status, 200)
        self.assertEqual(self.first.post(f"/deliveries/{delivery}/import", {}).status, 202)
        view = self.first.wait_import(delivery)
        self.assertEqual(view["state"], "awaiting_sign_off", view)
        return delivery

    def decide(self, who, delivery, step, decision="accept"):
        return who.post(f"/deliveries/{delivery}/{step}", {"decision": decision, "note": "看過差異與報告"})

    def in_use(self):
        return [item["id"] for item in self.first.get("/deliveries").json["items"] if item["state"] == "in_use"]

    def todos(self, who):
        return [todo["code"] for todo in who.get("/home").json["todos"]]

    def test_another_city_takes_two_people_and_never_the_same(self):
        before = self.in_use()
        delivery = self.bring(*self.city(500, 9))
        path = f"/deliveries/{delivery}/difference"
        seen = self.first.get(path).json
        comparison = seen["comparison"]
        self.assertTrue(comparison["exceeds"])
        self.assertEqual(seen["release"]["state"], "needed")
        for row in [*comparison["districts"], {"counts": comparison["all"]}]:
            counts = row["counts"]
            self.assertEqual(counts["before"], counts["gone"] + counts["left"] + counts["changed"] + counts["unchanged"], row)
            self.assertEqual(counts["after"], counts["new"] + counts["arrived"] + counts["changed"] + counts["unchanged"], row)
        self.assertEqual(comparison["all"]["after"], 500)
        self.assertEqual(sum(row["counts"]["after"] for row in comparison["districts"]), 500)
        self.assertIn(f"新增 {comparison['all']['new']} 人、消失 {comparison['all']['gone']} 人", comparison["sentence_zh"])

        self.assert_problem(self.decide(self.second, delivery, "release"), 409, "registry.delivery_state")
        signed = self.decide(self.first, delivery, "sign-off")
        self.assertEqual(signed.json["state"], "awaiting_release", signed.text)
        self.assertEqual(self.in_use(), before, "nothing has changed for who asks")
        for decision in ("accept", "refuse"):
            self.assert_problem(self.decide(self.first, delivery, "release", decision), 403, "registry.release_own")
        self.assert_problem(self.decide(self.first, delivery, "sign-off"), 409, "registry.delivery_state")
        self.assertEqual(self.in_use(), before)
        self.assertFalse(self.first.get(path).json["release"]["may"])
        self.assertTrue(self.second.get(path).json["release"]["may"])
        self.assertIn("release", self.todos(self.second))
        self.assertNotIn("release", self.todos(self.first))

        released = self.decide(self.second, delivery, "release")
        self.assertEqual(released.json["state"], "in_use", released.text)
        self.assertEqual(self.in_use(), [delivery])
        self.assertEqual(self.second.get(path).json["release"]["state"], "released")
        kinds = [row["kind"] for row in self.place.client("checker").post("/trail", {"limit": 50}).json["items"]]
        self.assertIn("delivery.released", kinds)

        # The same people once more: nothing differs, so one person is enough; and the command line says it too.
        manifest, data = self.city(500, 9)
        folder = self.place.directory / "again"
        folder.mkdir()
        (folder / "m.toml").write_text(manifest)
        (folder / "d.dat").write_bytes(data)
        done = self.place.menhu("import", folder / "d.dat", "--manifest", folder / "m.toml", "--account", "designated",
                                "--sign-off", "accept", stdin=self.place.passwords["designated"] + "\n")
        self.assertIn("in_use", done.out)
        self.assertRegex(done.out, r"unchanged 500")

    def test_the_command_line_releases_as_another_person_only(self):
        manifest, data = self.city(450, 11)
        folder = self.place.directory / "by-hand"
        folder.mkdir()
        (folder / "m.toml").write_text(manifest)
        (folder / "d.dat").write_bytes(data)
        words = ["import", folder / "d.dat", "--manifest", folder / "m.toml", "--account"]
        secret = {name: self.place.passwords[name] + "\n" for name in ("designated", "designated.second")}
        first = self.place.menhu(*words, "designated", "--sign-off", "accept", stdin=secret["designated"])
        self.assertIn("awaiting_release", first.out)
        same = self.place.menhu(*words, "designated", "--release", "accept", stdin=secret["designated"], check=False)
        self.assertNotEqual(same.code, 0, same.out)
        self.assertIn("registry.release_own", same.out + same.err)
        other = self.place.menhu(*words, "designated.second", "--release", "refuse", "--note", "退回",
                                 stdin=secret["designated.second"], check=False)
        self.assertIn("refused", other.out)

    def test_notices_schedules_and_doubts(self):
        calendar = self.first.get("/delivery-calendar").json
        self.assertIn("DEMO-P01", calendar["tables"])
        set_it = {"table_number": "DEMO-P01", "kind": "full", "rhythm": "month", "due_day": 28, "from": "2026-01-01"}
        made = self.first.post("/delivery-calendar/schedules", set_it)
        self.assertEqual(made.status, 201, made.text)
        self.assert_problem(self.first.post("/delivery-calendar/schedules", {**set_it, "due_day": 31}), 400,
                            "registry.schedule_invalid")
        mine = [one for one in self.first.get("/delivery-calendar").json["schedules"] if one["id"] == made.json["id"]][0]
        came = [slot for slot in mine["slots"] if slot["delivery"]]
        self.assertTrue(came, mine["slots"])
        self.assertTrue(all(slot["state"] in ("came", "late") for slot in came), came)
        self.assertTrue(any(slot["state"] == "missing" for slot in mine["slots"]), "no city came in January")
        ended = self.first.post(f"/delivery-calendar/schedules/{made.json['id']}/end", {"until": "2026-01-31"})
        self.assertEqual(ended.status, 204, ended.text)

        today = mine["set_at"][:10]
        noticed = self.first.post("/delivery-calendar/notices",
                                  {"table_number": "DEMO-X99", "notified_on": today, "letter_number": "府民戶字第1號"})
        self.assertEqual(noticed.status, 201, noticed.text)
        notice = [one for one in self.first.get("/delivery-calendar").json["notices"] if one["id"] == noticed.json["id"]][0]
        self.assertLessEqual(notice["days_left"], 5)
        self.assertIn("fetch_file", self.todos(self.first))

        delivery = self.in_use()[0]
        text = "第三列之出生日期與戶籍謄本不符，請查明"
        raised = self.first.post(f"/deliveries/{delivery}/doubts", {"letter_number": "桃婦字第1號", "text": text})
        self.assertEqual(raised.status, 201, raised.text)
        doubts = self.second.get(f"/deliveries/{delivery}/doubts").json
        self.assertEqual([one["text"] for one in doubts["items"]], [text])
        self.assertNotIn("出生日期", "\n".join(self.place.log_lines()))

    def test_rejected_rows_are_read_with_their_bytes(self):
        items = self.first.get("/deliveries").json["items"]
        sequence = max(item["sequence"] for item in items if item["table_number"] == "DEMO-P01") + 1
        folder = self.place.directory / f"flawed-{sequence}"
        run_menhu("demo-delivery", "--dir", self.place.directory, "--to", folder, "--people", 900, "--seed", 5, "--sequence",
                  sequence, "--flaw", "bad_check_digit")
        delivery = self.bring((folder / "big5.toml").read_text(), (folder / "big5.dat").read_bytes())
        rows = self.first.get(f"/deliveries/{delivery}/rejects").json
        self.assertGreater(rows["total"], 0)
        row = rows["items"][0]
        self.assertIn("bad_id", row["reasons"])
        raw = bytes.fromhex(row["record"]["raw"])
        start = row["record"]["offset"]
        self.assertEqual((folder / "big5.dat").read_bytes()[start:start + len(raw)], raw)
        wrong = [field for field in row["record"]["fields"] if field["problem"] == "check_digit"]
        self.assertTrue(wrong, row["record"]["fields"])
        self.assertEqual(raw[wrong[0]["at"] - 1:wrong[0]["at"] - 1 + wrong[0]["length"]].hex(), wrong[0]["raw"])
        self.assert_problem(self.place.client("auditor").get(f"/deliveries/{delivery}/rejects"), 403, "people.role_missing")
        kinds = [one["kind"] for one in self.place.client("checker").post("/trail", {"limit": 20}).json["items"]]
        self.assertIn("rejects.opened", kinds)
        self.assertIn("raise_doubt", self.todos(self.first))
        self.decide(self.first, delivery, "sign-off", "refuse")


class Layouts(OwnStory):
    """Layouts as versions: nobody approves what they made; a sample is shown and a whole file counted, nothing kept."""
    people = 400

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.place.client("designated")
        cls.second = cls.place.client("designated.second")
        cls.data = (cls.place.directory / "demo-delivery" / "big5.dat").read_bytes()
        cls.text = cls.first.get("/layouts/demo_full_big5").json["text"]

    def send(self, who, path, body):
        return who.call("POST", path, body, {"Content-Type": "application/octet-stream"})

    def test_a_layout_is_drafted_checked_tried_and_approved_by_another(self):
        lines = self.text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith("encoding"))
        wrong = "\n".join([*lines[:at], 'encoding = "nonsense"', *lines[at + 1:]])
        problems = self.send(self.first, "/layouts/check?kind=layout", wrong.encode()).json["problems"]
        self.assertEqual([one["line"] for one in problems], [at + 1], problems)
        self.assert_problem(self.send(self.first, "/layouts?kind=layout", wrong.encode()), 400, "registry.definition_invalid")

        title = tomllib.loads(self.text)["title_zh"]
        saved = self.send(self.first, "/layouts?kind=layout", self.text.replace(title, "第二版示範佈局").encode())
        self.assertEqual(saved.status, 201, saved.text)
        ref = saved.json["ref"]
        self.assert_problem(self.first.post(f"/layouts/{ref}/approve", {}), 403, "registry.definition_own")

        sample = self.send(self.first, f"/layouts/{ref}/sample?base_date=2026-11-01", self.data[:20_000])
        self.assertEqual(sample.status, 200, sample.text)
        self.assertEqual(sample.json["records"][0]["role"], "header")
        person = next(one for one in sample.json["records"] if one["role"] == "person")
        name = next(field for field in person["fields"] if field["name"] == "PersonName")
        self.assertEqual(bytes.fromhex(name["raw"]).decode("cp950", "replace").strip()[:1], name["value"][:1])

        run = self.send(self.first, f"/layouts/{ref}/dry-run?base_date=2026-11-01", self.data)
        self.assertEqual(run.status, 200, run.text)
        people = {one["role"]: one["records"] for one in run.json["records"]}["person"]
        self.assertEqual(people, 400)
        self.assertEqual(run.json["report"]["rejected"], 0, run.json["problems"])
        self.assertEqual(run.json["bytes"], len(self.data))
        self.assertEqual(len(self.first.get("/deliveries").json["items"]),
                         len(self.second.get("/deliveries").json["items"]))

        kinds = [one["kind"] for one in self.place.client("checker").post("/trail", {"limit": 20}).json["items"]]
        self.assertIn("layout.sampled", kinds)
        self.assertIn("layout.dry_run", kinds)
        self.assertEqual(self.second.post(f"/layouts/{ref}/approve", {}).status, 204)
        row = next(one for one in self.first.get("/layouts").json["items"] if one["ref"] == ref)
        self.assertEqual((row["state"], row["in_force"], row["title_zh"]), ("approved", True, "第二版示範佈局"))

    def test_the_command_line_drafts_tries_and_approves(self):
        title = tomllib.loads(self.text)["title_zh"]
        path = self.place.directory / "mine.toml"
        name = tomllib.loads(self.text)["name"]
        path.write_text(self.text.replace(f'name = "{name}"', 'name = "mine_big5"', 1).replace(title, "命令列所擬佈局"))
        secret = {who: self.place.passwords[who] + "\n" for who in ("designated", "designated.second")}
        self.assertIn("Nothing is wrong", self.place.menhu("layout", "check", path).out)
        saved = self.place.menhu("layout", "save", path, "--account", "designated", stdin=secret["designated"])
        ref = next(line for line in saved.out.splitlines() if len(line) == 13)
        own = self.place.menhu("layout", "approve", ref, "--account", "designated", stdin=secret["designated"], check=False)
        self.assertNotEqual(own.code, 0)
        self.assertIn("registry.definition_own", own.out + own.err)
        tried = self.place.menhu("layout", "try", self.place.directory / "demo-delivery/big5.dat", "--layout", ref,
                                 "--account", "designated", "--base-date", "2026-11-01", stdin=secret["designated"])
        self.assertRegex(tried.out, r"read: 400\s+rejected: 0")
        self.place.menhu("layout", "approve", ref, "--account", "designated.second", stdin=secret["designated.second"])
        self.assertRegex(self.place.menhu("layout", "list").out, ref + r"\tlayout\tmine_big5\t1\tapproved")
        (self.place.directory / "bad.toml").write_text(self.text.replace("encoding = ", "encodings = ", 1))
        bad = self.place.menhu("layout", "check", self.place.directory / "bad.toml", check=False)
        self.assertEqual(bad.code, 4, bad.out + bad.err)

    def test_a_draft_is_refused_with_a_reason(self):
        saved = self.send(self.first, "/layouts?kind=characters", "code,unicode\nU+E000,U+2A6A5\n".encode())
        self.assertEqual(saved.status, 201, saved.text)
        ref = saved.json["ref"]
        self.assertEqual(self.second.post(f"/layouts/{ref}/refuse", {"reason": "來源不明"}).status, 204)
        self.assert_problem(self.second.post(f"/layouts/{ref}/approve", {}), 409, "registry.definition_decided")
        self.assertEqual(self.first.get(f"/layouts/{ref}").json["definition"]["reason"], "來源不明")
