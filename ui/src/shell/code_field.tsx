// The six digits of an authenticator app; full-width digits and spaces are taken as they come.
import { Form, Input, type InputRef } from "antd";
import type { Ref } from "react";
import { use_speech } from "../i18n";

export function tidy_code(typed: string): string {
  return typed.replace(/\s/g, "").replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

export function CodeField({ label, hint, name = "code", field }: { label: string; hint?: string; name?: string; field?: Ref<InputRef> }) {
  const { say } = use_speech();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      validateTrigger="onBlur"
      rules={[
        {
          validator: (_, typed: string | undefined) => {
            if (!typed?.trim()) return Promise.reject(new Error(say("error_required")));
            return /^\d{6}$/.test(tidy_code(typed)) ? Promise.resolve() : Promise.reject(new Error(say("second_code_shape")));
          },
        },
      ]}
    >
      <Input ref={field} className="code_input" size="large" inputMode="numeric" autoComplete="one-time-code" maxLength={12} />
    </Form.Item>
  );
}
