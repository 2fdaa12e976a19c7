// Where the people of a kinship answer stand in the picture: a row for each generation, the elders above; in a row the
// order in which lines cross least. Pure.
import type { KinAnswerView, KinStepView } from "../../api/types";

export type KinLineKind = "birth" | "adoption" | "spouse" | "late_spouse";

export interface KinSpot {
  person: number;
  row: number; // from 0 at the top
  at: number; // from 0 at the left, in widths of a box
}

export interface KinLine {
  kind: KinLineKind;
  // For a line between generations the elder is the first.
  one: number;
  other: number;
  certain: boolean;
}

export interface KinTree {
  spots: KinSpot[];
  lines: KinLine[];
  rows: number;
  width: number;
}

const rise: Record<string, number> = { father: -1, mother: -1, adoptive_parent: -1, child: 1, adopted_child: 1, spouse: 0, late_spouse: 0 };

function line_of(from: number, step: KinStepView, certain: boolean): KinLine {
  const up = rise[step.kind] ?? 0;
  if (up === 0) return { kind: step.kind === "late_spouse" ? "late_spouse" : "spouse", one: Math.min(from, step.person), other: Math.max(from, step.person), certain };
  const kind = step.kind === "adoptive_parent" || step.kind === "adopted_child" ? "adoption" : "birth";
  return up < 0 ? { kind, one: step.person, other: from, certain } : { kind, one: from, other: step.person, certain };
}

const same = (a: KinLine, b: KinLine) => a.kind === b.kind && a.one === b.one && a.other === b.other;

export function kin_tree(view: Pick<KinAnswerView, "people" | "relations">): KinTree {
  const generation = new Map<number, number>([[0, 0]]);
  const lines: KinLine[] = [];
  for (const relation of view.relations) {
    let from = 0;
    for (const step of relation.steps) {
      const level = (generation.get(from) ?? 0) + (rise[step.kind] ?? 0);
      if (!generation.has(step.person)) generation.set(step.person, level);
      const certain = relation.verdict === "yes";
      const made = line_of(from, step, certain);
      const known = lines.find((line) => same(line, made));
      if (!known) lines.push(made);
      else known.certain ||= certain;
      from = step.person;
    }
  }
  // The other of two stands there, too, where nothing leads to them.
  const top = Math.min(...generation.values());
  const rows: number[][] = [];
  for (const [person, level] of generation) (rows[level - top] ??= []).push(person);
  const at = new Map<number, number>();
  const put = (row: number[], from = 0) => row.forEach((person, place) => at.set(person, from + place));
  for (const row of rows) put(row ?? []);
  const near = new Map<number, number[]>();
  for (const { one, other } of lines) {
    near.set(one, [...(near.get(one) ?? []), other]);
    near.set(other, [...(near.get(other) ?? []), one]);
  }
  const wanted = (person: number) => {
    const beside = near.get(person) ?? [];
    if (beside.length === 0) return at.get(person) ?? 0;
    return beside.reduce((sum, one) => sum + (at.get(one) ?? 0), 0) / beside.length;
  };
  const width = Math.max(...rows.map((row) => row?.length ?? 0));
  for (let turn = 0; turn < 8; turn += 1) {
    for (const row of turn % 2 === 0 ? rows : [...rows].reverse()) {
      if (!row) continue;
      const want = new Map(row.map((person) => [person, wanted(person)]));
      row.sort((a, b) => (want.get(a) ?? 0) - (want.get(b) ?? 0));
      // Each as near as may be to where its own stand, and none upon another.
      let left = 0;
      row.forEach((person, place) => {
        const most = width - (row.length - place);
        const spot = Math.min(Math.max(want.get(person) ?? 0, left), most);
        at.set(person, spot);
        left = spot + 1;
      });
    }
  }
  const spots = [...generation].map(([person, level]) => ({ person, row: level - top, at: at.get(person) ?? 0 }));
  return { spots, lines, rows: rows.length, width };
}
