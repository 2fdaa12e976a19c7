// Applications: what waits for me first, then mine, my unit's, and all.
import { Button, Select, Tabs } from "antd";
import { useState } from "react";
import { with_query } from "../api/client";
import type { ApplicationList, ApplicationRow } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ApplicationState, Roles } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";

export type Box = "inbox" | "mine" | "unit" | "all";

const states = ["submitted", "endorsed", "sent_back", "carried_out", "withdrawn", "refused", "lapsed"] as const;
const kinds = ["open", "change", "suspend", "restore", "close"] as const;
const near = (field: HTMLElement) => field.parentElement ?? document.body;

export function boxes_for(roles: readonly string[]): Box[] {
  const acts = roles.includes("unit_head") || roles.includes("account_administrator");
  const sees_all = roles.includes("account_administrator") || roles.includes("auditor");
  return [...(acts ? (["inbox"] as const) : []), "mine", ...(roles.includes("unit_head") ? (["unit"] as const) : []), ...(sees_all ? (["all"] as const) : [])];
}

function BoxList({ box }: { box: Box }) {
  const client = use_client();
  const { say, language } = use_speech();
  const pages = use_pages();
  const [state, set_state] = useState<string | undefined>();
  const [kind, set_kind] = useState<string | undefined>();
  const load = use_load(
    () => client.get<ApplicationList>(with_query("/applications", { box, state, kind, cursor: pages.cursor, limit: String(pages.size) })),
    [client, box, state, kind, pages.cursor, pages.size],
  );
  return (
    <Card>
      {box !== "inbox" && (
        <div className="list_filter">
          <Select
            allowClear
            aria-label={say("application_state")}
            placeholder={say("application_all_states")}
            style={{ width: 170 }}
            value={state}
            getPopupContainer={near}
            onChange={(value) => {
              pages.reset();
              set_state(value);
            }}
            options={states.map((one) => ({ value: one as string, label: message_or(language, `application_state_${one}`, one) }))}
          />
          <Select
            allowClear
            aria-label={say("application_kind")}
            placeholder={say("application_all_kinds")}
            style={{ width: 150 }}
            value={kind}
            getPopupContainer={near}
            onChange={(value) => {
              pages.reset();
              set_kind(value);
            }}
            options={kinds.map((one) => ({ value: one as string, label: say(`application_kind_${one}`) }))}
          />
        </div>
      )}
      <Loaded load={load} rows={8}>
        {(list) =>
          list.items.length === 0 ? (
            <Nothing>{say(`applications_none_${box}`)}</Nothing>
          ) : (
            <div onKeyDown={row_keys}>
              <Rows<ApplicationRow>
                rowKey="id"
                dataSource={list.items}
                loading={load.busy}
                columns={[
                  {
                    title: say("application_number"),
                    key: "number",
                    className: "one_line nums",
                    render: (_, row) => (
                      <a data-row href={`#/applications/${row.id}`}>
                        {row.number}
                      </a>
                    ),
                  },
                  { title: say("application_kind"), dataIndex: "kind", className: "one_line", render: (one: string) => message_or(language, `application_kind_${one}`, one) },
                  {
                    title: say("application_whom"),
                    key: "who",
                    render: (_, row) => (
                      <span className="one_line">
                        {row.display_name} <span className="soft">{row.account_name}</span>
                      </span>
                    ),
                  },
                  { title: say("form_unit"), key: "unit", render: (_, row) => row.unit.name },
                  { title: say("form_roles"), dataIndex: "roles", render: (roles: string[]) => <Roles of={roles} /> },
                  { title: say("application_submitted_at"), dataIndex: "submitted_at", width: 150, render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                  { title: say("application_state"), dataIndex: "state", render: (one: string) => <ApplicationState of={one} /> },
                ]}
              />
              <Pager pages={pages} total={list.total} next={list.next} />
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}

export function ApplicationsPage() {
  const { view } = use_session();
  const { say } = use_speech();
  const boxes = boxes_for(view?.roles ?? []);
  const [box, set_box] = useState<Box>(boxes[0] ?? "mine");
  return (
    <Page
      title={say("applications")}
      extra={
        <Button type="primary" href="#/applications/new">
          {say("application_new")}
        </Button>
      }
    >
      {boxes.length > 1 && (
        <Tabs className="boxes" activeKey={box} onChange={(key) => set_box(key as Box)} items={boxes.map((one) => ({ key: one, label: say(`applications_${one}`), children: <BoxList box={one} /> }))} destroyOnHidden />
      )}
      {boxes.length === 1 && <BoxList box={box} />}
    </Page>
  );
}
