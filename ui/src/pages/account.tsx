// One account: who, since when, by whose approval; what is planned; and what may be done about it now.
import { Alert, App, Button } from "antd";
import { useState } from "react";
import type { AccountView, DutyView, PledgeView, RecoveryView, TermView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, last_day, period_text } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { Facts } from "../shell/facts";
import { Roles, Standing, Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { may_see, menu_pages } from "../shell/pages";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { Flags } from "./accounts";
import { RecoveryToken } from "./accounts/recovery_token";
import { IdentitiesCard } from "./security/identities";

interface ActsProps {
  view: AccountView;
  leaves: boolean;
  again: () => void;
  recovered: (token: RecoveryView) => void;
}

function Acts({ view, leaves, again, recovered }: ActsProps) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const at = `/accounts/${encodeURIComponent(view.id)}`;
  const act = (path: string, told: string) => async (reason: string) => {
    await client.post(`${at}/${path}`, { reason });
    message.success(told);
    again();
  };
  const may = (one: string) => view.may.includes(one);
  const closed = view.standing === "closed";
  return (
    <div className="actions account_acts">
      {may("suspend") && (
        <ActButton kind="danger" label={say("account_suspend")} text={say("account_suspend_text")} reason="required" act={act("suspend", say("account_suspended_done"))} />
      )}
      {may("restore") && <ActButton label={say("account_restore")} text={say("account_restore_text")} reason="required" act={act("restore", say("account_restored_done"))} />}
      {may("end_sessions") && <ActButton label={say("account_end_sessions")} text={say("account_end_sessions_text")} reason="none" act={act("sessions/end", say("account_sessions_ended_done"))} />}
      {may("recover") && (
        <ActButton
          label={say("account_recovery")}
          text={say("account_recovery_text")}
          reason="required"
          act={async (reason) => recovered(await client.post<RecoveryView>(`${at}/recovery`, { reason }))}
        />
      )}
      {!closed && <Button href={`#/applications/new/${view.id}`}>{say("account_apply_change")}</Button>}
      {!closed && leaves && <Button href={`#/leavers/new/${view.id}`}>{say("account_leaver")}</Button>}
    </div>
  );
}

function Terms({ terms }: { terms: TermView[] }) {
  const { say, language } = use_speech();
  return (
    <Rows<TermView>
      rowKey="number"
      dataSource={[...terms].sort((one, other) => other.number - one.number)}
      columns={[
        { title: say("term_number"), dataIndex: "number", width: 60, align: "right", className: "nums" },
        { title: say("term_from"), dataIndex: "from", render: (from: string) => <span className="nums">{roc_instant(from)}</span> },
        { title: say("form_unit"), key: "unit", render: (_, row) => row.unit.name },
        { title: say("roles"), dataIndex: "roles", render: (roles: string[]) => <Roles of={roles} /> },
        { title: say("account_standing"), dataIndex: "state", render: (state: string) => message_or(language, `standing_${state}`, state) },
        { title: say("term_by"), key: "by", render: (_, row) => <Who of={row.by} /> },
        { title: say("term_recorded_at"), dataIndex: "recorded_at", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
        {
          title: say("application"),
          key: "application",
          render: (_, row) => (row.application ? <a href={`#/applications/${row.application}`} aria-label={say("term_application", { number: row.number })}>{say("term_open")}</a> : <span className="soft">{say("none")}</span>),
        },
      ]}
    />
  );
}

export function AccountPage({ id }: { id: string }) {
  const { client, view: session } = use_session();
  const { say, language } = use_speech();
  const [token, set_token] = useState<RecoveryView | null>(null);
  const load = use_load(() => client.get<AccountView>(`/accounts/${encodeURIComponent(id)}`), [client, id]);
  const administers = session?.roles.includes("account_administrator") ?? false;
  const heads = session?.roles.includes("unit_head") ?? false;
  const lists = menu_pages.some((page) => page.path === "/accounts" && may_see(page, session?.roles ?? []));
  const own = session?.account_id === id;
  const view = load.answer;
  return (
    <Page
      title={view ? say("account_one", { name: view.name, account: view.account }) : say("account")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {lists && <Button href="#/accounts">{say("account_back")}</Button>}
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(account) => (
          <>
            {token && <RecoveryToken token={token} name={account.name} done={() => set_token(null)} />}
            {account.planned && (
              <Alert
                className="gap_below"
                type="info"
                showIcon
                title={say("account_planned", { day: first_day(account.planned.from) })}
                description={`${account.planned.unit.name}　${message_or(language, `standing_${account.planned.state}`, account.planned.state)}`}
              />
            )}
            <Card
              title={say("account_facts")}
              extra={
                <>
                  <Standing of={account.standing} />
                  <Flags of={account.flags} />
                </>
              }
            >
              <Facts
                columns={4}
                of={[
                  { label: say("form_unit"), value: account.unit.name },
                  { label: say("roles"), value: <Roles of={account.roles} /> },
                  { label: say("account_period"), value: period_text(account.from, account.until, say("open_end")) },
                  { label: say("account_last_signed_in"), value: account.last_signed_in ? roc_instant(account.last_signed_in) : say("never") },
                  { label: say("form_employee_number"), value: account.employee_number || say("none") },
                  { label: say("form_email"), value: account.email || say("none") },
                  { label: say("account_idle_on"), value: first_day(account.idle_on) || say("none") },
                  { label: say("form_temporary_short"), value: say(account.temporary ? "yes" : "no") },
                  { label: say("form_duties"), value: account.duties_text || say("none"), wide: true },
                ]}
              />
              {(administers || heads) && !own && <Acts view={account} leaves={administers} again={load.again} recovered={set_token} />}
              {own && administers && <p className="soft">{say("account_own_note")}</p>}
            </Card>
            {administers && !own && <IdentitiesCard account={id} />}
            <Card title={say("account_terms")}>
              <p className="soft gap_below">{say("account_terms_text")}</p>
              <Terms terms={account.terms} />
            </Card>
            <div className="two_cards">
              <Card title={say("account_duties")}>
                {account.duties.length === 0 ? (
                  <Nothing>{say("account_duties_none")}</Nothing>
                ) : (
                  <Rows<DutyView>
                    rowKey="id"
                    dataSource={account.duties}
                    columns={[
                      { title: say("duty_kind"), dataIndex: "kind", render: (kind: string) => message_or(language, `duty_${kind}`, kind) },
                      { title: say("duty_from"), key: "from", render: (_, row) => <span className="nums">{first_day(row.from)}</span> },
                      { title: say("duty_until"), key: "until", render: (_, row) => <span className="nums">{last_day(row.until) || say("no_end")}</span> },
                    ]}
                  />
                )}
              </Card>
              <Card title={say("account_pledges")}>
                {account.pledges.length === 0 ? (
                  <Nothing>{say("account_pledges_none")}</Nothing>
                ) : (
                  <Rows<PledgeView>
                    rowKey={(row) => `${row.version} ${row.at}`}
                    dataSource={account.pledges}
                    columns={[
                      { title: say("pledge_version_short"), dataIndex: "version" },
                      { title: say("pledge_at"), dataIndex: "at", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                    ]}
                  />
                )}
              </Card>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

// What the office has recorded about oneself.
export function OwnAccountPage() {
  const { view } = use_session();
  return view ? <AccountPage id={view.account_id} /> : null;
}
