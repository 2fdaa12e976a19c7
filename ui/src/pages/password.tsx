import { Alert, App, Button, Form, Input } from "antd";
import { use_act } from "../api/use_act";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { NewPasswordFields } from "../shell/new_password";
import { Card, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
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
  const act = use_act();
  const [form] = Form.useForm<Typed>();

  const send = (typed: Typed) =>
    act.run(async () => {
      await client.post("/session/password", { current: typed.current, next: typed.next });
      message.success(say("password_done"));
      form.resetFields();
      await reload();
      go(first ? "/" : "/security");
    });

  return (
    <Page title={say("password_title")}>
      <Card className="narrow">
        {first && <Alert className="gap_below" type="info" showIcon title={say("password_first")} />}
        <ProblemAbove problem={act.problem} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
          <Form.Item name="current" label={say("password_current")} rules={[{ required: true, message: say("error_required") }]}>
            <Input.Password autoComplete="current-password" maxLength={256} visibilityToggle={false} />
          </Form.Item>
          <NewPasswordFields />
          <div className="actions">
            <Button type="primary" htmlType="submit" loading={act.busy}>
              {say("password_submit")}
            </Button>
            <Button onClick={() => (first ? void end("ended") : go("/security"))}>{say(first ? "sign_out" : "cancel")}</Button>
          </div>
        </Form>
      </Card>
    </Page>
  );
}
