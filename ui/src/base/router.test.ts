import { expect, it } from "vitest";
import { match, path_of, said_in } from "./router";

it("reads the page from the hash", () => {
  expect(path_of("#/query")).toBe("/query");
  expect(path_of("#/trail?x=1")).toBe("/trail");
  expect(path_of("#main")).toBe("/");
  expect(path_of("")).toBe("/");
});

it("matches patterns", () => {
  expect(match("/deliveries/:id", "/deliveries/0ABC")).toEqual(["0ABC"]);
  expect(match("/deliveries/:id", "/deliveries")).toBeNull();
  expect(match("/query", "/query")).toEqual([]);
});

it("reads what a link says beside the page", () => {
  expect(said_in("#/accounts?flag=idle_soon", "flag")).toBe("idle_soon");
  expect(said_in("#/accounts", "flag")).toBeUndefined();
});
