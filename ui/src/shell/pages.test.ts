import { expect, it } from "vitest";
import { pages_for } from "./pages";

const paths = (...roles: string[]) => pages_for(roles).map((page) => page.path);

it("shows each role its own menu", () => {
  expect(paths("case_worker")).toEqual(["/", "/query", "/accesses"]);
  expect(paths("checker")).toEqual(["/", "/trail"]);
  expect(paths("designated_person")).toContain("/deliveries");
  expect(paths("operator")).toEqual(["/"]);
});

it("never offers the trail to those who query", () => {
  expect(paths("case_worker")).not.toContain("/trail");
  expect(paths("checker")).not.toContain("/query");
});
