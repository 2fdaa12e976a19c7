// Conflicts of interest: one's own, the cases that were handed over and wait to be taken, and for whoever oversees all of
// them. Who the person is stands nowhere here.
import { App, Tabs } from "antd";
import { useState } from "react";
import type { ConflictList, ConflictView } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { ConflictState } from "./using/conflict_state";

type Box = "take" | "mine" | "others";

function Table({ rows, box, again }: { rows: ConflictView[]; box: Box; again: () => void }) {
  const { client } = use_session();
  const { say, either, language } = use_speech();
  const { message } = App.useApp();
  const path = (row: ConflictView) => `/conflicts/${encodeURIComponent(row.id)}`;
  if (rows.length === 0) return <Nothing>{say(`conflicts_none_${box}`)}</Nothing>;
  return (
    <Rows<ConflictView>
      rowKey="id"
      dataSource={rows}
      pagination={long_rows(rows.length, say)}
      columns={[
        { title: say("conflict_at"), key: "at", className: "one_line nums", render: (_, row) => roc_instant(row.at).slice(0, -3) },
        ...(box === "mine"
          ? []
          : [
              {
                title: say("conflict_who"),
                key: "who",
                render: (_: unknown, row: ConflictView) => (
                  <>
                    <span className="one_line">
                      {row.account.name} <span className="soft">{row.account.account}</span>
                    </span>
                    <br />
                    <span className="soft">{row.unit.name}</span>
                  </>
                ),
              },
            ]),
        {
          title: say("access_case"),
          key: "case",
          render: (_, row) => (
            <>
              {row.case_number || <span className="soft">{say("conflict_sealed")}</span>}
              <br />
              <span className="soft">{either(row.purpose_zh, row.purpose_en)}</span>
            </>
          ),
        },
        {
          title: say("conflict_relation"),
          key: "relation",
          render: (_, row) => (
            <>
              {message_or(language, `relation_${row.relation}`, row.relation)}
              {row.note && <p className="soft">{row.note}</p>}
            </>
          ),
        },
        {
          title: say("conflict_hand_to"),
          key: "to",
          render: (_, row) => row.taken_by?.name ?? row.hand_to?.name ?? say("conflict_to_head"),
        },
        { title: say("use_standing"), key: "state", render: (_, row) => <ConflictState of={row} /> },
        {
          title: <span className="unseen">{say("use_acts")}</span>,
          key: "acts",
          render: (_, row) => (
            <div className="row_acts">
              {row.may.includes("take") && (
                <ActButton
                  size="small"
                  kind="primary"
                  label={say("conflict_take")}
                  of={row.case_number ?? ""}
                  text={say("conflict_take_text")}
                  reason="none"
                  act={async () => {
                    await client.post(`${path(row)}/take`, {});
                    message.success(say("conflict_taken_done"));
                    again();
                  }}
                />
              )}
              {row.may.includes("withdraw") && (
                <ActButton
                  size="small"
                  kind="danger"
                  label={say("conflict_withdraw")}
                  of={row.case_number ?? ""}
                  text={say("conflict_withdraw_text")}
                  reason="required"
                  act={async (reason) => {
                    await client.post(`${path(row)}/withdraw`, { reason });
                    message.success(say("conflict_withdrawn_done"));
                    again();
                  }}
                />
              )}
            </div>
          ),
        },
      ]}
    />
  );
}

export function ConflictsPage() {
  const { client, view } = use_session();
  const { say } = use_speech();
  const [box, set_box] = useState<Box | null>(null);
  const load = use_load(() => client.get<ConflictList>("/conflicts"), [client]);
  return (
    <Page title={say("conflicts")}>
      <p className="gap_below soft">{say("conflicts_text")}</p>
      <Loaded load={load} rows={6}>
        {(list) => {
          const mine = list.items.filter((one) => one.account.id === view?.account_id);
          const take = list.items.filter((one) => one.may.includes("take"));
          const others = list.items.filter((one) => one.account.id !== view?.account_id);
          const boxes: [Box, ConflictView[]][] = [
            ["take", take],
            ["mine", mine],
            ["others", others],
          ];
          const first = take.length > 0 ? "take" : mine.length > 0 ? "mine" : others.length > 0 ? "others" : "take";
          return (
            <Tabs
              className="boxes"
              activeKey={box ?? first}
              onChange={(key) => set_box(key as Box)}
              items={boxes.map(([one, rows]) => ({
                key: one,
                label: `${say(`conflicts_${one}`)}（${rows.length}）`,
                children: (
                  <Card>
                    <Table rows={rows} box={one} again={load.again} />
                  </Card>
                ),
              }))}
              destroyOnHidden
            />
          );
        }}
      </Loaded>
      <PagePaper what={say("conflicts")} />
    </Page>
  );
}
