// The list as it is filtered, for a spreadsheet: what was asked for and where it stands; nobody's name.
import { App, Button } from "antd";
import { useState } from "react";
import { save_blob, with_query, type Client, type Query } from "../../api/client";
import { problem_of, problem_text } from "../../api/problem";
import type { DataApplicationList, DataApplicationRow } from "../../api/types";
import { csv_text } from "../../base/csv";
import { first_day, last_day } from "../../base/day_text";
import { taipei_day } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { use_client } from "../../shell/session";
import { operations_text } from "./words";

const csv_limit = 5000;

async function gather(client: Client, asked: Query): Promise<{ rows: DataApplicationRow[]; cut: boolean }> {
  const rows: DataApplicationRow[] = [];
  let cursor: string | undefined;
  do {
    const part: DataApplicationList = await client.get<DataApplicationList>(with_query("/data-applications", { ...asked, cursor, limit: "100" }));
    rows.push(...part.items);
    cursor = part.next ?? undefined;
  } while (cursor && rows.length < csv_limit);
  return { rows: rows.slice(0, csv_limit), cut: Boolean(cursor) };
}

export function ApplicationsCsv({ asked }: { asked: Query }) {
  const { message } = App.useApp();
  const { say, either, language } = use_speech();
  const client = use_client();
  const [busy, set_busy] = useState(false);
  const download = async () => {
    set_busy(true);
    try {
      const { rows, cut } = await gather(client, asked);
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
    } catch (error) {
      const text = problem_text(problem_of(error), language);
      message.error(`${text.what} ${text.next}（${text.code}）`);
    } finally {
      set_busy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void download()}>
      {say("download_csv")}
    </Button>
  );
}
