// An act that wants a second thought: a button, a dialog that says what will happen, and where the act needs one, its reason.
import { Button, Form, Input, Modal } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef, useState, type ReactNode } from "react";
import { problem_of, type Problem } from "../api/problem";
import { use_speech } from "../i18n";
import { ProblemAbove } from "./problem_notice";

interface ActButtonProps {
  label: string;
  // Says what the act does; stands above the reason.
  text: ReactNode;
  title?: string;
  reason: "required" | "optional" | "none";
  reason_label?: string;
  kind?: "primary" | "default" | "danger";
  size?: "small" | "middle";
  // Read aloud when one page has the same label more than once.
  of?: string;
  disabled?: boolean;
  act: (reason: string) => Promise<void>;
}

export function ActButton({ label, text, title, reason, reason_label, kind = "default", size = "middle", of, disabled, act }: ActButtonProps) {
  const { say } = use_speech();
  const [open, set_open] = useState(false);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [form] = Form.useForm<{ reason?: string }>();
  const field = useRef<TextAreaRef>(null);
  const send = async (typed: { reason?: string }) => {
    set_busy(true);
    set_problem(null);
    try {
      await act(typed.reason?.trim() ?? "");
      set_open(false);
      form.resetFields();
    } catch (error) {
      set_problem(problem_of(error));
    } finally {
      set_busy(false);
    }
  };
  const named = reason_label ?? say(reason === "required" ? "act_reason" : "act_note");
  const rules = [
    { required: true, whitespace: true, message: say("error_required") },
    { min: 4, message: say("error_too_short", { count: 4 }) },
  ];
  return (
    <>
      <Button
        type={kind === "primary" ? "primary" : "default"}
        danger={kind === "danger"}
        size={size}
        disabled={disabled}
        aria-label={of ? `${label}：${of}` : undefined}
        onClick={() => {
          set_problem(null);
          set_open(true);
        }}
      >
        {label}
      </Button>
      <Modal
        open={open}
        centered
        width={520}
        title={title ?? label}
        okText={label}
        okButtonProps={{ danger: kind === "danger", autoFocus: reason === "none" }}
        cancelText={say("cancel")}
        confirmLoading={busy}
        onOk={() => (reason === "none" ? void send({}) : form.submit())}
        onCancel={() => set_open(false)}
        mask={{ closable: false }}
        className="act_dialog"
        destroyOnHidden
        afterOpenChange={(shown) => shown && field.current?.focus()}
      >
        <div className="act_text">{text}</div>
        <ProblemAbove problem={problem} />
        {reason !== "none" && (
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
            <Form.Item
              name="reason"
              label={reason === "optional" ? say("if_wanted", { label: named }) : named}
              rules={reason === "required" ? rules : []}
            >
              <Input.TextArea ref={field} rows={3} maxLength={500} showCount />
            </Form.Item>
          </Form>
        )}
      </Modal>
    </>
  );
}
