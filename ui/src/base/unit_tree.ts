// Units as people look for them: kinds in the order of the regulation, and under each unit those that belong to it.
export interface TreeUnit {
  id: string;
  kind: string;
  parent: string | null;
}

export interface Branch<Unit> {
  unit: Unit;
  depth: number;
}

const kind_order = ["bureau", "section", "staff_office", "district_office", "contractor", "provider"];

function kind_place(kind: string): number {
  const place = kind_order.indexOf(kind);
  return place < 0 ? kind_order.length : place;
}

// Every unit once, parents before their children. A unit whose parent is not in the list stands at the root.
export function branches<Unit extends TreeUnit>(units: readonly Unit[]): Branch<Unit>[] {
  const known = new Set(units.map((unit) => unit.id));
  const sorted = units.map((unit, place) => ({ unit, place })).sort((one, other) => kind_place(one.unit.kind) - kind_place(other.unit.kind) || one.place - other.place);
  const found: Branch<Unit>[] = [];
  const seen = new Set<string>();
  const walk = (parent: string | null, depth: number) => {
    for (const { unit } of sorted) {
      const above = unit.parent && known.has(unit.parent) && unit.parent !== unit.id ? unit.parent : null;
      if (above !== parent || seen.has(unit.id)) continue;
      seen.add(unit.id);
      found.push({ unit, depth });
      walk(unit.id, depth + 1);
    }
  };
  walk(null, 0);
  // Units that name each other as parents are shown all the same.
  for (const { unit } of sorted) if (!seen.has(unit.id)) found.push({ unit, depth: 0 });
  return found;
}
