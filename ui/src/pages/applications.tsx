// Applications: what waits for me first, then mine, my unit's, and all.
import { Button } from "antd";
import { useState } from "react";
import type { ApplicationList, ApplicationRow } from "../api/types";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { Boxes } from "../shell/boxes";
import { FilterPick } from "../shell/filter";
import { ApplicationState, Roles } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager } from "../shell/pager";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { use_list } from "../shell/use_list";

export type Box = "inbox" | "mine" | "unit" | "all";

const states = ["submitted", "endorsed", "sent_back", "carried_out", "withdrawn", "refused", "lapsed"] as const;
const kinds = ["open", "change", "suspend", "restore", "close"] as const;

interface Filter {
  state?: string;
  kind?: string;
}

export function boxes_for(roles: readonly string[]): Box[] {
  const acts = roles.includes("unit_head") || roles.includes("account_administrator");
  const sees_all = roles.includes("account_administrator") || roles.includes("auditor");
  return [...(acts ? (["inbox"] as const) : []), "mine", ...(roles.includes("unit_head") ? (["unit"] as const) : []), ...(sees_all ? (["all"] as const) : [])];
}

function BoxList({ box }: { box: Box }) {
  const { say, language } = use_speech();
  const { load, pages, filter, apply } = use_list<ApplicationList, Filter>("/applications", () => ({}), { box });
  return (
    <Card>
      {box !== "inbox" && (
        <div className="list_filter">
          <FilterPick
            label={say("application_state")}
            all={say("application_all_states")}
            width={170}
            value={filter.state}
            choose={(state) => apply({ ...filter, state })}
            options={states.map((one) => ({ value: one, label: message_or(language, `application_state_${one}`, one) }))}
          />
          <FilterPick
            label={say("application_kind")}
            all={say("application_all_kinds")}
            width={150}
            value={filter.kind}
            choose={(kind) => apply({ ...filter, kind })}
            options={kinds.map((one) => ({ value: one, label: say(`application_kind_${one}`) }))}
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
      <Boxes boxes={boxes} box={box} choose={set_box} label={(one) => say(`applications_${one}`)}>
        {(one) => <BoxList box={one} />}
      </Boxes>
    </Page>
  );
}
