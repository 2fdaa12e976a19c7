// Applications to use data: what waits for me first, then mine, my unit's, and all.
import { Button } from "antd";
import { useState } from "react";
import { with_query } from "../api/client";
import type { DataApplicationList, DataApplicationRow, DataForm } from "../api/types";
import { use_load } from "../api/use_load";
import { period_text } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { Boxes } from "../shell/boxes";
import { FilterPick } from "../shell/filter";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager } from "../shell/pager";
import { may_see, menu_pages } from "../shell/pages";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { use_list } from "../shell/use_list";
import { ApplicationsCsv } from "./using/applications_csv";
import { UseState } from "./using/use_state";
import { operations_text } from "./using/words";

export type UseBox = "inbox" | "mine" | "unit" | "all";

const states = ["submitted", "sent_back", "approved", "refused", "withdrawn", "lapsed"] as const;

interface Filter {
  state?: string;
  purpose?: string;
}

// Who may apply at all; the server knows whether they may for this purpose.
export const applies = (roles: readonly string[]) => roles.includes("case_worker") || roles.includes("unit_head");

// A link may name anybody as its designated person: what waits shows the inbox, too.
export function use_boxes_for(roles: readonly string[], waiting: number): UseBox[] {
  const decides = ["unit_head", "designated_person", "controller"].some((role) => roles.includes(role));
  const sees_all = ["designated_person", "auditor", "checker", "ethics_officer"].some((role) => roles.includes(role));
  const boxes: UseBox[] = [];
  if (decides || waiting > 0) boxes.push("inbox");
  if (applies(roles)) boxes.push("mine");
  if (roles.includes("unit_head")) boxes.push("unit");
  if (sees_all) boxes.push("all");
  return boxes;
}

interface Named {
  code: string;
  name_zh: string;
  name_en: string;
}

// All that there are, for whoever may read them; else those of the own unit. (What is refused is recorded, so nothing is
// asked for on the chance.)
function use_purposes(): readonly Named[] {
  const { client, view } = use_session();
  const readers = menu_pages.find((page) => page.path === "/purposes");
  const reads = readers !== undefined && may_see(readers, view?.roles ?? []);
  const load = use_load<readonly Named[]>(
    () => (reads ? client.get<{ items: Named[] }>("/purposes").then((list) => list.items) : client.get<DataForm>("/data-application-form").then((form) => form.purposes)),
    [client, reads],
  );
  return load.answer ?? [];
}

function BoxList({ box }: { box: UseBox }) {
  const { say, either, language } = use_speech();
  const { load, pages, filter, asked, apply } = use_list<DataApplicationList, Filter>("/data-applications", () => ({}), { box });
  const purposes = use_purposes();
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
            options={states.map((one) => ({ value: one, label: message_or(language, `use_state_${one}`, one) }))}
          />
          {purposes.length > 1 && (
            <FilterPick
              long
              label={say("use_purpose")}
              all={say("use_all_purposes")}
              width={300}
              value={filter.purpose}
              choose={(purpose) => apply({ ...filter, purpose })}
              options={purposes.map((one) => ({ value: one.code, label: either(one.name_zh, one.name_en) }))}
            />
          )}
          <ApplicationsCsv asked={asked} />
        </div>
      )}
      <Loaded load={load} rows={8}>
        {(list) =>
          list.items.length === 0 ? (
            <Nothing>{say(`use_none_${box}`)}</Nothing>
          ) : (
            <div onKeyDown={row_keys}>
              <Rows<DataApplicationRow>
                rowKey="id"
                dataSource={list.items}
                loading={load.busy}
                columns={[
                  {
                    title: say("application_number"),
                    key: "number",
                    className: "one_line nums",
                    render: (_, row) => (
                      <a data-row href={`#/data-applications/${row.id}`}>
                        {row.number}
                      </a>
                    ),
                  },
                  {
                    title: say("use_purpose"),
                    key: "purpose",
                    render: (_, row) => (
                      <>
                        {either(row.purpose_zh, row.purpose_en)}
                        <br />
                        <span className="soft">
                          {say(row.kind === "renewal" ? "use_kind_renewal" : "use_kind_new")}　{say("use_items", { count: row.fields })}　{operations_text(language, row.operations)}
                        </span>
                      </>
                    ),
                  },
                  ...(box === "mine"
                    ? []
                    : [
                        {
                          title: say("use_applicant"),
                          key: "who",
                          render: (_: unknown, row: DataApplicationRow) => (
                            <>
                              <span className="one_line">
                                {row.applicant.name} <span className="soft">{row.applicant.account}</span>
                              </span>
                              <br />
                              <span className="soft">{row.unit.name}</span>
                            </>
                          ),
                        },
                      ]),
                  { title: say("use_period"), key: "period", className: "one_line nums", render: (_, row) => period_text(row.from, row.until, say("open_end")) },
                  { title: say("application_submitted_at"), dataIndex: "submitted_at", className: "one_line", render: (at: string) => <span className="nums">{roc_instant(at).slice(0, -3)}</span> },
                  { title: say("application_state"), key: "state", render: (_, row) => <UseState row={row} /> },
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

export function DataApplicationsPage() {
  const { client, view } = use_session();
  const { say } = use_speech();
  const roles = view?.roles ?? [];
  const inbox = use_load(() => client.get<DataApplicationList>(with_query("/data-applications", { box: "inbox", limit: "1" })), [client]);
  const waiting = inbox.answer?.total ?? 0;
  const boxes = use_boxes_for(roles, waiting);
  const [chosen, set_chosen] = useState<UseBox | null>(null);
  const box = chosen ?? boxes[0] ?? "mine";
  return (
    <Page
      title={say("data_applications")}
      extra={
        applies(roles) && (
          <Button type="primary" href="#/data-applications/new">
            {say("use_new")}
          </Button>
        )
      }
    >
      <Loaded load={inbox} rows={8}>
        {() => (
          <Boxes boxes={boxes} box={box} choose={set_chosen} label={(one) => (one === "inbox" && waiting > 0 ? `${say("use_box_inbox")}（${waiting}）` : say(`use_box_${one}`))}>
            {(one) => <BoxList box={one} />}
          </Boxes>
        )}
      </Loaded>
    </Page>
  );
}
