// A month as weeks of days, Sunday first as on the calendars of offices; days are ISO dates, arithmetic is UTC.

const day_ms = 86_400_000;

function stamp(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`);
}

function iso_of(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function add_days(iso: string, days: number): string {
  return iso_of(stamp(iso) + days * day_ms);
}

// The same day of another month; a day that month lacks becomes its last one.
export function add_months(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return iso_of(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last)));
}

// Whole weeks that hold the month of the day; days of other months are null.
export function month_grid(iso: string): (string | null)[][] {
  const [year = 0, month = 1] = iso.split("-").map(Number);
  const first = Date.UTC(year, month - 1, 1);
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = new Date(first).getUTCDay();
  const cells: (string | null)[] = Array.from({ length: before }, () => null);
  for (let day = 0; day < count; day += 1) cells.push(iso_of(first + day * day_ms));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
