import { expect, it } from "vitest";
import { byte_text, manifest_lines } from "./manifest";

it("shows the plain lines of a manifest", () => {
  const text = '# a comment\ntable_number = "DEMO-01"\nsequence = 3 # third\n[file]\nsha256 = \'ab\'\nbase_date = 2024-03-05\nlist = [1]\n';
  expect(manifest_lines(text)).toEqual([
    { key: "table_number", value: "DEMO-01" },
    { key: "sequence", value: "3" },
    { key: "file.sha256", value: "ab" },
    { key: "file.base_date", value: "2024-03-05" },
  ]);
});

it("makes nothing of a file that is no manifest", () => expect(manifest_lines("\u0000\u0001PK")).toEqual([]));

it("writes sizes", () => {
  expect(byte_text(12)).toBe("12 B");
  expect(byte_text(8 * 1024 * 1024)).toBe("8.0 MiB");
  expect(byte_text(470 * 1024 * 1024)).toBe("470 MiB");
});
