// "I am away": while a head is absent, the deputy acts; an administrator may enter it for somebody who cannot.
import { Alert, App, Button, Form, Input, Tag } from "antd";
import type { AbsenceList, AbsenceView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { first_day, last_day } from "../base/day_text";
import { parse_roc_date, roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { DayField, iso_day } from "../shell/day_field";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { AccountPick } from "../shell/picks";
import { ProblemAbove } from "../shell/problem_notice";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";

interface Typed {
  account?: string;
  from: string;
  until: string;
  reason: string;
}

function Enter({ for_others, again }: { for_others: boolean; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const act = use_act();
  const send = (typed: Typed) =>
    act.run(async () => {
      await client.post("/absences", {
        account: typed.account ?? null,
        from: iso_day(typed.from) ?? "",
        until: iso_day(typed.until) ?? "",
        reason: typed.reason.trim(),
      });
      message.success(say("absence_done"));
      form.resetFields();
      again();
    });
  return (
    <Card title={say("absence_new")} className="narrow wide">
      <Alert className="gap_below" type="info" showIcon title={say("absence_text")} />
      <ProblemAbove problem={act.problem} />
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ from: roc_date(taipei_day(new Date())) }} onFinish={(typed: Typed) => void send(typed)}>
        {for_others && (
          <Form.Item name="account" label={say("if_wanted", { label: say("absence_who") })} extra={say("absence_who_hint")}>
            <AccountPick allowClear role="unit_head" />
          </Form.Item>
        )}
        <div className="field_row">
          <DayField name="from" label={say("absence_from")} required hint />
          <DayField
            name="until"
            label={say("absence_until")}
            required
            rule={(day) => {
              const from = parse_roc_date(form.getFieldValue("from") ?? "");
              const until = parse_roc_date(day);
              return from && until && until < from ? say("form_until_before") : null;
            }}
          />
        </div>
        <Form.Item name="reason" label={say("absence_reason")} extra={say("absence_reason_hint")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={act.busy}>
          {say("absence_enter")}
        </Button>
      </Form>
    </Card>
  );
}

export function AbsencesPage() {
  const { client, view } = use_session();
  const { say } = use_speech();
  const load = use_load(() => client.get<AbsenceList>("/absences"), [client]);
  const for_others = view?.roles.includes("account_administrator") ?? false;
  const now = new Date().toISOString();
  const state = (row: AbsenceView) => {
    const from = row.from.includes("T") ? row.from : `${row.from}T00:00:00+08:00`;
    const until = row.until.includes("T") ? row.until : `${row.until}T23:59:59+08:00`;
    if (row.ended_at || Date.parse(until) < Date.parse(now)) return "over";
    return Date.parse(from) <= Date.parse(now) ? "now" : "later";
  };
  return (
    <Page title={say("absences")}>
      <Enter for_others={for_others} again={load.again} />
      <Card title={say("absence_list")}>
        <Loaded load={load} rows={4}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("absence_none")}</Nothing>
            ) : (
              <Rows<AbsenceView>
                rowKey="id"
                dataSource={list.items}
                pagination={list.items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
                columns={[
                  { title: say("duty_who"), key: "who", render: (_, row) => <Who of={row.account} /> },
                  { title: say("absence_from"), key: "from", render: (_, row) => <span className="nums">{first_day(row.from)}</span> },
                  { title: say("absence_until"), key: "until", render: (_, row) => <span className="nums">{last_day(row.until)}</span> },
                  { title: say("absence_state"), key: "state", render: (_, row) => <Tag color={state(row) === "now" ? "warning" : "default"}>{say(`absence_${state(row)}`)}</Tag> },
                  {
                    title: <span className="unseen">{say("absence_end")}</span>,
                    key: "end",
                    render: (_, row) =>
                      state(row) !== "over" && (row.account.id === view?.account_id || for_others) ? (
                        <ActButton
                          size="small"
                          label={say("absence_end")}
                          of={row.account.name}
                          text={say("absence_end_text")}
                          reason="none"
                          act={async () => {
                            await client.post(`/absences/${encodeURIComponent(row.id)}/end`, {});
                            load.again();
                          }}
                        />
                      ) : null,
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
