// One leaver: what was done, what was looked up in the last days before, and the letters it wants.
import { Alert, App, Button } from "antd";
import { useState } from "react";
import { with_query } from "../api/client";
import type { AccessView, LeaverAccessesView, LeaverView } from "../api/types";
import { problem_of, problem_text } from "../api/problem";
import { use_load } from "../api/use_load";
import { first_day, last_day } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { AccessTable } from "../shell/access_table";
import { ActButton } from "../shell/act_button";
import { Facts } from "../shell/facts";
import { roles_text, Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { LeaverState } from "./leavers";
import { Effects } from "./leavers/preview";

function Accesses({ id, first }: { id: string; first: LeaverAccessesView }) {
  const client = use_client();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const [rows, set_rows] = useState<AccessView[]>(first.items);
  const [next, set_next] = useState(first.next);
  const [busy, set_busy] = useState(false);
  const more = async () => {
    set_busy(true);
    try {
      const view = await client.get<LeaverView>(with_query(`/leavers/${encodeURIComponent(id)}`, { cursor: next ?? undefined }));
      set_rows((old) => [...old, ...(view.accesses?.items ?? [])]);
      set_next(view.accesses?.next ?? null);
    } catch (error) {
      message.error(problem_text(problem_of(error), language).what);
    } finally {
      set_busy(false);
    }
  };
  return (
    <Card title={say("leaver_accesses", { from: first_day(first.from), to: last_day(first.to), count: first.total })}>
      <p className="soft gap_below">{say("leaver_accesses_text")}</p>
      {rows.length === 0 ? <Nothing>{say("leaver_accesses_none")}</Nothing> : <AccessTable rows={rows} />}
      {next && (
        <Button className="more" loading={busy} onClick={() => void more()}>
          {say("show_more")}
        </Button>
      )}
    </Card>
  );
}

export function LeaverPage({ id }: { id: string }) {
  const client = use_client();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const load = use_load(() => client.get<LeaverView>(`/leavers/${encodeURIComponent(id)}`), [client, id]);
  const view = load.answer;
  return (
    <Page
      title={view ? say("leaver_one", { name: view.account.name, kind: message_or(language, `leaver_kind_${view.kind}`, view.kind) }) : say("leaver")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/leavers">{say("leavers_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => (
          <>
            {found.withdrawn_at && (
              <Alert className="gap_below" type="info" showIcon title={say("leaver_withdrawn_at", { at: roc_instant(found.withdrawn_at) })} description={found.withdrawn_reason} />
            )}
            <Card title={say("leaver_facts")} extra={<LeaverState of={found.state} />}>
              <Facts
                columns={4}
                of={[
                  { label: say("leaver_who"), value: <a href={`#/accounts/${found.account.id}`}><Who of={found.account} /></a> },
                  { label: say("form_unit"), value: found.unit.name },
                  { label: say("leaver_kind"), value: message_or(language, `leaver_kind_${found.kind}`, found.kind) },
                  { label: say("leaver_on"), value: <span className="nums">{first_day(found.on)}</span> },
                  ...(found.until ? [{ label: say("leaver_until"), value: <span className="nums">{first_day(found.until)}</span> }] : []),
                  ...(found.to_unit ? [{ label: say("leaver_unit"), value: found.to_unit.name }] : []),
                  ...(found.to_roles.length > 0 ? [{ label: say("leaver_roles"), value: roles_text(language, found.to_roles) }] : []),
                  { label: say("leaver_hand_over"), value: <Who of={found.hand_over_to} /> },
                  { label: say("leaver_recorded_by"), value: <Who of={found.recorded_by} /> },
                  { label: say("leaver_recorded_at"), value: <span className="nums">{roc_instant(found.recorded_at)}</span> },
                  { label: say("leaver_reason"), value: found.reason, wide: true },
                ]}
              />
              <div className="actions page_extra_left">
                {found.letters.map((letter, place) => (
                  <Button key={letter} href={`#/letters/${letter}`}>
                    {say("leaver_letter", { number: place + 1 })}
                  </Button>
                ))}
                {found.may.includes("withdraw") && (
                  <ActButton
                    kind="danger"
                    label={say("leaver_withdraw")}
                    text={say("leaver_withdraw_text")}
                    reason="required"
                    act={async (reason) => {
                      await client.post(`/leavers/${encodeURIComponent(id)}/withdraw`, { reason });
                      message.success(say("leaver_withdrawn_done"));
                      load.again();
                    }}
                  />
                )}
              </div>
            </Card>
            <Card title={say("leaver_effect_list")}>{found.effects.length === 0 ? <Nothing>{say("none")}</Nothing> : <Effects of={found.effects} />}</Card>
            {found.accesses && <Accesses key={found.id} id={found.id} first={found.accesses} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
