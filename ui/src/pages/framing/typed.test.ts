import { expect, it } from "vitest";
import { bands, barred_ways, read_cuts, request_of, type Typed } from "./typed";

it("reads the ages at which bands begin, however they are divided", () => {
  expect(read_cuts("35, 50")).toEqual([35, 50]);
  expect(read_cuts("35、50；65")).toEqual([35, 50, 65]);
  expect(read_cuts("")).toBeNull();
  expect(read_cuts("50, 35")).toBeNull();
  expect(read_cuts("35 歲")).toBeNull();
  expect(read_cuts("35, 35")).toBeNull();
});

it("says which bands that makes", () => {
  expect(bands([35, 50], 20, 64)).toEqual(["20–34", "35–49", "50–64"]);
  expect(bands([1], null, null)).toEqual(["0", "1+"]);
});

it("knows which ways the grant has no field for", () => {
  const field = (name: string) => ({ name, label_zh: name, label_en: name });
  expect(barred_ways({ fields: [field("BirthDate"), field("Sex")] as never })).toEqual(["district", "indigenous"]);
  expect(barred_ways(undefined)).toEqual([]);
});

it("sends no bands where nobody divides by age, and no number where everybody is taken", () => {
  const typed: Typed = {
    title: " 調查 ", grant: "G", case_number: "1", reason: "研究", sex: "", by: ["sex"], cuts: "35", small: "merge", how: "all",
    count: 5, fields: ["PersonName"], source: "lotto", draw_on: "115/12/01",
  };
  const sent = request_of(typed, null);
  expect(sent).toMatchObject({ title: "調查", age_cuts: [], size: { how: "all", count: 0 }, per_household: "everybody", draw_on: "2026-12-01" });
  expect(request_of({ ...typed, by: ["age"], how: "each" }, null)).toMatchObject({ age_cuts: [35], size: { how: "each", count: 5 } });
});
