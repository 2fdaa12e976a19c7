// The door: a password, a passkey, a provider of the agency, or a one-time code; and the way in for who has no account.
import { Alert, Button, Divider, Form, Input } from "antd";
import { useEffect, useState } from "react";
import type { SessionView, SignInMethods, SignInRequest } from "../api/types";
import { use_act } from "../api/use_act";
import { passkey_place_here } from "../base/webauthn";
import { use_speech } from "../i18n";
import { PasskeyHindrance } from "../shell/passkey_place";
import { ProblemAbove, ProblemNotice } from "../shell/problem_notice";
import { use_session } from "../shell/session";
import { use_passkey } from "../shell/use_passkey";
import { Door } from "./sign_in/door";
import { Providers } from "./sign_in/providers";

const only_password: SignInMethods = { passkey: false, ldap: false, certificate: false, providers: [] };

// What else than a password there is. A server that does not say has passwords all the same.
function use_methods(): SignInMethods {
  const { client } = use_session();
  const [methods, set_methods] = useState(only_password);
  useEffect(() => {
    let current = true;
    client.get<SignInMethods>("/sign-in/methods").then(
      (given) => current && set_methods(given),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [client]);
  return methods;
}

function PasswordForm({ entered }: { entered: (view: SessionView) => void }) {
  const { client } = use_session();
  const { say } = use_speech();
  const act = use_act();
  const [form] = Form.useForm<SignInRequest>();
  const send = async (typed: SignInRequest) => {
    const request: SignInRequest = { account: typed.account.trim(), password: typed.password };
    const good = await act.run(async () => entered(await client.post<SessionView>("/session", request)));
    if (!good) form.setFieldValue("password", "");
  };
  return (
    <>
      <ProblemAbove problem={act.problem} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item
          name="account"
          label={say("sign_in_account")}
          rules={[{ required: true, whitespace: true, message: say("error_required") }]}
        >
          <Input autoComplete="username webauthn" autoCapitalize="none" spellCheck={false} maxLength={64} autoFocus size="large" />
        </Form.Item>
        <Form.Item name="password" label={say("sign_in_password")} rules={[{ required: true, message: say("error_required") }]}>
          <Input.Password autoComplete="current-password" maxLength={256} size="large" visibilityToggle={false} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={act.busy}>
          {say(act.busy ? "sign_in_busy" : "sign_in")}
        </Button>
      </Form>
    </>
  );
}

function PasskeyDoor({ entered }: { entered: (view: SessionView) => void }) {
  const { say } = use_speech();
  const key = use_passkey();
  const [hindered, set_hindered] = useState(false);
  const knock = async () => {
    if (passkey_place_here() !== "ready") return set_hindered(true);
    const view = await key.prove();
    if (view) entered(view);
  };
  return (
    <div className="other_way">
      <Button size="large" block loading={key.busy} onClick={() => void knock()}>
        {say("sign_in_passkey")}
      </Button>
      {hindered && <PasskeyHindrance />}
      {key.refusal && <p role="alert">{say(key.refusal)}</p>}
      {key.problem && <ProblemNotice problem={key.problem} />}
    </div>
  );
}

export function SignInPage() {
  const { adopt, why_out } = use_session();
  const { say } = use_speech();
  const methods = use_methods();
  const entered = (view: SessionView) => {
    adopt(view);
    // The page someone else left open in this window is not for whoever comes next.
    window.location.hash = "/";
  };
  const more = methods.passkey || methods.certificate || methods.providers.length > 0;
  return (
    <Door
      title={say("sign_in")}
      note={
        <>
          <p>{say("sign_in_lock")}</p>
          <ul className="sign_in_links">
            <li>
              <a href="#/redeem">{say("sign_in_code_link")}</a>
            </li>
            <li>
              <a href="#/apply">{say("sign_in_apply")}</a>
            </li>
            <li>
              <a href="#/apply/status">{say("sign_in_apply_state")}</a>
            </li>
          </ul>
        </>
      }
    >
      {why_out !== "fresh" && (
        <Alert
          className="gap_below"
          type={why_out === "expired" ? "warning" : "success"}
          showIcon
          role="status"
          title={say(why_out === "expired" ? "sign_in_expired" : "sign_in_ended")}
        />
      )}
      <PasswordForm entered={entered} />
      {more && <Divider plain>{say("or")}</Divider>}
      {methods.passkey && <PasskeyDoor entered={entered} />}
      <Providers methods={methods} />
    </Door>
  );
}
