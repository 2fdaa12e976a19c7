// Putting an answer into the case file: kept or only printed, why; entered, then fetched at once.
import { App, Form, Input, Modal, Radio } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef, type ReactNode } from "react";
import type { CaseAttachmentView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

export interface AttachWish {
  keeps: "printed" | "kept";
  reason: string;
}

interface AttachDialogProps<Typed extends AttachWish> {
  text: string;
  first: Partial<Typed>;
  // What is asked before how it is kept.
  children?: ReactNode;
  send: (typed: Typed) => Promise<CaseAttachmentView>;
  close: () => void;
}

export function AttachDialog<Typed extends AttachWish>({ text, first, children, send, close }: AttachDialogProps<Typed>) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const reason = useRef<TextAreaRef>(null);
  const { busy, problem, run } = use_act();
  const attach = (typed: Typed) =>
    run(async () => {
      const made = await send(typed);
      // It is entered: what fails from here on is only the fetching.
      try {
        await client.download(`/attachments/${encodeURIComponent(made.id)}/file`, `${say("attach")}-${made.id}.pdf`);
        message.success(say("attach_done"), 6);
      } catch {
        message.warning(say("attach_download_failed"), 8);
      }
      close();
    });
  return (
    <Modal
      open
      centered
      width={560}
      title={say("attach_title")}
      okText={say("attach_do")}
      cancelText={say("cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
      className="act_dialog"
      afterOpenChange={(open) => open && reason.current?.focus()}
    >
      <p className="act_text">{text}</p>
      <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ keeps: "printed", ...first }}
        onFinish={(typed) => void attach(typed)}
      >
        {children}
        <Form.Item name="keeps" label={say("attach_keeps")}>
          <Radio.Group
            className="stacked_choice"
            options={[
              { value: "printed", label: say("attach_keeps_printed") },
              { value: "kept", label: say("attach_keeps_kept") },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say("attach_reason")}
          extra={say("attach_reason_hint")}
          rules={[
            { required: true, whitespace: true, message: say("error_required") },
            { min: 4, message: say("error_too_short", { count: 4 }) },
          ]}
        >
          <Input.TextArea ref={reason} rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
