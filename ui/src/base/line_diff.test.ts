import { expect, it } from "vitest";
import { line_diff } from "./line_diff";

const marks = (before: string, after: string) => line_diff(before, after).map((one) => `${one.mark}${one.line} ${one.text}`);

it("says which lines are gone and which are new, with their numbers", () => {
  expect(marks("a\nb\nc\nd", "a\nx\nc\ny\nd")).toEqual(["-2 b", "+2 x", "+4 y"]);
});

it("finds nothing in equal texts, whatever ends their lines", () => {
  expect(marks("a\r\nb", "a\nb")).toEqual([]);
});

it("finds everything in texts that share nothing", () => {
  expect(marks("a", "b\nc")).toEqual(["-1 a", "+1 b", "+2 c"]);
});

it("puts both back together", () => {
  const before = Array.from({ length: 40 }, (_, at) => `line ${at % 7}`);
  const after = before.filter((_, at) => at % 5 !== 0).concat("end");
  const diff = line_diff(before.join("\n"), after.join("\n"));
  const gone = new Set(diff.filter((one) => one.mark === "-").map((one) => one.line));
  const fresh = new Set(diff.filter((one) => one.mark === "+").map((one) => one.line));
  expect(before.filter((_, at) => !gone.has(at + 1))).toEqual(after.filter((_, at) => !fresh.has(at + 1)));
});
