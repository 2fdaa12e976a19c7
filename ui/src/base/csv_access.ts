// My accesses as a table for a spreadsheet. The trail's CSV comes from the server; this one from what the page may see.
import type { AccessView } from "../api/types";
import { csv_text } from "./csv";
import { roc_instant } from "./roc_date";

export function accesses_csv(
  head: readonly string[],
  rows: readonly AccessView[],
  kind: (code: string) => string,
  outcome: (code: string) => string,
  purpose: (row: AccessView) => string,
  refusal: (row: AccessView) => string,
): string {
  return csv_text([
    head,
    ...rows.map((row) => [
      row.index,
      roc_instant(row.at),
      kind(row.kind),
      purpose(row),
      row.case_number,
      row.subject_masked,
      `${outcome(row.outcome)}${refusal(row) ? `：${refusal(row)}` : ""}`,
    ]),
  ]);
}
