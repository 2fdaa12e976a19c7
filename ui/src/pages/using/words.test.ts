import { expect, it } from "vitest";
import { file_kinds, media_of, wrong_with } from "./files";
import { lapses_first, quota_share } from "./standing";
import { count_text, hours_text, networks_text, weekdays_text, whom_text } from "./words";

it("tells days that follow one another as a span", () => {
  expect(weekdays_text("zh", [5, 1, 2, 3, 4])).toBe("週一至週五");
  expect(weekdays_text("zh", [1, 2, 4])).toBe("週一、週二、週四");
  expect(weekdays_text("zh", [1, 2, 3, 6])).toBe("週一至週三、週六");
  expect(weekdays_text("zh", [])).toBe("每日");
  expect(weekdays_text("en", [1, 2, 3])).toBe("Mon to Wed");
});

it("says what does not bound", () => {
  expect(hours_text("zh", null)).toBe("不限");
  expect(hours_text("zh", { from: "08:00", to: "18:00", weekdays: [1, 2, 3, 4, 5] })).toBe("週一至週五 08:00–18:00");
  expect(networks_text("zh", [])).toBe("不限");
  expect(count_text("zh", 0)).toBe("不限");
  expect(count_text("zh", 12345)).toBe("12,345");
});

it("names districts, or the kind of people", () => {
  expect(whom_text("zh", { kind: "all", districts: [] })).toBe("全市");
  expect(whom_text("en", { kind: "districts", districts: [{ code: "68000020", name_zh: "中壢區", name_en: "Zhongli" }] })).toBe("Zhongli");
});

it("shows the first use of a quota, and no more than all of it", () => {
  expect(quota_share(1, 5000)).toBe(1);
  expect(quota_share(6000, 5000)).toBe(100);
  expect(quota_share(0, 5000)).toBe(0);
  expect(quota_share(5, 0)).toBeNull();
});

it("takes attachments that the server takes", () => {
  const limits = { attachment_bytes: 100, attachments: 2 };
  expect(wrong_with({ name: "計畫書.PDF", size: 100 }, limits, 0)).toBeNull();
  expect(wrong_with({ name: "a.pdf", size: 101 }, limits, 0)).toBe("use_file_big");
  expect(wrong_with({ name: "a.pdf", size: 0 }, limits, 0)).toBe("use_file_empty");
  expect(wrong_with({ name: "a.pdf", size: 1 }, limits, 2)).toBe("use_file_many");
  expect(wrong_with({ name: "a.docx", size: 1 }, limits, 0)).toBe("use_file_kind");
  for (const ending of file_kinds.split(",")) expect(media_of(`x${ending}`), ending).toBeTruthy();
});

it("tells of a lapse only where it comes before the end", () => {
  const grant = { state: "in_force", lapses_on: "2027-02-20", to: "2027-05-31T16:00:00Z" };
  expect(lapses_first(grant)).toBe(true);
  expect(lapses_first({ ...grant, to: "2026-12-14T16:00:00Z" })).toBe(false);
  expect(lapses_first({ ...grant, lapses_on: null })).toBe(false);
  expect(lapses_first({ ...grant, state: "ended" })).toBe(false);
});
