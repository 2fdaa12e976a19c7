// What a dry run counted: records by kind, problems by field, and the records that an import would reject.
import { Alert } from "antd";
import type { DryRunProblemView, DryRunRejectView, DryRunView } from "../../api/types";
import { byte_text } from "../../base/manifest";
import { message_or, use_speech } from "../../i18n";
import { Facts } from "../../shell/facts";
import { ListCsv } from "../../shell/list_csv";
import { long_rows } from "../../shell/long_rows";
import { Rows } from "../../shell/rows";

export function DryRun({ of }: { of: DryRunView }) {
  const { say, language } = use_speech();
  const role = (code: string) => message_or(language, `role_of_${code}`, code);
  const why = (codes: string) =>
    codes
      .split(";")
      .map((code) => message_or(language, `cut_${code}`, code))
      .join("、");
  const number = (count: number) => count.toLocaleString("en-US");
  const refused = of.report.refusal !== "" || of.stopped !== "";
  return (
    <div className="gap_above" role="status">
      {of.stopped && <Alert className="gap_below" type="error" showIcon title={say("trial_stopped", { code: of.stopped })} />}
      <Alert
        className="gap_below"
        type={refused ? "error" : of.report.rejected > 0 ? "warning" : "success"}
        showIcon
        title={
          of.report.rejected === 0 && !refused
            ? say("trial_good")
            : `${say("trial_share", { rejected: number(of.report.rejected), read: number(of.report.read) })}${of.report.refusal ? ` ${say("trial_refused")}` : ""}`
        }
      />
      <Facts
        columns={3}
        of={[
          { label: say("trial_counts"), value: of.records.map((one) => `${role(one.role)} ${number(one.records)}`).join("、") },
          { label: say("trial_bytes"), value: byte_text(of.bytes) },
          { label: "SHA-256", value: <code className="long_code">{of.sha256}</code> },
        ]}
      />
      {of.problems.length > 0 && (
        <Rows<DryRunProblemView>
          rowKey={(row) => `${row.role}-${row.field}-${row.problem}`}
          dataSource={of.problems}
          columns={[
            { title: say("trial_role"), key: "role", render: (_, row) => role(row.role) },
            { title: say("difference_field"), dataIndex: "field", render: (field: string) => <code>{field}</code> },
            { title: say("trial_problem"), key: "problem", render: (_, row) => why(row.problem) },
            { title: say("trial_records"), dataIndex: "records", align: "right", className: "nums", render: number },
            { title: say("trial_first"), dataIndex: "first", align: "right", className: "nums", render: number },
          ]}
        />
      )}
      {of.rejects.length > 0 && (
        <>
          <div className="card_head gap_above">
            <h3 className="sub_title">{say("trial_rejects")}</h3>
            <ListCsv
              file="dry-run-rejects"
              head={["record", "byte_offset", "reasons", "fields"]}
              rows={of.rejects.map((one) => [one.number, one.offset, one.reasons, one.fields])}
            />
          </div>
          <Rows<DryRunRejectView>
            rowKey="number"
            dataSource={of.rejects}
            pagination={long_rows(of.rejects.length, say)}
            columns={[
              { title: say("trial_records"), dataIndex: "number", width: 100, align: "right", className: "nums", render: number },
              { title: say("trial_at"), dataIndex: "offset", width: 120, align: "right", className: "nums", render: number },
              { title: say("trial_role"), key: "role", width: 100, render: (_, row) => role(row.role) },
              { title: say("trial_reasons"), key: "reasons", render: (_, row) => why(row.reasons) },
              { title: say("difference_field"), dataIndex: "fields", render: (fields: string) => <code>{fields.replaceAll(";", " ")}</code> },
            ]}
          />
        </>
      )}
    </div>
  );
}
