// One application, for whoever has to decide on it: what would change, what speaks against it and by which clause, and what
// has happened so far.
import { Alert, App, Button } from "antd";
import type { AccountView, ApplicationFormView, ApplicationView } from "../api/types";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { ApplicationState } from "../shell/names";
import { Notices } from "../shell/notices";
import { Card, Loaded, Page } from "../shell/page";
import { use_client, use_session } from "../shell/session";
import { ApplicationFacts, ChangeTable } from "./applications/application_facts";
import { NextOne, SentBack } from "./applications/decide";
import { typed_from, type ApplicationKind } from "./applications/draft";
import { FormSteps } from "./applications/form_steps";
import { History } from "./applications/history";

function Warnings({ view }: { view: ApplicationView }) {
  const { say } = use_speech();
  if (view.warnings.length === 0) return <Alert className="gap_below" type="success" showIcon title={say("application_no_warnings")} />;
  return <Notices of={view.warnings} />;
}

// What the acts do is said before they are done; afterwards the next one of the inbox is at hand.
function Acts({ view, again }: { view: ApplicationView; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const post = (act: string, body: (reason: string) => unknown, told: string) => async (reason: string) => {
    await client.post(`/applications/${encodeURIComponent(view.id)}/${act}`, body(reason));
    message.success(told);
    again();
  };
  const note = (reason: string) => ({ note: reason });
  const because = (reason: string) => ({ reason });
  const may = (act: string) => view.may.includes(act);
  if (view.may.length === 0) return null;
  return (
    <div className="actions decide">
      {may("endorse") && (
        <ActButton kind="primary" label={say("application_endorse")} text={say("application_endorse_text")} reason="optional" act={post("endorse", note, say("application_endorsed_done"))} />
      )}
      {may("carry_out") && (
        <ActButton kind="primary" label={say("application_carry_out")} text={say("application_carry_out_text")} reason="optional" act={post("carry-out", note, say("application_carried_out_done"))} />
      )}
      {may("resubmit") && (
        <Button type="primary" href={`#/applications/${view.id}/correct`}>
          {say("claim_correct")}
        </Button>
      )}
      {may("send_back") && (
        <ActButton label={say("application_send_back")} text={say("application_send_back_text")} reason="required" reason_label={say("application_send_back_reason")} act={post("send-back", because, say("application_sent_back_done"))} />
      )}
      {may("refuse") && (
        <ActButton kind="danger" label={say("application_refuse")} text={say("application_refuse_text")} reason="required" act={post("refuse", because, say("application_refused_done"))} />
      )}
      {may("withdraw") && (
        <ActButton kind="danger" label={say("application_withdraw")} text={say("application_withdraw_text")} reason="required" act={post("withdraw", because, say("application_withdrawn_done"))} />
      )}
    </div>
  );
}

export function ApplicationPage({ id }: { id: string }) {
  const { client, view: session } = use_session();
  const { say } = use_speech();
  const load = use_load(() => client.get<ApplicationView>(`/applications/${encodeURIComponent(id)}`), [client, id]);
  const view = load.answer;
  const roles = session?.roles ?? [];
  const sees_accounts = ["account_administrator", "unit_head", "auditor"].some((role) => roles.includes(role));
  const concerned = view?.account?.id ?? null;
  const account = use_load(
    () => (concerned && sees_accounts ? client.get<AccountView>(`/accounts/${encodeURIComponent(concerned)}`) : Promise.resolve(null)),
    [client, concerned, sees_accounts, view?.state],
  );
  const waits = view?.state === "submitted" || view?.state === "endorsed" || view?.state === "sent_back";
  const decides = roles.includes("unit_head") || roles.includes("account_administrator");
  return (
    <Page
      title={view ? say("application_one", { number: view.number }) : say("application")}
      extra={
        <>
          {view && decides && view.may.length === 0 && <NextOne path="/applications" after={view.id} />}
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/applications">{say("application_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => (
          <div className="decide_grid">
            <div>
              {(waits || found.may.length > 0) && (
                <Card title={say("change_title")} extra={<ApplicationState of={found.state} />}>
                  {decides && <Warnings view={found} />}
                  {(!found.account || account.answer) && <ChangeTable view={found} account={account.answer} />}
                  <Acts view={found} again={load.again} />
                </Card>
              )}
              <Card title={say("application_content")} extra={waits || found.may.length > 0 ? undefined : <ApplicationState of={found.state} />}>
                <ApplicationFacts view={found} linked={sees_accounts} />
              </Card>
            </div>
            <Card title={say("application_history")}>
              <History state={found.state} steps={found.steps} />
            </Card>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

export function CorrectPage({ id }: { id: string }) {
  const { client, view: session } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const load = use_load(
    async () => ({
      view: await client.get<ApplicationView>(`/applications/${encodeURIComponent(id)}`),
      form: await client.get<ApplicationFormView>("/application-form"),
    }),
    [client, id],
  );
  return (
    <Page title={say("claim_correct_title")}>
      <Loaded load={load} rows={8}>
        {({ view, form }) => (
          <>
            <SentBack steps={view.steps} />
            <FormSteps
              form={form}
              whom={{ kind: view.kind as ApplicationKind, account: view.account?.id ?? null, own: view.account?.id === session?.account_id }}
              initial={typed_from(view)}
              send_label={say("form_resend")}
              send={async (typed) => {
                await client.put(`/applications/${encodeURIComponent(id)}`, typed);
                message.success(say("application_resubmitted_done"));
                go(`/applications/${id}`);
              }}
              cancel={() => go(`/applications/${id}`)}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
