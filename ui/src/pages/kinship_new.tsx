// A controller registers who may ask about whose kin, in which case, until when. The code is shown once.
import { Alert, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import type { KinshipForm, KinshipMade } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { last_day } from "../base/day_text";
import { add_days } from "../base/month_grid";
import { parse_roc_date, roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { CopyText } from "../shell/copy_text";
import { DayField, iso_day } from "../shell/day_field";
import { FormFoot } from "../shell/form_foot";
import { IdField } from "../shell/id_field";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";

interface Typed {
  grant: string;
  asker: string;
  person_id: string;
  father_name?: string;
  mother_name?: string;
  case_number: string;
  from: string;
  until: string;
  reason: string;
}

const near = (field: HTMLElement) => field.parentElement ?? document.body;

function Made({ made, minutes }: { made: KinshipMade; minutes: number }) {
  const { say } = use_speech();
  return (
    <Card title={say("kinship_made")} className="filed">
      <CopyText label={say("kinship_code")} text={made.code} />
      <Alert className="gap_below" type="warning" showIcon title={say("kinship_code_once")} />
      <ol className="filed_steps">
        <li>{say("kinship_step_open")}</li>
        <li>{say("kinship_step_attend", { count: minutes })}</li>
        <li>{say("kinship_step_ask")}</li>
      </ol>
      <div className="actions">
        <Button type="primary" href={`#/kinship/${made.id}`}>
          {say("kinship_see")}
        </Button>
      </div>
    </Card>
  );
}

function NewForm({ known, done }: { known: KinshipForm; done: (made: KinshipMade) => void }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const chosen = Form.useWatch("grant", form);
  const grant = known.grants.find((one) => one.id === chosen);
  const today = taipei_day(new Date());
  const required = { required: true, whitespace: true, message: say("error_required") };
  const send = (typed: Typed) =>
    run(async () => {
      const made = await client.post<KinshipMade>("/kinship/authorisations", {
        grant: typed.grant,
        asker: typed.asker,
        person_id: typed.person_id.trim(),
        father_name: typed.father_name?.trim() ?? "",
        mother_name: typed.mother_name?.trim() ?? "",
        case_number: typed.case_number.trim(),
        from: iso_day(typed.from) ?? "",
        until: iso_day(typed.until) ?? "",
        reason: typed.reason.trim(),
      });
      form.resetFields();
      done(made);
    });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      scrollToFirstError={{ focus: true }}
      initialValues={{ from: roc_date(today), until: roc_date(add_days(today, 6)) }}
      onFinish={(typed: Typed) => void send(typed)}
    >
      <h2 className="form_head">{say("kinship_part_who")}</h2>
      <div className="field_row">
        <Form.Item name="grant" label={say("kinship_grant")} extra={say("kinship_grant_hint")} rules={[{ required: true, message: say("error_required") }]}>
          <Select
            style={{ width: 440, maxWidth: "100%" }}
            showSearch={{ optionFilterProp: "label" }}
            getPopupContainer={near}
            onChange={() => form.setFieldValue("asker", undefined)}
            options={known.grants.map((one) => ({ value: one.id, label: `${either(one.purpose_zh, one.purpose_en)}　${one.unit.name}　${say("kinship_grant_until", { day: last_day(one.until) })}` }))}
          />
        </Form.Item>
        <Form.Item name="asker" label={say("kinship_asker")} rules={[{ required: true, message: say("error_required") }]}>
          <Select
            style={{ width: 260 }}
            disabled={!grant}
            getPopupContainer={near}
            options={(grant?.holders ?? []).map((one) => ({ value: one.id, label: `${one.name}　${one.account}` }))}
          />
        </Form.Item>
      </div>
      <h2 className="form_head">{say("kinship_part_whom")}</h2>
      <p className="soft gap_below">{say("kinship_sealed")}</p>
      <div className="field_row">
        <IdField name="person_id" label={say("kinship_person_id")} width={190} />
        <Form.Item name="father_name" label={say("if_wanted", { label: say("kinship_father") })}>
          <Input autoComplete="off" maxLength={100} style={{ width: 180 }} />
        </Form.Item>
        <Form.Item name="mother_name" label={say("if_wanted", { label: say("kinship_mother") })}>
          <Input autoComplete="off" maxLength={100} style={{ width: 180 }} />
        </Form.Item>
      </div>
      <h2 className="form_head">{say("kinship_part_case")}</h2>
      <div className="field_row">
        <Form.Item name="case_number" label={say("case_number")} extra={grant?.case_example ? say("case_example", { example: grant.case_example }) : undefined} rules={[required]}>
          <Input autoComplete="off" maxLength={100} style={{ width: 260 }} />
        </Form.Item>
        <DayField name="from" label={say("kinship_from")} required width={150} rule={(day) => ((parse_roc_date(day) ?? "") < today ? say("form_from_past") : null)} />
        <DayField
          name="until"
          label={say("kinship_until")}
          required
          width={150}
          rule={(day) => {
            const from = parse_roc_date(form.getFieldValue("from") ?? "");
            const until = parse_roc_date(day) ?? "";
            if (!from) return null;
            if (until < from) return say("form_until_before");
            return until > add_days(from, known.days_max - 1) ? say("kinship_too_long", { count: known.days_max }) : null;
          }}
        />
      </div>
      <Form.Item
        name="reason"
        label={say("kinship_reason")}
        extra={say("kinship_reason_hint")}
        rules={[required, { min: 4, message: say("error_too_short", { count: 4 }) }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <ProblemAbove problem={problem} />
      <FormFoot submit={say("kinship_register")} busy={busy} cancel="#/kinship" />
    </Form>
  );
}

export function NewKinshipPage() {
  const client = use_client();
  const { say } = use_speech();
  const [made, set_made] = useState<KinshipMade | null>(null);
  const load = use_load(() => client.get<KinshipForm>("/kinship/authorisation-form"), [client]);
  return (
    <Page title={say("kinship_new")} extra={<Button href="#/kinship">{say("kinship_back")}</Button>}>
      {made ? (
        <Made made={made} minutes={load.answer?.presence_minutes ?? 0} />
      ) : (
        <Card className="form_card">
          <Loaded load={load} rows={8}>
            {(known) =>
              !known.on ? (
                <Nothing>{say("kinship_off")}</Nothing>
              ) : known.grants.length === 0 ? (
                <Nothing>{say("kinship_no_grants")}</Nothing>
              ) : (
                <NewForm known={known} done={set_made} />
              )
            }
          </Loaded>
        </Card>
      )}
    </Page>
  );
}
