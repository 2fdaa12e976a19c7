import { Alert, App, Button, Form, Input } from "antd";
import { useState } from "react";
import { problem_of, type Problem } from "../api/problem";
import { password_flaw } from "../base/password";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Card, Page } from "../shell/page";
import { ProblemNotice } from "../shell/problem_notice";
import { use_session } from "../shell/session";

interface Typed {
  current: string;
  next: string;
  again: string;
}

export function PasswordPage({ first }: { first: boolean }) {
  const { client, reload, end } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [form] = Form.useForm<Typed>();

  const send = async (typed: Typed) => {
    set_busy(true);
    set_problem(null);
    try {
      await client.post("/session/password", { current: typed.current, next: typed.next });
      message.success(say("password_done"));
      form.resetFields();
      await reload();
      go("/");
    } catch (error) {
      set_problem(problem_of(error));
    } finally {
      set_busy(false);
    }
  };

  return (
    <Page title={say("password_title")}>
      <Card className="narrow">
        {first && <Alert className="gap_below" type="info" showIcon title={say("password_first")} />}
        {problem && (
          <div className="gap_below">
            <ProblemNotice problem={problem} />
          </div>
        )}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
          <Form.Item name="current" label={say("password_current")} rules={[{ required: true, message: say("error_required") }]}>
            <Input.Password autoComplete="current-password" maxLength={256} visibilityToggle={false} />
          </Form.Item>
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
          <div className="actions">
            <Button type="primary" htmlType="submit" loading={busy}>
              {say("password_submit")}
            </Button>
            <Button onClick={() => (first ? void end("ended") : go("/"))}>{say(first ? "sign_out" : "cancel")}</Button>
          </div>
        </Form>
      </Card>
    </Page>
  );
}
