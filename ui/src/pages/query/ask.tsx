// The query form. It helps with what is typed (shape, check digit, date); the server decides.
import type { Problem } from "../../api/problem";
import { Button, Checkbox, Form, Input, Radio } from "antd";
import type { FormInstance } from "antd";
import type { GrantView, QueryRequest } from "../../api/types";
import { tidy_id } from "../../base/national_id";
import { parse_roc_date, roc_last_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { Card } from "../../shell/page";
import { DayField } from "../../shell/day_field";
import { IdField } from "../../shell/id_field";
import { ProblemAbove } from "../../shell/problem_notice";
import { ThinkCard } from "./think";

export interface AskFields {
  grant: string;
  case_number: string;
  reason: string;
  by: "id" | "name_birth";
  id?: string;
  name?: string;
  birth?: string;
  acknowledged: boolean;
}

export function to_request(typed: AskFields): QueryRequest {
  const subject =
    typed.by === "id"
      ? { by: "id" as const, id: tidy_id(typed.id ?? "") }
      : { by: "name_birth" as const, name: (typed.name ?? "").trim(), birth_date: parse_roc_date(typed.birth ?? "") ?? "" };
  return { grant: typed.grant, case_number: typed.case_number.trim(), reason: typed.reason.trim(), subject };
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

function SubjectFields({ by }: { by: AskFields["by"] }) {
  const { say } = use_speech();
  if (by === "name_birth") {
    return (
      <div className="field_row">
        <Form.Item
          name="name"
          label={say("subject_name")}
          rules={[{ required: true, whitespace: true, message: say("error_required") }]}
        >
          <Input autoComplete="off" maxLength={100} style={{ width: 260 }} />
        </Form.Item>
        <DayField name="birth" label={say("subject_birth")} required hint />
      </div>
    );
  }
  return <IdField name="id" label={say("subject_id")} width={260} />;
}

interface AskProps {
  form: FormInstance<AskFields>;
  grants: GrantView[];
  busy: boolean;
  problem: Problem | null;
  send: (request: QueryRequest) => void;
}

export function Ask({ form, grants, busy, problem, send }: AskProps) {
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
      initialValues={{ by: "id", acknowledged: false, grant: grants.length === 1 ? grants[0]?.id : undefined }}
      onFinish={(typed) => send(to_request(typed))}
      onValuesChange={(changed: Partial<AskFields>) => {
        // Another grant means another promise.
        if (changed.grant) form.setFieldValue("acknowledged", false);
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
                <Radio.Button value="id">{say("by_id")}</Radio.Button>
                <Radio.Button value="name_birth">{say("by_name")}</Radio.Button>
              </Radio.Group>
            </Form.Item>
            <SubjectFields by={by} />
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
