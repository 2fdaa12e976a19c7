// The second act: revealing, or listing the household. Each wants a reason and leaves its own record.
import { Form, Input, Modal } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef } from "react";
import type { QueryView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

export type FollowKind = "listed" | "reveal" | "household";

export interface Follow {
  kind: FollowKind;
  query: string;
  handle: string;
}

interface FollowProps {
  follow: Follow;
  close: () => void;
  done: (follow: Follow, view: QueryView) => void;
}

export function FollowDialog({ follow, close, done }: FollowProps) {
  const client = use_client();
  const { say } = use_speech();
  const [form] = Form.useForm<{ reason: string }>();
  const reason = useRef<TextAreaRef>(null);
  const { busy, problem, run } = use_act();
  const send = ({ reason }: { reason: string }) =>
    run(async () => {
      const path = `/queries/${encodeURIComponent(follow.query)}/${follow.kind}`;
      done(follow, await client.post<QueryView>(path, { handle: follow.handle, reason: reason.trim() }));
    });
  return (
    <Modal
      open
      centered
      width={520}
      title={say(follow.kind === "listed" ? "listed_dialog" : `${follow.kind}_title`)}
      okText={say(`${follow.kind}_confirm`)}
      cancelText={say("cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
      className="follow"
      afterOpenChange={(open) => open && reason.current?.focus()}
    >
      <p>{say(follow.kind === "listed" ? "listed_dialog_text" : `${follow.kind}_text`)}</p>
      <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item
          name="reason"
          label={say(`${follow.kind}_reason`)}
          rules={[
            { required: true, whitespace: true, message: say("error_required") },
            { min: 4, message: say("error_too_short", { count: 4 }) },
          ]}
        >
          <Input.TextArea ref={reason} rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
