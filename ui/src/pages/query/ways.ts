// The ways to ask, and which operation of a grant each takes.
import type { GrantView } from "../../api/types";
import type { MessageKey } from "../../i18n";

export type Way = "id" | "name_birth" | "household" | "name_district";

export const ways: readonly { way: Way; label: MessageKey; operation: string }[] = [
  { way: "id", label: "by_id", operation: "lookup" },
  { way: "name_birth", label: "by_name", operation: "lookup" },
  { way: "household", label: "by_household", operation: "household" },
  { way: "name_district", label: "by_name_district", operation: "name_search" },
];

// Before a grant is chosen every way can be looked at.
export function may_ask(grant: GrantView | null, way: Way): boolean {
  const operation = ways.find((one) => one.way === way)?.operation ?? "";
  return grant === null || grant.operations.includes(operation);
}

// The way that is asked by under this grant: the one that was chosen, if it may be, else the first that may.
export function way_under(grant: GrantView | null, chosen: Way): Way {
  if (may_ask(grant, chosen)) return chosen;
  return ways.find((one) => may_ask(grant, one.way))?.way ?? chosen;
}

// H1234567, in any width or case and with spaces; null when the shape is wrong. The check digit's rule is not public.
export function tidy_household(typed: string): string | null {
  const clean = typed
    .normalize("NFKC")
    .replace(/\s/g, "")
    .toUpperCase();
  return /^[A-Z][0-9A-Z]{6}[0-9]$/.test(clean) ? clean : null;
}
