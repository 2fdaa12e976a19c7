import { expect, it } from "vitest";
import { password_flaw } from "./password";

it("wants twelve characters of three kinds, and a new one", () => {
  expect(password_flaw("Ab1", "")).toBe("password_short");
  expect(password_flaw("abcdefghijkl", "")).toBe("password_kinds");
  expect(password_flaw("Abcdefghijk1", "Abcdefghijk1")).toBe("password_same");
  expect(password_flaw("Abcdefghijk1", "old")).toBeNull();
});

it("counts characters, not code units", () => {
  expect(password_flaw("𠀀𠀀𠀀𠀀𠀀𠀀Ab1", "")).toBe("password_short");
});
