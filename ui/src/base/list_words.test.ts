import { expect, it } from "vitest";
import { list_words } from "./list_words";

it("reads a list however it is written", () => {
  expect(list_words("第四條、第六條")).toEqual(["第四條", "第六條"]);
  expect(list_words(" 第四條，第六條 \n第六條;第七條")).toEqual(["第四條", "第六條", "第七條"]);
  expect(list_words("")).toEqual([]);
  expect(list_words(undefined)).toEqual([]);
});
