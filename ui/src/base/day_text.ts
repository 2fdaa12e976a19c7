// Days as pages write them, whether the wire carries a date or the instant at which something begins or is over.
import { roc_date, roc_last_day, taipei_day } from "./roc_date";

export function first_day(from: string | null | undefined): string {
  if (!from) return "";
  if (!from.includes("T")) return roc_date(from);
  const at = new Date(from);
  return Number.isNaN(at.getTime()) ? from : roc_date(taipei_day(at));
}

export function last_day(until: string | null | undefined): string {
  return until ? roc_last_day(until) : "";
}

// Days within words that come from the server: "2026-11-24 04:12 起" becomes "115/11/24 04:12 起". What only looks a bit like a
// day, such as a part of a longer number, stays as it is.
export function roc_days_in(text: string): string {
  return text.replace(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, (day) => roc_date(day));
}

// "113/03/05–113/12/31"; without an end "113/03/05 起".
export function period_text(from: string | null | undefined, until: string | null | undefined, open_end: string): string {
  const start = first_day(from);
  const end = last_day(until);
  if (!end) return start ? `${start}${open_end}` : "";
  return `${start}–${end}`;
}
