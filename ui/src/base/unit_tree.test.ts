import { expect, it } from "vitest";
import { branches } from "./unit_tree";

const unit = (id: string, kind: string, parent: string | null = null) => ({ id, kind, parent });
const drawn = (units: ReturnType<typeof unit>[]) => branches(units).map(({ unit: one, depth }) => `${"-".repeat(depth)}${one.id}`);

it("puts each under its parent, kinds in order", () => {
  expect(drawn([unit("firm", "contractor", "women"), unit("zhongli", "district_office"), unit("women", "section")])).toEqual(["women", "-firm", "zhongli"]);
});

it("loses nothing when a parent is missing or parents go round", () => {
  expect(drawn([unit("a", "section", "gone")])).toEqual(["a"]);
  expect(drawn([unit("a", "section", "b"), unit("b", "section", "a")]).length).toBe(2);
});
