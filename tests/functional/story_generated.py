"""Lists exist once: what is generated from the endpoint table and the settings table is what is committed."""
import subprocess
import tempfile
import unittest
from pathlib import Path

from kit import ROOT, run_menhu


class Generated(unittest.TestCase):
    def test_the_front_ends_types_are_the_interfaces(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "openapi.json"
            path.write_text(run_menhu("openapi").out, encoding="utf-8")
            made = subprocess.run(["node", str(ROOT / "tools/openapi_to_typescript.mjs"), str(path)], check=True,
                                  stdout=subprocess.PIPE, text=True).stdout
        self.assertEqual((ROOT / "ui/src/api/types.ts").read_text(encoding="utf-8"), made)

    def test_the_page_of_settings_is_the_table(self):
        self.assertEqual((ROOT / "docs/configuration.md").read_text(encoding="utf-8"), run_menhu("config", "document").out)
