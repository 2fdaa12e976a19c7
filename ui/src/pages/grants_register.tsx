// The register of all grants: who may ask what, for which purpose, until when, and how much of it was used (S2.2, F2.2).
import { Button, Form, Input, Select } from "antd";
import { useEffect } from "react";
import type { GrantRegister, GrantRow, PurposeList, PurposeRow } from "../api/types";
import { with_query } from "../api/client";
import { use_load } from "../api/use_load";
import { first_day, last_day } from "../base/day_text";
import { said_in } from "../base/router";
import { taipei_day } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { FilterButtons } from "../shell/filter";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager } from "../shell/pager";
import { AccountPick, UnitPick } from "../shell/picks";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { use_download } from "../shell/use_download";
import { use_list } from "../shell/use_list";
import { GrantDays, GrantState } from "./grants/state";
import { listed, operations_text, quota_text } from "./using/words";

export const grant_states = ["in_force", "not_yet_valid", "suspended", "expired", "lapsed", "ended"] as const;
const near = (field: HTMLElement) => field.parentElement ?? document.body;

// Who may look accounts up, and so can ask for one person's grants.
const account_readers = ["account_administrator", "unit_head", "auditor", "checker", "ethics_officer"];

interface Filter {
  q?: string;
  holder?: string;
  purpose?: string;
  unit?: string;
  state?: string;
}

function FilterBar({ first, purposes, apply }: { first: Filter; purposes: readonly PurposeRow[]; apply: (filter: Filter) => void }) {
  const { view } = use_session();
  const { say, either, language } = use_speech();
  const picks_people = view?.roles.some((role) => account_readers.includes(role)) ?? false;
  const [form] = Form.useForm<Filter>();
  // What the link asked for; "clear" clears it too.
  useEffect(() => form.setFieldsValue(first), []);
  return (
    <Card className="filter_card">
      <Form form={form} layout="vertical" requiredMark={false} onFinish={apply}>
        <div className="filter_row">
          <Form.Item name="q" label={say("register_find")}>
            <Input autoComplete="off" spellCheck={false} maxLength={64} style={{ width: 150 }} />
          </Form.Item>
          {picks_people && (
            <Form.Item name="holder" label={say("register_holder")}>
              <AccountPick allowClear width={200} />
            </Form.Item>
          )}
          <Form.Item name="purpose" label={say("grant_purpose")}>
            <Select
              allowClear
              style={{ width: 200 }}
              placeholder={say("all")}
              showSearch={{ optionFilterProp: "label" }}
              getPopupContainer={near}
              options={purposes.map((one) => ({ value: one.code, label: either(one.name_zh, one.name_en) }))}
            />
          </Form.Item>
          <Form.Item name="unit" label={say("form_unit")}>
            <UnitPick allowClear width={150} placeholder={say("all_units")} />
          </Form.Item>
          <Form.Item name="state" label={say("register_state")}>
            <Select allowClear style={{ width: 120 }} placeholder={say("all")} getPopupContainer={near} options={grant_states.map((one) => ({ value: one as string, label: message_or(language, `grant_state_${one}`, one) }))} />
          </Form.Item>
          <div className="filter_go actions">
            <FilterButtons
              clear={() => {
                form.resetFields();
                apply({});
              }}
            />
          </div>
        </div>
      </Form>
    </Card>
  );
}

function Holders({ of }: { of: GrantRow["holders"] }) {
  const { say, language } = use_speech();
  const shown = of.length <= 3 ? of : of.slice(0, 2);
  return (
    <>
      {listed(language, shown.map((one) => one.name))}
      {shown.length < of.length && <span className="soft"> {say("register_holders_more", { count: of.length })}</span>}
    </>
  );
}

export function GrantsRegisterPage() {
  const client = use_client();
  const { say, either, language } = use_speech();
  const known = use_load(() => client.get<PurposeList>("/purposes"), [client]);
  const purposes = known.answer?.items ?? [];
  const { load, pages, filter, asked, apply, sorted } = use_list<GrantRegister, Filter>("/grants/all", () => ({
    purpose: said_in(window.location.hash, "purpose"),
    state: said_in(window.location.hash, "state"),
    unit: said_in(window.location.hash, "unit"),
  }));
  const file = use_download();
  const download = () => file.run(() => client.download(with_query("/grants/all.csv", asked), `grants-${taipei_day(new Date())}.csv`));
  return (
    <Page
      title={say("register")}
      extra={
        <>
          <Button loading={file.busy !== null} disabled={!load.answer?.items.length} onClick={() => void download()}>
            {say("download_csv")}
          </Button>
          <Button onClick={() => window.print()}>{say("print")}</Button>
        </>
      }
    >
      <FilterBar
        first={filter}
        purposes={purposes}
        apply={(typed) => apply({ ...typed, q: typed.q?.trim() })}
      />
      <Card>
        <Loaded load={load} rows={10}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("register_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<GrantRow>
                  rowKey="id"
                  dataSource={list.items}
                  loading={load.busy}
                  onChange={sorted}
                  columns={[
                    {
                      title: say("grant_purpose"),
                      key: "purpose",
                      sorter: true,
                      render: (_, row) => (
                        <>
                          <a data-row href={`#/grants/${row.id}`}>
                            {either(row.purpose_zh, row.purpose_en)}
                          </a>
                          {row.application && <p className="soft">{row.application}</p>}
                        </>
                      ),
                    },
                    { title: say("form_unit"), key: "unit", sorter: true, render: (_, row) => row.unit.name },
                    { title: say("register_holders"), key: "holders", render: (_, row) => <Holders of={row.holders} /> },
                    {
                      title: say("think_operations"),
                      key: "operations",
                      render: (_, row) => operations_text(language, row.operations),
                    },
                    { title: say("grant_from"), key: "from", sorter: true, className: "nums", render: (_, row) => first_day(row.from) },
                    {
                      title: say("grant_until"),
                      key: "until",
                      sorter: true,
                      className: "nums",
                      render: (_, row) => last_day(row.to),
                    },
                    {
                      title: say("register_state"),
                      key: "state",
                      render: (_, row) => (
                        <>
                          <GrantState of={row.state} />
                          <GrantDays of={row} />
                        </>
                      ),
                    },
                    { title: say("grant_quota_total"), key: "used", sorter: true, align: "right", className: "nums", render: (_, row) => quota_text(language, row.used_total, row.quota_total) },
                    { title: say("register_last_used"), key: "last_used", sorter: true, className: "nums", render: (_, row) => first_day(row.last_used_on) || say("link_never_used") },
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
