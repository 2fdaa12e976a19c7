// One grant: what may be asked under it, by whom and how often; what was used; every state it was in; and its acts.
import { Alert, App, Button } from "antd";
import type { GrantFull, GrantStateView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, last_day, period_text } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { FieldChips, OperationChips } from "../shell/chips";
import { Facts } from "../shell/facts";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { may_open } from "../shell/pages";
import { GrantDays, GrantState } from "./grants/state";
import { hours_text, networks_text, quota_text, whom_text } from "./using/words";

function Acts({ id, full, again }: { id: string; full: GrantFull; again: () => void }) {
  const { client } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const may = (act: string) => full.may.includes(act);
  const because = (act: string, told: string) => async (reason: string) => {
    await client.post(`/grants/${encodeURIComponent(id)}/${act}`, { reason });
    message.success(told);
    again();
  };
  if (!["suspend", "resume", "end"].some(may)) return null;
  return (
    <div className="actions decide">
      {may("resume") && <ActButton kind="primary" label={say("grant_resume")} text={say("grant_resume_text")} reason="required" act={because("resume", say("grant_resumed_done"))} />}
      {may("suspend") && <ActButton label={say("grant_suspend")} text={say("grant_suspend_text")} reason="required" act={because("suspend", say("grant_suspended_done"))} />}
      {may("end") && <ActButton kind="danger" label={say("grant_end")} text={say("grant_end_text")} reason="required" act={because("end", say("grant_ended_done"))} />}
    </div>
  );
}

export function GrantPage({ id }: { id: string }) {
  const { client, view } = use_session();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<GrantFull>(`/grants/${encodeURIComponent(id)}`), [client, id]);
  const roles = view?.roles ?? [];
  const sees = (path: string) => may_open(path, roles);
  const grant = load.answer?.grant;
  return (
    <Page
      title={grant ? say("grant_one", { purpose: either(grant.purpose_zh, grant.purpose_en), unit: grant.unit.name }) : say("grant")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {sees("/grants") && <Button href="#/grants">{say("register_back")}</Button>}
        </>
      }
    >
      <Loaded load={load} rows={12}>
        {(full) => {
          const found = full.grant;
          const link_ends_first = found.link_until !== null && found.link_until < found.to;
          return (
            <>
              {found.state === "in_force" && found.halted_by !== "" && (
                <Alert className="gap_below" type="error" showIcon title={say(found.halted_by === "link" ? "grant_link_stopped_text" : "grant_purpose_stopped_text")} />
              )}
              {link_ends_first && found.state === "in_force" && <Alert className="gap_below" type="warning" showIcon title={say("grant_link_ends", { day: last_day(found.link_until) })} />}
              {found.lapses_on && found.state === "in_force" && <Alert className="gap_below" type="warning" showIcon title={say("grant_lapses", { day: first_day(found.lapses_on) })} />}
              <Card
                title={say("grant_facts")}
                extra={
                  <>
                    <GrantDays of={found} />
                    <GrantState of={found.state} />
                  </>
                }
              >
                <Facts
                  columns={4}
                  of={[
                    {
                      label: say("grant_purpose"),
                      value: sees("/purposes") ? <a href={`#/purposes/${encodeURIComponent(found.purpose_code)}`}>{either(found.purpose_zh, found.purpose_en)}</a> : either(found.purpose_zh, found.purpose_en),
                    },
                    { label: say("form_unit"), value: found.unit.name },
                    { label: say("grant_period"), value: <span className="nums">{period_text(found.from, found.to, "")}</span> },
                    {
                      label: say("grant_link"),
                      value: sees("/links") ? <a href={`#/links/${encodeURIComponent(found.holding)}`}>{found.holding}</a> : found.holding,
                    },
                    { label: say("think_population"), value: whom_text(language, found.population) },
                    { label: say("grant_hours"), value: hours_text(language, found.hours) },
                    { label: say("grant_networks"), value: networks_text(language, found.networks) },
                    {
                      label: say("grant_application"),
                      value: found.application_id ? <a href={`#/data-applications/${found.application_id}`}>{found.application}</a> : found.application || say("none"),
                    },
                    ...(found.renews ? [{ label: say("grant_renews"), value: <a href={`#/grants/${found.renews}`}>{say("grant_open")}</a> }] : []),
                    {
                      label: say("think_basis"),
                      wide: true,
                      value: (
                        <ul>
                          {found.bases.map((basis) => (
                            <li key={basis.id}>
                              {sees("/bases") ? <a href={`#/bases/${encodeURIComponent(basis.id)}`}>{basis.id}</a> : basis.id} {basis.title}
                            </li>
                          ))}
                        </ul>
                      ),
                    },
                    { label: say("think_operations"), value: <OperationChips of={found.operations} />, wide: true },
                    { label: say("grant_fields"), value: <FieldChips of={found.fields} />, wide: true },
                    {
                      label: say("register_holders"),
                      wide: true,
                      value: (
                        <ul>
                          {found.holders.map((one) => (
                            <li key={one.id}>
                              <Who of={one} />
                            </li>
                          ))}
                        </ul>
                      ),
                    },
                  ]}
                />
                <Acts id={id} full={full} again={load.again} />
              </Card>
              <Card title={say("grant_use")}>
                <Facts
                  columns={4}
                  of={[
                    { label: say("grant_quota_day"), value: <span className="nums">{quota_text(language, found.used_today, found.quota_day)}</span> },
                    { label: say("grant_quota_month"), value: <span className="nums">{quota_text(language, found.used_month, found.quota_month)}</span> },
                    { label: say("grant_quota_total"), value: <span className="nums">{quota_text(language, found.used_total, found.quota_total)}</span> },
                    { label: say("register_last_used"), value: <span className="nums">{first_day(found.last_used_on) || say("link_never_used")}</span> },
                  ]}
                />
              </Card>
              <Card title={say("grant_states")}>
                {full.states.length === 0 ? (
                  <Nothing>{say("none")}</Nothing>
                ) : (
                  <Rows<GrantStateView>
                    rowKey={(row) => row.at + row.act}
                    dataSource={[...full.states].sort((one, other) => other.at.localeCompare(one.at))}
                    columns={[
                      { title: say("version_at"), dataIndex: "at", className: "one_line nums", render: (at: string) => roc_instant(at) },
                      { title: say("version_act"), dataIndex: "act", className: "one_line", render: (act: string) => message_or(language, `grant_act_${act}`, act) },
                      { title: say("version_by"), key: "by", render: (_, row) => (row.by ? <Who of={row.by} /> : <span className="soft">{say("version_by_system")}</span>) },
                      { title: say("act_reason"), dataIndex: "reason" },
                    ]}
                  />
                )}
              </Card>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
