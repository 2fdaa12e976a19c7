// One purpose: what it allows, what waits for approval by a second person, and every version of it.
import { Alert, App, Button } from "antd";
import type { PurposeFull, PurposeVersionView } from "../api/types";
import { use_load } from "../api/use_load";
import { last_day } from "../base/day_text";
import { roc_date, roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { DatedAct } from "../shell/dated_act";
import { Facts } from "../shell/facts";
import { Card, Loaded, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { PurposeTextTable } from "./catalogue/purpose_text";
import { PurposeState } from "./catalogue/states";
import { VersionBy, version_at } from "./catalogue/versions";

function Acts({ purpose, again }: { purpose: PurposeFull; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const may = (act: string) => purpose.may.includes(act);
  const path = `/purposes/${encodeURIComponent(purpose.code)}`;
  if (!["approve", "refuse", "change", "end"].some(may)) return null;
  return (
    <div className="actions decide">
      {may("approve") && (
        <ActButton
          kind="primary"
          label={say("purpose_approve")}
          text={say("purpose_approve_text")}
          reason="optional"
          act={async (note) => {
            await client.post(`${path}/approve`, { note, version: purpose.pending_version });
            message.success(say("purpose_approved_done"));
            again();
          }}
        />
      )}
      {may("refuse") && (
        <ActButton
          kind="danger"
          label={say("purpose_refuse")}
          text={say("purpose_refuse_text")}
          reason="required"
          act={async (note) => {
            await client.post(`${path}/refuse`, { note, version: purpose.pending_version });
            message.success(say("purpose_refused_done"));
            again();
          }}
        />
      )}
      {may("change") && <Button href={`#/purposes/${encodeURIComponent(purpose.code)}/change`}>{say("purpose_change")}</Button>}
      {may("end") && (
        <DatedAct
          kind="danger"
          label={say("purpose_end")}
          text={purpose.grants_in_force > 0 ? say("purpose_end_text", { count: purpose.grants_in_force }) : say("purpose_end_text_none")}
          day_label={say("purpose_end_day")}
          note_label={say("act_reason")}
          act={async (at, reason) => {
            await client.post(`${path}/end`, { at, reason });
            message.success(say("purpose_ended_done", { day: roc_date(at) }));
            again();
          }}
        />
      )}
    </div>
  );
}

export function PurposePage({ code }: { code: string }) {
  const { client, view } = use_session();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<PurposeFull>(`/purposes/${encodeURIComponent(code)}`), [client, code]);
  const purpose = load.answer;
  const keeps_cases = ["designated_person", "account_administrator"].some((role) => view?.roles.includes(role));
  return (
    <Page
      title={purpose ? either(purpose.name_zh, purpose.name_en) : say("purpose")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/purposes">{say("purposes_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => (
          <>
            {found.state === "stopped" && <Alert className="gap_below" type="error" showIcon title={say("purpose_stopped_text")} />}
            <Card title={say("purpose_facts")} extra={<PurposeState of={found.state} />}>
              <Facts
                columns={4}
                of={[
                  { label: say("purpose_code"), value: found.code },
                  { label: say("purpose_grants"), value: <a href={`#/grants?purpose=${encodeURIComponent(found.code)}`}>{say("purpose_grants_count", { count: found.grants_in_force })}</a> },
                  {
                    label: say("purpose_cases"),
                    value: (
                      <>
                        {found.cases ? say("purpose_cases_loaded", { count: found.cases.count.toLocaleString("en-US"), at: roc_instant(found.cases.loaded_at) }) : say("purpose_cases_none")}{" "}
                        {keeps_cases && <a href={`#/cases/${encodeURIComponent(found.code)}`}>{say("cases_load")}</a>}
                      </>
                    ),
                  },
                  ...(found.ended_at ? [{ label: say("purpose_end_day"), value: <span className="nums">{last_day(found.ended_at)}</span> }] : []),
                ]}
              />
              <Acts purpose={found} again={load.again} />
            </Card>
            {found.pending && (
              <Card title={say(found.state === "draft" ? "purpose_waiting_first" : "purpose_waiting")} className="waiting_card">
                <p className="gap_below">{say("purpose_waiting_text")}</p>
                <PurposeTextTable now={found.state === "draft" ? null : found} next={found.pending} />
              </Card>
            )}
            {!found.pending && (
              <Card title={say("purpose_content")}>
                <PurposeTextTable now={found} />
              </Card>
            )}
            <Card title={say("versions")}>
              <Rows<PurposeVersionView>
                rowKey="number"
                dataSource={[...found.versions].sort((one, other) => other.number - one.number)}
                columns={[
                  { title: say("version_number"), dataIndex: "number", width: 60, align: "right", className: "nums" },
                  { title: say("version_at"), key: "at", className: "one_line nums", render: (_, row) => version_at(row.recorded_at, say("version_before")) },
                  { title: say("version_act"), key: "act", className: "one_line", render: (_, row) => message_or(language, `purpose_act_${row.act}`, row.act) },
                  { title: say("version_by"), key: "by", render: (_, row) => <VersionBy of={row} /> },
                  { title: say("version_note"), dataIndex: "note" },
                ]}
              />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}
