// How far off a day is, counted in days of Taipei.
import { taipei_day } from "./roc_date";

// `due`: a date, or an instant before which it must be done.
export function days_until(due_at: string, now: Date): number | null {
  const at = due_at.includes("T") ? Date.parse(due_at) - 1 : 0;
  const day = at > 0 ? taipei_day(new Date(at)) : due_at;
  const due = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(due)) return null;
  return Math.round((due - Date.parse(`${taipei_day(now)}T00:00:00Z`)) / 86_400_000);
}
