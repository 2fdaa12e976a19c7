// A field for a person's id, checked by shape and check digit when it is left; the server decides.
import { Form, Input } from "antd";
import { check_id } from "../base/national_id";
import { use_speech } from "../i18n";

interface IdFieldProps {
  name: string;
  label: string;
  width: number;
}

export function IdField({ name, label, width }: IdFieldProps) {
  const { say } = use_speech();
  return (
    <Form.Item
      name={name}
      label={label}
      validateTrigger="onBlur"
      rules={[
        {
          validator: (_, typed: string | undefined) => {
            const checked = check_id(typed ?? "");
            if (checked === "good") return Promise.resolve();
            const key = checked === "empty" ? "error_required" : checked === "shape" ? "id_shape" : "id_check_digit";
            return Promise.reject(new Error(say(key)));
          },
        },
      ]}
    >
      <Input className="id_input" autoComplete="off" spellCheck={false} maxLength={16} style={{ width }} />
    </Form.Item>
  );
}
