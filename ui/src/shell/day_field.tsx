// A date as offices write it: years of the Republic. The field holds what was typed; leaving it tidies a good date.
import { Form } from "antd";
import { parse_roc_date, roc_date } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayInput } from "./day_input";

interface DayFieldProps {
  name: string;
  label: string;
  required?: boolean;
  // How a day is typed; or other words below the field.
  hint?: boolean;
  extra?: string;
  width?: number;
  // What else is wrong with a day that is one: the words to say, or null.
  rule?: (typed: string) => string | null;
}

export function DayField({ name, label, required = false, hint = false, extra, width = 180, rule }: DayFieldProps) {
  const { say } = use_speech();
  const form = Form.useFormInstance();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint ? say("day_hint") : extra}
      validateTrigger="onBlur"
      rules={[
        { required, whitespace: true, message: say("error_required") },
        {
          validator: (_, typed: string | undefined) => {
            if (!typed?.trim()) return Promise.resolve();
            const wrong = parse_roc_date(typed) ? rule?.(typed) : say("error_day");
            return wrong ? Promise.reject(new Error(wrong)) : Promise.resolve();
          },
        },
      ]}
    >
      <DayInput
        label={label}
        width={width}
        onBlur={(event) => {
          const iso = parse_roc_date(event.target.value);
          if (iso) form.setFieldValue(name, roc_date(iso));
        }}
      />
    </Form.Item>
  );
}

// From a form's typed day to the wire: an ISO date, or undefined where none was given.
export function iso_day(typed: string | undefined): string | undefined {
  return typed?.trim() ? (parse_roc_date(typed) ?? undefined) : undefined;
}
