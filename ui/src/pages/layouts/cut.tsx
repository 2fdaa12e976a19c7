// Records as a layout cuts them: the raw bytes ruled off in fields, and each field with what is read of it.
import { Tag } from "antd";
import type { CutFieldView, CutRecordView } from "../../api/types";
import { message_or, use_speech } from "../../i18n";
import { Rows } from "../../shell/rows";

// "48e6a18c" → "48 e6 a1 8c"
export function spaced(hex: string): string {
  return hex.replace(/(..)(?=.)/g, "$1 ");
}

function Ruler({ record }: { record: CutRecordView }) {
  const { say, either } = use_speech();
  if (record.fields.length === 0) return <p className="hex">{spaced(record.raw)}</p>;
  return (
    <div className="ruler" role="img" aria-label={say("trial_ruler")}>
      {record.fields.map((field) => (
        <span key={field.name} className={field.problem ? "ruled ruled_bad" : "ruled"} title={either(field.label_zh, field.label_en)}>
          <span className="ruled_name">{either(field.label_zh, field.label_en)}</span>
          <span className="hex">{field.raw === "" ? "–" : spaced(field.raw)}</span>
        </span>
      ))}
    </div>
  );
}

export function CutRecord({ record }: { record: CutRecordView }) {
  const { say, either, language } = use_speech();
  const bad = record.problem !== "" || record.fields.some((field) => field.problem !== "");
  return (
    <details className="cut_record" open={bad || record.number <= 2}>
      <summary>
        <span className="nums">{say("trial_record", { number: record.number })}</span>
        <span>{message_or(language, `role_of_${record.role}`, record.role)}</span>
        <span className="soft nums">{say("trial_offset", { offset: record.offset.toLocaleString("en-US") })}</span>
        {record.problem !== "" && <Tag color="error">{message_or(language, `cut_${record.problem}`, record.problem)}</Tag>}
        {record.problem === "" && bad && <Tag color="error">{say("trial_problem")}</Tag>}
      </summary>
      <Ruler record={record} />
      {record.fields.length > 0 && (
        <Rows<CutFieldView>
          rowKey="name"
          dataSource={record.fields}
          columns={[
            { title: say("trial_at"), dataIndex: "at", width: 70, align: "right", className: "nums", render: (at: number) => (at === 0 ? "–" : at) },
            { title: say("trial_length"), dataIndex: "length", width: 70, align: "right", className: "nums" },
            { title: say("difference_field"), key: "field", width: 150, render: (_, field) => either(field.label_zh, field.label_en) },
            {
              title: say("trial_value"),
              key: "value",
              render: (_, field) => (field.words_zh ? `${field.value} ${either(field.words_zh, field.words_en)}` : field.value),
            },
            { title: say("trial_raw"), dataIndex: "raw", render: (raw: string) => <span className="hex">{spaced(raw)}</span> },
            {
              title: say("trial_problem"),
              dataIndex: "problem",
              width: 150,
              render: (problem: string) => problem !== "" && <Tag color="error">{message_or(language, `cut_${problem}`, problem)}</Tag>,
            },
          ]}
        />
      )}
    </details>
  );
}

export function CutRecords({ records }: { records: readonly CutRecordView[] }) {
  return (
    <div className="cut_records">
      {records.map((record) => (
        <CutRecord key={record.number} record={record} />
      ))}
    </div>
  );
}
