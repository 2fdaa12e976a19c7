import { expect, it } from "vitest";
import { columns_sent, first_choices, roles_missing, roles_twice, suggestions } from "./columns";
import type { MatchListView, MatchRuleView } from "../../api/types";

const column = (role: string, required: boolean) => ({ role, label_zh: role, label_en: role, required, example: "" });
const rule: MatchRuleView = {
  code: "r", name_zh: "", name_en: "", about_zh: "", about_en: "", operation: "match", bases: [], outcomes: [], versions: [], source_zh: "",
  columns: [column("child", true), column("parent", true), column("name", false)],
};

function list(...columns: [guess: string, sure: boolean][]): MatchListView {
  return {
    id: "L", form: "csv", sheets: [], sheet: "", rows: 1, header_row: 1, expires_at: "",
    columns: columns.map(([guess, sure], index) => ({ index, header: `h${index}`, samples: [], guess, sure })),
  };
}

it("fills in what is certain and asks about the rest", () => {
  const found = list(["child", true], ["parent", false], ["", false]);
  const choices = first_choices(found, rule);
  expect(choices).toEqual({ 0: "child" });
  expect(suggestions(found, rule, choices)).toEqual([{ index: 1, role: "parent" }]);
  expect(roles_missing(rule, choices)).toEqual(["parent"]);
});

it("asks where two columns look like the same thing", () => {
  const found = list(["child", true], ["child", true], ["parent", true]);
  const choices = first_choices(found, rule);
  expect(choices).toEqual({ 2: "parent" });
  expect(suggestions(found, rule, choices).map((one) => one.index)).toEqual([0, 1]);
});

it("offers a column of another meaning for the one needed role that is left, and not when two are", () => {
  const found = list(["person", true], ["parent", true]);
  const choices = first_choices(found, rule);
  expect(suggestions(found, rule, choices)).toEqual([{ index: 0, role: "child" }]);
  expect(suggestions(list(["person", true], ["other", false], ["parent", true]), rule, { 2: "parent" }).map((one) => one.index)).toEqual([0, 1]);
  expect(suggestions(list(["person", true]), rule, {})).toEqual([]);
});

it("does not ask again about what was set aside", () => {
  expect(suggestions(list(["child", false]), rule, { 0: "" })).toEqual([]);
});

it("finds a role that was chosen twice, and sends only what is used", () => {
  expect(roles_twice({ 0: "child", 1: "child", 2: "", 3: "" })).toEqual(["child"]);
  expect(columns_sent({ 0: "child", 1: "", 4: "parent" })).toEqual([
    { index: 0, role: "child" },
    { index: 4, role: "parent" },
  ]);
});
