// The renewal of a grant begins where the grant ends, with what it allowed and with what of that can still be asked for;
// pure.
import type { DataForm, GrantRow } from "../../api/types";
import { parse_roc_date, roc_date, taipei_day } from "../../base/roc_date";
import { add_days } from "../../base/month_grid";
import { last_day } from "../../base/day_text";
import { fields_offered, link_of, purpose_of, weekdays_of, type Typed } from "./draft";

const day_ms = 86_400_000;

export function renewal_of(grant: GrantRow, form: DataForm, now: Date): Typed {
  const purpose = purpose_of(form, grant.purpose_code);
  const link = link_of(form, grant.holding);
  const offered = fields_offered(purpose, link).map((one) => one.name);
  const today = taipei_day(now);
  const last = parse_roc_date(last_day(grant.to)) ?? today;
  const from = last >= today ? add_days(last, 1) : today;
  // As long as before, within what may be asked for and within the link.
  const length = Math.round((Date.parse(grant.to) - Date.parse(grant.from)) / day_ms);
  const wanted = add_days(from, Math.max(1, Math.min(length, form.limits.period_max_days)) - 1);
  const link_ends = link ? (parse_roc_date(last_day(link.until)) ?? wanted) : wanted;
  const known = (count: number) => (count > 0 ? count : null);
  return {
    purpose: grant.purpose_code,
    holding: grant.holding,
    holders: grant.holders.map((one) => one.id).filter((id) => form.holders.some((one) => one.id === id)),
    fields: grant.fields.map((one) => one.name).filter((name) => offered.includes(name)),
    operations: grant.operations.filter((one) => purpose?.operations.includes(one)),
    whom: grant.population.kind,
    districts: grant.population.districts.map((one) => one.code),
    from: roc_date(from),
    until: roc_date(wanted < link_ends ? wanted : link_ends),
    day: known(grant.quota_day),
    month: known(grant.quota_month),
    total: known(grant.quota_total),
    limited: grant.hours !== null,
    hours_from: grant.hours?.from ?? "08:00",
    hours_to: grant.hours?.to ?? "18:00",
    weekdays: weekdays_of(grant.hours),
    networks: grant.networks.join("\n"),
    accepted: false,
  };
}
