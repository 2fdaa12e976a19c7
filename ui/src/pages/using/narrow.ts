// Approving in part: what is taken away from what was asked, and nothing but that; pure.
import type { ApprovedTerms, AskedForm, NarrowedView } from "../../api/types";
import { last_day } from "../../base/day_text";
import { parse_roc_date } from "../../base/roc_date";

// What the stages so far leave, or what was asked where none has narrowed it.
export interface Left {
  fields: string[];
  operations: string[];
  districts: string[];
  holders: string[];
  // A day of the Republic, as it is typed.
  until: string;
  day: number | null;
  month: number | null;
  total: number | null;
}

export type Taken = Partial<NarrowedView>;

export function left_of(form: AskedForm, approved: ApprovedTerms | null): Left {
  const from = approved ?? form;
  const quotas = approved?.quotas ?? form.expected;
  return {
    fields: from.fields.map((one) => one.name),
    operations: from.operations,
    districts: from.population.districts.map((one) => one.code),
    holders: from.holders.map((one) => one.id),
    until: last_day(from.until),
    day: quotas.day ?? null,
    month: quotas.month ?? null,
    total: quotas.total ?? null,
  };
}

const fewer = (before: readonly string[], kept: readonly string[]) => before.some((one) => !kept.includes(one));

// Only what differs goes over the wire; null where nothing does.
export function taken_away(before: Left, kept: Left): Taken | null {
  const found: Taken = {};
  if (fewer(before.fields, kept.fields)) found.fields = before.fields.filter((one) => kept.fields.includes(one));
  if (fewer(before.operations, kept.operations)) found.operations = before.operations.filter((one) => kept.operations.includes(one));
  if (fewer(before.holders, kept.holders)) found.holders = before.holders.filter((one) => kept.holders.includes(one));
  // From the whole city to some districts is fewer, too.
  if (before.districts.length === 0 ? kept.districts.length > 0 : fewer(before.districts, kept.districts)) found.districts = kept.districts;
  const until = parse_roc_date(kept.until);
  if (until && until !== parse_roc_date(before.until)) found.until = until;
  if (kept.day && kept.day !== before.day) found.quota_day = kept.day;
  if (kept.month && kept.month !== before.month) found.quota_month = kept.month;
  if (kept.total && kept.total !== before.total) found.quota_total = kept.total;
  return Object.keys(found).length > 0 ? found : null;
}
