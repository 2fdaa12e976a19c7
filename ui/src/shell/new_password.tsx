// The fields of a new password, typed twice; the rules are told while it is typed, and the server decides.
import { Form, Input } from "antd";
import { password_flaw } from "../base/password";
import { use_speech } from "../i18n";

export function NewPasswordFields() {
  const { say } = use_speech();
  return (
    <>
      <Form.Item
        name="next"
        label={say("password_next")}
        extra={say("password_rule")}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: say("error_required") },
          ({ getFieldValue }) => ({
            validator: (_, next: string | undefined) => {
              const flaw = next ? password_flaw(next, String(getFieldValue("current") ?? "")) : null;
              return flaw ? Promise.reject(new Error(say(flaw))) : Promise.resolve();
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} visibilityToggle={false} />
      </Form.Item>
      <Form.Item
        name="again"
        label={say("password_again")}
        dependencies={["next"]}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: say("error_required") },
          ({ getFieldValue }) => ({
            validator: (_, again: string | undefined) =>
              !again || again === getFieldValue("next")
                ? Promise.resolve()
                : Promise.reject(new Error(say("password_differ"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} visibilityToggle={false} />
      </Form.Item>
    </>
  );
}
