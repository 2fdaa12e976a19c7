// A recipient and the public key. The key is tried when it is sent: one that is wrong is not taken.
import { App, Button, Form, Input } from "antd";
import type { RecipientRequest } from "../../api/types";
import { use_act } from "../../api/use_act";
import { go } from "../../base/router";
import { parse_roc_date, roc_date, taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { FormFoot } from "../../shell/form_foot";
import { Card, Page } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

export function NewRecipientPage() {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<RecipientRequest>();
  const today = taipei_day(new Date());
  const written = { required: true, whitespace: true, message: say("error_required") };
  const send = (typed: RecipientRequest) =>
    run(async () => {
      await client.post("/recipients", {
        name: typed.name.trim(),
        organisation: typed.organisation.trim(),
        contact: typed.contact.trim(),
        key: typed.key.trim(),
        from: iso_day(typed.from) ?? "",
        until: iso_day(typed.until) ?? "",
      });
      message.success(say("recipient_registered"));
      go("/recipients");
    });
  return (
    <Page title={say("recipient_new")} extra={<Button href="#/recipients">{say("recipients_back")}</Button>}>
      <Card className="narrow wide">
        <p className="soft gap_below">{say("recipients_text")}</p>
        <ProblemAbove problem={problem} />
        <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} initialValues={{ from: roc_date(today) }} onFinish={(typed: RecipientRequest) => void send(typed)}>
          <Form.Item name="organisation" label={say("recipient_organisation")} rules={[written]}>
            <Input autoComplete="off" maxLength={100} />
          </Form.Item>
          <Form.Item name="name" label={say("recipient_name")} rules={[written]}>
            <Input autoComplete="off" maxLength={100} style={{ width: 260 }} />
          </Form.Item>
          <Form.Item name="contact" label={say("recipient_contact")} extra={say("recipient_contact_hint")} rules={[written]}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
          <Form.Item name="key" label={say("recipient_key")} extra={say("recipient_key_hint")} rules={[written, { pattern: /^\s*age1[a-z0-9]{58}\s*$/, message: say("recipient_key_wrong") }]}>
            <Input autoComplete="off" maxLength={100} spellCheck={false} className="nums" />
          </Form.Item>
          <div className="field_row">
            <DayField name="from" label={say("recipient_from")} required hint />
            <DayField
              name="until"
              label={say("recipient_until")}
              required
              rule={(day) => {
                const until = parse_roc_date(day) ?? "";
                return until < today || until < (parse_roc_date(String(form.getFieldValue("from") ?? "")) ?? "") ? say("recipient_until_before") : null;
              }}
            />
          </div>
          <FormFoot submit={say("recipient_new")} busy={busy} cancel="#/recipients" />
        </Form>
      </Card>
    </Page>
  );
}
