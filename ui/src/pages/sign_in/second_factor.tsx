// The second step: the password was right, one more proof is wanted (基準 4-1-2).
import { Button, Form, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import type { SessionView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { passkey_place_here } from "../../base/webauthn";
import { use_speech } from "../../i18n";
import { CodeField, tidy_code } from "../../shell/code_field";
import { PasskeyHindrance } from "../../shell/passkey_place";
import { ProblemAbove, ProblemNotice } from "../../shell/problem_notice";
import { use_session } from "../../shell/session";
import { use_passkey } from "../../shell/use_passkey";

function CodeForm({ entered }: { entered: (view: SessionView) => void }) {
  const { client } = use_session();
  const { say } = use_speech();
  const act = use_act();
  const [form] = Form.useForm<{ code: string }>();
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const send = async (typed: { code: string }) => {
    const good = await act.run(async () =>
      entered(await client.post<SessionView>("/session/totp", { code: tidy_code(typed.code) })),
    );
    if (!good) {
      form.resetFields();
      field.current?.focus();
    }
  };
  return (
    <>
      <ProblemAbove problem={act.problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <CodeField field={field} label={say("second_code")} hint={say("second_code_hint")} />
        <Button type="primary" htmlType="submit" size="large" block loading={act.busy}>
          {say("second_submit")}
        </Button>
      </Form>
    </>
  );
}

export function SecondFactorPage({ awaits }: { awaits: readonly string[] }) {
  const { adopt, end } = use_session();
  const { say } = use_speech();
  const key = use_passkey();
  const by_code = awaits.includes("totp");
  const by_key = awaits.includes("passkey");
  const place = passkey_place_here();
  useEffect(() => {
    document.title = `${say("second_title")}｜${say("product")} Menhu`;
  }, [say]);
  const entered = (view: SessionView) => {
    adopt(view);
    window.location.hash = "/";
  };
  return (
    <div className="sign_in">
      <section className="sign_in_card" aria-labelledby="second_title">
        <h1 id="second_title">{say("second_title")}</h1>
        <p className="gap_below">{say("second_text")}</p>
        {by_code && <CodeForm entered={entered} />}
        {by_key && (
          <div className="other_way">
            {place === "ready" ? (
              <Button
                size="large"
                block
                type={by_code ? "default" : "primary"}
                loading={key.busy}
                onClick={() => void key.prove().then((view) => view && entered(view))}
              >
                {say(by_code ? "second_passkey" : "second_passkey_only")}
              </Button>
            ) : (
              <PasskeyHindrance place={place} />
            )}
            {key.refusal && <p role="alert">{say(key.refusal)}</p>}
            {key.problem && <ProblemNotice problem={key.problem} />}
          </div>
        )}
        <div className="other_way">
          <Button type="link" onClick={() => void end("fresh")}>
            {say("second_other")}
          </Button>
        </div>
      </section>
      <aside className="sign_in_note">
        <p>{say("sign_in_notice")}</p>
        <p>{say("second_lost")}</p>
      </aside>
    </div>
  );
}
