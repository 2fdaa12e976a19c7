// My application, by its number and code: where it stands, correcting what was sent back, withdrawing, and starting to use
// the account. The code stays in memory and is gone with the page.
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import type { ApplicationFormView, ApplicationView, SessionView } from "../api/types";
import { problem_of, type Problem } from "../api/problem";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { ApplicationState } from "../shell/names";
import { Card, Loaded, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client, use_session } from "../shell/session";
import { typed_from, type ApplicationKind } from "./applications/draft";
import { ApplicationFacts } from "./applications/application_facts";
import { FormSteps } from "./applications/form_steps";
import { History } from "./applications/history";

interface Claim {
  number: string;
  code: string;
}

function Ask({ found }: { found: (claim: Claim, view: ApplicationView) => void }) {
  const client = use_client();
  const { say } = use_speech();
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const send = async (typed: Claim) => {
    const claim = { number: typed.number.trim(), code: typed.code.trim() };
    set_busy(true);
    set_problem(null);
    try {
      found(claim, await client.post<ApplicationView>("/applications/claim", claim));
    } catch (error) {
      set_problem(problem_of(error));
      set_busy(false);
    }
  };
  const rules = [{ required: true, whitespace: true, message: say("error_required") }];
  return (
    <Card className="narrow">
      <p className="gap_below">{say("claim_text")}</p>
      <ProblemAbove problem={problem} />
      <Form layout="vertical" requiredMark={false} onFinish={(typed: Claim) => void send(typed)}>
        <Form.Item name="number" label={say("application_number")} rules={rules}>
          <Input autoComplete="off" autoFocus spellCheck={false} maxLength={40} />
        </Form.Item>
        <Form.Item name="code" label={say("claim_code")} rules={rules}>
          <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={64} className="id_input" />
        </Form.Item>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("claim_show")}
          </Button>
          <Button onClick={() => go("/")}>{say("back_to_sign_in")}</Button>
        </div>
      </Form>
    </Card>
  );
}

function Correct({ claim, view, done, cancel }: { claim: Claim; view: ApplicationView; done: () => Promise<void>; cancel: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<ApplicationFormView>("/application-form"), [client]);
  return (
    <Loaded load={load} rows={8}>
      {(form) => (
        <FormSteps
          form={form}
          whom={{ kind: view.kind as ApplicationKind, account: null, own: true }}
          initial={typed_from(view)}
          send_label={say("form_resend")}
          send={async (typed) => {
            await client.post("/applications/claim/resubmit", { ...claim, form: typed });
            await done();
          }}
          cancel={cancel}
        />
      )}
    </Loaded>
  );
}

function Start({ code }: { code: string }) {
  const { client, adopt } = use_session();
  const { say } = use_speech();
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const start = async () => {
    set_busy(true);
    set_problem(null);
    try {
      const view = await client.post<SessionView>("/session/redeem", { token: code });
      go("/enrol");
      adopt(view);
    } catch (error) {
      set_problem(problem_of(error));
      set_busy(false);
    }
  };
  return (
    <Card title={say("claim_start_title")} className="claim_start">
      <p className="gap_below">{say("claim_start_text")}</p>
      <ProblemAbove problem={problem} />
      <Button type="primary" size="large" loading={busy} onClick={() => void start()}>
        {say("claim_start")}
      </Button>
    </Card>
  );
}

export function ClaimPage() {
  const client = use_client();
  const { say } = use_speech();
  const [claim, set_claim] = useState<Claim | null>(null);
  const [view, set_view] = useState<ApplicationView | null>(null);
  const [correcting, set_correcting] = useState(false);
  if (!claim || !view) {
    return (
      <Page title={say("claim_title")}>
        <Ask
          found={(given, answer) => {
            set_claim(given);
            set_view(answer);
          }}
        />
      </Page>
    );
  }
  const again = async () => set_view(await client.post<ApplicationView>("/applications/claim", claim));
  const told = [...view.steps].reverse().find((step) => step.act === "send_back");
  if (correcting) {
    return (
      <Page title={say("claim_correct_title")}>
        {told && <Alert className="gap_below" type="warning" showIcon title={say("sent_back_reason")} description={told.reason} />}
        <Correct
          claim={claim}
          view={view}
          done={async () => {
            await again();
            set_correcting(false);
          }}
          cancel={() => set_correcting(false)}
        />
      </Page>
    );
  }
  const withdraw = async (reason: string) => {
    await client.post("/applications/claim/withdraw", { ...claim, reason });
    await again();
  };
  return (
    <Page
      title={`${say("claim_title")}　${view.number}`}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button onClick={() => go("/")}>{say("back_to_sign_in")}</Button>
        </>
      }
    >
      {view.state === "sent_back" && told && (
        <Alert className="gap_below" type="warning" showIcon title={say("sent_back_reason")} description={told.reason} />
      )}
      {view.state === "carried_out" && view.kind === "open" && <Start code={claim.code} />}
      <Card title={say("application_state")} extra={<ApplicationState of={view.state} />}>
        <History state={view.state} steps={view.steps} />
        <div className="actions page_extra_left">
          {view.may.includes("resubmit") && (
            <Button type="primary" onClick={() => set_correcting(true)}>
              {say("claim_correct")}
            </Button>
          )}
          {view.may.includes("withdraw") && (
            <ActButton label={say("application_withdraw")} text={say("application_withdraw_text")} reason="required" kind="danger" act={withdraw} />
          )}
        </div>
      </Card>
      <Card title={say("application_content")}>
        <ApplicationFacts view={view} />
      </Card>
    </Page>
  );
}
