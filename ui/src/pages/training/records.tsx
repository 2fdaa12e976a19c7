// The trainings of one person in one year, with what the reader may do about each.
import { App, Tag } from "antd";
import type { TrainingRecordView } from "../../api/types";
import { roc_date } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";

const colors: Record<string, string> = { claimed: "warning", counted: "success" };

function Acts({ record, changed }: { record: TrainingRecordView; changed: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const path = `/training/${encodeURIComponent(record.id)}`;
  return (
    <div className="actions">
      {record.may.includes("confirm") && (
        <ActButton
          label={say("training_confirm")}
          of={record.title}
          title={say("training_confirm_title")}
          text={say("training_confirm_text", { course: record.title, hours: record.hours, on: roc_date(record.on) })}
          reason="none"
          kind="primary"
          size="small"
          act={async () => {
            await client.post(`${path}/confirm`, {});
            message.success(say("training_confirmed_done"));
            changed();
          }}
        />
      )}
      {record.may.includes("withdraw") && (
        <ActButton
          label={say("training_withdraw")}
          of={record.title}
          title={say("training_withdraw_title")}
          text={say("training_withdraw_text")}
          reason="required"
          reason_label={say("training_withdraw_reason")}
          size="small"
          act={async (reason) => {
            await client.post(`${path}/withdraw`, { reason });
            message.success(say("training_withdrawn_done"));
            changed();
          }}
        />
      )}
    </div>
  );
}

export function TrainingRecords({ records, changed }: { records: TrainingRecordView[]; changed: () => void }) {
  const { say, language } = use_speech();
  if (records.length === 0) return <p className="soft">{say("training_no_records")}</p>;
  return (
    <Rows
      rowKey="id"
      dataSource={records}
      columns={[
        { title: say("training_on"), dataIndex: "on", className: "one_line", render: (on: string) => <span className="nums">{roc_date(on)}</span> },
        { title: say("training_course"), dataIndex: "title" },
        { title: say("training_hours"), dataIndex: "hours", align: "right", className: "nums" },
        { title: say("training_provider"), dataIndex: "provider" },
        { title: say("training_evidence"), dataIndex: "evidence" },
        { title: say("training_entered_by"), dataIndex: "entered_by" },
        {
          title: say("roster_standing"),
          key: "state",
          render: (_, record) => (
            <>
              <Tag color={colors[record.state] ?? "default"}>{message_or(language, `training_state_${record.state}`, record.state)}</Tag>
              {record.confirmed_by && (
                <span className="soft">
                  {say("training_confirmed_by")}：{record.confirmed_by}
                </span>
              )}
              {record.reason && <p className="soft">{say("training_withdrawn_because", { reason: record.reason })}</p>}
            </>
          ),
        },
        { title: <span className="unseen">{say("training_withdraw")}</span>, key: "acts", render: (_, record) => <Acts record={record} changed={changed} /> },
      ]}
    />
  );
}
