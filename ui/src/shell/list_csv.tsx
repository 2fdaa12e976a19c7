// What a list shows, for a spreadsheet: of lists that hold nothing about a person and that the page has whole. Lists with
// people come from the server, which records that they were taken.
import { Button } from "antd";
import { save_blob } from "../api/client";
import { csv_text } from "../base/csv";
import { taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";

interface ListCsvProps {
  // Of the button, where "CSV" alone does not say what is in it.
  label?: string;
  file: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export function ListCsv({ label, file, head, rows }: ListCsvProps) {
  const { say } = use_speech();
  const save = () => save_blob(new Blob([csv_text([head, ...rows])], { type: "text/csv;charset=utf-8" }), `${file}-${taipei_day(new Date())}.csv`);
  return (
    <Button disabled={rows.length === 0} onClick={save}>
      {label ?? say("download_csv")}
    </Button>
  );
}
