// An act that takes effect on a day: a button, a dialog that says what will happen, the day, and why.
import { Form, Input } from "antd";
import { roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { ActFrame, use_frame, type ActWords } from "./act_frame";
import { DayField, iso_day } from "./day_field";

interface DatedActProps extends Omit<ActWords, "disabled"> {
  day_label: string;
  note_label: string;
  // The day that is offered first; none where the person has to think of one. ISO.
  first?: string | null;
  rule?: (typed: string) => string | null;
  act: (day: string, note: string) => Promise<void>;
}

interface Typed {
  day: string;
  note: string;
}

export function DatedAct({ day_label, note_label, first, rule, act, ...words }: DatedActProps) {
  const { say } = use_speech();
  const frame = use_frame();
  const [form] = Form.useForm<Typed>();
  const start = first === undefined ? roc_date(taipei_day(new Date())) : first ? roc_date(first) : "";
  return (
    <ActFrame {...words} frame={frame} confirm={() => form.submit()} shown={() => form.focusField("day")}>
      <Form
        form={form}
        name="dated"
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ day: start }}
        onFinish={(typed: Typed) => void frame.run(() => act(iso_day(typed.day) ?? "", typed.note.trim()))}
      >
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
    </ActFrame>
  );
}
