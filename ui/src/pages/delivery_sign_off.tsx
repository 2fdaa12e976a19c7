// Sign-off: a person says that what was checked may be used, or may not, with a note that stays; and the release by a
// second person, which is the same act on what the first has signed.
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { problem_of, type Problem } from "../api/problem";
import type { DeliveryView, SignOffRequest } from "../api/types";
import { use_speech } from "../i18n";
import { Card } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";

type Decision = "accept" | "refuse";

interface SignOffProps {
  delivery: DeliveryView;
  step: "sign_off" | "release";
  text: string;
  done: () => void;
}

export function SignOff({ delivery, step, text, done }: SignOffProps) {
  const client = use_client();
  const { say } = use_speech();
  const { modal } = App.useApp();
  const [form] = Form.useForm<{ note: string }>();
  const [busy, set_busy] = useState<Decision | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);

  const send = async (decision: Decision, note: string) => {
    set_busy(decision);
    set_problem(null);
    try {
      const request: SignOffRequest = { decision, note: note.trim() };
      await client.post(`/deliveries/${encodeURIComponent(delivery.id)}/${step.replace("_", "-")}`, request);
      done();
    } catch (error) {
      set_problem(problem_of(error));
    } finally {
      set_busy(null);
    }
  };

  const ask = async (decision: Decision) => {
    const typed = await form.validateFields().catch(() => null);
    if (!typed) return;
    modal.confirm({
      title: say(`${step}_confirm_${decision}`),
      content: typed.note,
      okText: say(`${step}_${decision}`),
      okButtonProps: { danger: decision === "refuse" },
      cancelText: say("cancel"),
      onOk: () => send(decision, typed.note),
    });
  };

  return (
    <Card title={say(step)}>
      <p>{text}</p>
      <ProblemAbove problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false}>
        <Form.Item
          name="note"
          label={say(`${step}_note`)}
          rules={[{ required: true, whitespace: true, message: say("error_required") }]}
        >
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </Form>
      <div className="actions">
        <Button type="primary" loading={busy === "accept"} onClick={() => void ask("accept")}>
          {say(`${step}_accept`)}
        </Button>
        <Button danger loading={busy === "refuse"} onClick={() => void ask("refuse")}>
          {say(`${step}_refuse`)}
        </Button>
      </div>
    </Card>
  );
}
