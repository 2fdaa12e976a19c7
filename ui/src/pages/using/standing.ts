// How far a grant has come; pure.
export const closed_states: readonly string[] = ["expired", "ended", "lapsed"];

// Percent of a quota, rounded up so that the first use is seen; null where there is no limit.
export function quota_share(used: number, limit: number): number | null {
  return limit > 0 ? Math.min(100, Math.ceil((used / limit) * 100)) : null;
}

// Whether a grant that nobody has used would lapse before it ends.
export function lapses_first(grant: { state: string; lapses_on: string | null; to: string }): boolean {
  const open = grant.state === "in_force" || grant.state === "not_yet_valid";
  return open && grant.lapses_on !== null && Date.parse(grant.lapses_on) < Date.parse(grant.to);
}
