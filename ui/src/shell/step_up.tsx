// Proving again who one is, before something that touches rights or the security of an account. The client asks for it;
// whatever page sent the request need not know. Requests that meet it at the same time wait for the same proof.
import { Button, Form, Input, Modal, Radio, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import type { CredentialsView, SessionView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { passkey_place_here } from "../base/webauthn";
import { use_speech } from "../i18n";
import { CodeField, tidy_code } from "./code_field";
import { Loaded } from "./page";
import { PasskeyHindrance } from "./passkey_place";
import { ProblemAbove } from "./problem_notice";
import { use_session } from "./session";
import { use_passkey } from "./use_passkey";

type Way = "password" | "code" | "passkey";

function ways_of(held: CredentialsView): Way[] {
  const ways: Way[] = [];
  if (held.passkeys.length > 0 && passkey_place_here() === "ready") ways.push("passkey");
  if (held.password) ways.push("password");
  if (held.totp) ways.push("code");
  // Only a passkey, on a page where none works: say so.
  if (ways.length === 0 && held.passkeys.length > 0) ways.push("passkey");
  // Nothing of its own: an account of the agency's directory, whose password only the directory knows.
  if (ways.length === 0) ways.push("password");
  return ways;
}

function TypedProof({ way, proved }: { way: "password" | "code"; proved: (view: SessionView) => void }) {
  const { client } = use_session();
  const { say } = use_speech();
  const act = use_act();
  const [form] = Form.useForm<{ password?: string; code?: string }>();
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const send = async (typed: { password?: string; code?: string }) => {
    const proof = way === "password" ? { password: typed.password } : { code: tidy_code(typed.code ?? "") };
    const good = await act.run(async () => proved(await client.post<SessionView>("/session/step-up", proof)));
    if (!good) form.resetFields();
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
      <ProblemAbove problem={act.problem} />
      {way === "password" ? (
        <Form.Item name="password" label={say("step_up_password")} rules={[{ required: true, message: say("error_required") }]}>
          <Input.Password ref={field} autoComplete="current-password" maxLength={256} size="large" visibilityToggle={false} />
        </Form.Item>
      ) : (
        <CodeField field={field} label={say("step_up_code")} hint={say("second_code_hint")} />
      )}
      <Button type="primary" htmlType="submit" block size="large" loading={act.busy}>
        {say("step_up_submit")}
      </Button>
    </Form>
  );
}

function PasskeyProofPart({ proved }: { proved: (view: SessionView) => void }) {
  const { say } = use_speech();
  const key = use_passkey();
  const ready = passkey_place_here() === "ready";
  return (
    <>
      {!ready && <PasskeyHindrance />}
      <ProblemAbove problem={key.problem} />
      {key.refusal && <p className="gap_below" role="alert">{say(key.refusal)}</p>}
      {ready && (
        <Button
          type="primary"
          block
          size="large"
          loading={key.busy}
          onClick={() => void key.prove().then((view) => view && proved(view))}
        >
          {say("step_up_passkey_go")}
        </Button>
      )}
    </>
  );
}

function Proof({ held, proved }: { held: CredentialsView; proved: (view: SessionView) => void }) {
  const { say } = use_speech();
  const ways = ways_of(held);
  const [way, set_way] = useState<Way>(ways[0] ?? "password");
  return (
    <>
      {ways.length > 1 && (
        <Radio.Group
          className="gap_below"
          aria-label={say("step_up_how")}
          optionType="button"
          buttonStyle="solid"
          value={way}
          onChange={(event) => set_way(event.target.value as Way)}
          options={ways.map((one) => ({ value: one, label: say(`step_up_${one}`) }))}
        />
      )}
      {way === "passkey" ? <PasskeyProofPart proved={proved} /> : <TypedProof key={way} way={way} proved={proved} />}
    </>
  );
}

function Ways({ proved }: { proved: (view: SessionView) => void }) {
  const { client } = use_session();
  const load = use_load(() => client.get<CredentialsView>("/credentials"), [client]);
  return <Loaded load={load}>{(held) => <Proof held={held} proved={proved} />}</Loaded>;
}

export function StepUp() {
  const { client, adopt, view } = use_session();
  const { say } = use_speech();
  const [asked, set_asked] = useState<{ settle: (proved: boolean) => void } | null>(null);
  const waiting = useRef<Promise<boolean> | null>(null);
  const settle_now = useRef<((proved: boolean) => void) | null>(null);
  useEffect(() => {
    client.set_prover(() => {
      waiting.current ??= new Promise<boolean>((resolve) => {
        const settle = (proved: boolean) => {
          waiting.current = null;
          settle_now.current = null;
          set_asked(null);
          resolve(proved);
        };
        settle_now.current = settle;
        set_asked({ settle });
      });
      return waiting.current;
    });
    return () => {
      client.set_prover(null);
      settle_now.current?.(false);
    };
  }, [client]);
  if (!asked || !view) return null;
  return (
    <Modal
      open
      centered
      width={440}
      zIndex={1500}
      title={say("step_up_title")}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => asked.settle(false)}
      className="step_up"
    >
      <p className="gap_below">{say("step_up_text")}</p>
      <Ways
        proved={(next) => {
          adopt(next);
          asked.settle(true);
        }}
      />
    </Modal>
  );
}
