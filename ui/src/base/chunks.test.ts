import { expect, it } from "vitest";
import { content_range, next_chunk } from "./chunks";

it("covers a file without gap or overlap", () => {
  const seen: number[] = [];
  for (let at = 0, chunk = next_chunk(at, 25, 10); chunk; at = chunk.to, chunk = next_chunk(at, 25, 10)) {
    seen.push(chunk.from, chunk.to);
  }
  expect(seen).toEqual([0, 10, 10, 20, 20, 25]);
});

it("has nothing to send when all is received", () => {
  expect(next_chunk(25, 25)).toBeNull();
  expect(next_chunk(0, 0)).toBeNull();
});

it("writes the range with both ends inclusive", () => {
  expect(content_range({ from: 10, to: 20 }, 25)).toBe("bytes 10-19/25");
});
