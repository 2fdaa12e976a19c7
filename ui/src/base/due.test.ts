import { expect, it } from "vitest";
import { days_until } from "./due";

it("counts days of Taipei, not of London", () => {
  const late_evening_utc = new Date("2026-11-23T16:30:00Z"); // already the 24th in Taipei
  expect(days_until("2026-11-24", late_evening_utc)).toBe(0);
  expect(days_until("2026-11-23", late_evening_utc)).toBe(-1);
  expect(days_until("2026-12-01", late_evening_utc)).toBe(7);
});

it("takes an instant before which it must be done", () => {
  expect(days_until("2026-11-30T16:00:00.000Z", new Date("2026-11-23T04:00:00Z"))).toBe(7);
});

it("says so when there is no day", () => expect(days_until("soon", new Date())).toBeNull());
