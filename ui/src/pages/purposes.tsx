// The purposes (P2.1, P2.2): each a business on bases in force, and the units that may have it (P2.3).
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import type { PurposeList, PurposeRow } from "../api/types";
import { use_load } from "../api/use_load";
import { by_number, by_words, holds } from "../base/compare";
import { message_or, use_speech } from "../i18n";
import { ListCsv } from "../shell/list_csv";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { keeper_roles, PurposeState } from "./catalogue/states";
import { listed, operations_text } from "./using/words";

const states = ["approved", "changed", "draft", "stopped", "ended"] as const;
const near = (field: HTMLElement) => field.parentElement ?? document.body;

// Many units: the first ones and how many more.
function Units({ of }: { of: readonly { id: string; name: string }[] }) {
  const { say, language } = use_speech();
  if (of.length <= 4) return <>{listed(language, of.map((unit) => unit.name))}</>;
  return (
    <>
      {listed(language, of.slice(0, 3).map((unit) => unit.name))} <span className="soft">{say("units_more", { count: of.length })}</span>
    </>
  );
}

export function PurposesPage() {
  const { client, view } = use_session();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<PurposeList>("/purposes"), [client]);
  const [find, set_find] = useState("");
  const [state, set_state] = useState<string | undefined>();
  const [unit, set_unit] = useState<string | undefined>();
  const keeps = view?.roles.some((role) => keeper_roles.includes(role)) ?? false;
  const all = load.answer?.items ?? [];
  const units = [...new Map(all.flatMap((row) => row.units).map((one) => [one.id, one.name])).entries()];
  const rows = all.filter(
    (row) =>
      (!state || row.state === state) &&
      (!unit || row.units.some((one) => one.id === unit)) &&
      holds([row.code, row.name_zh, row.name_en, ...row.bases.map((basis) => basis.title)], find),
  );
  return (
    <Page
      title={say("purposes")}
      extra={
        <>
          <ListCsv
            file="purposes"
            head={[say("purpose_code"), say("purpose_name"), say("purpose_bases"), say("purpose_units"), say("purpose_operations"), say("purpose_state"), say("purpose_grants")]}
            rows={rows.map((row) => [
              row.code,
              either(row.name_zh, row.name_en),
              row.bases.map((basis) => `${basis.id} ${basis.title}`).join("；"),
              row.units.map((one) => one.name).join("、"),
              operations_text(language, row.operations),
              message_or(language, `purpose_state_${row.state}`, row.state),
              row.grants_in_force,
            ])}
          />
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {keeps && (
            <Button type="primary" href="#/purposes/new">
              {say("purpose_new")}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <Form layout="inline" className="list_filter">
          <Form.Item label={say("purpose_find")} htmlFor="purpose_find">
            <Input id="purpose_find" allowClear autoComplete="off" maxLength={64} style={{ width: 220 }} value={find} onChange={(event) => set_find(event.target.value)} />
          </Form.Item>
          <Form.Item label={say("purpose_units")} htmlFor="purpose_unit">
            <Select id="purpose_unit" allowClear placeholder={say("all_units")} style={{ width: 180 }} value={unit} onChange={set_unit} getPopupContainer={near} showSearch={{ optionFilterProp: "label" }} options={units.map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item label={say("purpose_state")} htmlFor="purpose_state">
            <Select id="purpose_state" allowClear placeholder={say("all")} style={{ width: 140 }} value={state} onChange={set_state} getPopupContainer={near} options={states.map((one) => ({ value: one as string, label: say(`purpose_state_${one}`) }))} />
          </Form.Item>
        </Form>
        <Loaded load={load} rows={8}>
          {(list) =>
            rows.length === 0 ? (
              <Nothing>{say(list.items.length === 0 ? "purposes_none" : "list_nothing_fits")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<PurposeRow>
                  rowKey="code"
                  dataSource={rows}
                  pagination={long_rows(rows.length, say)}
                  columns={[
                    {
                      title: say("purpose_name"),
                      key: "name",
                      width: 210,
                      sorter: by_words((row) => either(row.name_zh, row.name_en)),
                      render: (_, row) => (
                        <>
                          <a data-row href={`#/purposes/${encodeURIComponent(row.code)}`}>
                            {either(row.name_zh, row.name_en)}
                          </a>
                          <p className="soft">{row.code}</p>
                        </>
                      ),
                    },
                    {
                      title: say("purpose_bases"),
                      key: "bases",
                      render: (_, row) =>
                        row.bases.map((basis) => (
                          <p key={basis.id}>
                            <span className="soft nums">{basis.id}</span> {basis.title} {!basis.in_force && <strong className="stopped">{say("basis_not_in_force")}</strong>}
                          </p>
                        )),
                    },
                    { title: say("purpose_units"), key: "units", render: (_, row) => <Units of={row.units} /> },
                    {
                      title: say("purpose_operations"),
                      key: "operations",
                      width: 140,
                      render: (_, row) => operations_text(language, row.operations),
                    },
                    { title: say("purpose_state"), dataIndex: "state", className: "one_line", render: (one: string) => <PurposeState of={one} /> },
                    { title: say("purpose_grants"), dataIndex: "grants_in_force", align: "right", className: "nums", sorter: by_number((row) => row.grants_in_force) },
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
