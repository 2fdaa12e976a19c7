// The list as it is filtered, for a spreadsheet: what was asked for and where it stands; nobody's name.
import { App, Button } from "antd";
import { save_blob, type Query } from "../../api/client";
import { gather } from "../../api/gather";
import type { DataApplicationRow } from "../../api/types";
import { csv_text } from "../../base/csv";
import { first_day, last_day } from "../../base/day_text";
import { taipei_day } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { use_client } from "../../shell/session";
import { use_download } from "../../shell/use_download";
import { operations_text } from "./words";

const csv_limit = 5000;

export function ApplicationsCsv({ asked }: { asked: Query }) {
  const { message } = App.useApp();
  const { say, either, language } = use_speech();
  const client = use_client();
  const { busy, run } = use_download();
  const download = () =>
    run(async () => {
      const { rows, cut } = await gather<DataApplicationRow>(client, "/data-applications", asked, 100, csv_limit);
      const head = [
        say("application_number"), say("use_kind"), say("use_purpose"), say("form_unit"), say("use_operations"), say("use_fields_count"), say("form_from"),
        say("use_until"), say("application_submitted_at"), say("application_state"),
      ];
      const lines = rows.map((row) => [
        row.number,
        say(row.kind === "renewal" ? "use_kind_renewal" : "use_kind_new"),
        either(row.purpose_zh, row.purpose_en),
        row.unit.name,
        operations_text(language, row.operations),
        row.fields,
        first_day(row.from),
        last_day(row.until),
        first_day(row.submitted_at),
        message_or(language, `use_state_${row.state}`, row.state),
      ]);
      save_blob(new Blob([csv_text([head, ...lines])], { type: "text/csv;charset=utf-8" }), `data-applications-${taipei_day(new Date())}.csv`);
      if (cut) message.warning(say("csv_cut", { count: csv_limit }));
    });
  return (
    <Button loading={busy !== null} onClick={() => void download()}>
      {say("download_csv")}
    </Button>
  );
}
