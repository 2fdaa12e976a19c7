// The units: who heads each, who stands in, who administers accounts; and who answered on a day gone by.
import { Button, Form, Select, Tag } from "antd";
import { useState } from "react";
import type { OfficeUnitView, OfficeUnitList } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, last_day } from "../base/day_text";
import { branches } from "../base/unit_tree";
import { message_or, use_speech } from "../i18n";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { ContractState } from "./units/contract_state";

interface Row extends OfficeUnitView {
  depth: number;
}

export function UnitsPage() {
  const { client, view } = use_session();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<OfficeUnitList>("/units"), [client]);
  const [kind, set_kind] = useState<string | undefined>();
  const administers = view?.roles.includes("account_administrator") ?? false;
  const heads = view?.roles.includes("unit_head") ?? false;
  const units = load.answer?.items ?? [];
  const kinds = [...new Set(units.map((unit) => unit.kind))];
  const rows: Row[] = branches(units)
    .filter(({ unit }) => !kind || unit.kind === kind)
    .map(({ unit, depth }) => ({ ...unit, depth: kind ? 0 : depth }));
  const unfilled = (unit: OfficeUnitView) => unit.accounts > 0 && (!unit.head || !unit.administrator);
  return (
    <Page
      title={say("units")}
      extra={
        <>
          {(heads || administers) && <Button href="#/absences">{say("absences")}</Button>}
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {administers && (
            <Button type="primary" href="#/units/new">
              {say("contractor_new")}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <Form layout="inline" className="list_filter">
          <Form.Item label={say("unit_kind")} htmlFor="unit_kind">
            <Select
              id="unit_kind"
              allowClear
              placeholder={say("all")}
              style={{ width: 150 }}
              value={kind}
              onChange={set_kind}
              getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
              options={kinds.map((one) => ({ value: one, label: message_or(language, `unit_kind_${one}`, one) }))}
            />
          </Form.Item>
        </Form>
        <Loaded load={load} rows={10}>
          {() =>
            rows.length === 0 ? (
              <Nothing>{say("units_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<Row>
                  rowKey="id"
                  dataSource={rows}
                  columns={[
                    {
                      title: say("unit_name"),
                      key: "name",
                      render: (_, row) => (
                        <span className="one_line" style={{ paddingInlineStart: row.depth * 18 }}>
                          <a data-row href={`#/units/${row.id}`}>
                            {either(row.name_zh, row.name_en)}
                          </a>{" "}
                          {row.until && <Tag>{say("unit_until", { day: last_day(row.until) })}</Tag>}
                        </span>
                      ),
                    },
                    { title: say("unit_kind"), dataIndex: "kind", className: "one_line", render: (one: string) => message_or(language, `unit_kind_${one}`, one) },
                    { title: say("duty_head"), key: "head", render: (_, row) => <Who of={row.head} /> },
                    { title: say("duty_deputy"), key: "deputy", render: (_, row) => <Who of={row.deputy} /> },
                    { title: say("duty_account_administrator"), key: "administrator", render: (_, row) => <Who of={row.administrator} /> },
                    { title: say("unit_accounts"), dataIndex: "accounts", align: "right", className: "nums" },
                    {
                      title: say("unit_note"),
                      key: "note",
                      render: (_, row) => (
                        <>
                          {unfilled(row) && <Tag color="warning">{say("unit_unfilled")}</Tag>}
                          {row.contract && (
                            <>
                              <span className="nums soft one_line">
                                {first_day(row.contract.from)}–{last_day(row.contract.to)}
                              </span>{" "}
                              <ContractState to={row.contract.to} />
                            </>
                          )}
                        </>
                      ),
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
