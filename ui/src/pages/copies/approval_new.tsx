// An approval to copy, as its letter says it. Another person confirms it after comparing it with the paper.
import { App, Button, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import type { CopyApprovalRequest, GrantRegister, GrantRow, RecipientList, RecipientRow } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { last_day } from "../../base/day_text";
import { go } from "../../base/router";
import { parse_roc_date, taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { FormFoot } from "../../shell/form_foot";
import { Card, Loaded, Nothing, Page } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { copied_things } from "./state";

const near = (field: HTMLElement) => field.parentElement ?? document.body;

function Letter({ grants, recipients }: { grants: GrantRow[]; recipients: RecipientRow[] }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<CopyApprovalRequest>();
  const today = taipei_day(new Date());
  const required = { required: true, message: say("error_required") };
  const written = { ...required, whitespace: true };
  const send = (typed: CopyApprovalRequest) =>
    run(async () => {
      await client.post("/copy-approvals", {
        ...typed,
        letter_number: typed.letter_number.trim(),
        scope: typed.scope.trim(),
        letter_on: iso_day(typed.letter_on) ?? "",
        until: iso_day(typed.until) ?? "",
        destroy_by: iso_day(typed.destroy_by) ?? "",
      });
      message.success(say("copy_approval_registered"));
      go("/copy-approvals");
    });
  return (
    <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} initialValues={{ of: ["match"], carriage: "network", copies_most: 1 }} onFinish={(typed: CopyApprovalRequest) => void send(typed)}>
      <ProblemAbove problem={problem} />
      <div className="field_row">
        <Form.Item name="letter_number" label={say("copy_approval_letter")} rules={[written]}>
          <Input autoComplete="off" maxLength={100} style={{ width: 320 }} />
        </Form.Item>
        <DayField name="letter_on" label={say("copy_approval_letter_on")} required hint rule={(day) => ((parse_roc_date(day) ?? "") > today ? say("copy_approval_ahead") : null)} />
      </div>
      <Form.Item name="grant" label={say("copy_approval_grant")} extra={say("copy_approval_grant_hint")} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          getPopupContainer={near}
          options={grants.map((one) => ({ value: one.id, label: `${either(one.purpose_zh, one.purpose_en)}　${one.unit.name}　${one.holders.map((who) => who.name).join("、")}　${last_day(taipei_day(new Date(new Date(one.to).getTime() - 1)))}` }))}
        />
      </Form.Item>
      <Form.Item name="of" label={say("copy_approval_of")} rules={[{ validator: (_, chosen: string[] | undefined) => (chosen?.length ? Promise.resolve() : Promise.reject(new Error(say("error_required")))) }]}>
        <Checkbox.Group options={copied_things.map((one) => ({ value: one as string, label: say(`copy_of_${one}`) }))} />
      </Form.Item>
      <Form.Item name="scope" label={say("copy_approval_scope")} extra={say("copy_approval_scope_hint")} rules={[written]}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="recipients" label={say("copy_approval_recipients")} rules={[{ ...required, type: "array", min: 1 }]}>
        <Select mode="multiple" showSearch={{ optionFilterProp: "label" }} getPopupContainer={near} options={recipients.map((one) => ({ value: one.id, label: `${one.organisation} ${one.name}` }))} />
      </Form.Item>
      <Form.Item name="carriage" label={say("copy_approval_carriage")}>
        <Radio.Group options={(["network", "media"] as const).map((one) => ({ value: one, label: say(`copy_approval_carriage_${one}`) }))} />
      </Form.Item>
      <div className="field_row">
        <Form.Item name="copies_most" label={say("copy_approval_copies")} extra={say("copy_approval_copies_hint")} rules={[required]}>
          <InputNumber min={1} max={1000} precision={0} style={{ width: 120 }} />
        </Form.Item>
        <Form.Item name="people_most" label={say("copy_approval_people")} rules={[required]}>
          <InputNumber min={1} max={10_000_000} precision={0} style={{ width: 160 }} />
        </Form.Item>
        <DayField name="until" label={say("copy_approval_until")} required rule={(day) => ((parse_roc_date(day) ?? "") < today ? say("copy_approval_past") : null)} />
        <DayField
          name="destroy_by"
          label={say("copy_approval_destroy_by")}
          required
          rule={(day) => ((parse_roc_date(day) ?? "") < (parse_roc_date(String(form.getFieldValue("until") ?? "")) ?? "") ? say("copy_approval_destroy_before") : null)}
        />
      </div>
      <FormFoot submit={say("copy_approval_new")} busy={busy} cancel="#/copy-approvals" />
    </Form>
  );
}

export function NewCopyApprovalPage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(async () => {
    const [grants, recipients] = await Promise.all([client.get<GrantRegister>("/grants/all?state=in_force&limit=200"), client.get<RecipientList>("/recipients")]);
    return {
      grants: grants.items.filter((one) => one.operations.includes("export")),
      recipients: recipients.items.filter((one) => one.state === "in_force" || one.state === "waiting" || one.state === "not_yet_valid"),
    };
  }, [client]);
  return (
    <Page title={say("copy_approval_new")} extra={<Button href="#/copy-approvals">{say("copy_approvals_back")}</Button>}>
      <Card className="form_card">
        <p className="soft gap_below">{say("copy_approvals_text")}</p>
        <Loaded load={load} rows={8}>
          {({ grants, recipients }) =>
            grants.length === 0 ? (
              <Nothing>{say("copy_approval_no_grant")}</Nothing>
            ) : recipients.length === 0 ? (
              <Nothing>
                {say("copy_approval_no_recipient")} <a href="#/recipients/new">{say("recipient_new")}</a>
              </Nothing>
            ) : (
              <Letter grants={grants} recipients={recipients} />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
