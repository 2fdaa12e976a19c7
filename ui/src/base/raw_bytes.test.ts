import { expect, it } from "vitest";
import { raw_bytes } from "./raw_bytes";

it("pairs bytes and counts the spaces at the end", () => {
  expect(raw_bytes("48e6a18c")).toEqual({ shown: "48 e6 a1 8c", padding: 0 });
  expect(raw_bytes("4820202020")).toEqual({ shown: "48 20 20 20 20", padding: 0 });
  expect(raw_bytes("482020202020")).toEqual({ shown: "48", padding: 5 });
  expect(raw_bytes("20".repeat(43))).toEqual({ shown: "", padding: 43 });
  expect(raw_bytes("20ff20202020202020")).toEqual({ shown: "20 ff", padding: 7 });
  expect(raw_bytes("")).toEqual({ shown: "", padding: 0 });
});
