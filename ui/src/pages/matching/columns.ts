// Which column of a list is which column of a rule; pure.
import type { MatchColumnChoice, MatchListColumn, MatchListView, MatchRuleView } from "../../api/types";

// By the column's place in the list: its role, "" for one that is not used, and nothing while that is open.
export type Choices = Record<number, string>;

export interface Suggestion {
  index: number;
  role: string;
}

// What is certain is filled in, once for each role. A guess that is not certain, or a second column of the same role, is
// asked about.
export function first_choices(list: MatchListView, rule: MatchRuleView): Choices {
  const known = new Set(rule.columns.map((one) => one.role));
  const times = new Map<string, number>();
  for (const column of list.columns) if (column.sure) times.set(column.guess, (times.get(column.guess) ?? 0) + 1);
  const choices: Choices = {};
  for (const column of list.columns) {
    if (column.sure && known.has(column.guess) && times.get(column.guess) === 1) choices[column.index] = column.guess;
  }
  return choices;
}

// A role that nothing has yet, asked about at a column that is still open: its own guess, or, where one needed role is left
// and columns were taken for something that this rule does not know, that role at each of them.
export function suggestions(list: MatchListView, rule: MatchRuleView, choices: Choices): Suggestion[] {
  const taken = new Set(Object.values(choices));
  const open = list.columns.filter((column) => choices[column.index] === undefined && column.guess !== "");
  const known = new Set(rule.columns.map((one) => one.role));
  const own = open.filter((column) => known.has(column.guess) && !taken.has(column.guess));
  const found = own.map((column) => ({ index: column.index, role: column.guess }));
  const needed = rule.columns.filter((one) => one.required && !taken.has(one.role) && !own.some((column) => column.guess === one.role));
  const [role, more] = needed;
  if (role && !more) found.push(...open.filter((column) => !known.has(column.guess)).map((column) => ({ index: column.index, role: role.role })));
  return found.sort((one, other) => one.index - other.index);
}

export function roles_missing(rule: MatchRuleView, choices: Choices): string[] {
  const taken = new Set(Object.values(choices));
  return rule.columns.filter((one) => one.required && !taken.has(one.role)).map((one) => one.role);
}

export function roles_twice(choices: Choices): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const role of Object.values(choices)) {
    if (role === "") continue;
    if (seen.has(role)) twice.add(role);
    seen.add(role);
  }
  return [...twice];
}

export function columns_sent(choices: Choices): MatchColumnChoice[] {
  return Object.entries(choices)
    .filter(([, role]) => role !== "")
    .map(([index, role]) => ({ index: Number(index), role }));
}

// "身分證字號", or the place of a column that has no name.
export function column_name(column: Pick<MatchListColumn, "index" | "header"> | undefined, unnamed: (number: number) => string, index: number): string {
  return column?.header.trim() || unnamed(index + 1);
}
