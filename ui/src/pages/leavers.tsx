// Those who are transferred, resign, retire or take leave: what is planned, what is done.
import { Button, Tag } from "antd";
import { with_query } from "../api/client";
import type { LeaverList, LeaverRowView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";

const state_colors: Record<string, string> = { planned: "processing", in_force: "success", withdrawn: "default", over: "default" };

export function LeaverState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={state_colors[of] ?? "default"}>{message_or(language, `leaver_state_${of}`, of)}</Tag>;
}

export function LeaversPage() {
  const { client, view } = use_session();
  const { say, language } = use_speech();
  const pages = use_pages();
  const load = use_load(
    () => client.get<LeaverList>(with_query("/leavers", { cursor: pages.cursor, limit: String(pages.size) })),
    [client, pages.cursor, pages.size],
  );
  const administers = view?.roles.includes("account_administrator") ?? false;
  return (
    <Page
      title={say("leavers")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {administers && (
            <Button type="primary" href="#/leavers/new">
              {say("leaver_new")}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <Loaded load={load} rows={8}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("leavers_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<LeaverRowView>
                  rowKey="id"
                  dataSource={list.items}
                  loading={load.busy}
                  columns={[
                    {
                      title: say("leaver_who"),
                      key: "who",
                      render: (_, row) => (
                        <span className="one_line">
                          <a data-row href={`#/leavers/${row.id}`}>
                            {row.account.name}
                          </a>{" "}
                          <span className="soft">{row.account.account}</span>
                        </span>
                      ),
                    },
                    { title: say("form_unit"), key: "unit", render: (_, row) => row.unit.name },
                    { title: say("leaver_kind"), dataIndex: "kind", render: (kind: string) => message_or(language, `leaver_kind_${kind}`, kind) },
                    { title: say("leaver_on"), dataIndex: "on", render: (on: string) => <span className="nums">{first_day(on)}</span> },
                    { title: say("leaver_state"), dataIndex: "state", render: (state: string) => <LeaverState of={state} /> },
                    {
                      title: say("letters"),
                      key: "letters",
                      render: (_, row) =>
                        row.letters.length === 0 ? (
                          <span className="soft">{say("none")}</span>
                        ) : (
                          row.letters.map((letter, place) => (
                            <a key={letter} href={`#/letters/${letter}`} aria-label={say("leaver_letter_of", { name: row.account.name, number: place + 1 })}>
                              {say("letter_number", { number: place + 1 })}{" "}
                            </a>
                          ))
                        ),
                    },
                    { title: say("leaver_recorded_at"), dataIndex: "recorded_at", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                  ]}
                />
                <Pager pages={pages} total={list.total} next={list.next} />
              </div>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
