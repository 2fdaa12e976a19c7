import { expect, it } from "vitest";
import { add_days, add_months, month_grid } from "./month_grid";

it("holds each day of the month once, in whole weeks", () => {
  for (const [month, days] of [["2026-11-23", 30], ["2024-02-01", 29], ["2026-02-28", 28], ["2026-08-31", 31]] as const) {
    const weeks = month_grid(month);
    const found = weeks.flat().filter((day) => day !== null);
    expect(found.length).toBe(days);
    expect(new Set(found).size).toBe(days);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  }
});

it("begins weeks on Sunday", () => {
  const week = month_grid("2026-11-23").find((days) => days.includes("2026-11-23"));
  expect(week?.indexOf("2026-11-23")).toBe(1); // a Monday
});

it("goes over the ends of months and years", () => {
  expect(add_days("2026-12-31", 1)).toBe("2027-01-01");
  expect(add_days("2024-03-01", -1)).toBe("2024-02-29");
  expect(add_months("2026-01-31", 1)).toBe("2026-02-28");
  expect(add_months("2026-12-15", 1)).toBe("2027-01-15");
  expect(add_months("2026-03-31", -13)).toBe("2025-02-28");
});
