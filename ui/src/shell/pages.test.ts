import { expect, it } from "vitest";
import { may_open, menu_pages, menu_parts, pages_for } from "./pages";

const paths = (...roles: string[]) => pages_for(roles).map((page) => page.path);

it("shows each role its own menu", () => {
  expect(paths("case_worker")).toEqual([
    "/", "/query", "/questions", "/matches", "/frames", "/watches", "/attachments", "/accesses", "/my-grants", "/data-applications", "/conflicts", "/copies", "/applications", "/training",
  ]);
  expect(paths("checker")).toEqual([
    "/", "/frames", "/attachments", "/data-applications", "/conflicts", "/grants", "/purposes", "/bases", "/links", "/kinship", "/copies", "/destructions",
    "/applications", "/accounts", "/leavers", "/units", "/letters", "/training", "/trail", "/reviews",
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
    for (const path of ["/accounts", "/leavers", "/units"]) expect(paths(role)).not.toContain(path);
  }
  expect(paths("case_worker")).not.toContain("/letters");
  expect(paths("account_administrator")).toContain("/leavers");
});

it("puts a long menu under headings, each once, and loses nothing", () => {
  const parts = menu_parts(menu_pages);
  expect(parts.map((part) => part.group)).toEqual([null, "query", "use", "accounts", "office", "audit"]);
  expect(parts.flatMap((part) => part.pages)).toEqual(menu_pages);
  expect(menu_parts(pages_for(["operator"])).map((part) => part.group)).toEqual([null]);
});

it("opens a page by a link for those who meet it so, and no other that a menu keeps from them", () => {
  expect(paths("case_worker")).not.toContain("/kinship");
  expect(may_open("/kinship/0ABC", ["case_worker"])).toBe(true);
  expect(may_open("/grants/0ABC", ["case_worker"])).toBe(true);
  // A case worker may be the handler of a link, and holds grants that end with a basis.
  expect(paths("case_worker")).not.toContain("/links");
  expect(may_open("/links/household", ["case_worker"])).toBe(true);
  expect(may_open("/deliveries/0ABC", ["case_worker"])).toBe(false);
  expect(may_open("/trail", ["case_worker"])).toBe(false);
  // In no menu: the server guards it.
  expect(may_open("/security", ["operator"])).toBe(true);
});
