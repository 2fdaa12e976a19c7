import { expect, it } from "vitest";
import type { KinAnswerView, KinStepView } from "../../api/types";
import { kin_tree } from "./kin_tree";

const step = (kind: string, person: number): KinStepView => ({ kind, person, zh: "", en: "", article: "" });
const relation = (verdict: string, ...steps: KinStepView[]) => ({ to: steps.at(-1)?.person ?? 0, steps, verdict }) as unknown as KinAnswerView["relations"][number];
const tree = (count: number, ...relations: KinAnswerView["relations"]) =>
  kin_tree({ people: Array.from({ length: count }, () => ({ state: "shown", sex: "unknown", card: null })), relations });
const spot = (of: ReturnType<typeof tree>, person: number) => of.spots.find((one) => one.person === person);

it("puts elders above and children below", () => {
  const made = tree(4, relation("yes", step("father", 1)), relation("yes", step("father", 1), step("father", 2)), relation("yes", step("child", 3)));
  expect([spot(made, 2)?.row, spot(made, 1)?.row, spot(made, 0)?.row, spot(made, 3)?.row]).toEqual([0, 1, 2, 3]);
  expect(made.rows).toBe(4);
});

it("draws a line once, certain if any chain is, the elder first", () => {
  const made = tree(3, relation("cannot_tell", step("mother", 1)), relation("yes", step("mother", 1), step("child", 2)));
  expect(made.lines).toEqual([
    { kind: "birth", one: 1, other: 0, certain: true },
    { kind: "birth", one: 1, other: 2, certain: true },
  ]);
});

it("tells adoptions and marriages apart", () => {
  const made = tree(4, relation("yes", step("adoptive_parent", 1)), relation("yes", step("spouse", 2)), relation("yes", step("late_spouse", 3)));
  expect(made.lines.map((line) => line.kind)).toEqual(["adoption", "spouse", "late_spouse"]);
  expect(spot(made, 2)?.row).toBe(spot(made, 0)?.row);
});

it("lets nobody stand upon another", () => {
  const many = Array.from({ length: 12 }, (_, place) => relation("yes", step(place % 3 === 0 ? "father" : "child", place + 1)));
  const made = tree(13, ...many);
  const seen = made.spots.map((one) => [one.row, one.at] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (let place = 1; place < seen.length; place += 1) {
    const [before, after] = [seen[place - 1]!, seen[place]!];
    if (before[0] === after[0]) expect(after[1] - before[1]).toBeGreaterThanOrEqual(1);
  }
  for (const one of made.spots) expect(one.at).toBeLessThanOrEqual(made.width - 1);
});

it("is one person where nobody is found", () => {
  expect(tree(1)).toEqual({ spots: [{ person: 0, row: 0, at: 0 }], lines: [], rows: 1, width: 1 });
});
