// Asking under a kinship authorisation that is open while its controller is present (辦法 10): the code, the case, the
// person and the parents' names. What was asked and answered lives in this component only.
import { Button, Checkbox, Form, Input, Radio } from "antd";
import { useState } from "react";
import type { GrantList, GrantView, KinAnswerView, KinQueryRequest, KinshipFull, KinshipReadiness } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { tidy_id } from "../base/national_id";
import { use_speech } from "../i18n";
import { IdField } from "../shell/id_field";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { KinResult } from "./asking/kin_result";
import { CaseFields } from "./asking/parts";
import { ThinkCard } from "./query/think";

interface KinFields {
  code: string;
  case_number: string;
  reason: string;
  subject: string;
  father_name?: string;
  mother_name?: string;
  scope: "all" | "two";
  other?: string;
  marriages: boolean;
}

// The ceiling of the answer is the profile's; before one there is only its usual value to say.
const usual_degrees = 2;

interface KinAskProps {
  full: KinshipFull;
  grant: GrantView | null;
  done: (view: KinAnswerView, two: boolean) => void;
}

function KinAsk({ full, grant, done }: KinAskProps) {
  const client = use_client();
  const { say } = use_speech();
  const [form] = Form.useForm<KinFields>();
  const { busy, problem, run } = use_act();
  const scope = Form.useWatch("scope", form) ?? "all";
  const one = full.authorisation;
  const send = async (typed: KinFields) => {
    const request: KinQueryRequest = {
      grant: one.grant,
      authorisation: typed.code.trim(),
      case_number: typed.case_number.trim(),
      reason: typed.reason.trim(),
      subject: tidy_id(typed.subject),
      other: typed.scope === "two" ? tidy_id(typed.other ?? "") : null,
      father_name: typed.father_name?.trim() ?? "",
      mother_name: typed.mother_name?.trim() ?? "",
      marriages: typed.marriages,
    };
    const good = await run(async () => done(await client.post<KinAnswerView>("/kinship/queries", request), typed.scope === "two"));
    if (!good) window.scrollTo({ top: 0 });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      initialValues={{ scope: "all", marriages: false, case_number: one.case_number, reason: full.reason ?? "" }}
      onFinish={(typed: KinFields) => void send(typed)}
      scrollToFirstError={{ focus: true }}
    >
      <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
      <div className="query_grid">
        <div>
          <p className="soft gap_below">{say("kin_lead")}</p>
          <Card title={say("kin_part_whom")}>
            <div className="field_row">
              <IdField name="subject" label={say("kin_subject")} width={220} />
              <Form.Item name="father_name" label={say("kin_father")}>
                <Input autoComplete="off" maxLength={100} style={{ width: 170 }} />
              </Form.Item>
              <Form.Item name="mother_name" label={say("kin_mother")}>
                <Input autoComplete="off" maxLength={100} style={{ width: 170 }} />
              </Form.Item>
            </div>
            <p className="soft">{say("kin_parents_hint")}</p>
          </Card>
          <Card title={say("kin_scope")}>
            <Form.Item name="scope">
              <Radio.Group aria-label={say("kin_scope")} optionType="button" buttonStyle="solid">
                <Radio.Button value="all">{say("kin_scope_all", { count: usual_degrees })}</Radio.Button>
                <Radio.Button value="two">{say("kin_scope_two")}</Radio.Button>
              </Radio.Group>
            </Form.Item>
            {scope === "two" && <IdField name="other" label={say("kin_other")} width={220} />}
            <Form.Item name="marriages" valuePropName="checked">
              <Checkbox>{say("kin_marriages")}</Checkbox>
            </Form.Item>
          </Card>
          <Card title={say("case_section")}>
            <CaseFields example="" />
            <Form.Item name="code" label={say("kinship_code")} extra={say("kin_code_again")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
              <Input className="token_input" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={16} style={{ width: 220 }} />
            </Form.Item>
            <Button type="primary" htmlType="submit" size="large" loading={busy}>
              {say(busy ? "kin_busy" : "kin_send")}
            </Button>
          </Card>
        </div>
        <ThinkCard grant={grant} />
      </div>
    </Form>
  );
}

export function KinshipQueryPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const path = `/kinship/authorisations/${encodeURIComponent(id)}`;
  const load = use_load(
    async () => ({
      full: await client.get<KinshipFull>(path),
      ready: await client.get<KinshipReadiness>(`${path}/readiness`),
      grants: await client.get<GrantList>("/grants"),
    }),
    [client, path],
  );
  const [answer, set_answer] = useState<{ view: KinAnswerView; two: boolean } | null>(null);
  const grant_of = (wanted: string) => load.answer?.grants.items.find((one) => one.id === wanted) ?? null;
  if (answer) {
    const again = () => {
      set_answer(null);
      load.again();
    };
    return <KinResult key={answer.view.id} first={answer.view} two={answer.two} grant={grant_of(answer.view.grant)} again={again} />;
  }
  return (
    <Page title={say("kin_query")} extra={<Button href={`#/kinship/${id}`}>{say("kin_back")}</Button>}>
      <Loaded load={load} rows={8}>
        {({ full, ready }) =>
          ready.ready ? (
            <KinAsk full={full} grant={grant_of(full.authorisation.grant)} done={(view, two) => set_answer({ view, two })} />
          ) : (
            <Nothing action={<Button href={`#/kinship/${id}`}>{say("kin_back")}</Button>}>
              {say("kinship_not_ready")}
              <ul className="notice_list">
                {ready.missing.map((one) => (
                  <li key={one.code}>{either(one.zh, one.en)}</li>
                ))}
              </ul>
            </Nothing>
          )
        }
      </Loaded>
    </Page>
  );
}
