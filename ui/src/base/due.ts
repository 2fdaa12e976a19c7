// How far off a day is, counted in days of Taipei.
import { taipei_day } from "./roc_date";

export function days_until(iso_date: string, now: Date): number | null {
  const due = Date.parse(`${iso_date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(due)) return null;
  return Math.round((due - Date.parse(`${taipei_day(now)}T00:00:00Z`)) / 86_400_000);
}
