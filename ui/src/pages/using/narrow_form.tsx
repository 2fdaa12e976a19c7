// Approving in part: everything is granted at first; what is taken away is named once more before it is signed.
import { Alert, Button, Checkbox, Form, Input, InputNumber } from "antd";
import { useEffect, useRef, useState } from "react";
import { use_act } from "../../api/use_act";
import type { DataApplicationView, DistrictView } from "../../api/types";
import { parse_roc_date, roc_date } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { DayField } from "../../shell/day_field";
import { ProblemAbove } from "../../shell/problem_notice";
import { left_of, taken_away, type Left, type Taken } from "./narrow";
import { NarrowedText } from "./narrowed_text";
import { use_some } from "./parts";

interface NarrowFormProps {
  view: DataApplicationView;
  // All districts of the city, for a grant of the whole city that is narrowed to some.
  districts: readonly DistrictView[];
  approve: (narrow: Taken, reason: string) => Promise<void>;
  cancel: () => void;
}

interface Kept extends Left {
  reason: string;
}

export function NarrowForm({ view, districts, approve, cancel }: NarrowFormProps) {
  const { say, either, language } = use_speech();
  const [form] = Form.useForm<Kept>();
  const { busy, problem, run } = use_act();
  const [unchanged, set_unchanged] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const before = left_of(view.form, view.approved);
  const whole_city = before.districts.length === 0 && view.form.population.kind === "all";
  const places = whole_city ? districts : (view.approved ?? view.form).population.districts;
  const now = Form.useWatch((typed: Kept) => typed, form);
  const narrow = taken_away(before, { ...before, ...now });
  const some = use_some();
  const send = async ({ reason, ...kept }: Kept) => {
    const found = taken_away(before, { ...before, ...kept });
    set_unchanged(found === null);
    if (found) await run(() => approve(found, reason.trim()));
  };
  const amount = (name: "day" | "month" | "total") =>
    before[name] === null ? null : (
      <Form.Item name={name} label={say(`use_quota_${name}`)} extra={say("use_at_most", { count: (before[name] ?? 0).toLocaleString("en-US") })} rules={[{ required: true, message: say("error_required") }]}>
        <InputNumber<number> min={1} max={before[name] ?? 1} precision={0} style={{ width: 150 }} suffix={say("use_times")} />
      </Form.Item>
    );
  return (
    <section className="sub_form narrow_form" aria-labelledby="narrow_title">
      <h3 id="narrow_title" ref={heading} tabIndex={-1} className="sub_title">
        {say("use_narrow_title")}
      </h3>
      <p className="gap_below">{say("use_narrow_text")}</p>
      <ProblemAbove problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={before}
        onFinish={(typed: Kept) => void send(typed)}
        onFinishFailed={({ errorFields }) => errorFields[0] && form.scrollToField(errorFields[0].name, { focus: true, block: "center" })}
      >
        <Form.Item name="fields" label={say("use_fields")} rules={[some]}>
          <Checkbox.Group
            className="field_choice"
            options={view.form.fields.filter((one) => before.fields.includes(one.name)).map((one) => ({ value: one.name, label: either(one.label_zh, one.label_en) }))}
          />
        </Form.Item>
        <Form.Item name="operations" label={say("use_operations")} rules={[some]}>
          <Checkbox.Group className="field_choice" options={before.operations.map((one) => ({ value: one, label: message_or(language, `operation_${one}`, one) }))} />
        </Form.Item>
        {places.length > 0 && (
          <Form.Item name="districts" label={say("use_districts")} extra={whole_city ? say("use_narrow_city") : undefined} rules={whole_city ? [] : [some]}>
            <Checkbox.Group className="field_choice" options={places.map((one) => ({ value: one.code, label: either(one.name_zh, one.name_en) }))} />
          </Form.Item>
        )}
        <Form.Item name="holders" label={say("use_holders")} rules={[some]}>
          <Checkbox.Group
            className="field_choice wide_choice"
            options={view.form.holders.filter((one) => before.holders.includes(one.id)).map((one) => ({ value: one.id, label: `${one.name}（${one.account}）` }))}
          />
        </Form.Item>
        <div className="field_row">
          <DayField
            name="until"
            label={say("use_until")}
            required
            rule={(typed) => {
              const day = parse_roc_date(typed) ?? "";
              if (day > (parse_roc_date(before.until) ?? "")) return say("use_narrow_later", { day: before.until });
              return day < view.form.from.slice(0, 10) ? say("use_narrow_before", { day: roc_date(view.form.from.slice(0, 10)) }) : null;
            }}
          />
          {amount("day")}
          {amount("month")}
          {amount("total")}
        </div>
        <div aria-live="polite">
          {narrow ? (
            <Alert className="gap_below" type="info" showIcon title={say("use_narrow_taken")} description={<NarrowedText of={narrow} view={view} districts={districts} />} />
          ) : (
            <Alert className="gap_below" type={unchanged ? "error" : "info"} showIcon title={say("use_narrow_nothing")} />
          )}
        </div>
        <Form.Item
          name="reason"
          label={say("use_narrow_reason")}
          rules={[
            { required: true, whitespace: true, message: say("error_required") },
            { min: 4, message: say("error_too_short", { count: 4 }) },
          ]}
        >
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("use_narrow_confirm")}
          </Button>
          <Button onClick={cancel}>{say("cancel")}</Button>
        </div>
      </Form>
    </section>
  );
}
