import entries from "../../../docs/formats/entries.md?raw";
import { expect, it } from "vitest";
import { zh } from "./zh";

// The first cell of a row of a table may name several kinds.
const page: string = entries;
const kinds = page
  .split("\n")
  .map((line) => /^\|([^|]*)\|/.exec(line)?.[1] ?? "")
  .flatMap((cell) => [...cell.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map((found) => found[1] ?? ""));

it("has a word for every kind of entry", () => {
  expect(kinds.length).toBeGreaterThan(40);
  expect(kinds.filter((kind) => !Object.hasOwn(zh, `kind_${kind}`))).toEqual([]);
});
