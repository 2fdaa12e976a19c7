// The query form. It helps with what is typed (shape, check digit, date); the server decides.
import type { Problem } from "../../api/problem";
import { Button, Checkbox, Form, Input, Radio, Select } from "antd";
import type { FormInstance } from "antd";
import type { GrantView, QueryForm, QueryRequest, SubjectRequest } from "../../api/types";
import { tidy_id } from "../../base/national_id";
import { parse_roc_date, roc_last_day } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { Card } from "../../shell/page";
import { DayField } from "../../shell/day_field";
import { IdField } from "../../shell/id_field";
import { ProblemAbove } from "../../shell/problem_notice";
import { ThinkCard } from "./think";
import { may_ask, tidy_household, way_under, ways, type Way } from "./ways";

export interface AskFields {
  grant: string;
  case_number: string;
  reason: string;
  by: Way;
  id?: string;
  name?: string;
  birth?: string;
  household_number?: string;
  district?: string;
  acknowledged: boolean;
}

function subject_of(typed: AskFields): SubjectRequest {
  const name = (typed.name ?? "").trim();
  switch (typed.by) {
    case "id":
      return { by: "id", id: tidy_id(typed.id ?? "") };
    case "name_birth":
      return { by: "name_birth", name, birth_date: parse_roc_date(typed.birth ?? "") ?? "" };
    case "household":
      return { by: "household", household_number: tidy_household(typed.household_number ?? "") ?? "" };
    case "name_district":
      return { by: "name_district", name, district: typed.district ?? "" };
  }
}

export function to_request(typed: AskFields): QueryRequest {
  return { grant: typed.grant, case_number: typed.case_number.trim(), reason: typed.reason.trim(), subject: subject_of(typed) };
}

function GrantChoice({ grants }: { grants: GrantView[] }) {
  const { say, either } = use_speech();
  return (
    <Form.Item name="grant" className="grant_choice_item" rules={[{ required: true, message: say("error_required") }]}>
      <Radio.Group className="grant_choice" aria-label={say("choose_grant")}>
        {grants.map((grant) => (
          <Radio key={grant.id} value={grant.id}>
            <span className="grant_choice_name">{either(grant.purpose_zh, grant.purpose_en)}</span>
            <span className="grant_choice_facts nums">
              {say("grant_until")} {roc_last_day(grant.to)}　{say("days_left", { count: grant.days_left })}
            </span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

function NameField() {
  const { say } = use_speech();
  return (
    <Form.Item name="name" label={say("subject_name")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
      <Input autoComplete="off" maxLength={100} style={{ width: 260 }} />
    </Form.Item>
  );
}

function HouseholdField() {
  const { say } = use_speech();
  return (
    <Form.Item
      name="household_number"
      label={say("subject_household")}
      extra={say("household_hint")}
      validateTrigger="onBlur"
      rules={[
        {
          validator: (_, typed: string | undefined) => {
            if (!typed?.trim()) return Promise.reject(new Error(say("error_required")));
            return tidy_household(typed) ? Promise.resolve() : Promise.reject(new Error(say("household_shape")));
          },
        },
      ]}
    >
      <Input className="id_input" autoComplete="off" spellCheck={false} maxLength={16} style={{ width: 260 }} />
    </Form.Item>
  );
}

// Where there is nothing to choose, it is chosen.
function only_district(grant: GrantView | null): string | undefined {
  return grant?.population.districts.length === 1 ? grant.population.districts[0]?.code : undefined;
}

// Only the districts of the grant: another would be refused, and recorded.
function DistrictField({ grant, form }: { grant: GrantView | null; form: QueryForm }) {
  const { say, either } = use_speech();
  const offered = grant && grant.population.districts.length > 0 ? grant.population.districts : form.districts;
  return (
    <Form.Item name="district" label={say("subject_district")} initialValue={only_district(grant)} rules={[{ required: true, message: say("subject_district_pick") }]}>
      <Select
        style={{ width: 200 }}
        placeholder={say("subject_district_pick")}
        showSearch={{ optionFilterProp: "label" }}
        getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
        options={offered.map((one) => ({ value: one.code, label: either(one.name_zh, one.name_en) }))}
      />
    </Form.Item>
  );
}

function SubjectFields({ by, grant, form }: { by: Way; grant: GrantView | null; form: QueryForm }) {
  const { say } = use_speech();
  switch (by) {
    case "name_birth":
      return (
        <div className="field_row">
          <NameField />
          <DayField name="birth" label={say("subject_birth")} required hint />
        </div>
      );
    case "household":
      return <HouseholdField />;
    case "name_district":
      return (
        <>
          <div className="field_row">
            <NameField />
            <DistrictField grant={grant} form={form} />
          </div>
          <p className="search_hint">
            {form.name_search_left > 0
              ? say("search_hint", { most: form.name_search_most, left: form.name_search_left })
              : say("search_used_up")}
          </p>
        </>
      );
    case "id":
      return <IdField name="id" label={say("subject_id")} width={260} />;
  }
}

// Why some ways cannot be chosen, said once.
function NotGranted({ grant }: { grant: GrantView | null }) {
  const { say, language } = use_speech();
  const missing = ways.filter((one) => one.operation !== "lookup" && !may_ask(grant, one.way));
  if (missing.length === 0) return null;
  return (
    <p className="way_missing">
      {missing
        .map((one) => say("by_not_granted", { operation: message_or(language, `operation_${one.operation}`, one.operation), way: say(one.label) }))
        .join(language === "zh" ? "" : " ")}
    </p>
  );
}

interface AskProps {
  form: FormInstance<AskFields>;
  grants: GrantView[];
  offer: QueryForm;
  busy: boolean;
  problem: Problem | null;
  send: (request: QueryRequest) => void;
}

export function Ask({ form, grants, offer, busy, problem, send }: AskProps) {
  const { say, either } = use_speech();
  const chosen = Form.useWatch("grant", form);
  const by = Form.useWatch("by", form) ?? "id";
  const grant = grants.find((one) => one.id === chosen) ?? null;
  const needed = { required: true, whitespace: true, message: say("error_required") };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        by: way_under(grants.length === 1 ? (grants[0] ?? null) : null, "id"),
        acknowledged: false,
        grant: grants.length === 1 ? grants[0]?.id : undefined,
      }}
      onFinish={(typed) => send(to_request(typed))}
      onValuesChange={(changed: Partial<AskFields>) => {
        // Another grant means another promise.
        if (!changed.grant) return;
        const next = grants.find((one) => one.id === changed.grant) ?? null;
        form.setFieldsValue({ acknowledged: false, district: only_district(next), by: way_under(next, form.getFieldValue("by") as Way) });
      }}
      scrollToFirstError={{ focus: true }}
    >
      <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
      <div className="query_grid">
        <div>
          <Card title={say("choose_grant")}>
            <GrantChoice grants={grants} />
          </Card>
          <Card title={say("case_section")}>
            <div className="case_row">
              <Form.Item name="case_number" label={say("case_number")} extra={say("case_hint")} rules={[needed]}>
                <Input
                  autoComplete="off"
                  maxLength={100}
                  placeholder={grant?.case_example ? say("case_example", { example: grant.case_example }) : undefined}
                />
              </Form.Item>
              <Form.Item
                name="reason"
                label={say("reason")}
                extra={say("reason_hint")}
                rules={[needed, { min: 4, message: say("error_too_short", { count: 4 }) }]}
              >
                <Input autoComplete="off" maxLength={200} />
              </Form.Item>
            </div>
          </Card>
          <Card title={say("subject_section")}>
            <Form.Item name="by" className="by">
              <Radio.Group aria-label={say("by")} optionType="button" buttonStyle="solid">
                {ways.map((one) => (
                  <Radio.Button key={one.way} value={one.way} disabled={!may_ask(grant, one.way)}>
                    {say(one.label)}
                  </Radio.Button>
                ))}
              </Radio.Group>
            </Form.Item>
            <NotGranted grant={grant} />
            <SubjectFields by={by} grant={grant} form={offer} />
          </Card>
          <section className="card promise" aria-label={say("promise")}>
            <div>
              {grant?.acknowledgement && (
                <p className="promise_text">{either(grant.acknowledgement, grant.acknowledgement_en)}</p>
              )}
              <Form.Item
                name="acknowledged"
                valuePropName="checked"
                rules={[
                  {
                    validator: (_, agreed: boolean) =>
                      agreed ? Promise.resolve() : Promise.reject(new Error(say("acknowledge_needed"))),
                  },
                ]}
              >
                <Checkbox>{say("acknowledge")}</Checkbox>
              </Form.Item>
            </div>
            <Button type="primary" htmlType="submit" size="large" loading={busy}>
              {say(busy ? "query_busy" : "submit_query")}
            </Button>
          </section>
        </div>
        <ThinkCard grant={grant} />
      </div>
    </Form>
  );
}
