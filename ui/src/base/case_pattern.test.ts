import { expect, it } from "vitest";
import { case_fits, case_pattern } from "./case_pattern";

it("reads digits, letters, anything, and parts that may be left out", () => {
  expect(case_fits("桃婦字第*號", "桃婦字第1150000001號")).toBe(true);
  expect(case_fits("桃婦字第*號", "桃婦字第號")).toBe(false);
  expect(case_fits("桃婦[托]字第*號", "桃婦托字第1號")).toBe(true);
  expect(case_fits("桃婦[托]字第*號", "桃婦字第1號")).toBe(true);
  expect(case_fits("C-####-@", "C-1150-a")).toBe(true);
  expect(case_fits("C-####-@", "C-115-a")).toBe(false);
  expect(case_fits("A.B", "AxB")).toBe(false);
});

it("forgives spaces around, none within", () => {
  expect(case_fits("桃*號", " 桃1號 ")).toBe(true);
  expect(case_fits("桃*號", "桃1 2號")).toBe(false);
});

it("takes anything but nothing where there is no pattern", () => {
  expect(case_fits("", "任何")).toBe(true);
  expect(case_fits("", "  ")).toBe(false);
});

it("cannot read brackets that are not closed, nested or empty, nor what is too long", () => {
  for (const wrong of ["[", "[a[b]]", "a]", "[]", "桃".repeat(40)]) expect(case_pattern(wrong)).toBeNull();
});
