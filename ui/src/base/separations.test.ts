import { expect, it } from "vitest";
import { conflicts } from "./separations";

const separations = [
  { one: "checker", other: "case_worker", clause: "A1" },
  { one: "auditor", other: "case_worker", clause: "A3" },
];

it("finds each pair that is held together, whichever was chosen first", () => {
  expect(conflicts(["case_worker", "checker"], separations).map((pair) => pair.clause)).toEqual(["A1"]);
  expect(conflicts(["auditor", "checker", "case_worker"], separations).map((pair) => pair.clause)).toEqual(["A1", "A3"]);
});

it("finds nothing where nothing is held together", () => {
  expect(conflicts(["checker", "auditor"], separations)).toEqual([]);
  expect(conflicts([], separations)).toEqual([]);
});
