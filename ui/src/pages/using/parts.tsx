// The parts of an application to use data, each a step of the form.
import { Alert, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useEffect } from "react";
import type { DataForm } from "../../api/types";
import { parse_roc_date, roc_date, taipei_day } from "../../base/roc_date";
import { last_day } from "../../base/day_text";
import { add_days } from "../../base/month_grid";
import { message_or, use_speech } from "../../i18n";
import { DayField } from "../../shell/day_field";
import { fields_missing, fields_offered, link_of, looks_like_network, looks_like_time, networks_of, purpose_of, stages_for, type Typed } from "./draft";

const near = (field: HTMLElement) => field.parentElement ?? document.body;

export function use_required() {
  const { say } = use_speech();
  return { required: true, whitespace: true, message: say("error_required") };
}

// Not `required`: a group of boxes may not carry aria-required.
export function use_some(error: "error_required" | "use_none_picked" = "use_none_picked") {
  const { say } = use_speech();
  return {
    validator: (_: unknown, picked: unknown[] | undefined) => (picked && picked.length > 0 ? Promise.resolve() : Promise.reject(new Error(say(error)))),
  };
}

// `fixed`: what is renewed stays for the same purpose and from the same link.
export function PartPurpose({ form: view, fixed }: { form: DataForm; fixed: boolean }) {
  const { say, either } = use_speech();
  const form = Form.useFormInstance<Typed>();
  const purpose = purpose_of(view, Form.useWatch("purpose", form));
  const some = use_some();
  const purposes = fixed ? view.purposes.filter((one) => one.code === purpose?.code) : view.purposes;
  return (
    <>
      <Form.Item name="purpose" label={say("use_purpose")} extra={fixed ? undefined : say("use_purpose_hint")} rules={[{ required: true, message: say("error_required") }]}>
        <Radio.Group className="grant_choice use_purposes" disabled={fixed}>
          {purposes.map((one) => (
            <Radio key={one.code} value={one.code}>
              <span>
                <span className="grant_choice_name">{either(one.name_zh, one.name_en)}</span>
                <span className="role_duty">{one.bases.map((basis) => basis.title).join("；")}</span>
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item name="holding" label={say("use_link")} extra={say("use_link_hint")} rules={[{ required: true, message: say("error_required") }]}>
        <Select
          style={{ maxWidth: 520 }}
          disabled={fixed}
          getPopupContainer={near}
          options={view.links.map((one) => ({ value: one.code, label: `${either(one.name_zh, one.name_en)}（${say("grant_until")} ${last_day(one.until)}）` }))}
        />
      </Form.Item>
      {purpose && (
        <Form.Item name="holders" label={say("use_holders")} extra={say("use_holders_hint")} rules={[some]}>
          {view.holders.length <= 12 ? (
            <Checkbox.Group className="role_choice" options={view.holders.map((one) => ({ value: one.id, label: `${one.name}（${one.account}）` }))} />
          ) : (
            <Select
              mode="multiple"
              style={{ maxWidth: 620 }}
              showSearch={{ optionFilterProp: "label" }}
              getPopupContainer={near}
              options={view.holders.map((one) => ({ value: one.id, label: `${one.name}　${one.account}` }))}
            />
          )}
        </Form.Item>
      )}
    </>
  );
}

export function PartData({ form: view }: { form: DataForm }) {
  const { say, either, language } = use_speech();
  const form = Form.useFormInstance<Typed>();
  const purpose = purpose_of(view, Form.useWatch("purpose", form));
  const link = link_of(view, Form.useWatch("holding", form));
  const picked = Form.useWatch("fields", form) ?? [];
  const operations = Form.useWatch("operations", form) ?? [];
  const whom = Form.useWatch("whom", form);
  const some = use_some();
  const offered = fields_offered(purpose, link);
  const missing = fields_missing(purpose, link);
  const more = view.stages.filter((stage) => stage.only_for.some((one) => operations.includes(one)));
  // Another purpose offers other fields: what it does not offer is no longer picked.
  useEffect(() => {
    if (!purpose || !link) return;
    const names = offered.map((one) => one.name);
    const kept = (form.getFieldValue("fields") as string[] | undefined)?.filter((one) => names.includes(one));
    if (kept && kept.length !== form.getFieldValue("fields").length) form.setFieldValue("fields", kept);
    const may = purpose.operations;
    const asked = form.getFieldValue("operations") as string[] | undefined;
    if (asked?.some((one) => !may.includes(one))) form.setFieldValue("operations", asked.filter((one) => may.includes(one)));
  }, [purpose?.code, link?.code]);
  return (
    <>
      <Form.Item
        name="fields"
        label={say("use_fields")}
        extra={say("use_fields_hint", { picked: picked.length, all: offered.length })}
        rules={[some]}
      >
        <Checkbox.Group className="field_choice" options={offered.map((one) => ({ value: one.name, label: either(one.label_zh, one.label_en) }))} />
      </Form.Item>
      {missing.length > 0 && (
        <p className="soft gap_below">
          {say("use_fields_missing", { fields: missing.map((one) => either(one.label_zh, one.label_en)).join(language === "zh" ? "、" : ", ") })}
        </p>
      )}
      <Form.Item name="operations" label={say("use_operations")} rules={[some]}>
        <Checkbox.Group className="field_choice">
          {(purpose?.operations ?? []).map((one) => (
            <Checkbox key={one} value={one}>
              {message_or(language, `operation_${one}`, one)}
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
      {more.length > 0 && (
        <Alert
          className="gap_below"
          type="info"
          showIcon
          title={say("use_more_eyes", { stages: more.map((one) => either(one.title_zh, one.title_en)).join(language === "zh" ? "、" : ", ") })}
        />
      )}
      <Form.Item name="whom" label={say("think_population")} rules={[{ required: true, message: say("error_required") }]}>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          aria-label={say("think_population")}
          options={[
            { value: "districts", label: say("population_districts") },
            { value: "all", label: say("population_all") },
            ...(whom === "case_list" ? [{ value: "case_list", label: say("population_case_list") }] : []),
          ]}
        />
      </Form.Item>
      {whom === "districts" && (
        <Form.Item name="districts" label={say("use_districts")} rules={[some]}>
          <Checkbox.Group className="field_choice" options={view.districts.map((one) => ({ value: one.code, label: either(one.name_zh, one.name_en) }))} />
        </Form.Item>
      )}
    </>
  );
}

const today = () => taipei_day(new Date());
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export function PartPeriod({ form: view }: { form: DataForm }) {
  const { say } = use_speech();
  const form = Form.useFormInstance<Typed>();
  const link = link_of(view, Form.useWatch("holding", form));
  const limited = Form.useWatch("limited", form);
  const some = use_some();
  const until_rule = (typed: string) => {
    const from = parse_roc_date(form.getFieldValue("from") ?? "");
    const until = parse_roc_date(typed);
    if (!from || !until) return null;
    if (until < from) return say("form_until_before");
    const longest = add_days(from, view.limits.period_max_days - 1);
    if (until > longest) return say("use_period_too_long", { day: roc_date(longest) });
    const link_ends = link ? parse_roc_date(last_day(link.until)) : null;
    return link_ends && until > link_ends ? say("use_period_beyond_link", { day: roc_date(link_ends) }) : null;
  };
  const time_rule = {
    validator: (_: unknown, typed: string | undefined) => (looks_like_time(typed) ? Promise.resolve() : Promise.reject(new Error(say("use_time_error")))),
  };
  return (
    <>
      <div className="field_row">
        <DayField
          name="from"
          label={say("form_from")}
          required
          hint
          rule={(typed) => ((parse_roc_date(typed) ?? "") < today() ? say("form_from_past") : null)}
        />
        <DayField name="until" label={say("use_until")} required rule={until_rule} />
      </div>
      <p className="soft gap_below">
        {say("use_period_hint", { days: view.limits.period_max_days })}
        {link && say("use_link_until", { day: last_day(link.until) })}
      </p>
      <fieldset className="group_field">
        <legend>{say("use_expected")}</legend>
        <p className="soft">{say("use_expected_hint")}</p>
        <div className="field_row">
          <Amount name="day" usual={view.limits.quota_day} />
          <Amount name="month" usual={view.limits.quota_month} at_least="day" />
          <Amount name="total" usual={view.limits.quota_total} at_least="month" />
        </div>
      </fieldset>
      <Form.Item name="limited" valuePropName="checked" extra={say("use_limited_hint")}>
        <Checkbox>{say("use_limited")}</Checkbox>
      </Form.Item>
      {limited && (
        <div className="sub_form">
          <Form.Item name="weekdays" label={say("use_weekdays")} rules={[some]}>
            <Checkbox.Group options={weekdays.map((one) => ({ value: one as number, label: say(`weekday_${one}`) }))} />
          </Form.Item>
          <div className="field_row">
            <Form.Item name="hours_from" label={say("use_hours_from")} validateTrigger="onBlur" rules={[time_rule]}>
              <Input autoComplete="off" maxLength={5} placeholder="08:00" style={{ width: 100 }} />
            </Form.Item>
            <Form.Item
              name="hours_to"
              label={say("use_hours_to")}
              validateTrigger="onBlur"
              rules={[
                time_rule,
                {
                  validator: (_, typed: string | undefined) =>
                    typed?.trim() && typed.trim() === form.getFieldValue("hours_from") ? Promise.reject(new Error(say("use_hours_same"))) : Promise.resolve(),
                },
              ]}
            >
              <Input autoComplete="off" maxLength={5} placeholder="18:00" style={{ width: 100 }} />
            </Form.Item>
          </div>
        </div>
      )}
      <Form.Item
        name="networks"
        label={say("if_wanted", { label: say("use_networks") })}
        extra={say("use_networks_hint")}
        validateTrigger="onBlur"
        rules={[
          {
            validator: (_, typed: string | undefined) => {
              const wrong = networks_of(typed).find((one) => !looks_like_network(one));
              return wrong ? Promise.reject(new Error(say("use_network_error", { network: wrong }))) : Promise.resolve();
            },
          },
        ]}
      >
        <Input.TextArea rows={2} maxLength={1000} style={{ maxWidth: 420 }} spellCheck={false} placeholder="10.1.2.0/24" />
      </Form.Item>
    </>
  );
}

// Expected look-ups: they become the quotas of the grant.
function Amount({ name, usual, at_least }: { name: "day" | "month" | "total"; usual: number; at_least?: "day" | "month" }) {
  const { say } = use_speech();
  const form = Form.useFormInstance<Typed>();
  return (
    <Form.Item
      name={name}
      label={say(`use_expected_${name}`)}
      extra={usual > 0 ? say("use_usual", { count: usual.toLocaleString("en-US") }) : undefined}
      rules={[
        { required: true, message: say("error_required") },
        {
          validator: (_, count: number | null | undefined) => {
            const less = at_least ? (form.getFieldValue(at_least) as number | null | undefined) : null;
            return count && less && count < less ? Promise.reject(new Error(say("use_less_than", { what: say(`use_expected_${at_least ?? "day"}`) }))) : Promise.resolve();
          },
        },
      ]}
    >
      <InputNumber<number> min={1} max={10_000_000} precision={0} style={{ width: 150 }} suffix={say("use_times")} />
    </Form.Item>
  );
}

export function PartWhy() {
  const { say } = use_speech();
  const required = use_required();
  const long = { min: 10, message: say("error_too_short", { count: 10 }) };
  return (
    <>
      <Form.Item name="reason" label={say("use_reason")} extra={say("use_reason_hint")} rules={[required, long]}>
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="afterwards" label={say("use_afterwards")} extra={say("use_afterwards_hint")} rules={[required, long]}>
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
    </>
  );
}

// Who will have to agree, so that the applicant knows how long the way is.
export function StageList({ form: view, operations }: { form: DataForm; operations: readonly string[] }) {
  const { say, either } = use_speech();
  return (
    <p className="soft">
      {say("use_stages")}：
      {stages_for(view.stages, operations)
        .map((one) => either(one.title_zh, one.title_en))
        .join(" → ")}
    </p>
  );
}

