import { expect, it } from "vitest";
import { goes_over, uses_left } from "./uses";

const grant = { quota_day: 50, used_today: 10, quota_month: 0, used_month: 300, quota_total: 100, used_total: 120 };

it("counts what is left where there is a limit, and never below nothing", () => {
  expect(uses_left(grant)).toEqual([
    { span: "day", count: 40 },
    { span: "total", count: 0 },
  ]);
});

it("knows when a list is longer than what is left", () => {
  expect(goes_over(grant, 1)).toBe(true);
  expect(goes_over({ ...grant, used_total: 0 }, 40)).toBe(false);
  expect(goes_over({ ...grant, used_total: 0 }, 41)).toBe(true);
});
