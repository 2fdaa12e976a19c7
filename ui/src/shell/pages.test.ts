import { expect, it } from "vitest";
import { menu_pages, menu_parts, pages_for } from "./pages";

const paths = (...roles: string[]) => pages_for(roles).map((page) => page.path);

it("shows each role its own menu", () => {
  expect(paths("case_worker")).toEqual(["/", "/query", "/accesses", "/applications", "/training"]);
  expect(paths("checker")).toEqual([
    "/", "/applications", "/accounts", "/leavers", "/units", "/letters", "/training", "/trail", "/reviews",
  ]);
  expect(paths("designated_person")).toContain("/deliveries");
  expect(paths("operator")).toEqual(["/", "/applications", "/training"]);
});

it("never offers the trail to those who query", () => {
  expect(paths("case_worker")).not.toContain("/trail");
  expect(paths("checker")).not.toContain("/query");
});

it("shows accounts to those who answer for them or check, alone", () => {
  for (const role of ["case_worker", "controller", "designated_person", "it_staff", "operator"]) {
    for (const path of ["/accounts", "/leavers", "/letters", "/units"]) expect(paths(role)).not.toContain(path);
  }
  expect(paths("account_administrator")).toContain("/leavers");
});

it("puts a long menu under headings, each once, and loses nothing", () => {
  const parts = menu_parts(menu_pages);
  expect(parts.map((part) => part.group)).toEqual([null, "query", "accounts", "office", "audit"]);
  expect(parts.flatMap((part) => part.pages)).toEqual(menu_pages);
  expect(menu_parts(pages_for(["case_worker"])).map((part) => part.group)).toEqual([null]);
});
