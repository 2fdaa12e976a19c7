// One application to use data. Whoever has to decide sees first what the grant would show, of how many people, and what
// speaks against it; then what was asked, and what has happened so far.
import { App, Button } from "antd";
import { useState } from "react";
import { problem_of, problem_text } from "../api/problem";
import type { DataApplicationView, DataForm, DataPreview, DistrictView } from "../api/types";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { Card, Loaded, Page } from "../shell/page";
import { use_client, use_session } from "../shell/session";
import { NextOne, SentBack } from "./applications/decide";
import { applies } from "./data_applications";
import { Attachments } from "./using/attachments";
import { typed_from } from "./using/draft";
import type { Taken } from "./using/narrow";
import { NarrowForm } from "./using/narrow_form";
import { Preview } from "./using/preview";
import { send_files } from "./using/send_files";
import { UseFacts } from "./using/use_facts";
import { UseHistory } from "./using/use_history";
import { UseState } from "./using/use_state";
import { UseSteps } from "./using/use_steps";

// Where the form is not for the reader; the server knows better.
const usual_limits = { attachment_bytes: 5 * 1024 * 1024, attachments: 10 };

const address = (id: string) => `/data-applications/${encodeURIComponent(id)}`;

interface ActsProps {
  view: DataApplicationView;
  districts: readonly DistrictView[];
  again: () => void;
}

// Each act says which version it saw: what somebody else has moved meanwhile is not decided on, and shown as it is now.
function Acts({ view, districts, again }: ActsProps) {
  const client = use_client();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const [narrowing, set_narrowing] = useState(false);
  const post = (act: string, body: object, told: string) => async () => {
    try {
      await client.post(`${address(view.id)}/${act}`, { expects: view.version, ...body });
      message.success(told);
    } catch (error) {
      const found = problem_of(error);
      if (found.code !== "grants.application_moved") throw error;
      message.warning(problem_text(found, language).what, 8);
    }
    again();
  };
  const may = (act: string) => view.may.includes(act);
  const approve = async (narrow: Taken, note: string) => {
    await post("approve", { note, narrow }, say("use_approved_done"))();
    set_narrowing(false);
  };
  const last = view.stages.filter((stage) => stage.state !== "done").length <= 1;
  if (view.may.length === 0) return null;
  if (narrowing) return <NarrowForm view={view} districts={districts} approve={approve} cancel={() => set_narrowing(false)} />;
  return (
    <div className="actions decide">
      {may("approve") && (
        <>
          <ActButton
            kind="primary"
            label={say("use_approve")}
            text={say(last ? "use_approve_last_text" : "use_approve_text")}
            reason="optional"
            act={(note) => post("approve", { note }, say("use_approved_done"))()}
          />
          <Button onClick={() => set_narrowing(true)}>{say("use_approve_part")}</Button>
        </>
      )}
      {may("resubmit") && (
        <Button type={view.state === "sent_back" ? "primary" : "default"} href={`#/data-applications/${view.id}/correct`}>
          {say(view.state === "sent_back" ? "claim_correct" : "form_edit")}
        </Button>
      )}
      {may("send_back") && (
        <ActButton
          label={say("application_send_back")}
          text={say("use_send_back_text")}
          reason="required"
          reason_label={say("application_send_back_reason")}
          act={(reason) => post("send-back", { reason }, say("application_sent_back_done"))()}
        />
      )}
      {may("refuse") && (
        <ActButton kind="danger" label={say("application_refuse")} text={say("use_refuse_text")} reason="required" act={(reason) => post("refuse", { reason }, say("application_refused_done"))()} />
      )}
      {may("withdraw") && (
        <ActButton kind="danger" label={say("application_withdraw")} text={say("use_withdraw_text")} reason="required" act={(reason) => post("withdraw", { reason }, say("application_withdrawn_done"))()} />
      )}
    </div>
  );
}

export function DataApplicationPage({ id }: { id: string }) {
  const { client, view: session } = use_session();
  const { say, either } = use_speech();
  const load = use_load(() => client.get<DataApplicationView>(address(id)), [client, id]);
  const view = load.answer;
  const decides = view?.may.includes("approve") ?? false;
  // The applicant sees the same: what a head will see is no secret.
  const waits = view?.state === "submitted";
  const preview = use_load(() => (waits ? client.get<DataPreview>(`${address(id)}/preview`) : Promise.resolve(null)), [client, id, waits, view?.version]);
  // For those only whose form it is: what is refused is recorded.
  const fills = applies(session?.roles ?? []);
  const form = use_load(() => (fills ? client.get<DataForm>("/data-application-form") : Promise.resolve(null)), [client, fills]);
  const districts = form.answer?.districts ?? view?.form.population.districts ?? [];
  const approver = ["unit_head", "designated_person", "controller"].some((role) => session?.roles.includes(role));
  const link = preview.answer?.link ?? form.answer?.links.find((one) => one.code === view?.form.holding);
  return (
    <Page
      title={view ? say("use_one", { number: view.number }) : say("data_application")}
      extra={
        <>
          {view && approver && view.may.length === 0 && <NextOne path="/data-applications" after={view.id} />}
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/data-applications">{say("use_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => (
          <div className="decide_grid">
            <div>
              {found.state === "sent_back" && <SentBack steps={found.steps} />}
              {waits && (
                <Card title={say(decides ? "use_preview" : "use_preview_seen")} extra={<UseState row={found} />}>
                  <Loaded load={preview} rows={6}>
                    {(seen) => (seen ? <Preview view={seen} /> : null)}
                  </Loaded>
                  <Acts view={found} districts={districts} again={load.again} />
                </Card>
              )}
              <Card title={say("application_content")} extra={waits ? undefined : <UseState row={found} />}>
                <UseFacts view={found} link_name={link ? either(link.name_zh, link.name_en) : found.form.holding} purpose={either(found.purpose_zh, found.purpose_en)} />
                {!waits && <Acts view={found} districts={districts} again={load.again} />}
                {found.grant && (
                  <p className="more">
                    <a href="#/my-grants">{say("use_see_grant")}</a>
                  </p>
                )}
              </Card>
              <Card title={say("use_files")}>
                <Attachments application={found.id} files={found.attachments} may_attach={found.may.includes("attach")} limits={form.answer?.limits ?? usual_limits} changed={load.again} />
              </Card>
            </div>
            <Card title={say("application_history")}>
              <UseHistory view={found} districts={districts} />
            </Card>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

export function CorrectUsePage({ id }: { id: string }) {
  const { client } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const load = use_load(
    async () => ({
      view: await client.get<DataApplicationView>(address(id)),
      form: await client.get<DataForm>("/data-application-form"),
    }),
    [client, id],
  );
  return (
    <Page title={say("claim_correct_title")}>
      <Loaded load={load} rows={8}>
        {({ view, form }) => (
          <>
            <SentBack steps={view.steps} className="gap_below form_part" />
            <UseSteps
              form={form}
              renews={view.form.renews}
              initial={typed_from(view.form)}
              send_label={say("form_resend")}
              send={async (typed, files) => {
                await client.put(address(id), { expects: view.version, form: typed });
                const failed = await send_files(client, id, files);
                if (failed.length > 0) message.warning(say("use_files_failed", { names: failed.join("、") }), 8);
                else message.success(say("application_resubmitted_done"));
                go(address(id));
              }}
              cancel={() => go(address(id))}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
