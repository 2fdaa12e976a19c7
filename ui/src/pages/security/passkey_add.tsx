// Enrolling a passkey: a name by which its owner knows it, then the browser's own dialog.
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import type { PasskeyCreationOptions } from "../../api/types";
import { use_act } from "../../api/use_act";
import { create_passkey, passkey_refusal, type PasskeyRefusal } from "../../base/webauthn";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

export function PasskeyEnrolment({ done, cancel }: { done: () => void; cancel?: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [hint, set_hint] = useState<PasskeyRefusal | null>(null);
  const [form] = Form.useForm<{ name: string }>();
  const enrol = (typed: { name: string }) =>
    act.run(async () => {
      set_hint(null);
      const offer = await client.post<PasskeyCreationOptions>("/credentials/passkeys/options", {});
      let credential;
      try {
        credential = await create_passkey(offer.public_key);
      } catch (error) {
        const why = passkey_refusal(error);
        if (why) return set_hint(why);
        throw error;
      }
      await client.post("/credentials/passkeys", { challenge_id: offer.challenge_id, name: typed.name.trim(), credential });
      message.success(say("passkey_added"));
      done();
    });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: say("passkey_name_default") }}
      onFinish={(typed) => void enrol(typed)}
    >
      <ProblemAbove problem={act.problem} />
      {hint && <p className="gap_below" role="alert">{say(hint)}</p>}
      <Form.Item
        name="name"
        label={say("passkey_name")}
        extra={say("passkey_name_hint")}
        rules={[{ required: true, whitespace: true, message: say("error_required") }]}
      >
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={act.busy}>
          {say("passkey_add_go")}
        </Button>
        {cancel && <Button onClick={cancel}>{say("cancel")}</Button>}
      </div>
    </Form>
  );
}
