import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { problem_of, type Problem } from "../api/problem";
import type { SessionView, SignInRequest } from "../api/types";
import { use_speech } from "../i18n";
import { ProblemNotice } from "../shell/problem_notice";
import { use_session } from "../shell/session";

export function SignInPage() {
  const { client, adopt, reload, why_out } = use_session();
  const { say } = use_speech();
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [form] = Form.useForm<SignInRequest>();
  useEffect(() => {
    document.title = `${say("sign_in")}｜${say("product")} Menhu`;
  }, [say]);

  const send = async (typed: SignInRequest) => {
    set_busy(true);
    set_problem(null);
    try {
      const view = await client.post<Partial<SessionView>>("/session", { account: typed.account.trim(), password: typed.password });
      if (view.csrf) adopt(view as SessionView);
      else await reload();
      // The page someone else left open in this window is not for whoever comes next.
      window.location.hash = "/";
    } catch (error) {
      form.setFieldValue("password", "");
      set_problem(problem_of(error));
      set_busy(false);
    }
  };

  return (
    <div className="sign_in">
      <section className="sign_in_card" aria-labelledby="sign_in_title">
        <h1 id="sign_in_title">{say("sign_in")}</h1>
        {why_out !== "fresh" && !problem && (
          <Alert
            className="gap_below"
            type={why_out === "expired" ? "warning" : "success"}
            showIcon
            role="status"
            title={say(why_out === "expired" ? "sign_in_expired" : "sign_in_ended")}
          />
        )}
        {problem && (
          <div className="gap_below">
            <ProblemNotice problem={problem} />
          </div>
        )}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
          <Form.Item
            name="account"
            label={say("sign_in_account")}
            rules={[{ required: true, whitespace: true, message: say("error_required") }]}
          >
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} autoFocus size="large" />
          </Form.Item>
          <Form.Item name="password" label={say("sign_in_password")} rules={[{ required: true, message: say("error_required") }]}>
            <Input.Password autoComplete="current-password" maxLength={256} size="large" visibilityToggle={false} />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {say(busy ? "sign_in_busy" : "sign_in")}
          </Button>
        </Form>
      </section>
      <aside className="sign_in_note">
        <p>{say("sign_in_notice")}</p>
        <p>{say("sign_in_lock")}</p>
      </aside>
    </div>
  );
}
