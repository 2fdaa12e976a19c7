// The legal bases (P2.1): which are in force, until when, and what rests on them.
import { Button, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import type { BasisList, BasisRow } from "../api/types";
import { use_load } from "../api/use_load";
import { by_day, by_number, by_words, holds } from "../base/compare";
import { first_day, last_day } from "../base/day_text";
import { message_or, use_speech } from "../i18n";
import { ListCsv } from "../shell/list_csv";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { BasisState, keeper_roles } from "./catalogue/states";

const states = ["in_force", "planned", "ended"] as const;

export function BasesPage() {
  const { client, view } = use_session();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<BasisList>("/bases"), [client]);
  const [find, set_find] = useState("");
  const [state, set_state] = useState<string | undefined>();
  const keeps = view?.roles.some((role) => keeper_roles.includes(role)) ?? false;
  const rows = (load.answer?.items ?? []).filter(
    (row) => (!state || row.state === state) && holds([row.id, row.title, row.title_en, ...row.articles], find),
  );
  const state_text = (row: BasisRow) => message_or(language, `basis_state_${row.state}`, row.state);
  return (
    <Page
      title={say("bases")}
      extra={
        <>
          <ListCsv
            file="bases"
            head={[say("basis_id"), say("basis_title"), say("basis_articles"), say("basis_from"), say("basis_until"), say("basis_state"), say("basis_purposes"), say("basis_origin")]}
            rows={rows.map((row) => [
              row.id,
              either(row.title, row.title_en),
              row.articles.join("、"),
              first_day(row.from),
              last_day(row.until),
              state_text(row),
              row.purposes,
              message_or(language, `basis_origin_${row.origin}`, row.origin),
            ])}
          />
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {keeps && (
            <Button type="primary" href="#/bases/new">
              {say("basis_new")}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <Form layout="inline" className="list_filter">
          <Form.Item label={say("basis_find")} htmlFor="basis_find">
            <Input id="basis_find" allowClear autoComplete="off" maxLength={64} style={{ width: 220 }} value={find} onChange={(event) => set_find(event.target.value)} />
          </Form.Item>
          <Form.Item label={say("basis_state")} htmlFor="basis_state">
            <Select
              id="basis_state"
              allowClear
              placeholder={say("all")}
              style={{ width: 140 }}
              value={state}
              onChange={set_state}
              getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
              options={states.map((one) => ({ value: one as string, label: say(`basis_state_${one}`) }))}
            />
          </Form.Item>
        </Form>
        <Loaded load={load} rows={10}>
          {(list) =>
            rows.length === 0 ? (
              <Nothing>{say(list.items.length === 0 ? "bases_none" : "list_nothing_fits")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<BasisRow>
                  rowKey="id"
                  dataSource={rows}
                  pagination={long_rows(rows.length, say)}
                  columns={[
                    { title: say("basis_id"), dataIndex: "id", className: "one_line nums", sorter: by_words((row) => row.id), defaultSortOrder: "ascend" },
                    {
                      title: say("basis_title"),
                      key: "title",
                      sorter: by_words((row) => either(row.title, row.title_en)),
                      render: (_, row) => (
                        <>
                          <a data-row href={`#/bases/${encodeURIComponent(row.id)}`}>
                            {either(row.title, row.title_en)}
                          </a>
                          {row.articles.length > 0 && <p className="soft">{row.articles.join("、")}</p>}
                        </>
                      ),
                    },
                    { title: say("basis_from"), key: "from", sorter: by_day((row) => row.from), render: (_, row) => <span className="nums">{first_day(row.from) || say("basis_from_unknown")}</span> },
                    { title: say("basis_until"), key: "until", sorter: by_day((row) => row.until), render: (_, row) => <span className="nums">{last_day(row.until) || say("no_end")}</span> },
                    { title: say("basis_state"), key: "state", className: "one_line", render: (_, row) => <BasisState of={row} /> },
                    { title: say("basis_purposes"), dataIndex: "purposes", align: "right", className: "nums", sorter: by_number((row) => row.purposes) },
                    {
                      title: say("basis_origin"),
                      dataIndex: "origin",
                      className: "one_line",
                      render: (origin: string) => <Tag>{message_or(language, `basis_origin_${origin}`, origin)}</Tag>,
                    },
                  ]}
                />
              </div>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
