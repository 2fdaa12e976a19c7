import { expect, it } from "vitest";
import { taken_away, type Left } from "./narrow";

const before: Left = { fields: ["PersonName", "BirthDate"], operations: ["lookup", "household"], districts: [], holders: ["A", "B"], until: "116/11/30", day: 10, month: null, total: 100 };

it("is nothing where nothing was taken away", () => {
  expect(taken_away(before, before)).toBeNull();
  expect(taken_away(before, { ...before, until: "1161130" })).toBeNull();
  expect(taken_away(before, { ...before, fields: ["BirthDate", "PersonName"] })).toBeNull();
});

it("names only what differs", () => {
  expect(taken_away(before, { ...before, fields: ["BirthDate"], total: 50 })).toEqual({ fields: ["BirthDate"], quota_total: 50 });
  expect(taken_away(before, { ...before, until: "116/01/31" })).toEqual({ until: "2027-01-31" });
  expect(taken_away(before, { ...before, holders: ["B"], operations: ["lookup"] })).toEqual({ holders: ["B"], operations: ["lookup"] });
});

it("narrows the whole city to districts, and districts to fewer", () => {
  expect(taken_away(before, { ...before, districts: ["68000020"] })).toEqual({ districts: ["68000020"] });
  const some = { ...before, districts: ["68000010", "68000020"] };
  expect(taken_away(some, some)).toBeNull();
  expect(taken_away(some, { ...some, districts: ["68000010"] })).toEqual({ districts: ["68000010"] });
});

it("adds nothing that was not asked for", () => {
  expect(taken_away(before, { ...before, fields: [...before.fields, "FatherName"] })).toBeNull();
});
