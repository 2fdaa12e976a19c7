// How much of a grant is left for a match, where each person counts once; pure.
import type { GrantView, MatchRuleView } from "../../api/types";

export interface Left {
  span: "day" | "month" | "total";
  count: number;
}

type Quotas = Pick<GrantView, "quota_day" | "used_today" | "quota_month" | "used_month" | "quota_total" | "used_total">;

// Only where there is a limit; a used-up one is 0.
export function uses_left(grant: Quotas): Left[] {
  const spans: [Left["span"], number, number][] = [
    ["day", grant.quota_day, grant.used_today],
    ["month", grant.quota_month, grant.used_month],
    ["total", grant.quota_total, grant.used_total],
  ];
  return spans.filter(([, quota]) => quota > 0).map(([span, quota, used]) => ({ span, count: Math.max(0, quota - used) }));
}

// A roster finds its people by conditions, and takes an operation of its own.
export const allows = (grant: Pick<GrantView, "operations">, rule: Pick<MatchRuleView, "operation">) => grant.operations.includes(rule.operation);
export const is_roster = (rule: Pick<MatchRuleView, "operation">) => rule.operation === "extract";

export function goes_over(grant: Quotas, people: number): boolean {
  return uses_left(grant).some((one) => one.count < people);
}
