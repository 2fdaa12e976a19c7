// The parts of an application, each a step of the form.
import { Alert, Checkbox, Form, Input, InputNumber } from "antd";
import type { ApplicationFormView } from "../../api/types";
import { parse_roc_date, taipei_day } from "../../base/roc_date";
import { conflicts } from "../../base/separations";
import { use_speech } from "../../i18n";
import { DayField } from "../../shell/day_field";
import { UnitSelect } from "../../shell/picks";
import type { Typed } from "./draft";

function use_required() {
  const { say } = use_speech();
  return { required: true, whitespace: true, message: say("error_required") };
}

export function PartWho({ fixed_account }: { fixed_account: boolean }) {
  const { say } = use_speech();
  const required = use_required();
  return (
    <>
      <div className="field_row">
        <Form.Item name="display_name" label={say("form_display_name")} rules={[required]}>
          <Input autoComplete="name" maxLength={64} style={{ width: 240 }} />
        </Form.Item>
        <Form.Item name="employee_number" label={say("form_employee_number")} extra={say("form_employee_number_hint")} rules={[required]}>
          <Input autoComplete="off" maxLength={32} style={{ width: 240 }} />
        </Form.Item>
      </div>
      <div className="field_row">
        <Form.Item
          name="account_name"
          label={say(fixed_account ? "account" : "form_account_name")}
          extra={fixed_account ? undefined : say("form_account_name_hint")}
          validateTrigger="onBlur"
          rules={fixed_account ? [] : [required, { pattern: /^[A-Za-z][A-Za-z0-9._-]{2,31}$/, message: say("form_account_name_error") }]}
        >
          <Input disabled={fixed_account} autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={32} style={{ width: 240 }} />
        </Form.Item>
        <Form.Item
          name="email"
          label={say("form_email")}
          extra={say("form_email_hint")}
          validateTrigger="onBlur"
          rules={[required, { type: "email", message: say("form_email_error") }]}
        >
          <Input autoComplete="email" type="email" maxLength={120} style={{ width: 300 }} />
        </Form.Item>
      </div>
    </>
  );
}

export function PartRoles({ form: view }: { form: ApplicationFormView }) {
  const { say, either } = use_speech();
  const form = Form.useFormInstance<Typed>();
  const roles = Form.useWatch("roles", form) ?? [];
  const unit_id = Form.useWatch("unit", form);
  const unit = view.units.find((one) => one.id === unit_id);
  const found = conflicts(roles, view.separations);
  return (
    <>
      <Form.Item name="unit" label={say("form_unit")} rules={[{ required: true, message: say("error_required") }]}>
        <UnitSelect units={view.units} width={320} placeholder={say("form_unit_pick")} />
      </Form.Item>
      {unit?.kind === "contractor" && <Alert className="gap_below" type="info" showIcon title={say("form_contractor_note")} />}
      <Form.Item
        name="roles"
        label={say("form_roles")}
        extra={say("form_roles_hint")}
        rules={[
          {
            // Not `required`: a group of boxes may not carry aria-required.
            validator: (_, chosen: string[] | undefined) => {
              if (!chosen || chosen.length === 0) return Promise.reject(new Error(say("error_required")));
              return conflicts(chosen, view.separations).length === 0 ? Promise.resolve() : Promise.reject(new Error(say("form_roles_conflict")));
            },
          },
        ]}
      >
        <Checkbox.Group className="role_choice">
          {view.roles.map((role) => (
            <Checkbox key={role.name} value={role.name}>
              <span className="role_name">{either(role.title_zh, role.title_en)}</span>
              <span className="role_duty">{either(role.duty_zh, role.duty_en)}</span>
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      <div aria-live="assertive">
        {found.map((pair) => (
          <Alert
            key={`${pair.one} ${pair.other}`}
            className="gap_below"
            type="error"
            showIcon
            title={
              <>
                {either(pair.reason_zh, pair.reason_en)} <span className="clause">{`${say("by_clause")} ${pair.clause}`}</span>
              </>
            }
          />
        ))}
      </div>
    </>
  );
}

function not_past(day: string | undefined): boolean {
  const iso = day ? parse_roc_date(day) : null;
  return !iso || iso >= taipei_day(new Date());
}

export function PartPeriod({ form: view, change }: { form: ApplicationFormView; change: boolean }) {
  const { say } = use_speech();
  const form = Form.useFormInstance<Typed>();
  const unit_id = Form.useWatch("unit", form);
  const temporary = Form.useWatch("temporary", form) ?? false;
  const contractor = view.units.find((one) => one.id === unit_id)?.kind === "contractor";
  const required = use_required();
  return (
    <>
      <Form.Item name="duties" label={say("form_duties")} extra={say("form_duties_hint")} rules={[required, { min: 4, message: say("error_too_short", { count: 4 }) }]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <div className="field_row">
        <DayField name="from" label={say("form_from")} required hint rule={(day) => (not_past(day) ? null : say("form_from_past"))} />
        <DayField
          name="until"
          label={temporary || contractor ? say("form_until") : say("if_wanted", { label: say("form_until") })}
          required={temporary || contractor}
          rule={(day) => {
            const from = parse_roc_date(form.getFieldValue("from") ?? "");
            const until = parse_roc_date(day);
            return from && until && until < from ? say("form_until_before") : null;
          }}
        />
      </div>
      <Form.Item name="temporary" valuePropName="checked" extra={say("form_temporary_hint")}>
        <Checkbox>{say("form_temporary")}</Checkbox>
      </Form.Item>
      <Form.Item
        name="reason"
        label={say("form_reason")}
        extra={change ? undefined : say("form_reason_hint")}
        rules={[required, { min: 4, message: say("error_too_short", { count: 4 }) }]}
      >
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
    </>
  );
}

export function PartWhen({ kind }: { kind: "suspend" | "restore" | "close" }) {
  const { say } = use_speech();
  const required = use_required();
  return (
    <>
      <p className="gap_below">{say(`form_when_${kind}`)}</p>
      <DayField name="from" label={say("form_when")} required hint rule={(day) => (not_past(day) ? null : say("form_from_past"))} />
      <Form.Item name="reason" label={say("form_reason_change")} rules={[required, { min: 4, message: say("error_too_short", { count: 4 }) }]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </>
  );
}

export function PartTraining({ form: view }: { form: ApplicationFormView }) {
  const { say } = use_speech();
  const form = Form.useFormInstance<Typed>();
  const roles = Form.useWatch("roles", form) ?? [];
  const wanted = Math.max(0, ...view.roles.filter((role) => roles.includes(role.name)).map((role) => role.training_hours));
  const some = (Form.useWatch("training_hours", form) ?? 0) > 0;
  const required = use_required();
  return (
    <>
      <p className="gap_below">{say("form_training_text", { hours: view.training_hours })}</p>
      {wanted > 0 && <Alert className="gap_below" type="info" showIcon title={say("form_training_wanted", { hours: wanted })} />}
      <div className="field_row">
        <Form.Item
          name="training_hours"
          label={say("if_wanted", { label: say("form_training_hours") })}
        >
          <InputNumber min={0} max={200} step={1} style={{ width: 140 }} suffix={say("hours")} />
        </Form.Item>
        <DayField name="training_on" label={say("form_training_on")} required={some} rule={(day) => (later_than_today(day) ? say("form_training_future") : null)} />
      </div>
      <Form.Item name="training_evidence" label={say("form_training_evidence")} extra={say("form_training_evidence_hint")} rules={some ? [required] : []}>
        <Input autoComplete="off" maxLength={200} style={{ maxWidth: 520 }} />
      </Form.Item>
    </>
  );
}

function later_than_today(day: string): boolean {
  const iso = parse_roc_date(day);
  return iso !== null && iso > taipei_day(new Date());
}

export function PledgeWords({ pledge }: { pledge: { version: string; text_zh: string; text_en: string } }) {
  const { say, either } = use_speech();
  return (
    <div className="pledge">
      <p className="pledge_version">{say("pledge_version", { version: pledge.version })}</p>
      {either(pledge.text_zh, pledge.text_en)
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
    </div>
  );
}

export function PartPledge({ form: view }: { form: ApplicationFormView }) {
  const { say } = use_speech();
  return (
    <>
      <PledgeWords pledge={view.pledge} />
      <Form.Item
        name="pledge"
        valuePropName="checked"
        rules={[{ validator: (_, read: boolean | undefined) => (read ? Promise.resolve() : Promise.reject(new Error(say("pledge_needed")))) }]}
      >
        <Checkbox>{say("pledge_accept")}</Checkbox>
      </Form.Item>
    </>
  );
}
