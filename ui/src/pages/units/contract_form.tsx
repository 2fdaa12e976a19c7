// A contract as it is typed: for a new contractor, or changed later.
import { Form, Input } from "antd";
import type { ContractView } from "../../api/types";
import { first_day, last_day } from "../../base/day_text";
import { parse_roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";

export interface ContractTyped {
  number?: string;
  title?: string;
  scope?: string;
  from?: string;
  to?: string;
  subcontracting?: string;
  contact_name?: string;
  contact_phone?: string;
  contact_email?: string;
}

export function contract_of(typed: ContractTyped): ContractView {
  const text = (value: string | undefined) => value?.trim() ?? "";
  return {
    number: text(typed.number),
    title: text(typed.title),
    scope: text(typed.scope),
    from: iso_day(typed.from) ?? "",
    to: iso_day(typed.to) ?? "",
    subcontracting: text(typed.subcontracting),
    contact_name: text(typed.contact_name),
    contact_phone: text(typed.contact_phone),
    contact_email: text(typed.contact_email),
  };
}

export function contract_typed(view: ContractView): ContractTyped {
  return { ...view, from: first_day(view.from), to: last_day(view.to) };
}

export function ContractFields() {
  const { say } = use_speech();
  const form = Form.useFormInstance<ContractTyped>();
  const required = { required: true, whitespace: true, message: say("error_required") };
  return (
    <>
      <div className="field_row">
        <Form.Item name="number" label={say("contract_number")} rules={[required]}>
          <Input autoComplete="off" maxLength={64} style={{ width: 200 }} />
        </Form.Item>
        <Form.Item name="title" label={say("contract_title")} rules={[required]}>
          <Input autoComplete="off" maxLength={120} style={{ width: 420 }} />
        </Form.Item>
      </div>
      <Form.Item name="scope" label={say("contract_scope")} extra={say("contract_scope_hint")} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      <div className="field_row">
        <DayField name="from" label={say("contract_from")} required hint />
        <DayField
          name="to"
          label={say("contract_to")}
          required
          rule={(day) => {
            const from = parse_roc_date(form.getFieldValue("from") ?? "");
            const to = parse_roc_date(day);
            return from && to && to < from ? say("form_until_before") : null;
          }}
        />
      </div>
      <Form.Item name="subcontracting" label={say("if_wanted", { label: say("contract_subcontracting") })} extra={say("contract_subcontracting_hint")}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <div className="field_row">
        <Form.Item name="contact_name" label={say("contract_contact_name")} rules={[required]}>
          <Input autoComplete="off" maxLength={64} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item name="contact_phone" label={say("contract_contact_phone")} rules={[required]}>
          <Input autoComplete="off" maxLength={32} style={{ width: 180 }} />
        </Form.Item>
        <Form.Item name="contact_email" label={say("contract_contact_email")} validateTrigger="onBlur" rules={[required, { type: "email", message: say("form_email_error") }]}>
          <Input autoComplete="off" maxLength={120} style={{ width: 260 }} />
        </Form.Item>
      </div>
    </>
  );
}
