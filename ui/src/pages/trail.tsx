// Two pivots of one trail: everything this account looked up; everyone who looked up this person.
import { Alert, Button, Form, Input, Radio, Select } from "antd";
import type { ColumnsType } from "antd/es/table";
import { useState } from "react";
import type { TrailExportRequest, TrailList, TrailRequest, TrailView } from "../api/types";
import { use_load } from "../api/use_load";
import { tidy_id } from "../base/national_id";
import { roc_instant, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { kind_text, Outcome, ProofButton, purpose_text, WhyLink } from "../shell/access_table";
import { DayField, iso_day } from "../shell/day_field";
import { IdField } from "../shell/id_field";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { Pager, use_pages } from "../shell/pager";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { use_download } from "../shell/use_download";

interface Fields {
  pivot: "account" | "person";
  account?: string;
  person?: string;
  case_number?: string;
  kind?: string;
  from?: string;
  to?: string;
}

// A family of kinds has a dot at its end (docs/formats/entries.md).
const families = ["query", "match", "case", "people", "grants", "delivery", "oversight", "duties", "roster", "trail"] as const;
const kinds = ["query.lookup", "query.reveal", "query.household", "query.name_search", "query.answer", "query.kinship", "query.refused"] as const;

function to_request(typed: Fields): TrailExportRequest {
  return {
    account: typed.pivot === "account" ? typed.account?.trim() ?? null : null,
    person: typed.pivot === "person" ? tidy_id(typed.person ?? "") : null,
    case_number: typed.case_number?.trim() ?? null,
    kind: typed.kind ?? null,
    from: iso_day(typed.from) ?? null,
    to: iso_day(typed.to) ?? null,
  };
}

function Found({ asked }: { asked: TrailExportRequest }) {
  const client = use_client();
  const { say, language, either } = use_speech();
  const file = use_download();
  const pages = use_pages();
  const load = use_load(
    () => {
      const request: TrailRequest = { ...asked, cursor: pages.cursor ?? null, limit: pages.size };
      return client.post<TrailList>("/trail", request);
    },
    [client, asked, pages.cursor, pages.size],
  );
  const download = () => file.run(() => client.download_asked("/trail.csv", asked, `trail-${taipei_day(new Date())}.csv`));
  const columns: ColumnsType<TrailView> = [
    { title: say("access_index"), dataIndex: "index", width: 72, align: "right", className: "nums" },
    { title: say("access_at"), dataIndex: "at", width: 145, render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
    {
      title: say("trail_who"),
      key: "who",
      width: 245,
      render: (_, row) => (
        <>
          <span className="one_line">{row.name}</span>
          <br />
          <span className="soft one_line">{row.account}</span> <span className="soft one_line">{row.unit}</span>
        </>
      ),
    },
    { title: say("access_kind"), dataIndex: "kind", className: "one_line", render: (kind: string) => kind_text(language, kind) },
    { title: say("access_case"), dataIndex: "case_number", className: "one_line" },
    { title: say("access_subject"), dataIndex: "subject_masked" },
    { title: say("access_purpose"), key: "purpose", width: 150, render: (_, row) => purpose_text(row, either) },
    { title: say("access_outcome"), key: "outcome", render: (_, row) => <Outcome of={row} /> },
    { title: say("access_receipt"), key: "proof", render: (_, row) => <ProofButton plain log={row.log} index={row.index} /> },
    { title: <span className="unseen">{say("why")}</span>, key: "why", width: 76, className: "one_line", render: (_, row) => <WhyLink of={row} /> },
  ];
  return (
    <Card
      title={say("trail")}
      extra={
        <Button size="small" loading={file.busy !== null} disabled={!load.answer?.items.length} onClick={() => void download()}>
          {say("download_csv")}
        </Button>
      }
    >
      <Loaded load={load} rows={8}>
        {(list) =>
          list.items.length === 0 ? (
            <Nothing>{say("trail_none")}</Nothing>
          ) : (
            <>
              <Rows
                rowKey={(row) => `${row.log}/${row.index}`}
                columns={columns}
                dataSource={list.items}
                loading={load.busy}
              />
              <Pager pages={pages} total={list.total} next={list.next} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

export function TrailPage() {
  const { say, language } = use_speech();
  const [form] = Form.useForm<Fields>();
  const pivot = Form.useWatch("pivot", form) ?? "account";
  const [asked, set_asked] = useState<TrailExportRequest | null>(null);
  const [turn, set_turn] = useState(0);
  return (
    <Page title={say("trail")}>
      <Card className="filter_card">
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ pivot: "account" }}
          onValuesChange={(changed: Partial<Fields>) => {
            if (changed.pivot) set_asked(null);
          }}
          onFinish={(typed: Fields) => {
            set_asked(to_request({ ...typed, pivot }));
            set_turn((old) => old + 1);
          }}
        >
          <Form.Item name="pivot" className="by">
            <Radio.Group aria-label={say("trail")} optionType="button" buttonStyle="solid">
              <Radio.Button value="account">{say("trail_by_account")}</Radio.Button>
              <Radio.Button value="person">{say("trail_by_person")}</Radio.Button>
            </Radio.Group>
          </Form.Item>
          {pivot === "person" && <Alert className="gap_below" type="info" showIcon title={say("trail_person_note")} />}
          <div className="filter_row">
            {pivot === "account" ? (
              <Form.Item
                name="account"
                label={say("trail_account")}
                rules={[{ required: true, whitespace: true, message: say("error_required") }]}
              >
                <Input autoComplete="off" spellCheck={false} maxLength={64} style={{ width: 170 }} />
              </Form.Item>
            ) : (
              <IdField name="person" label={say("trail_person")} width={170} />
            )}
            <Form.Item name="case_number" label={say("trail_case")}>
              <Input autoComplete="off" maxLength={64} style={{ width: 170 }} />
            </Form.Item>
            <Form.Item name="kind" label={say("trail_kind")}>
              <Select
                allowClear
                style={{ width: 140 }}
                getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
                placeholder={say("access_all_kinds")}
                options={[
                  ...families.map((family) => ({ value: `${family}.`, label: say(`family_${family}`) })),
                  ...kinds.map((kind) => ({ value: kind as string, label: kind_text(language, kind) })),
                ]}
              />
            </Form.Item>
            <DayField name="from" label={say("from_day")} width={120} />
            <DayField name="to" label={say("to_day")} width={120} />
            <div className="filter_go">
              <Button type="primary" htmlType="submit">
                {say("trail_search")}
              </Button>
            </div>
          </div>
        </Form>
      </Card>
      {asked ? (
        <Found key={turn} asked={asked} />
      ) : (
        <Card>
          <Nothing>{say("trail_start")}</Nothing>
        </Card>
      )}
      <PagePaper what={say("trail")} />
    </Page>
  );
}
