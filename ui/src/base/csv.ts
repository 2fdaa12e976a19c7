// CSV that spreadsheets of an office open rightly: UTF-8 with BOM, CRLF, RFC 4180 quoting. A cell that a spreadsheet
// would run as a formula gets an apostrophe in front (OWASP: CSV injection).

export function csv_cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function csv_text(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csv_cell).join(",")).join("\r\n")}\r\n`;
}
