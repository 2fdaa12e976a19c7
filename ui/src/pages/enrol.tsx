// The first thing after a one-time code: one's own way to sign in. Nothing else is open until it is set up, so that no
// administrator ever knows a password (基準 4-2-8).
import { App, Button, Form, Radio } from "antd";
import { useState } from "react";
import type { CredentialsView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { passkey_place_here } from "../base/webauthn";
import { use_speech } from "../i18n";
import { NewPasswordFields } from "../shell/new_password";
import { Card, Loaded, Page } from "../shell/page";
import { PasskeyHindrance } from "../shell/passkey_place";
import { ProblemAbove } from "../shell/problem_notice";
import { use_session } from "../shell/session";
import { PasskeyEnrolment } from "./security/passkey_add";
import { TotpEnrolment } from "./security/totp_add";

type Way = "passkey" | "password" | "totp";

function OwnPassword({ done }: { done: () => void }) {
  const { client } = use_session();
  const { say } = use_speech();
  const act = use_act();
  const [form] = Form.useForm<{ next: string }>();
  const send = (typed: { next: string }) =>
    act.run(async () => {
      await client.post("/session/password", { next: typed.next });
      done();
    });
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
      <ProblemAbove problem={act.problem} />
      <NewPasswordFields />
      <Button type="primary" htmlType="submit" loading={act.busy}>
        {say("enrol_continue")}
      </Button>
    </Form>
  );
}

function Choice({ ways, done }: { ways: readonly Way[]; done: (way: Way) => void }) {
  const { say } = use_speech();
  const place = passkey_place_here();
  const [way, set_way] = useState<Way>((place === "ready" ? ways[0] : ways[1]) ?? "passkey");
  return (
    <>
      <Radio.Group
        className="ways gap_below"
        aria-label={say("enrol_how")}
        value={way}
        onChange={(event) => set_way(event.target.value as Way)}
      >
        {ways.map((one) => (
          <Radio key={one} value={one}>
            <strong>{say(`enrol_${one}`)}</strong>
            <span className="ways_text">{say(`enrol_${one}_text`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {way === "password" && <OwnPassword done={() => done("password")} />}
      {way === "totp" && <TotpEnrolment done={() => done("totp")} />}
      {way === "passkey" && (place === "ready" ? <PasskeyEnrolment done={() => done("passkey")} /> : <PasskeyHindrance place={place} />)}
    </>
  );
}

// A one-time code found no credential, or forgot what was there: so a password that is there was set in this session, or
// opened it. What is still missing is offered.
function ways_for(held: CredentialsView): Way[] {
  return ["passkey", held.password ? "totp" : "password"];
}

export function EnrolPage() {
  const { client, reload, end } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const load = use_load(() => client.get<CredentialsView>("/credentials"), [client]);
  // The server knows when it is enough; while it is not, this page shows what is still missing.
  const done = (way: Way) => {
    if (way === "password") message.success(say("enrol_password_done"));
    reload().then(
      () => {
        if (window.location.hash === "#/enrol" || window.location.hash === "#/redeem") window.location.hash = "/";
        load.again();
      },
      () => load.again(),
    );
  };
  return (
    <Page title={say("enrol_title")}>
      <Card className="narrow wide">
        <Loaded load={load}>
          {(held) => (
            <>
              <p className="gap_below">{say(held.password ? "enrol_second_text" : "enrol_text")}</p>
              <Choice key={held.password ? "second" : "first"} ways={ways_for(held)} done={done} />
            </>
          )}
        </Loaded>
      </Card>
      <Button onClick={() => void end("ended")}>{say("sign_out")}</Button>
    </Page>
  );
}
