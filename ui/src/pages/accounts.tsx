// The accounts one answers for: found, filtered, paged, and downloaded as they are shown.
import { Button, Form, Input, Select, Tag } from "antd";
import { useEffect } from "react";
import { with_query } from "../api/client";
import type { AccountList, AccountRow } from "../api/types";
import { first_day, last_day } from "../base/day_text";
import { roc_instant, taipei_day } from "../base/roc_date";
import { said_in } from "../base/router";
import { message_or, use_speech } from "../i18n";
import { FilterButtons } from "../shell/filter";
import { Roles, Standing } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager } from "../shell/pager";
import { RolePick, UnitPick } from "../shell/picks";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { use_download } from "../shell/use_download";
import { use_list } from "../shell/use_list";

const standings = ["active", "not_yet_valid", "suspended", "idle", "expired", "unit_ended", "closed"] as const;
const flags = ["idle_soon", "idle", "ends_soon", "temporary", "planned", "no_training"] as const;
const near = (field: HTMLElement) => field.parentElement ?? document.body;

interface Filter {
  q?: string;
  unit?: string;
  role?: string;
  standing?: string;
  flag?: string;
}

export function Flags({ of }: { of: readonly string[] }) {
  const { language } = use_speech();
  return (
    <>
      {of.map((flag) => (
        <Tag key={flag} color={flag.startsWith("idle") || flag === "ends_soon" ? "warning" : "default"}>
          {message_or(language, `flag_${flag}`, flag)}
        </Tag>
      ))}
    </>
  );
}

function FilterBar({ first, apply }: { first: Filter; apply: (filter: Filter) => void }) {
  const { say, language } = use_speech();
  const [form] = Form.useForm<Filter>();
  // What the link asked for; "clear" clears it too.
  useEffect(() => form.setFieldsValue(first), []);
  return (
    <Card className="filter_card">
      <Form form={form} layout="vertical" requiredMark={false} onFinish={apply}>
        <div className="filter_row">
          <Form.Item name="q" label={say("account_find")}>
            <Input autoComplete="off" spellCheck={false} maxLength={64} style={{ width: 160 }} />
          </Form.Item>
          <Form.Item name="unit" label={say("form_unit")}>
            <UnitPick allowClear width={170} placeholder={say("all_units")} />
          </Form.Item>
          <Form.Item name="role" label={say("roles")}>
            <RolePick allowClear width={140} placeholder={say("all_roles")} />
          </Form.Item>
          <Form.Item name="standing" label={say("account_standing")}>
            <Select allowClear style={{ width: 120 }} placeholder={say("all")} getPopupContainer={near} options={standings.map((one) => ({ value: one as string, label: message_or(language, `standing_${one}`, one) }))} />
          </Form.Item>
          <Form.Item name="flag" label={say("account_flag")}>
            <Select allowClear style={{ width: 130 }} placeholder={say("all")} getPopupContainer={near} options={flags.map((one) => ({ value: one as string, label: message_or(language, `flag_${one}`, one) }))} />
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

export function AccountsPage() {
  const client = use_client();
  const { say } = use_speech();
  const { load, pages, filter, asked, apply, sorted } = use_list<AccountList, Filter>("/accounts", () => ({ flag: said_in(window.location.hash, "flag") }));
  const file = use_download();
  const download = () => file.run(() => client.download(with_query("/accounts.csv", asked), `accounts-${taipei_day(new Date())}.csv`));
  return (
    <Page
      title={say("accounts")}
      extra={
        <>
          <Button loading={file.busy !== null} disabled={!load.answer?.items.length} onClick={() => void download()}>
            {say("download_csv")}
          </Button>
          <Button onClick={() => window.print()}>{say("print")}</Button>
        </>
      }
    >
      <FilterBar first={filter} apply={(typed) => apply({ ...typed, q: typed.q?.trim() })} />
      <Card>
        <Loaded load={load} rows={10}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("accounts_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<AccountRow>
                  rowKey="id"
                  dataSource={list.items}
                  loading={load.busy}
                  onChange={sorted}
                  columns={[
                    {
                      title: say("account_name"),
                      key: "account",
                      sorter: true,
                      render: (_, row) => (
                        <span className="one_line">
                          <a data-row href={`#/accounts/${row.id}`}>
                            {row.name}
                          </a>{" "}
                          <span className="soft">{row.account}</span>
                        </span>
                      ),
                    },
                    { title: say("form_unit"), key: "unit", sorter: true, render: (_, row) => row.unit.name },
                    { title: say("roles"), dataIndex: "roles", render: (roles: string[]) => <Roles of={roles} /> },
                    {
                      title: say("account_standing"),
                      key: "standing",
                      render: (_, row) => (
                        <>
                          <Standing of={row.standing} />{" "}
                          <Flags of={row.flags} />
                        </>
                      ),
                    },
                    { title: say("account_from"), key: "from", render: (_, row) => <span className="nums">{first_day(row.from)}</span> },
                    { title: say("account_until"), key: "until", sorter: true, render: (_, row) => <span className="nums">{last_day(row.until) || say("no_end")}</span> },
                    {
                      title: say("account_last_signed_in"),
                      key: "last_signed_in",
                      sorter: true,
                      render: (_, row) => <span className="nums">{row.last_signed_in ? roc_instant(row.last_signed_in) : say("never")}</span>,
                    },
                    { title: say("account_idle_on"), key: "idle_on", sorter: true, render: (_, row) => <span className="nums">{first_day(row.idle_on)}</span> },
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
