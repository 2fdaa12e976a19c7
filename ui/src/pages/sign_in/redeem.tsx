// A one-time code instead of a password: the first sign-in after an account was approved, or a recovery. It opens nothing
// but the page on which one sets up one's own way to sign in.
import { Button, Form, Input } from "antd";
import type { SessionView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_session } from "../../shell/session";
import { BackToSignIn, Door } from "./door";

export function RedeemPage() {
  const { client, adopt } = use_session();
  const { say } = use_speech();
  const act = use_act();
  const [form] = Form.useForm<{ token: string }>();
  const send = (typed: { token: string }) =>
    act.run(async () => {
      adopt(await client.post<SessionView>("/session/redeem", { token: typed.token.replace(/[\s-]/g, "").toUpperCase() }));
      window.location.hash = "/enrol";
    });
  return (
    <Door title={say("redeem_title")}>
      <p className="gap_below">{say("redeem_text")}</p>
      <ProblemAbove problem={act.problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item
          name="token"
          label={say("redeem_code")}
          extra={say("redeem_code_hint")}
          rules={[{ required: true, whitespace: true, message: say("error_required") }]}
        >
          <Input className="token_input" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={64} autoFocus size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={act.busy}>
          {say("redeem_submit")}
        </Button>
      </Form>
      <BackToSignIn />
    </Door>
  );
}
