import { expect, it } from "vitest";
import { mask_runs, masked_id } from "./mask";

it("sets masks apart", () => {
  expect(mask_runs("王○明")).toEqual([
    { text: "王", masked: false },
    { text: "○", masked: true },
    { text: "明", masked: false },
  ]);
  expect(mask_runs("H1****0004").map((run) => run.masked)).toEqual([false, true, false]);
  expect(mask_runs("〇〇")).toEqual([{ text: "〇〇", masked: true }]);
  expect(mask_runs("桃園市中壢區（已遮蔽）")).toEqual([
    { text: "桃園市中壢區", masked: false },
    { text: "（已遮蔽）", masked: true },
  ]);
  expect(mask_runs("")).toEqual([]);
});

it("never changes the value", () => {
  for (const value of ["○A*", "桃園市○○區", "113/**/**", "𠀀○"]) {
    expect(mask_runs(value).map((run) => run.text).join("")).toBe(value);
  }
});

it("masks an id as the server does", () => {
  expect(masked_id("H120000004")).toBe("H12*****04");
  expect(masked_id("HA20004")).toBe("HA2**04");
  expect(masked_id("H12")).toBe("***");
});
