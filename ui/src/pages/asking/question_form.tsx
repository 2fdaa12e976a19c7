// The form of a question. It helps with what is typed; the server decides.
import { Button, Form, InputNumber, Radio, Select } from "antd";
import type { FormInstance } from "antd";
import type { Problem } from "../../api/problem";
import type { GrantView, PeriodUnit, QuestionChoices, QuestionCode, QuestionFormRow, QuestionRequest } from "../../api/types";
import { tidy_id } from "../../base/national_id";
import { use_speech, type MessageKey } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { IdField } from "../../shell/id_field";
import { Card } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { ThinkCard } from "../query/think";
import { CaseFields, GrantField } from "./parts";

export interface QuestionFields {
  grant: string;
  case_number: string;
  reason: string;
  question: QuestionCode;
  subject?: string;
  other?: string;
  on?: string;
  programme?: string;
  count?: number | null;
  unit?: PeriodUnit;
  years?: number | null;
}

const units: readonly PeriodUnit[] = ["years", "months", "days"];
const own_period = "";

export function to_question(typed: QuestionFields, row: QuestionFormRow | undefined): QuestionRequest {
  const request: QuestionRequest = {
    grant: typed.grant,
    case_number: typed.case_number.trim(),
    reason: typed.reason.trim(),
    question: typed.question,
    subject: tidy_id(typed.subject ?? ""),
    other: row?.needs_other ? tidy_id(typed.other ?? "") : null,
    on: iso_day(typed.on) ?? null,
    period: null,
  };
  if (row?.period === "years") request.period = { programme: null, count: typed.years ?? null, unit: "years" };
  if (row?.period === "rule_or_term") {
    request.period = typed.programme
      ? { programme: typed.programme, count: null, unit: null }
      : { programme: null, count: typed.count ?? null, unit: typed.unit ?? "years" };
  }
  return request;
}

function PeriodFields({ choices, programme }: { choices: QuestionChoices; programme: string | undefined }) {
  const { say, either } = use_speech();
  // Versions of one rule share a name; which of them holds, the day decides.
  const rules = choices.programmes.filter((one, place, all) => all.findIndex((other) => other.code === one.code) === place);
  return (
    <>
      <Form.Item name="programme" label={say("question_programme")}>
        <Select
          style={{ width: 480, maxWidth: "100%" }}
          getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
          options={[
            ...rules.map((one) => ({ value: one.code, label: either(one.title_zh, one.title_en) })),
            { value: own_period, label: say("question_other_period") },
          ]}
        />
      </Form.Item>
      {programme === own_period && (
        <div className="field_row">
          <Form.Item name="count" label={say("question_count")} rules={[{ required: true, message: say("question_count_wrong") }]}>
            <InputNumber min={1} max={60_000} precision={0} style={{ width: 110 }} />
          </Form.Item>
          <Form.Item name="unit" label={say("question_unit")}>
            <Radio.Group optionType="button" options={units.map((one) => ({ value: one, label: say(`unit_${one}` as MessageKey) }))} />
          </Form.Item>
        </div>
      )}
    </>
  );
}

function WhomFields({ row }: { row: QuestionFormRow }) {
  const { say } = use_speech();
  const is_parent = row.code === "parent_of";
  return (
    <div className="field_row">
      <IdField name="subject" label={say(is_parent ? "question_parent" : "question_subject")} width={220} />
      {row.needs_other && <IdField name="other" label={say(is_parent ? "question_child" : "question_other")} width={220} />}
      <DayField name="on" label={say("if_wanted", { label: say("question_on") })} extra={say("question_on_hint")} />
    </div>
  );
}

interface QuestionAskProps {
  form: FormInstance<QuestionFields>;
  choices: QuestionChoices;
  grants: readonly GrantView[];
  busy: boolean;
  problem: Problem | null;
  send: (request: QuestionRequest) => void;
}

export function QuestionAsk({ form, choices, grants, busy, problem, send }: QuestionAskProps) {
  const { say, either } = use_speech();
  const chosen = Form.useWatch("grant", form);
  const code = Form.useWatch("question", form) ?? "resident_since";
  const programme = Form.useWatch("programme", form);
  const grant = grants.find((one) => one.id === chosen) ?? null;
  const row = choices.questions.find((one) => one.code === code);
  const lacking = grant && row ? row.fields.filter((field) => !grant.fields.some((one) => one.name === field.name)) : [];
  const words = (fields: QuestionFormRow["fields"]) => fields.map((field) => either(field.label_zh, field.label_en)).join(either("、", ", "));
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ question: "resident_since", programme: choices.programmes[0]?.code ?? own_period, unit: "years", grant: grants.length === 1 ? grants[0]?.id : undefined }}
      onFinish={(typed) => send(to_question(typed, row))}
      scrollToFirstError={{ focus: true }}
    >
      <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
      <div className="query_grid">
        <div>
          <p className="soft gap_below">{say("questions_lead")}</p>
          <Card title={say("choose_grant")}>
            <GrantField grants={grants} />
          </Card>
          <Card title={say("question_section")}>
            <Form.Item name="question">
              <Radio.Group className="question_choice" aria-label={say("question")}>
                {choices.questions.map((one) => (
                  <Radio key={one.code} value={one.code}>
                    {either(one.zh, one.en)}
                  </Radio>
                ))}
              </Radio.Group>
            </Form.Item>
            {row?.period === "years" && (
              <Form.Item name="years" label={say("question_age")} rules={[{ required: true, message: say("question_age_wrong") }]}>
                <InputNumber min={1} max={150} precision={0} style={{ width: 110 }} />
              </Form.Item>
            )}
            {row?.period === "rule_or_term" && <PeriodFields choices={choices} programme={programme} />}
            {row && <WhomFields row={row} />}
            {row && (
              <p className="soft">
                {say("question_rests_on")}：{words(row.fields)}
              </p>
            )}
            {lacking.length > 0 && (
              <p className="question_lacking" role="status">
                {say("question_not_held", { fields: words(lacking) })}
              </p>
            )}
          </Card>
          <Card title={say("case_section")}>
            <CaseFields example={grant?.case_example ?? ""} />
            <Button type="primary" htmlType="submit" size="large" loading={busy}>
              {say(busy ? "question_busy" : "question_send")}
            </Button>
          </Card>
        </div>
        <ThinkCard grant={grant} answers />
      </div>
    </Form>
  );
}
