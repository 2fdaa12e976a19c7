// The order of a frame: for which study, of whom, divided how, how many, shown what, without whom, by which public number.
import { Alert, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import type { FrameForm, FrameView, GrantView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { parse_roc_date, roc_date, roc_last_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField } from "../../shell/day_field";
import { FormFoot } from "../../shell/form_foot";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { use_leave_warning } from "../../shell/use_leave_warning";
import { uses_left } from "../matching/uses";
import { bands, barred_ways, field_of, read_cuts, request_of, ways, type Typed } from "./typed";
import { PickWithout, type Without } from "./without";

const near = (field: HTMLElement) => field.parentElement ?? document.body;

interface OrderProps {
  known: FrameForm;
  grants: readonly GrantView[];
  earlier: readonly FrameView[];
  done: (frame: FrameView) => void;
}

export function OrderForm({ known, grants, earlier, done }: OrderProps) {
  const client = use_client();
  const { say, either } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const [without, set_without] = useState<Without | null>(null);
  const [touched, set_touched] = useState(false);
  const [sent, set_sent] = useState(false);
  use_leave_warning(touched && !sent);
  const of_form = Form.useWatch([], form) as Typed | undefined;
  const grant = grants.find((one) => one.id === of_form?.grant);
  const by = of_form?.by ?? [];
  const source = known.sources.find((one) => one.code === of_form?.source);
  const required = { required: true, whitespace: true, message: say("error_required") };
  const chosen = { required: true, message: say("error_required") };
  const barred = barred_ways(grant);
  const named = new Map(known.districts.map((one) => [one.code, one.name]));
  const codes = grant && grant.population.kind === "districts" ? grant.population.districts.map((one) => one.code) : [...named.keys()];
  const districts = codes.map((code) => ({ value: code, label: named.get(code) ?? code }));
  // Histories are for cards.
  const fields = (grant?.fields ?? []).filter((field) => known.fields.some((one) => one.name === field.name));
  const cuts = by.includes("age") ? read_cuts(of_form?.cuts) : null;
  const word = (name: string) => {
    const field = known.fields.find((one) => one.name === name);
    return field ? either(field.label_zh, field.label_en) : name;
  };
  const send = (typed: Typed) =>
    run(async () => {
      if (without && without.column === null) return;
      const list = without ? { list: without.view.id, sheet: without.view.sheet, header_row: without.view.header_row, column: without.column ?? 0 } : null;
      const made = await client.post<FrameView>("/frames", request_of(typed, list));
      set_sent(true);
      done(made);
    });
  const [only, more] = grants;
  const left = grant ? uses_left(grant).map((one) => say(`match_ask_left_${one.span}`, { count: one.count.toLocaleString("en-US") })) : [];
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      scrollToFirstError={{ focus: true }}
      initialValues={{ grant: more ? undefined : only?.id, sex: "", small: "merge", how: "total", source: known.sources[0]?.code, draw_on: roc_date(known.today), by: [] }}
      onValuesChange={() => set_touched(true)}
      onFinish={(typed: Typed) => void send(typed)}
    >
      <p className="gap_below">{say("frame_lead")}</p>
      <h2 className="form_head">{say("frame_part_study")}</h2>
      <Form.Item name="grant" label={say("match_ask_grant")} rules={[chosen]}>
        <Radio.Group className="grant_choice" aria-label={say("match_ask_grant")}>
          {grants.map((one) => (
            <Radio key={one.id} value={one.id}>
              <span className="grant_choice_name">{either(one.purpose_zh, one.purpose_en)}</span>
              <span className="grant_choice_facts nums">
                {say("grant_until")} {roc_last_day(one.to)}　{say("days_left", { count: one.days_left })}
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {grant && <Alert className="gap_below" type="info" showIcon title={`${say("frame_uses")}　${left.length > 0 ? left.join("　") : say("match_ask_left_none")}`} />}
      <div className="field_row">
        <Form.Item name="title" label={say("frame_title")} rules={[required]}>
          <Input autoComplete="off" maxLength={60} style={{ width: 360 }} />
        </Form.Item>
        <Form.Item name="case_number" label={say("match_ask_case")} extra={grant?.case_example ? say("case_example", { example: grant.case_example }) : undefined} rules={[required]}>
          <Input autoComplete="off" maxLength={100} style={{ width: 280 }} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={say("frame_reason")} rules={[required, { min: 4, message: say("error_too_short", { count: 4 }) }]}>
        <Input autoComplete="off" maxLength={200} style={{ maxWidth: 660 }} />
      </Form.Item>

      <h2 className="form_head">{say("frame_part_population")}</h2>
      <p className="soft gap_below">{say("frame_population_hint")}</p>
      <Form.Item name="districts" label={say("frame_districts")} extra={say("frame_districts_hint")}>
        <Select
          mode="multiple"
          allowClear
          style={{ maxWidth: 660 }}
          placeholder={say("frame_districts_all")}
          showSearch={{ optionFilterProp: "label" }}
          getPopupContainer={near}
          options={districts}
        />
      </Form.Item>
      <div className="field_row">
        <Form.Item name="sex" label={say("frame_sex")}>
          <Radio.Group aria-label={say("frame_sex")} options={[{ value: "", label: say("frame_sex_any") }, { value: "female", label: say("frame_sex_female") }, { value: "male", label: say("frame_sex_male") }]} />
        </Form.Item>
        <Form.Item name="age_from" label={say("frame_age_from")}>
          <InputNumber min={0} max={150} precision={0} style={{ width: 130 }} />
        </Form.Item>
        <Form.Item
          name="age_to"
          label={say("frame_age_to")}
          dependencies={["age_from"]}
          rules={[{ validator: (_, to: number | null | undefined) => (typeof to === "number" && to < (form.getFieldValue("age_from") ?? 0) ? Promise.reject(new Error(say("frame_age_wrong"))) : Promise.resolve()) }]}
        >
          <InputNumber min={0} max={150} precision={0} style={{ width: 130 }} />
        </Form.Item>
      </div>

      <h2 className="form_head">{say("frame_part_strata")}</h2>
      <Form.Item name="by" label={say("frame_by")} extra={barred.length > 0 ? say("frame_by_barred", { fields: barred.map((way) => word(field_of[way])).join("、") }) : say("frame_by_hint")}>
        <Checkbox.Group aria-label={say("frame_by")} options={ways.map((way) => ({ value: way, label: say(`frame_by_${way}`), disabled: barred.includes(way) }))} />
      </Form.Item>
      {by.includes("age") && (
        <Form.Item
          name="cuts"
          label={say("frame_cuts")}
          extra={cuts ? say("frame_cuts_are", { bands: bands(cuts, of_form?.age_from, of_form?.age_to).join("、") }) : say("frame_cuts_hint")}
          rules={[{ validator: (_, text: string | undefined) => (read_cuts(text) ? Promise.resolve() : Promise.reject(new Error(say("frame_cuts_wrong")))) }]}
        >
          <Input autoComplete="off" maxLength={80} style={{ width: 280 }} />
        </Form.Item>
      )}
      {by.length > 0 && (
        <Form.Item name="small" label={say("frame_small", { count: known.smallest })}>
          <Radio.Group aria-label={say("frame_small", { count: known.smallest })} options={[{ value: "merge", label: say("frame_small_merge") }, { value: "leave_out", label: say("frame_small_leave_out") }]} />
        </Form.Item>
      )}

      <h2 className="form_head">{say("frame_part_size")}</h2>
      <div className="field_row">
        <Form.Item name="how" label={say("frame_how")}>
          <Radio.Group aria-label={say("frame_how")} options={[{ value: "total", label: say("frame_how_total") }, { value: "each", label: say("frame_how_each") }, { value: "all", label: say("frame_how_all") }]} />
        </Form.Item>
        {of_form?.how !== "all" && (
          <Form.Item name="count" label={say("frame_count")} rules={[chosen]}>
            <InputNumber min={1} max={300000} precision={0} style={{ width: 140 }} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="one_per_household" valuePropName="checked">
        <Checkbox>{say("frame_household")}</Checkbox>
      </Form.Item>

      <h2 className="form_head">{say("frame_part_fields")}</h2>
      <Form.Item name="fields" label={say("frame_fields")} extra={say("frame_fields_hint")} rules={[{ validator: (_, names: string[] | undefined) => (names?.length ? Promise.resolve() : Promise.reject(new Error(say("frame_fields_none")))) }]}>
        <Checkbox.Group aria-label={say("frame_fields")} options={fields.map((one) => ({ value: one.name, label: either(one.label_zh, one.label_en) }))} />
      </Form.Item>

      <h2 className="form_head">{say("frame_part_without")}</h2>
      <p className="soft gap_below">{say("frame_without_hint")}</p>
      {earlier.length > 0 && (
        <Form.Item name="without_frames" label={say("frame_without_frames")}>
          <Select
            mode="multiple"
            allowClear
            style={{ maxWidth: 660 }}
            getPopupContainer={near}
            options={earlier.map((one) => ({ value: one.id, label: `${one.title}（${say("frame_people_count", { count: one.drawn.toLocaleString("en-US") })}）` }))}
          />
        </Form.Item>
      )}
      <PickWithout without={without} take={set_without} />

      <h2 className="form_head">{say("frame_part_number")}</h2>
      <p className="soft gap_below">{say("frame_number_why", { days: either(known.wait_zh, known.wait_en) })}</p>
      <div className="field_row">
        <Form.Item name="source" label={say("frame_source")} rules={[chosen]} extra={source ? `${either(source.form_zh, source.form_en)}　${say("match_rule_example", { example: source.example })}` : undefined}>
          <Select style={{ width: 380, maxWidth: "100%" }} getPopupContainer={near} options={known.sources.map((one) => ({ value: one.code, label: either(one.zh, one.en) }))} />
        </Form.Item>
        <DayField
          name="draw_on"
          label={say("frame_draw_on")}
          required
          width={160}
          extra={say("frame_draw_on_hint", { day: roc_date(known.last_day) })}
          rule={(day) => {
            const iso = parse_roc_date(day) ?? "";
            return iso < known.today || iso > known.last_day ? say("frame_draw_on_wrong", { day: roc_date(known.last_day) }) : null;
          }}
        />
      </div>
      {grant?.acknowledgement && (
        <div className="pledge">
          <p className="pledge_lead">{either(grant.acknowledgement, grant.acknowledgement_en)}</p>
        </div>
      )}
      <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
      <FormFoot submit={say("frame_order")} busy={busy} cancel="#/frames" />
    </Form>
  );
}
