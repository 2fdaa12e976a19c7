// How far a grant has come; pure.
export const closed_states: readonly string[] = ["expired", "ended", "lapsed"];

// Percent of a quota, rounded up so that the first use is seen; null where there is no limit.
export function quota_share(used: number, limit: number): number | null {
  return limit > 0 ? Math.min(100, Math.ceil((used / limit) * 100)) : null;
}
