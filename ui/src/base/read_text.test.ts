import { expect, it } from "vitest";
import { text_of } from "./read_text";

it("reads UTF-8, and leaves out its mark", () => {
  expect(text_of(new TextEncoder().encode("在職"))).toBe("在職");
  expect(text_of(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe("a");
});

it("reads what a spreadsheet of an office saves", () => {
  // "離職" in Big5.
  expect(text_of(new Uint8Array([0xc2, 0xf7, 0xc2, 0xbe]))).toBe("離職");
});
