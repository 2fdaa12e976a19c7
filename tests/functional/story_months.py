"""The demonstration's months: a full file of the past and the change files since, through the importer, so that deliveries and
histories look alive; the same files at the command line; run again, it keeps what is there (U1.1, S2.1)."""
import tempfile
from pathlib import Path

from kit import CASE, REASON, Installation, OwnStory, run_menhu

MONTHS = 4


class Months(OwnStory):
    people = 500

    @classmethod
    def setUpClass(cls):
        cls.place = Installation.demonstration(cls.people, ["--months", str(MONTHS)]).start()

    def deliveries(self):
        return self.place.client("designated").get("/deliveries").json["items"]

    def test_a_full_file_of_the_past_and_each_month_since(self):
        items = self.deliveries()
        self.assertEqual(sorted((item["table_number"], item["sequence"]) for item in items),
                         [("DEMO-C01", month) for month in range(1, MONTHS + 1)] + [("DEMO-P01", 1)])
        self.assertEqual([item["state"] for item in items].count("superseded"), MONTHS)
        in_use = next(item for item in items if item["state"] == "in_use")
        self.assertEqual((in_use["table_number"], in_use["sequence"]), ("DEMO-C01", MONTHS))
        self.assertEqual(in_use["base_date"], max(item["base_date"] for item in items))
        self.assertEqual(len({item["base_date"] for item in items}), MONTHS + 1)

    def test_the_examples_are_found_in_the_end(self):
        client = self.place.new_member("story.months", "childcare", "case_worker")
        grant = self.place.new_grant("story.months", fields="PersonId,PersonName,Status,MoveHistory")
        for what in ("A resident of Zhongli District", "Moved in from another county within the year"):
            example = self.place.example(what_en=what)
            answer = client.post("/queries", {"grant": grant, "case_number": CASE, "reason": REASON,
                                              "subject": {"by": "id", "id": example["id"]}})
            self.assertEqual(answer.status, 200, answer.text)
            self.assertEqual(len(answer.json["records"]), 1, what)

    def test_run_again_it_keeps_the_data(self):
        before = [(item["id"], item["state"]) for item in self.deliveries()]
        self.place.stop()
        self.place.menhu("demo", "--people", str(self.people), "--months", str(MONTHS))
        self.place.start()
        self.assertEqual([(item["id"], item["state"]) for item in self.deliveries()], before)

    def test_a_year_of_files_and_the_full_file_of_any_month(self):
        with tempfile.TemporaryDirectory() as folder:
            words = ["demo-delivery", "--people", "300", "--months", "12", "--base-date", "2026-11-01", "--layout", "utf8"]
            run_menhu(*words, "--to", folder + "/year")
            run_menhu(*words, "--to", folder + "/june", "--after", "7")
            written = sorted(path.name for path in Path(folder, "year").iterdir())
            self.assertEqual(len([name for name in written if name.startswith("utf8-change-")]), 24)
            self.assertIn("utf8.toml", written)
            self.assertFalse([name for name in written if name.endswith(".part")])
            self.assertIn("base_date = 2025-11-01", Path(folder, "year/utf8.toml").read_text())
            self.assertIn('kind = "change"', Path(folder, "year/utf8-change-12.toml").read_text())
            header = Path(folder, "june/utf8.txt").read_text().splitlines()[0].split("|")
            self.assertEqual((header[3], header[5]), ("2026-06-01", "7"))
