// One kinship authorisation: what is still missing before it may be used, the two acts of its two people, and its history.
import { Alert, App, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import type { KinshipActView, KinshipFull, KinshipReadiness } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { period_text } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { ProofButton } from "../shell/access_table";
import { Facts } from "../shell/facts";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { ProblemAbove } from "../shell/problem_notice";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { KinshipState } from "./kinship";

// Counted down where one sees it; whether it still holds, the server says when it is asked.
function PresentUntil({ until, over }: { until: string; over: () => void }) {
  const { say } = use_speech();
  const [now, set_now] = useState(() => Date.now());
  const left = Math.ceil((Date.parse(until) - now) / 60_000);
  useEffect(() => {
    if (left <= 0) return;
    const tick = window.setInterval(() => set_now(Date.now()), 10_000);
    return () => window.clearInterval(tick);
  }, [left]);
  useEffect(() => {
    if (left <= 0) over();
  }, [left <= 0]);
  return left > 0 ? <p className="gap_below" role="timer">{say("kinship_present_left", { count: left, at: roc_instant(until) })}</p> : <p className="gap_below">{say("kinship_present_over")}</p>;
}

function OpenForm({ path, again }: { path: string; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<{ code: string }>();
  const send = async ({ code }: { code: string }) => {
    const good = await run(async () => {
      await client.post(`${path}/open`, { code: code.trim() });
      message.success(say("kinship_opened_done"));
      again();
    });
    if (!good) form.resetFields();
  };
  return (
    <>
      <ProblemAbove problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false} autoComplete="off" onFinish={(typed: { code: string }) => void send(typed)}>
        <p className="soft gap_below">{say("kinship_code_hint")}</p>
        <div className="field_row">
          <Form.Item name="code" label={say("kinship_code")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
            <Input className="token_input" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={16} style={{ width: 220 }} />
          </Form.Item>
          <div className="filter_go">
            <Button type="primary" htmlType="submit" loading={busy}>
              {say("kinship_open")}
            </Button>
          </div>
        </div>
      </Form>
    </>
  );
}

function Ready({ path, full, again }: { path: string; full: KinshipFull; again: () => void }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const load = use_load(() => client.get<KinshipReadiness>(`${path}/readiness`), [client, path, full]);
  const one = full.authorisation;
  const may = (act: string) => one.may.includes(act);
  const present = full.present_until && Date.parse(full.present_until) > Date.now() ? full.present_until : null;
  return (
    <Card
      title={say("kinship_readiness")}
      extra={
        <Button size="small" loading={load.busy} onClick={again}>
          {say("refresh")}
        </Button>
      }
    >
      <div aria-live="polite">
        <Loaded load={load} rows={3}>
          {(ready) =>
            ready.ready ? (
              <Alert
                className="gap_below"
                type="success"
                showIcon
                title={say("kinship_ready")}
                action={
                  may("open") && (
                    <Button type="primary" href={`#/kinship/${one.id}/query`}>
                      {say("kin_start")}
                    </Button>
                  )
                }
              />
            ) : (
              <Alert
                className="gap_below"
                type="warning"
                showIcon
                title={say("kinship_not_ready")}
                description={
                  <ul className="notice_list">
                    {ready.missing.map((one) => (
                      <li key={one.code}>
                        {either(one.zh, one.en)} {one.clause && <span className="clause">{one.clause}</span>}
                      </li>
                    ))}
                  </ul>
                }
              />
            )
          }
        </Loaded>
        {present && <PresentUntil key={present} until={present} over={load.again} />}
      </div>
      {may("open") && <OpenForm path={path} again={again} />}
      <div className="actions page_extra_left">
        {may("attend") && (
          <ActButton
            kind="primary"
            label={say("kinship_attend")}
            text={say("kinship_attend_text", { name: one.asker.name })}
            reason="none"
            act={async () => {
              await client.post(`${path}/presence`, {});
              message.success(say("kinship_attended_done"));
              again();
            }}
          />
        )}
        {may("withdraw") && (
          <ActButton
            kind="danger"
            label={say("kinship_withdraw")}
            text={say("kinship_withdraw_text")}
            reason="required"
            act={async (reason) => {
              await client.post(`${path}/withdraw`, { reason });
              message.success(say("kinship_withdrawn_done"));
              again();
            }}
          />
        )}
      </div>
    </Card>
  );
}

export function KinshipOnePage({ id }: { id: string }) {
  const client = use_client();
  const { say, either, language } = use_speech();
  const path = `/kinship/authorisations/${encodeURIComponent(id)}`;
  const load = use_load(() => client.get<KinshipFull>(path), [client, path]);
  return (
    <Page
      title={say("kinship_one")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/kinship">{say("kinship_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => {
          const one = found.authorisation;
          return (
            <>
              {(one.state === "in_force" || one.state === "planned") && <Ready path={path} full={found} again={load.again} />}
              <Card title={say("kinship_facts")} extra={<KinshipState of={one.state} />}>
                <Facts
                  columns={4}
                  of={[
                    { label: say("kinship_asker"), value: <Who of={one.asker} /> },
                    { label: say("kinship_controller"), value: <Who of={one.controller} /> },
                    { label: say("kinship_period"), value: <span className="nums">{period_text(one.from, one.until, "")}</span> },
                    { label: say("grant_purpose"), value: <a href={`#/grants/${one.grant}`}>{either(one.purpose_zh, one.purpose_en) || say("grant_open")}</a> },
                    ...(one.case_number ? [{ label: say("case_number"), value: one.case_number }] : []),
                    ...(one.subject_masked ? [{ label: say("kinship_person_id"), value: <span className="nums">{one.subject_masked}</span> }] : []),
                    ...(found.father_name ? [{ label: say("kinship_father"), value: found.father_name }] : []),
                    ...(found.mother_name ? [{ label: say("kinship_mother"), value: found.mother_name }] : []),
                    { label: say("kinship_uses"), value: <span className="nums">{say("kinship_uses_count", { count: one.uses })}</span> },
                    {
                      label: say("kinship_entry"),
                      value: (
                        <>
                          {say("review_receipt_index", { index: one.index })} <ProofButton plain log={one.log} index={one.index} />
                        </>
                      ),
                    },
                    ...(found.reason ? [{ label: say("kinship_reason"), value: found.reason, wide: true }] : []),
                  ]}
                />
              </Card>
              <Card title={say("kinship_history")}>
                {found.acts.length === 0 ? (
                  <Nothing>{say("kinship_history_none")}</Nothing>
                ) : (
                  <Rows<KinshipActView>
                    rowKey={(row) => row.at + row.act}
                    dataSource={[...found.acts].reverse()}
                    columns={[
                      { title: say("version_at"), dataIndex: "at", className: "one_line nums", render: (at: string) => roc_instant(at) },
                      { title: say("version_act"), dataIndex: "act", render: (act: string) => message_or(language, `kinship_act_${act}`, act) },
                      { title: say("version_by"), key: "by", render: (_, row) => <Who of={row.by} /> },
                      { title: say("kinship_present_until"), key: "until", className: "nums", render: (_, row) => (row.until ? roc_instant(row.until) : "") },
                    ]}
                  />
                )}
              </Card>
            </>
          );
        }}
      </Loaded>
      <PagePaper what={say("kinship_one")} />
    </Page>
  );
}
