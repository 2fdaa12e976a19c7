// Appointing to a duty of office, and ending one: from a day on, with what it was about.
import { App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import type { DutyView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { roc_date, taipei_day } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { FormModal } from "../../shell/form_modal";
import { AccountPick } from "../../shell/picks";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

export const duty_kinds = ["head", "deputy", "account_administrator", "designated_person", "handler"] as const;
// A duty may only be held by one who has its role.
const needs_role: Record<string, string> = {
  head: "unit_head",
  account_administrator: "account_administrator",
  designated_person: "designated_person",
};

const today = () => roc_date(taipei_day(new Date()));

interface Appointed {
  kind: string;
  account: string;
  from: string;
  until?: string;
  note?: string;
}

export function AppointDuty({ unit, done, cancel }: { unit: string; done: () => void; cancel: () => void }) {
  const client = use_client();
  const { say, language } = use_speech();
  const [form] = Form.useForm<Appointed>();
  const kind = Form.useWatch("kind", form) ?? "head";
  const act = use_act();
  const send = (typed: Appointed) =>
    act.run(async () => {
      await client.post(`/units/${encodeURIComponent(unit)}/duties`, {
        kind: typed.kind,
        account: typed.account,
        from: iso_day(typed.from) ?? "",
        until: iso_day(typed.until) ?? null,
        note: typed.note?.trim() ?? "",
      });
      done();
    });
  const required = { required: true, message: say("error_required") };
  return (
    <div className="sub_form">
      <ProblemAbove problem={act.problem} />
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: "head", from: today() }} onFinish={(typed: Appointed) => void send(typed)}>
        <div className="field_row">
          <Form.Item name="kind" label={say("duty_kind")} rules={[required]}>
            <Select
              style={{ width: 150 }}
              getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
              options={duty_kinds.map((one) => ({ value: one as string, label: message_or(language, `duty_${one}`, one) }))}
              onChange={() => form.setFieldValue("account", undefined)}
            />
          </Form.Item>
          <Form.Item name="account" label={say("duty_who")} rules={[required]} extra={needs_role[kind] ? say("duty_needs_role", { role: message_or(language, `role_${needs_role[kind]}`, "") }) : undefined}>
            <AccountPick role={needs_role[kind]} />
          </Form.Item>
          <DayField name="from" label={say("duty_from")} required width={130} />
          <DayField name="until" label={say("if_wanted", { label: say("duty_until") })} width={130} />
        </div>
        <Form.Item name="note" label={say("if_wanted", { label: say("duty_note") })}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={act.busy}>
            {say("duty_appoint")}
          </Button>
          <Button onClick={cancel}>{say("cancel")}</Button>
        </div>
      </Form>
    </div>
  );
}

export function EndDuty({ duty, again }: { duty: DutyView; again: () => void }) {
  const client = use_client();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const [open, set_open] = useState(false);
  const act = use_act();
  const [form] = Form.useForm<{ at: string; note?: string }>();
  const send = (typed: { at: string; note?: string }) =>
    act.run(async () => {
      await client.post(`/duties/${encodeURIComponent(duty.id)}/end`, { at: iso_day(typed.at) ?? "", note: typed.note?.trim() ?? "" });
      message.success(say("duty_ended_done"));
      set_open(false);
      again();
    });
  return (
    <>
      <Button size="small" onClick={() => set_open(true)} aria-label={`${say("duty_end")}：${message_or(language, `duty_${duty.kind}`, duty.kind)} ${duty.account.name}`}>
        {say("duty_end")}
      </Button>
      {open && (
        <FormModal
          title={say("duty_end_title", { name: duty.account.name, duty: message_or(language, `duty_${duty.kind}`, duty.kind) })}
          ok={say("duty_end")}
          act={act}
          form={form}
          close={() => set_open(false)}
        >
          <Form form={form} layout="vertical" requiredMark={false} initialValues={{ at: today() }} onFinish={(typed: { at: string; note?: string }) => void send(typed)}>
            <DayField name="at" label={say("duty_last_day")} required hint />
            <Form.Item name="note" label={say("duty_note")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
              <Input autoComplete="off" maxLength={200} />
            </Form.Item>
          </Form>
        </FormModal>
      )}
    </>
  );
}
