// One version of a layout or table: what it is, what differs from the one in force, the decision of the second person, and
// the trial of a layout.
import { Alert, App, Button } from "antd";
import { useMemo } from "react";
import type { DefinitionText } from "../api/types";
import { use_load } from "../api/use_load";
import { line_diff } from "../base/line_diff";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { Facts } from "../shell/facts";
import { Card, Loaded, Page } from "../shell/page";
import { use_client, use_session } from "../shell/session";
import { LayoutState, use_version_words } from "./layouts";
import { Trial } from "./layouts/trial";

function Changes({ of }: { of: DefinitionText }) {
  const { say } = use_speech();
  const lines = useMemo(() => line_diff(of.in_force_text, of.text), [of]);
  return (
    <Card title={say("layout_changes")}>
      {lines.length === 0 ? (
        <p>{say("layout_changes_none")}</p>
      ) : (
        <div className="code_text" tabIndex={0} role="region" aria-label={say("layout_changes")}>
          {lines.map((one) => (
            <div key={`${one.mark}${one.line}`} className={one.mark === "+" ? "line_new" : "line_gone"}>
              <span className="line_number">
                {one.mark} {one.line}
              </span>
              <span>{one.text}</span>
            </div>
          ))}
        </div>
      )}
    </Card>
  );
}

function Text({ text }: { text: string }) {
  const { say } = use_speech();
  return (
    <Card title={say("layout_text")}>
      <div className="code_text" tabIndex={0} role="region" aria-label={say("layout_text")}>
        {text.split(/\r?\n/).map((line, at) => (
          <div key={at}>
            <span className="line_number">{at + 1}</span>
            <span>{line}</span>
          </div>
        ))}
      </div>
    </Card>
  );
}

function Acts({ of, done }: { of: DefinitionText; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  const { ref, may } = of.definition;
  const path = `/layouts/${encodeURIComponent(ref)}`;
  if (!acts) return null;
  return (
    <div className="account_acts">
      {may.includes("approve") && (
        <ActButton
          kind="primary"
          label={say("layout_approve")}
          text={say("layout_approve_text")}
          reason="none"
          act={async () => {
            await client.post(`${path}/approve`, {});
            message.success(say("layout_approved"));
            done();
          }}
        />
      )}
      {may.includes("refuse") && (
        <ActButton
          kind="danger"
          label={say(may.includes("approve") ? "layout_refuse" : "layout_take_back")}
          text={say("layout_refuse_text")}
          reason="required"
          act={async (reason) => {
            await client.post(`${path}/refuse`, { reason });
            message.success(say("layout_refused"));
            done();
          }}
        />
      )}
      <Button href={`#/layouts/${ref}/edit`}>{say(may.includes("change") ? "layout_change" : "layout_new_of")}</Button>
    </div>
  );
}

function Version({ of, done }: { of: DefinitionText; done: () => void }) {
  const { say, either, language } = use_speech();
  const version_words = use_version_words();
  const one = of.definition;
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  return (
    <>
      <Card title={either(one.title_zh, one.title_en)} extra={<LayoutState of={one} />}>
        {one.notice && <Alert className="gap_below" type="info" showIcon title={one.notice} />}
        {one.state === "draft" && one.may.includes("change") && <Alert className="gap_below" type="warning" showIcon title={say("layout_own")} />}
        <Facts
          columns={4}
          of={[
            { label: say("layout_kind"), value: message_or(language, `layout_kind_${one.kind}`, one.kind) },
            { label: say("layout_name"), value: <code>{one.name}</code> },
            { label: say("layout_version"), value: version_words(one) },
            { label: say(one.kind === "layout" ? "layout_fields" : "layout_rows"), value: one.fields.toLocaleString("en-US") },
            ...(one.kind === "layout"
              ? [
                  { label: say("layout_table_number"), value: one.table_number },
                  { label: say("layout_encoding"), value: one.encoding },
                  { label: say("layout_form"), value: message_or(language, `layout_form_${one.form}`, one.form) },
                ]
              : []),
            ...(one.made_at ? [{ label: say("layout_made_by"), value: `${one.made_by} ${roc_instant(one.made_at)}` }] : []),
            ...(one.decided_at ? [{ label: say("layout_decided_by"), value: `${one.decided_by} ${roc_instant(one.decided_at)}` }] : []),
            ...(one.reason ? [{ label: say("layout_reason"), value: one.reason, wide: true }] : []),
          ]}
        />
        <Acts of={of} done={done} />
      </Card>
      {one.state === "draft" && of.in_force_text !== "" && <Changes of={of} />}
      {one.kind === "layout" && acts && <Trial reference={one.ref} />}
      <Text text={of.text} />
    </>
  );
}

export function LayoutPage({ id }: { id: string }) {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<DefinitionText>(`/layouts/${encodeURIComponent(id)}`), [client, id]);
  return (
    <Page title={load.answer ? load.answer.definition.name : say("layouts")} extra={<Button href="#/layouts">{say("back")}</Button>}>
      <Loaded load={load} rows={8}>
        {(of) => <Version of={of} done={load.again} />}
      </Loaded>
    </Page>
  );
}
