// Kinship authorisations (the ministry's rules, article 10): who may ask about kin, until when, and what was asked.
import { Button, Select, Tag } from "antd";
import { useState } from "react";
import type { KinshipList, KinshipRow } from "../api/types";
import { use_load } from "../api/use_load";
import { by_day, by_number, by_words } from "../base/compare";
import { period_text } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { long_rows } from "../shell/long_rows";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";

const states = ["in_force", "planned", "expired", "withdrawn", "barred"] as const;
const colors: Record<string, string> = { in_force: "success", planned: "processing", withdrawn: "default", barred: "error" };

export function KinshipState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={colors[of] ?? "default"}>{message_or(language, `kinship_state_${of}`, of)}</Tag>;
}

export function KinshipPage() {
  const { client, view } = use_session();
  const { say, either } = use_speech();
  const load = use_load(() => client.get<KinshipList>("/kinship/authorisations"), [client]);
  const [state, set_state] = useState<string | undefined>();
  const controls = view?.roles.includes("controller") ?? false;
  const rows = (load.answer?.items ?? []).filter((row) => !state || row.state === state);
  return (
    <Page
      title={say("kinship")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {controls && (
            <Button type="primary" href="#/kinship/new">
              {say("kinship_new")}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <div className="list_filter">
          <Select
            allowClear
            aria-label={say("kinship_state")}
            placeholder={say("kinship_all_states")}
            style={{ width: 170 }}
            value={state}
            onChange={set_state}
            getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
            options={states.map((one) => ({ value: one as string, label: say(`kinship_state_${one}`) }))}
          />
        </div>
        <Loaded load={load} rows={8}>
          {(list) =>
            rows.length === 0 ? (
              <Nothing>{say(list.items.length === 0 ? "kinship_none" : "list_nothing_fits")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<KinshipRow>
                  rowKey="id"
                  dataSource={rows}
                  pagination={long_rows(rows.length, say)}
                  columns={[
                    {
                      title: say("kinship_entry"),
                      key: "entry",
                      className: "one_line nums",
                      sorter: by_number((row) => row.index),
                      render: (_, row) => (
                        <a data-row href={`#/kinship/${row.id}`} aria-label={say("kinship_of", { name: row.asker.name, index: row.index })}>
                          {row.index}
                        </a>
                      ),
                    },
                    { title: say("kinship_asker"), key: "asker", sorter: by_words((row) => row.asker.name), render: (_, row) => <Who of={row.asker} /> },
                    { title: say("kinship_controller"), key: "controller", sorter: by_words((row) => row.controller.name), render: (_, row) => <Who of={row.controller} /> },
                    { title: say("grant_purpose"), key: "purpose", render: (_, row) => <a href={`#/grants/${row.grant}`}>{either(row.purpose_zh, row.purpose_en) || say("grant_open")}</a> },
                    { title: say("case_number"), key: "case", render: (_, row) => row.case_number },
                    { title: say("kinship_period"), key: "period", className: "nums", sorter: by_day((row) => row.until), render: (_, row) => period_text(row.from, row.until, "") },
                    { title: say("kinship_state"), dataIndex: "state", className: "one_line", render: (one: string) => <KinshipState of={one} /> },
                    { title: say("kinship_uses"), dataIndex: "uses", align: "right", className: "nums", sorter: by_number((row) => row.uses) },
                    { title: say("register_last_used"), key: "last", className: "one_line nums", render: (_, row) => (row.last_used_at ? roc_instant(row.last_used_at) : say("link_never_used")) },
                  ]}
                />
              </div>
            )
          }
        </Loaded>
      </Card>
      <PagePaper what={say("kinship")} />
    </Page>
  );
}
