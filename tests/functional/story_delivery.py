"""A delivery from manifest to sign-off: uploaded in pieces, checked whole, refused with nothing loaded when something is
wrong, resumable after kill -9 (U1.1, S2.1, F2.5)."""
from kit import OwnStory, run_menhu


class Delivery(OwnStory):
    people = 1500

    def setUp(self):
        self.client = self.place.client("designated")
        folder = self.place.directory / "demo-delivery"
        self.manifest = (folder / "big5.toml").read_text()

    def take(self, manifest):
        answer = self.client.post("/deliveries", {"manifest": manifest})
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json["id"]

    def view(self, delivery):
        answer = self.client.get(f"/deliveries/{delivery}")
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def in_use(self):
        items = self.client.get("/deliveries").json["items"]
        return [item["id"] for item in items if item["state"] == "in_use"]

    def failed_checks(self, view):
        return {check["code"] for check in view["report"]["checks"] if check["outcome"] == "failed"}

    def test_the_same_delivery_twice_is_refused(self):
        before = self.in_use()
        answer = self.client.post("/deliveries", {"manifest": self.manifest})
        self.assertEqual(answer.status, 201, answer.text)
        view = self.view(answer.json["id"])
        self.assertEqual(view["state"], "refused")
        self.assertIn("not_repeated", self.failed_checks(view))
        self.assertEqual(self.in_use(), before)

    def test_a_manifest_that_is_none_is_refused_by_line(self):
        answer = self.client.post("/deliveries", {"manifest": "records = many"})
        self.assertEqual(answer.status, 400, answer.text)

    def test_deliveries_are_not_for_everybody(self):
        worker = self.place.client("worker.childcare")
        self.assert_problem(worker.post("/deliveries", {"manifest": self.manifest}), 403, "people.role_missing")
        self.assert_problem(worker.call("PUT", f"/deliveries/{self.in_use()[0]}/file", b"x"), 403, "people.role_missing")
        self.assert_problem(self.client.get("/deliveries/0000000000000"), 404, "web.no_such_delivery")


class NewDeliveries(OwnStory):
    """Each test brings the next delivery of the table, made by the command line from a city of its own."""
    people = 600

    def setUp(self):
        self.client = self.place.client("designated")

    def city(self, flaw=None, people=700):
        """Files of the next delivery in the city's layout: manifest text and bytes."""
        sequences = [item["sequence"] for item in self.client.get("/deliveries").json["items"]]
        folder = self.place.directory / f"next-{max(sequences) + 1}-{flaw}"
        words = ["demo-delivery", "--dir", self.place.directory, "--to", folder, "--people", people, "--seed", "7",
                 "--sequence", max(sequences) + 1]
        if flaw:
            words += ["--flaw", flaw]
        run_menhu(*words)
        self.files = folder / "big5.toml", folder / "big5.dat"
        return self.files[0].read_text(), self.files[1].read_bytes()

    def in_use(self):
        items = self.client.get("/deliveries").json["items"]
        return [item["id"] for item in items if item["state"] == "in_use"]

    def take(self, manifest):
        answer = self.client.post("/deliveries", {"manifest": manifest})
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json["id"]

    def bring(self, manifest, data):
        delivery = self.take(manifest)
        answer = self.client.upload(delivery, data, piece=50_000)
        self.assertEqual(answer.status, 200, answer.text)
        started = self.client.post(f"/deliveries/{delivery}/import", {})
        self.assertEqual(started.status, 202, started.text)
        return self.client.wait_import(delivery)

    def failed(self, view):
        return {check["code"] for check in view["report"]["checks"] if check["outcome"] == "failed"}

    def refuse(self, delivery):
        answer = self.client.post(f"/deliveries/{delivery}/sign-off", {"decision": "refuse", "note": "story"})
        self.assertEqual(answer.json["state"], "refused", answer.text)

    def test_upload_goes_on_where_it_stopped_and_is_signed_off(self):
        before = self.in_use()
        manifest, data = self.city()
        delivery = self.take(manifest)
        half = len(data) // 2
        self.assertEqual(self.client.upload(delivery, data[:half], total=len(data)).json["received"], half)
        asked = self.client.get(f"/deliveries/{delivery}/file").json
        self.assertEqual(asked, {"received": half, "bytes": len(data)})
        wrong = self.client.upload(delivery, data, start=half + 5)
        self.assert_problem(wrong, 409, "registry.upload_offset")
        self.assertEqual(self.client.upload(delivery, data, start=half).json["received"], len(data))
        long = self.client.call("PUT", f"/deliveries/{delivery}/file", b"more",
                                {"Content-Range": f"bytes {len(data)}-{len(data) + 3}/*"})
        self.assertIn(long.status, (400, 409), long.text)
        self.assert_problem(self.client.call("PUT", f"/deliveries/{delivery}/file", b"x", {"Content-Range": "lines 1-2"}), 400,
                            "web.content_range")
        self.client.post(f"/deliveries/{delivery}/import", {})
        view = self.client.wait_import(delivery)
        self.assertEqual(view["state"], "awaiting_sign_off", view)
        self.assertEqual(self.in_use(), before)
        self.assertEqual(view["report"]["accepted"], 700)
        signed = self.client.post(f"/deliveries/{delivery}/sign-off", {"decision": "accept", "note": "已閱讀報告"})
        # Another city differs from the one in use in everybody: it takes a second person (story_release).
        self.assertEqual(signed.json["state"], "awaiting_release", signed.text)
        self.assertTrue(signed.json["signed_by"])
        self.assertEqual(self.in_use(), before)
        second = self.place.client("designated.second")
        released = second.post(f"/deliveries/{delivery}/release", {"decision": "accept", "note": "已覆核"})
        self.assertEqual(released.json["state"], "in_use", released.text)
        self.assertEqual(self.in_use(), [delivery])
        worker = self.place.client("worker.childcare")
        self.assertEqual(worker.query({"id": "A123456789"}).json["total"], 0)

    def whole_file_is_refused(self, flaw, check):
        before = self.in_use()
        view = self.bring(*self.city(flaw))
        self.assertEqual(view["state"], "refused", view)
        self.assertIn(check, self.failed(view))
        self.assertEqual(self.in_use(), before)

    def test_a_wrong_hash_is_refused(self):
        self.whole_file_is_refused("wrong_hash", "hash")

    def test_a_missing_trailer_is_refused(self):
        self.whole_file_is_refused("missing_trailer", "trailer")

    def test_a_wrong_count_is_refused(self):
        self.whole_file_is_refused("wrong_count", "trailer")

    def test_too_many_bad_rows_are_refused(self):
        self.whole_file_is_refused("too_many_bad_rows", "rejected_share")

    def test_a_truncated_file_is_refused(self):
        self.whole_file_is_refused("truncated", "size")

    def test_a_delivery_that_was_begun_can_be_cancelled(self):
        before = self.in_use()
        manifest, data = self.city()
        delivery = self.take(manifest)
        self.client.upload(delivery, data[:1000], total=len(data))
        self.assertEqual(self.client.delete(f"/deliveries/{delivery}").status, 204)
        self.assertEqual(self.client.get(f"/deliveries/{delivery}").json["state"], "refused")
        self.assertEqual(self.in_use(), before)
        self.assert_problem(self.client.delete(f"/deliveries/{delivery}"), 409, "registry.delivery_state")

    def test_rejected_rows_are_listed_for_the_designated_person(self):
        view = self.bring(*self.city("bad_check_digit"))
        self.assertEqual(view["state"], "awaiting_sign_off", view)
        self.assertGreater(view["report"]["rejected"], 0)
        rejects = self.client.get(f"/deliveries/{view['id']}/rejects.csv")
        self.assertEqual(rejects.status, 200, rejects.text)
        self.assertIn("bad_id", rejects.text)
        self.assertIn("attachment", rejects.headers["Content-Disposition"])
        read = self.place.client("checker").post("/trail", {"limit": 100}).json["items"]
        self.assertTrue(any("reject" in row["kind"] for row in read), [row["kind"] for row in read])
        self.refuse(view["id"])

    def test_the_command_line_imports_too(self):
        self.city()
        password = self.place.passwords["designated"] + "\n"
        done = self.place.menhu("import", self.files[1], "--manifest", self.files[0], "--account", "designated", stdin=password)
        self.assertIn("awaiting_sign_off", done.out)
        again = self.place.menhu("import", self.files[1], "--manifest", self.files[0], "--account", "designated", "--sign-off",
                                 "refuse", "--note", "story", stdin=password, check=False)
        self.assertEqual(again.code, 4, again.out + again.err)
        self.assertIn("refused", again.out)
        self.city("wrong_hash")
        bad = self.place.menhu("import", self.files[1], "--manifest", self.files[0], "--account", "designated", stdin=password,
                               check=False)
        self.assertEqual(bad.code, 4, bad.out + bad.err)

    def test_killed_in_the_middle_the_old_generation_stays_and_the_import_is_taken_up(self):
        # A kill loses the newest lines of the operator's log; those of earlier stories are written by a proper end.
        self.assertEqual(self.place.stop(), 0)
        self.place.start()
        before = self.in_use()
        manifest, data = self.city(people=20_000)
        delivery = self.take(manifest)
        half = len(data) // 2
        self.client.upload(delivery, data[:half], total=len(data))
        self.place.kill()  # in the middle of the upload
        self.place.start()
        self.client = self.place.client("designated")
        received = self.client.get(f"/deliveries/{delivery}/file").json["received"]
        self.assertLessEqual(received, half)
        self.client.upload(delivery, data, start=received)
        self.client.post(f"/deliveries/{delivery}/import", {})
        states = []
        for _ in range(3):  # in the middle of the import
            self.place.kill()
            self.place.start()
            self.client = self.place.client("designated")
            self.assertEqual(self.in_use(), before)
            self.assertEqual(self.place.client("worker.childcare").query(self.place.examples[0]).json["total"], 1)
            states.append(self.client.get(f"/deliveries/{delivery}").json["state"])
            if states[-1] == "importing":
                started = self.client.post(f"/deliveries/{delivery}/import", {})
                self.assertEqual(started.status, 202, started.text)
        self.assertEqual(states[0], "importing")
        view = self.client.wait_import(delivery)
        self.assertEqual((view["state"], view["report"]["accepted"]), ("awaiting_sign_off", 20_000), view)
        self.refuse(delivery)
