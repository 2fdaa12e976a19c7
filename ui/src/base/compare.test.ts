import { expect, it } from "vitest";
import { by_day, by_number, by_words, holds } from "./compare";

it("orders Chinese by strokes and numbers by value", () => {
  const rows = ["婦", "一", "二", "B10", "B9"].sort(by_words((row) => row));
  expect(rows.indexOf("一")).toBeLessThan(rows.indexOf("二"));
  expect(rows.indexOf("二")).toBeLessThan(rows.indexOf("婦"));
  expect(rows.indexOf("B9")).toBeLessThan(rows.indexOf("B10"));
});

it("puts what has no day last", () => {
  expect([null, "2027-01-01", "2026-12-31"].sort(by_day((row) => row))).toEqual(["2026-12-31", "2027-01-01", null]);
});

it("orders counts by value", () => expect([10, 9, 100].sort(by_number((row) => row))).toEqual([9, 10, 100]));

it("finds words wherever they stand, all of them", () => {
  expect(holds(["生育津貼", "B05"], "b05 生育")).toBe(true);
  expect(holds(["生育津貼", "B05"], "Ｂ０５")).toBe(true);
  expect(holds(["生育津貼", "B05"], "B06")).toBe(false);
  expect(holds(["生育津貼"], "")).toBe(true);
});
