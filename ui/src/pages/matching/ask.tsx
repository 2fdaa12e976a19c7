// Last step: under which grant, for which case, as of which day, and that one knows what it costs. Then it begins.
import { Alert, Checkbox, Form, Input, Radio } from "antd";
import type { GrantView, MatchRuleView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { roc_date, roc_last_day, taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { ProblemAbove } from "../../shell/problem_notice";
import { WizardFoot } from "../../shell/wizard";
import { rests_on } from "./pick_rule";
import { allows, goes_over, uses_left } from "./uses";

export interface AskedFor {
  grant: string;
  case_number: string;
  reason: string;
  on: string;
}

interface Typed {
  grant?: string;
  case_number: string;
  reason: string;
  on: string;
  read?: boolean;
}

interface AskMatchProps {
  rule: MatchRuleView;
  file: string;
  people: number | null;
  grants: readonly GrantView[];
  send: (asked: AskedFor) => Promise<void>;
  back: () => void;
  cancel: () => void;
}

// Of a roster nobody knows how many it will be.
function Uses({ grant, people }: { grant: GrantView; people: number | null }) {
  const { say } = use_speech();
  const left = uses_left(grant).map((one) => say(`match_ask_left_${one.span}`, { count: one.count.toLocaleString("en-US") }));
  const over = people !== null && goes_over(grant, people);
  const told = people === null ? say("match_ask_uses_roster") : say("match_ask_uses", { people: people.toLocaleString("en-US") });
  return (
    <Alert
      className="gap_below"
      type={over ? "error" : "info"}
      showIcon
      role="status"
      title={`${told}　${left.length > 0 ? left.join("　") : say("match_ask_left_none")}`}
      description={over ? say("match_ask_over") : undefined}
    />
  );
}

export function AskMatch({ rule, file, people, grants, send, back, cancel }: AskMatchProps) {
  const { say, either } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const chosen = Form.useWatch("grant", form);
  const grant = grants.find((one) => one.id === chosen);
  const required = { required: true, whitespace: true, message: say("error_required") };
  const allowed = grants.filter((one) => allows(one, rule));
  const based = allowed.filter((one) => rests_on(one, rule));
  const sorted = [...based, ...allowed.filter((one) => !rests_on(one, rule))];
  // The only one there is, or the only one that rests on the rule's own basis.
  const [offered, more] = based.length > 0 ? based : sorted;
  const finish = (typed: Typed) =>
    run(() =>
      send({ grant: typed.grant ?? "", case_number: typed.case_number.trim(), reason: typed.reason.trim(), on: iso_day(typed.on) ?? "" }),
    );
  return (
    <>
      <p className="gap_below">{say("match_ask_lead")}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        scrollToFirstError={{ focus: true }}
        initialValues={{ on: roc_date(taipei_day(new Date())), grant: more ? undefined : offered?.id }}
        onFinish={(typed: Typed) => void finish(typed)}
      >
        <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
        <Form.Item name="grant" label={say("match_ask_grant")} rules={[{ required: true, message: say("error_required") }]}>
          <Radio.Group className="grant_choice" aria-label={say("match_ask_grant")}>
            {sorted.map((one) => (
              <Radio key={one.id} value={one.id}>
                <span className="grant_choice_name">{either(one.purpose_zh, one.purpose_en)}</span>
                <span className="grant_choice_facts nums">
                  {say("grant_until")} {roc_last_day(one.to)}　{say("days_left", { count: one.days_left })}
                </span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        {grant && <Uses grant={grant} people={people} />}
        {grant && !rests_on(grant, rule) && (
          <Alert className="gap_below" type="warning" showIcon title={say("match_rule_not_based", { bases: rule.bases.map((one) => one.title_zh).join("、") })} />
        )}
        <div className="field_row match_case">
          <Form.Item name="case_number" label={say("match_ask_case")} extra={grant?.case_example ? say("case_example", { example: grant.case_example }) : undefined} rules={[required]}>
            <Input autoComplete="off" maxLength={100} style={{ width: 280 }} />
          </Form.Item>
          <Form.Item name="reason" className="match_reason" label={say("match_ask_reason")} extra={say("match_ask_reason_hint")} rules={[required, { min: 4, message: say("error_too_short", { count: 4 }) }]}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
          <DayField name="on" label={say("match_ask_on")} required width={160} extra={say("match_ask_on_hint")} />
        </div>
        <div className="pledge">
          <p className="pledge_lead">{say(people === null ? "match_ask_sum_roster" : "match_ask_sum", { rule: either(rule.name_zh, rule.name_en), file, people: people?.toLocaleString("en-US") ?? "" })}</p>
          {grant?.acknowledgement && <p className="pledge_lead">{either(grant.acknowledgement, grant.acknowledgement_en)}</p>}
        </div>
        <Form.Item
          name="read"
          valuePropName="checked"
          rules={[{ validator: (_, read: boolean | undefined) => (read ? Promise.resolve() : Promise.reject(new Error(say("acknowledge_needed")))) }]}
        >
          <Checkbox>{say("match_ask_read")}</Checkbox>
        </Form.Item>
        <WizardFoot back={back} forth={() => form.submit()} label={say("match_ask_begin")} busy={busy} cancel={cancel} />
      </Form>
    </>
  );
}
