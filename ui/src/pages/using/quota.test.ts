import { expect, it } from "vitest";
import { quota_text } from "./words";

it("says how much of a quota is used, also where there is none", () => {
  expect(quota_text("zh", 1480, 20000)).toBe("1,480／20,000");
  expect(quota_text("zh", 3, 0)).toBe("3／不限");
  expect(quota_text("en", 0, 100)).toBe("0／100");
});
