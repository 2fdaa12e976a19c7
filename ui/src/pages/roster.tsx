// The roster (A5): who could use the data, with what, on any day. Nothing is shown before it is asked for, because the
// opening is recorded.
import { Button, Form, Select, Tag } from "antd";
import { useState } from "react";
import type { RosterRow, RosterView } from "../api/types";
import { with_query, type Query } from "../api/client";
import { use_load } from "../api/use_load";
import { period_text } from "../base/day_text";
import { roc_date, roc_instant, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayField, iso_day } from "../shell/day_field";
import { long_rows } from "../shell/long_rows";
import { Roles, Standing } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { UnitPick } from "../shell/picks";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { use_download } from "../shell/use_download";
import { use_unfold } from "../shell/unfold";

function day_of(at: string | null): string {
  return at ? roc_date(at.includes("T") ? taipei_day(new Date(at)) : at) : "";
}

function RosterTable({ rows }: { rows: RosterRow[] }) {
  const { say } = use_speech();
  const unfold = use_unfold<RosterRow>((row) => `${say("roster_grants")} ${row.name}`);
  return (
    <Rows<RosterRow>
      rowKey="account"
      dataSource={rows}
      pagination={long_rows(rows.length, say)}
      expandable={{
        columnWidth: 64,
        columnTitle: <span className="unseen">{say("roster_grants")}</span>,
        rowExpandable: (row) => row.grants.length > 0,
        expandedRowRender: (row) => (
          <ul aria-label={`${say("roster_grants")}：${row.name}`}>
            {row.grants.map((grant) => (
              <li key={grant.id}>
                {grant.purpose}　<span className="nums soft">{period_text(grant.from, grant.to, say("from_then_on"))}</span>
              </li>
            ))}
          </ul>
        ),
        expandIcon: unfold,
      }}
      columns={[
        {
          title: say("training_who"),
          key: "who",
          render: (_, row) => (
            <>
              <span className="one_line">{row.name}</span>
              <br />
              <span className="soft">{row.account}</span>
            </>
          ),
        },
        {
          title: say("unit"),
          key: "unit",
          render: (_, row) => (
            <>
              {row.unit.name}
              {row.contract_number && (
                <p className="soft">
                  {say("roster_contract")} {row.contract_number}
                </p>
              )}
            </>
          ),
        },
        { title: say("roles"), key: "roles", render: (_, row) => <Roles of={row.roles} /> },
        { title: say("roster_standing"), dataIndex: "standing", render: (standing: string) => <Standing of={standing} /> },
        {
          title: say("roster_period"),
          key: "period",
          render: (_, row) => <span className="nums">{period_text(row.from, row.until, say("from_then_on"))}</span>,
        },
        {
          title: say("roster_approved"),
          key: "approved",
          render: (_, row) => (
            <>
              <span className="nums">{day_of(row.approved_at)}</span>
              {row.approved_by && <p className="soft">{row.approved_by}</p>}
            </>
          ),
        },
        { title: say("roster_grants"), key: "grants", align: "right", render: (_, row) => <span className="nums">{say("roster_grants_count", { count: row.grants.length })}</span> },
        {
          title: say("roster_training"),
          key: "training",
          align: "right",
          render: (_, row) =>
            row.training_hours < row.training_required ? (
              <Tag color="warning" className="nums">
                {row.training_hours}／{row.training_required}
              </Tag>
            ) : (
              <span className="nums">
                {row.training_hours}
                {row.training_required > 0 && `／${row.training_required}`}
              </span>
            ),
        },
        {
          title: say("roster_last"),
          dataIndex: "last_signed_in",
          render: (at: string | null) => <span className="nums">{at ? roc_instant(at) : say("roster_never")}</span>,
        },
      ]}
    />
  );
}

function Downloads({ asked }: { asked: Query }) {
  const client = use_client();
  const { say } = use_speech();
  const file = use_download();
  const fetch_it = (kind: "ods" | "pdf" | "csv") =>
    file.run(() => client.download(with_query(`/roster.${kind}`, asked), `${say("roster_file")}-${roc_date(asked["on"] ?? "").replaceAll("/", "")}.${kind}`));
  return (
    <div className="actions">
      {(["ods", "pdf", "csv"] as const).map((kind) => (
        <Button key={kind} size="small" disabled={file.busy !== null} onClick={() => void fetch_it(kind)}>
          {say(`download_${kind}`)}
        </Button>
      ))}
    </div>
  );
}

function Made({ asked }: { asked: Query }) {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<RosterView>(with_query("/roster", asked)), [client, asked]);
  return (
    <Card>
      <Loaded load={load} rows={10}>
        {(roster) => (
          <>
            <div className="list_head">
              <p role="status">{say("roster_on_note", { day: roc_date(roster.on), count: roster.total.toLocaleString("en-US") })}</p>
              <Downloads asked={asked} />
            </div>
            {roster.items.length === 0 ? <Nothing>{say("roster_none")}</Nothing> : <RosterTable rows={roster.items} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}

export function RosterPage() {
  const { say } = use_speech();
  const [asked, set_asked] = useState<Query | null>(null);
  const [turn, set_turn] = useState(0);
  return (
    <Page title={say("roster")}>
      <Card className="filter_card">
        <Form
          layout="inline"
          colon={false}
          requiredMark={false}
          initialValues={{ on: roc_date(taipei_day(new Date())), contractor: "" }}
          onFinish={(typed: { on: string; unit?: string; contractor: string }) => {
            set_asked({ on: iso_day(typed.on), unit: typed.unit, contractor: typed.contractor });
            set_turn((old) => old + 1);
          }}
        >
          <DayField name="on" label={say("roster_on")} required width={120} />
          <Form.Item name="unit" label={say("unit_find")}>
            <UnitPick allowClear placeholder={say("all_units")} />
          </Form.Item>
          <Form.Item name="contractor" label={say("roster_kind")}>
            <Select
              style={{ width: 150 }}
              getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
              options={[
                { value: "", label: say("roster_everybody") },
                { value: "no", label: say("roster_own") },
                { value: "yes", label: say("roster_contractor") },
              ]}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit">
            {say("roster_show")}
          </Button>
        </Form>
        <p className="soft">{say("roster_recorded")}</p>
      </Card>
      {asked && <Made key={turn} asked={asked} />}
    </Page>
  );
}
