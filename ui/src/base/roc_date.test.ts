import { describe, expect, it } from "vitest";
import { is_real_date, parse_roc_date, roc_date, roc_instant, roc_last_day, taipei_day } from "./roc_date";

describe("roc_date", () => {
  it("shows years of the Republic", () => {
    expect(roc_date("2024-03-05")).toBe("113/03/05");
    expect(roc_date("1912-01-01")).toBe("1/01/01");
  });
  it("shows years before the Republic, without a year 0", () => {
    expect(roc_date("1911-12-31")).toBe("民前1/12/31");
    expect(roc_date("1905-02-03")).toBe("民前7/02/03");
  });
  it("keeps masked months and days", () => expect(roc_date("1990-**-**")).toBe("79/**/**"));
  it("keeps unknown months and days, and what is no date", () => {
    expect(roc_date("1950-00-00")).toBe("39/00/00");
    expect(roc_date("○○")).toBe("○○");
  });
});

describe("parse_roc_date", () => {
  it.each([
    ["113/3/5", "2024-03-05"],
    ["113.03.05", "2024-03-05"],
    ["１１３－０３－０５".replace(/－/g, "-"), "2024-03-05"],
    ["1130305", "2024-03-05"],
    ["980101", "2009-01-01"],
    ["民國113年3月5日", "2024-03-05"],
    ["民前1/12/31", "1911-12-31"],
    ["前7年2月3日", "1905-02-03"],
    [" 113 / 2 / 29 ", "2024-02-29"],
  ])("reads %s", (typed, iso) => expect(parse_roc_date(typed)).toBe(iso));

  it.each(["", "0/1/1", "112/2/29", "113/13/1", "113/4/31", "1984/01/01", "abc", "113/3", "113/3/0"])(
    "does not take %s",
    (typed) => expect(parse_roc_date(typed)).toBeNull(),
  );

  it("is the inverse of roc_date on every day of 140 years", () => {
    for (let day = Date.UTC(1890, 0, 1); day < Date.UTC(2030, 0, 1); day += 86_400_000) {
      const iso = new Date(day).toISOString().slice(0, 10);
      expect(parse_roc_date(roc_date(iso))).toBe(iso);
    }
  });
});

describe("instants", () => {
  it("are shown on the clock of Taipei", () => {
    expect(roc_instant("2024-12-31T16:00:01.000Z")).toBe("114/01/01 00:00:01");
    expect(roc_instant("not an instant")).toBe("not an instant");
  });
  it("give the last day of a period that ends before them", () => {
    expect(roc_last_day("2026-12-31T16:00:00.000Z")).toBe("115/12/31");
    expect(roc_last_day("2026-12-31T16:00:00.001Z")).toBe("116/01/01");
    expect(roc_last_day("2026-12-31")).toBe("115/12/31");
  });
  it("fall on the day of Taipei", () => expect(taipei_day(new Date("2024-12-31T16:00:00Z"))).toBe("2025-01-01"));
});

describe("is_real_date", () => {
  it("knows the leap years", () => {
    expect(is_real_date(2000, 2, 29)).toBe(true);
    expect(is_real_date(1900, 2, 29)).toBe(false);
    expect(is_real_date(2024, 2.5, 1)).toBe(false);
  });
});
