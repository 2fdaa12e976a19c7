import { expect, it } from "vitest";
import { first_day, last_day, period_text } from "./day_text";

it("takes dates and instants", () => {
  expect(first_day("2026-11-23")).toBe("115/11/23");
  expect(first_day("2026-11-22T16:00:00.000Z")).toBe("115/11/23");
  expect(last_day("2026-12-31T16:00:00.000Z")).toBe("115/12/31");
  expect(last_day("2026-12-31")).toBe("115/12/31");
});

it("says what is open", () => {
  expect(period_text("2026-11-23", null, " 起")).toBe("115/11/23 起");
  expect(period_text("2026-11-23", "2026-12-31", " 起")).toBe("115/11/23–115/12/31");
  expect(period_text(null, null, " 起")).toBe("");
  expect(first_day(undefined)).toBe("");
});
