// My accesses: what the ledger holds of me, by date, with the receipt of each.
import { App, Button, Form } from "antd";
import { save_blob } from "../api/client";
import { gather } from "../api/gather";
import type { AccessList, AccessView } from "../api/types";
import { accesses_csv } from "../base/csv_access";
import { taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { AccessTable, kind_text, outcome_text, purpose_text } from "../shell/access_table";
import { DayField, iso_day } from "../shell/day_field";
import { FilterButtons } from "../shell/filter";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { Pager } from "../shell/pager";
import { use_client } from "../shell/session";
import { use_download } from "../shell/use_download";
import { use_list } from "../shell/use_list";

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
  const { load, pages, asked, apply } = use_list<AccessList, Days>("/accesses", () => ({}));
  const file = use_download();

  const download = () =>
    file.run(async () => {
      const { rows, cut } = await gather<AccessView>(client, "/accesses", asked, 500, csv_limit);
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
          onFinish={(typed: Days) => apply({ from: iso_day(typed.from), to: iso_day(typed.to) })}
        >
          <DayField name="from" label={say("from_day")} width={130} />
          <DayField name="to" label={say("to_day")} width={130} />
          <FilterButtons
            clear={() => {
              form.resetFields();
              apply({});
            }}
          />
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
      <PagePaper what={say("accesses")} />
    </Page>
  );
}
