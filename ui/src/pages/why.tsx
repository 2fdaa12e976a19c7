// Why an access was answered or refused: each rule in the order in which it was asked, with the facts as they stood then,
// and what has changed since.
import { Alert, App, Button, Tag } from "antd";
import { useState } from "react";
import type { WhyChange, WhyRule, WhyView } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_days_in } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { kind_text, outcome_text, ProofButton } from "../shell/access_table";
import { Facts } from "../shell/facts";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { ConflictDialog } from "./query/conflict";

const marks: Record<string, string> = { passed: "✓", failed: "✕", not_reached: "–" };
const colors: Record<string, string> = { passed: "success", failed: "error" };

function Rules({ of }: { of: readonly WhyRule[] }) {
  const { say, either } = use_speech();
  return (
    <ol className="why_rules">
      {of.map((rule) => (
        <li key={rule.name} className={`why_rule why_${rule.outcome}`}>
          <p className="why_head">
            <Tag color={colors[rule.outcome] ?? "default"}>
              <span aria-hidden="true">{marks[rule.outcome]}</span> {say(`why_${rule.outcome as "passed" | "failed" | "not_reached"}`)}
            </Tag>
            <strong>{either(rule.title_zh, rule.title_en)}</strong>
            {rule.clause && <span className="clause">{`${say("by_clause")} ${rule.clause}`}</span>}
            {rule.by === "entry" && rule.outcome !== "not_reached" && <span className="why_by soft">{say("why_by_entry")}</span>}
          </p>
          {rule.facts.length > 0 && (
            <dl className="why_facts">
              {rule.facts.map((fact) => (
                <div key={fact.label_zh}>
                  <dt>{either(fact.label_zh, fact.label_en)}</dt>
                  <dd>{roc_days_in(either(fact.value, fact.value_en)) || say("none")}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}

function Changes({ of }: { of: readonly WhyChange[] }) {
  const { say, either } = use_speech();
  if (of.length === 0) return <Nothing>{say("why_no_changes")}</Nothing>;
  return (
    <Rows<WhyChange>
      rowKey={(row) => `${row.label_zh} ${row.at ?? ""}`}
      dataSource={of as WhyChange[]}
      columns={[
        { title: say("change_what"), key: "what", render: (_, row) => either(row.label_zh, row.label_en) },
        { title: say("why_then"), key: "then", render: (_, row) => roc_days_in(either(row.then, row.then_en)) || say("none") },
        { title: say("why_now"), key: "now", render: (_, row) => <strong>{roc_days_in(either(row.now, row.now_en)) || say("none")}</strong> },
        { title: say("why_changed_at"), key: "at", className: "nums", render: (_, row) => (row.at ? roc_instant(row.at).slice(0, -3) : "") },
      ]}
    />
  );
}

export function WhyPage({ log, index }: { log: string; index: string }) {
  const { client, view: session } = use_session();
  const { say, either, language } = use_speech();
  const { message } = App.useApp();
  const [declaring, set_declaring] = useState(false);
  const load = use_load(() => client.get<WhyView>(`/accesses/${encodeURIComponent(log)}/${encodeURIComponent(index)}/why`), [client, log, index]);
  return (
    <Page
      title={say("why_title", { index })}
      extra={
        <>
          {load.answer?.account.id === session?.account_id && <Button onClick={() => set_declaring(true)}>{say("conflict_declare")}</Button>}
          <ProofButton log={log} index={Number(index)} middle />
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button onClick={() => window.history.back()}>{say("back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(view) => (
          <>
            <Card title={say("why_access")} extra={<Tag color={view.outcome === "refused" ? "error" : "success"}>{outcome_text(language, view.outcome)}</Tag>}>
              <Facts
                columns={4}
                of={[
                  { label: say("access_at"), value: <span className="nums">{roc_instant(view.at)}</span> },
                  { label: say("trail_who"), value: `${view.account.name}（${view.account.account}）` },
                  { label: say("form_unit"), value: view.unit },
                  { label: say("access_kind"), value: kind_text(language, view.kind) },
                  { label: say("access_case"), value: view.case_number },
                  { label: say("access_purpose"), value: either(view.purpose_zh, view.purpose_en) },
                  { label: say("receipt_log"), value: view.log },
                  { label: say("access_index"), value: <span className="nums">{view.index}</span> },
                  ...(view.outcome === "refused" ? [{ label: say("why_refusal"), value: <strong>{either(view.refusal_zh, view.refusal_en)}</strong>, wide: true }] : []),
                ]}
              />
            </Card>
            <Card title={say("why_rules")}>
              {!view.agrees && <Alert className="gap_below" type="error" showIcon title={say("why_differs")} />}
              <p className="soft gap_below">{say("why_rules_text")}</p>
              <Rules of={view.rules} />
            </Card>
            <Card title={say("why_changes")}>
              <Changes of={view.changes} />
            </Card>
          </>
        )}
      </Loaded>
      {declaring && (
        <ConflictDialog
          about={{ log, index: Number(index) }}
          grant={null}
          close={() => set_declaring(false)}
          done={() => {
            set_declaring(false);
            message.success(say("conflict_done"));
          }}
        />
      )}
      <PagePaper what={say("why_title", { index })} />
    </Page>
  );
}
