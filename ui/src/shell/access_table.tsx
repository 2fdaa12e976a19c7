// Accesses as rows: on the home page and on "my accesses".
import { Button, Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import type { AccessView, TrailView } from "../api/types";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech, type Language, type Speech } from "../i18n";
import { Rows } from "./rows";
import { use_client } from "./session";
import { use_download } from "./use_download";

export function kind_text(language: Language, kind: string): string {
  return message_or(language, `kind_${kind}`, kind);
}

export function outcome_text(language: Language, outcome: string): string {
  return message_or(language, `outcome_${outcome}`, outcome);
}

export function Outcome({ of }: { of: AccessView | TrailView }) {
  const { language, either } = use_speech();
  // Only an ask has an outcome; a sign-in, say, has none.
  if (!of.kind.startsWith("query.")) return null;
  const refusal = either(of.refusal_zh, of.refusal_en);
  const color = of.outcome === "refused" ? "error" : of.outcome === "answered" ? "success" : "default";
  return (
    <>
      <Tag color={color}>{outcome_text(language, of.outcome)}</Tag>
      {refusal && " "}
      {refusal && <span className="refusal">{refusal}</span>}
    </>
  );
}

// By its name; an entry whose purpose the installation no longer knows says its code.
export function purpose_text(of: AccessView | TrailView, either: Speech["either"]): string {
  return either(of.purpose_zh, of.purpose_en) || of.purpose;
}

export function receipt_file(log: string, index: number): string {
  return `menhu-${log.replace(/[^A-Za-z0-9-]+/g, "-")}-${index}.tlog-proof`;
}

export function ProofButton({ log, index, plain = false, middle = false }: { log: string; index: number; plain?: boolean; middle?: boolean }) {
  const client = use_client();
  const { say } = use_speech();
  const file = use_download();
  const busy = file.busy !== null;
  const fetch_it = () => file.run(() => client.download(`/receipts/${encodeURIComponent(log)}/${index}`, receipt_file(log, index)));
  return (
    <Button
      size={middle ? "middle" : "small"}
      type={plain ? "link" : "default"}
      loading={busy}
      onClick={() => void fetch_it()}
      aria-label={plain ? `${say("receipt_download")} ${index}` : undefined}
    >
      {say(plain ? "access_proof" : busy ? "receipt_waiting" : "receipt_download")}
    </Button>
  );
}

// Of an ask under a grant: each rule, as it stood then.
export function WhyLink({ of }: { of: AccessView | TrailView }) {
  const { say } = use_speech();
  if (!of.kind.startsWith("query.") || !of.grant) return null;
  return (
    <a href={`#${why_path(of.log, of.index)}`} aria-label={`${say("why")} ${of.index}`}>
      {say("why")}
    </a>
  );
}

export function why_path(log: string, index: number): string {
  return `/accesses/${encodeURIComponent(log)}/${index}/why`;
}

interface AccessTableProps {
  rows: AccessView[];
  brief?: boolean;
  busy?: boolean;
}

export function AccessTable({ rows, brief = false, busy = false }: AccessTableProps) {
  const { say, language, either } = use_speech();
  const columns: ColumnsType<AccessView> = [
    { title: say("access_at"), dataIndex: "at", width: 150, render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
    { title: say("access_kind"), dataIndex: "kind", width: 76, className: "one_line", render: (kind: string) => kind_text(language, kind) },
    { title: say("access_case"), dataIndex: "case_number", className: "one_line" },
    { title: say("access_subject"), dataIndex: "subject_masked", width: 120 },
    ...(brief ? [] : [{ title: say("access_purpose"), key: "purpose", render: (_: unknown, row: AccessView) => purpose_text(row, either) }]),
    { title: say("access_outcome"), key: "outcome", render: (_: unknown, row: AccessView) => <Outcome of={row} /> },
    { title: say("access_index"), dataIndex: "index", width: 80, align: "right", className: "nums" },
    ...(brief
      ? []
      : [
          {
            title: say("access_receipt"),
            key: "proof",
            width: 76,
            render: (_: unknown, row: AccessView) => <ProofButton plain log={row.log} index={row.index} />,
          },
          { title: <span className="unseen">{say("why")}</span>, key: "why", width: 76, className: "one_line", render: (_: unknown, row: AccessView) => <WhyLink of={row} /> },
        ]),
  ];
  return (
    <Rows
      rowKey={(row) => `${row.log}/${row.index}`}
      columns={columns}
      dataSource={rows}
      loading={busy}
    />
  );
}
