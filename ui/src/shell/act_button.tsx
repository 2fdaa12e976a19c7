// An act that wants a second thought: a button, a dialog that says what will happen, and where the act needs one, its reason.
import { Form, Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef } from "react";
import { use_speech } from "../i18n";
import { ActFrame, use_frame, type ActWords } from "./act_frame";

interface ActButtonProps extends ActWords {
  reason: "required" | "optional" | "none";
  reason_label?: string;
  act: (reason: string) => Promise<void>;
}

export function ActButton({ reason, reason_label, act, ...words }: ActButtonProps) {
  const { say } = use_speech();
  const frame = use_frame();
  const [form] = Form.useForm<{ reason?: string }>();
  const field = useRef<TextAreaRef>(null);
  const send = async (typed: { reason?: string }) => {
    if (await frame.run(() => act(typed.reason?.trim() ?? ""))) form.resetFields();
  };
  const named = reason_label ?? say(reason === "required" ? "act_reason" : "act_note");
  const rules = [
    { required: true, whitespace: true, message: say("error_required") },
    { min: 4, message: say("error_too_short", { count: 4 }) },
  ];
  return (
    <ActFrame
      {...words}
      frame={frame}
      confirm={() => (reason === "none" ? void send({}) : form.submit())}
      confirm_focus={reason === "none"}
      shown={() => field.current?.focus()}
    >
      {reason !== "none" && (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
          <Form.Item name="reason" label={reason === "optional" ? say("if_wanted", { label: named }) : named} rules={reason === "required" ? rules : []}>
            <Input.TextArea ref={field} rows={3} maxLength={500} showCount />
          </Form.Item>
        </Form>
      )}
    </ActFrame>
  );
}
