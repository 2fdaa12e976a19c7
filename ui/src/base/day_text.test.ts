import { describe, expect, it } from "vitest";
import { first_day, last_day, period_text, roc_days_in } from "./day_text";

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

describe("roc_days_in", () => {
  it("turns days within words", () => {
    expect(roc_days_in("2026-11-24 04:12:09 起")).toBe("115/11/24 04:12:09 起");
    expect(roc_days_in("2026-01-01–2026-12-31")).toBe("115/01/01–115/12/31");
  });
  it("leaves what is none", () => {
    expect(roc_days_in("育津-115-00001")).toBe("育津-115-00001");
    expect(roc_days_in("A2026-11-24")).toBe("A2026-11-24");
    expect(roc_days_in("12026-11-24-3")).toBe("12026-11-24-3");
  });
});
