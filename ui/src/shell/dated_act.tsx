// An act that takes effect on a day: a button, a dialog that says what will happen, the day, and why.
import { Button, Form, Input, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { use_act } from "../api/use_act";
import { roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayField, iso_day } from "./day_field";
import { ProblemAbove } from "./problem_notice";

interface DatedActProps {
  label: string;
  title?: string;
  text: ReactNode;
  day_label: string;
  note_label: string;
  // The day that is offered first; none where the person has to think of one. ISO.
  first?: string | null;
  rule?: (typed: string) => string | null;
  kind?: "primary" | "default" | "danger";
  size?: "small" | "middle";
  of?: string;
  act: (day: string, note: string) => Promise<void>;
}

interface Typed {
  day: string;
  note: string;
}

export function DatedAct({ label, title, text, day_label, note_label, first, rule, kind = "default", size = "middle", of, act }: DatedActProps) {
  const { say } = use_speech();
  const [open, set_open] = useState(false);
  const { busy, problem, run, clear } = use_act();
  const [form] = Form.useForm<Typed>();
  const start = first === undefined ? roc_date(taipei_day(new Date())) : first ? roc_date(first) : "";
  const send = async (typed: Typed) => {
    if (await run(() => act(iso_day(typed.day) ?? "", typed.note.trim()))) set_open(false);
  };
  return (
    <>
      <Button
        type={kind === "primary" ? "primary" : "default"}
        danger={kind === "danger"}
        size={size}
        aria-label={of ? `${label}：${of}` : undefined}
        onClick={() => {
          clear();
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
        okButtonProps={{ danger: kind === "danger" }}
        cancelText={say("cancel")}
        confirmLoading={busy}
        mask={{ closable: false }}
        className="act_dialog"
        onOk={() => form.submit()}
        onCancel={() => set_open(false)}
        destroyOnHidden
        afterOpenChange={(shown) => shown && form.focusField("day")}
      >
        <div className="act_text">{text}</div>
        <ProblemAbove problem={problem} />
        <Form form={form} name="dated" layout="vertical" requiredMark={false} preserve={false} initialValues={{ day: start }} onFinish={(typed: Typed) => void send(typed)}>
          <DayField name="day" label={day_label} required hint rule={rule} />
          <Form.Item
            name="note"
            label={note_label}
            rules={[
              { required: true, whitespace: true, message: say("error_required") },
              { min: 4, message: say("error_too_short", { count: 4 }) },
            ]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
