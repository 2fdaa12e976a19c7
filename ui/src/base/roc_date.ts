// Dates of the Republic. The wire carries ISO dates ("2024-03-05"); people read and type years of the Republic
// ("113/03/05"). The year before year 1 is 民前 1 (1911); there is no year 0.

const republic_offset = 1911;

export function is_real_date(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= days_in_month(year, month);
}

function days_in_month(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function to_ascii_digits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

// "2024-03-05" → "113/03/05"; "1911-12-31" → "民前1/12/31". A month or day that is unknown (00) or masked (**) is shown
// as it is. What is no ISO date is returned unchanged, so that nothing a record holds is hidden.
export function roc_date(iso: string): string {
  const parts = /^(\d{4})-(\d{2}|\*\*)-(\d{2}|\*\*)$/.exec(iso);
  if (!parts) return iso;
  const year = Number(parts[1]) - republic_offset;
  const rest = `${parts[2]}/${parts[3]}`;
  return year >= 1 ? `${year}/${rest}` : `民前${1 - year}/${rest}`;
}

// The same, and also a day of which only the year, or year and month, is known or left by a mask: "2020-05" → "109/05".
export function roc_day(iso: string): string {
  const parts = /^(\d{4})(?:-(\d{2}|\*\*))?$/.exec(iso);
  if (!parts) return roc_date(iso);
  const year = Number(parts[1]) - republic_offset;
  const said = year >= 1 ? String(year) : `民前${1 - year}`;
  return parts[2] ? `${said}/${parts[2]}` : `${said}年`;
}

// Reads what a person types: 113/3/5, 113.03.05, 113-03-05, 1130305, 980101, 民國113年3月5日, 民前3/5/1. Gives the ISO
// date, or null when it is no date. Years of the common era are not taken: 1984 typed here would be the year 3895.
export function parse_roc_date(text: string): string | null {
  const clean = to_ascii_digits(text.trim()).replace(/\s+/g, "");
  const before = /^(民前|民國前|前)/.test(clean);
  const body = clean.replace(/^(民國前|民前|民國|前)/, "").replace(/年|月/g, "/").replace(/日$/, "");
  let parts = /^(\d{1,3})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(body);
  if (!parts) parts = /^(\d{2,3})(\d{2})(\d{2})$/.exec(body);
  if (!parts) return null;
  const count = Number(parts[1]);
  if (count < 1) return null;
  const year = before ? republic_offset + 1 - count : republic_offset + count;
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  if (!is_real_date(year, month, day)) return null;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

const taipei_parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Taipei",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

// An instant on the clock of Taipei, in the calendar of the Republic: "113/03/05 14:03:22".
export function roc_instant(rfc3339: string): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return rfc3339;
  const part = new Map(taipei_parts.formatToParts(at).map((piece) => [piece.type, piece.value]));
  const date = roc_date(`${part.get("year")}-${part.get("month")}-${part.get("day")}`);
  return `${date} ${part.get("hour")}:${part.get("minute")}:${part.get("second")}`;
}

// The last day of a period that ends before `until` (an instant, or a date which is then the last day itself).
export function roc_last_day(until: string): string {
  if (!until.includes("T")) return roc_date(until);
  const at = Date.parse(until);
  return Number.isNaN(at) ? until : roc_date(taipei_day(new Date(at - 1)));
}

// The day an instant falls on in Taipei, as an ISO date.
export function taipei_day(at: Date): string {
  const part = new Map(taipei_parts.formatToParts(at).map((piece) => [piece.type, piece.value]));
  return `${part.get("year")}-${part.get("month")}-${part.get("day")}`;
}
