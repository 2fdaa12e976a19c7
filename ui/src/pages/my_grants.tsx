// My grants: how long yet, how much of each quota is used, and what can be done before one ends.
import { App, Button, Progress, Radio } from "antd";
import { useState } from "react";
import type { GrantList, GrantView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, period_text } from "../base/day_text";
import { by_day } from "../base/compare";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { FieldChips } from "../shell/chips";
import { Facts } from "../shell/facts";
import { ListCsv } from "../shell/list_csv";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { GrantStanding, is_usable } from "./grants/state";
import { closed_states, lapses_first, quota_share } from "./using/standing";
import { count_text, hours_text, listed, networks_text, operations_text, whom_text } from "./using/words";

function Quota({ label, used, limit }: { label: string; used: number; limit: number }) {
  const { language } = use_speech();
  const share = quota_share(used, limit);
  return (
    <div className="quota">
      <span className="soft">{label}</span>
      <span className="quota_text nums">
        {used.toLocaleString("en-US")}／{count_text(language, limit)}
      </span>
      {share !== null && <Progress aria-label={label} percent={share} showInfo={false} size={["100%", 6]} status={share >= 100 ? "exception" : "normal"} />}
    </div>
  );
}

function Detail({ grant }: { grant: GrantView }) {
  const { say, language } = use_speech();
  return (
    <Facts
      columns={3}
      of={[
        { label: say("use_fields"), value: <FieldChips of={grant.fields} />, wide: true },
        { label: say("think_basis"), value: listed(language, grant.bases.map((one) => one.title)), wide: true },
        { label: say("use_operations"), value: operations_text(language, grant.operations) },
        { label: say("think_population"), value: whom_text(language, grant.population) },
        { label: say("form_unit"), value: grant.unit },
        { label: say("use_hours"), value: hours_text(language, grant.hours) },
        { label: say("use_networks"), value: networks_text(language, grant.networks) },
        { label: say("case_number"), value: grant.case_example ? say("case_example", { example: grant.case_example }) : say("none") },
      ]}
    />
  );
}

const by_end = by_day<GrantView>((one) => one.to);
const open_first = (one: GrantView, other: GrantView) =>
  Number(closed_states.includes(one.state)) - Number(closed_states.includes(other.state)) || by_end(one, other);

export function MyGrantsPage() {
  const client = use_client();
  const { say, either, language } = use_speech();
  const { message } = App.useApp();
  const [shown, set_shown] = useState<"open" | "all">("open");
  const load = use_load(() => client.get<GrantList>("/grants"), [client]);
  const all = load.answer?.items ?? [];
  const rows = all.filter((one) => shown === "all" || !closed_states.includes(one.state)).sort(open_first);
  return (
    <Page
      title={say("my_grants")}
      extra={
        <>
          <ListCsv
            file="grants"
            head={[say("grant_purpose"), say("application_state"), say("form_from"), say("grant_until"), say("use_today"), say("use_month"), say("use_total")]}
            rows={all.map((one) => [
              either(one.purpose_zh, one.purpose_en),
              message_or(language, `grant_state_${one.state}`, one.state),
              first_day(one.from),
              period_text(null, one.to, "").replace(/^–/, ""),
              `${one.used_today}/${one.quota_day}`,
              `${one.used_month}/${one.quota_month}`,
              `${one.used_total}/${one.quota_total}`,
            ])}
          />
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button type="primary" href="#/data-applications/new">
            {say("use_new")}
          </Button>
        </>
      }
    >
      <Card>
        <Loaded load={load} rows={8}>
          {() => (
            <>
              <div className="list_filter">
                <Radio.Group
                  optionType="button"
                  aria-label={say("application_state")}
                  value={shown}
                  onChange={(event) => set_shown(event.target.value as "open" | "all")}
                  options={[
                    { value: "open", label: say("use_grants_open", { count: all.filter((one) => !closed_states.includes(one.state)).length }) },
                    { value: "all", label: say("use_grants_all", { count: all.length }) },
                  ]}
                />
              </div>
              {rows.length === 0 ? (
                <Nothing
                  action={
                    <Button type="primary" href="#/data-applications/new">
                      {say("use_new")}
                    </Button>
                  }
                >
                  {say("no_grants")}
                </Nothing>
              ) : (
                <Rows<GrantView>
                  rowKey="id"
                  dataSource={rows}
                  loading={load.busy}
                  pagination={long_rows(rows.length, say)}
                  expandable={{
                    columnWidth: 64,
                    columnTitle: <span className="unseen">{say("use_detail")}</span>,
                    expandedRowRender: (row) => <Detail grant={row} />,
                    expandIcon: ({ expanded, onExpand, record }) => (
                      <Button
                        size="small"
                        type="link"
                        aria-expanded={expanded}
                        aria-label={`${say(expanded ? "fold" : "training_show")}：${either(record.purpose_zh, record.purpose_en)}`}
                        onClick={(event) => onExpand(record, event)}
                      >
                        {say(expanded ? "fold" : "training_show")}
                      </Button>
                    ),
                  }}
                  columns={[
                    {
                      title: say("grant_purpose"),
                      key: "purpose",
                      render: (_, row) => (
                        <>
                          <strong>{either(row.purpose_zh, row.purpose_en)}</strong>
                          <br />
                          <span className="soft">
                            {operations_text(language, row.operations)}　{whom_text(language, row.population)}
                          </span>
                        </>
                      ),
                    },
                    {
                      title: say("use_period"),
                      key: "period",
                      render: (_, row) => (
                        <>
                          <GrantStanding of={row} />{" "}
                          <span className="one_line nums">{period_text(row.from, row.to, say("open_end"))}</span>
                          {lapses_first(row) && <p className="lapse_note">{say("use_lapses_on", { day: first_day(row.lapses_on) })}</p>}
                        </>
                      ),
                    },
                    {
                      title: say("think_quota"),
                      key: "quota",
                      width: 250,
                      render: (_, row) => (
                        <>
                          <Quota label={say("use_today")} used={row.used_today} limit={row.quota_day} />
                          <Quota label={say("use_month")} used={row.used_month} limit={row.quota_month} />
                          <Quota label={say("use_total")} used={row.used_total} limit={row.quota_total} />
                        </>
                      ),
                    },
                    {
                      title: <span className="unseen">{say("use_acts")}</span>,
                      key: "acts",
                      width: 104,
                      render: (_, row) => {
                        const name = either(row.purpose_zh, row.purpose_en);
                        return (
                          <div className="row_acts">
                            {is_usable(row) && (
                              <Button size="small" href="#/query" aria-label={`${say("start_query")}：${name}`}>
                                {say("query")}
                              </Button>
                            )}
                            {row.renewable && (
                              <Button size="small" type="primary" ghost href={`#/data-applications/new/${row.id}`} aria-label={`${say("use_renew")}：${name}`}>
                                {say("use_renew")}
                              </Button>
                            )}
                            {!closed_states.includes(row.state) && (
                              <ActButton
                                size="small"
                                kind="danger"
                                label={say("use_end_early")}
                                of={name}
                                text={say("use_end_text")}
                                reason="required"
                                act={async (reason) => {
                                  await client.post(`/grants/${encodeURIComponent(row.id)}/end`, { reason });
                                  message.success(say("use_ended_done"));
                                  load.again();
                                }}
                              />
                            )}
                          </div>
                        );
                      },
                    },
                  ]}
                />
              )}
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
