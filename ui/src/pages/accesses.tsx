// My accesses: what the ledger holds of me, by date, with the receipt of each.
import { App, Button, Form } from "antd";
import { useState } from "react";
import { save_blob, with_query } from "../api/client";
import { gather } from "../api/gather";
import type { AccessList, AccessView } from "../api/types";
import { use_load } from "../api/use_load";
import { accesses_csv } from "../base/csv_access";
import { taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { AccessTable, kind_text, outcome_text, purpose_text } from "../shell/access_table";
import { DayField, iso_day } from "../shell/day_field";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { use_client } from "../shell/session";
import { use_download } from "../shell/use_download";

interface Days {
  from?: string;
  to?: string;
}

const csv_limit = 5000;

export function AccessesPage() {
  const client = use_client();
  const { say, language, either } = use_speech();
  const { message } = App.useApp();
  const [form] = Form.useForm<Days>();
  const [days, set_days] = useState<Days>({});
  const file = use_download();
  const pages = use_pages();
  const load = use_load(
    () => client.get<AccessList>(with_query("/accesses", { ...days, cursor: pages.cursor, limit: String(pages.size) })),
    [client, days, pages.cursor, pages.size],
  );

  const download = () =>
    file.run(async () => {
      const { rows, cut } = await gather<AccessView>(client, "/accesses", { ...days }, 500, csv_limit);
      const head = (["access_index", "access_at", "access_kind", "access_purpose", "access_case", "access_subject", "access_outcome"] as const).map(
        (key) => say(key),
      );
      const text = accesses_csv(
        head,
        rows,
        (code) => kind_text(language, code),
        (code) => outcome_text(language, code),
        (row) => purpose_text(row, either),
        (row) => either(row.refusal_zh, row.refusal_en),
      );
      save_blob(new Blob([text], { type: "text/csv;charset=utf-8" }), `accesses-${taipei_day(new Date())}.csv`);
      if (cut) message.warning(say("csv_cut", { count: csv_limit }));
    });

  return (
    <Page
      title={say("accesses")}
      extra={
        <Button loading={file.busy !== null} onClick={() => void download()}>
          {say("download_csv")}
        </Button>
      }
    >
      <Card className="filter_card">
        <Form
          form={form}
          layout="inline"
          colon={false}
          requiredMark={false}
          onFinish={(typed: Days) => {
            pages.reset();
            set_days({ from: iso_day(typed.from), to: iso_day(typed.to) });
          }}
        >
          <DayField name="from" label={say("from_day")} width={130} />
          <DayField name="to" label={say("to_day")} width={130} />
          <Button type="primary" htmlType="submit">
            {say("apply_filter")}
          </Button>
          <Button
            onClick={() => {
              form.resetFields();
              pages.reset();
              set_days({});
            }}
          >
            {say("clear_filter")}
          </Button>
        </Form>
      </Card>
      <Card>
        <Loaded load={load} rows={10}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("access_none")}</Nothing>
            ) : (
              <>
                <AccessTable rows={list.items} busy={load.busy} />
                <Pager pages={pages} total={list.total} next={list.next} />
              </>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
