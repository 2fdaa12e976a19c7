// Records as a layout cuts them: the raw bytes ruled off in fields, and each field with what is read of it.
import { Tag } from "antd";
import type { CutFieldView, CutRecordView } from "../../api/types";
import { raw_bytes } from "../../base/raw_bytes";
import { roc_date } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { Rows } from "../../shell/rows";

// As the profile calls it; fields of headers and events have no label of their own there.
export function use_field_label(): (field: CutFieldView) => string {
  const { either, language } = use_speech();
  return (field) => message_or(language, `cut_name_${field.name}`, either(field.label_zh, field.label_en));
}

function Raw({ hex }: { hex: string }) {
  const { say } = use_speech();
  const { shown, padding } = raw_bytes(hex);
  return (
    <span className="hex">
      {shown}
      {padding > 0 && <span className="soft">{say(shown === "" ? "cut_all_padding" : "cut_padding", { count: padding })}</span>}
    </span>
  );
}

function Ruler({ record }: { record: CutRecordView }) {
  const { say } = use_speech();
  const label = use_field_label();
  if (record.fields.length === 0) return <p className="hex">{raw_bytes(record.raw).shown}</p>;
  return (
    <div className="ruler" role="img" aria-label={say("trial_ruler")}>
      {record.fields.map((field) => (
        <span key={field.name} className={field.problem ? "ruled ruled_bad" : "ruled"} title={label(field)}>
          <span className="ruled_name">{label(field)}</span>
          {field.raw === "" ? <span className="hex">–</span> : <Raw hex={field.raw} />}
        </span>
      ))}
    </div>
  );
}

export function CutFields({ fields }: { fields: readonly CutFieldView[] }) {
  const { say, either, language } = use_speech();
  const label = use_field_label();
  return (
    <Rows<CutFieldView>
      rowKey="name"
      dataSource={[...fields]}
      columns={[
        { title: say("trial_at"), dataIndex: "at", width: 70, align: "right", className: "nums", render: (at: number) => (at === 0 ? "–" : at) },
        { title: say("trial_length"), dataIndex: "length", width: 70, align: "right", className: "nums" },
        { title: say("difference_field"), key: "field", width: 150, render: (_, field) => label(field) },
        { title: say("trial_value"), key: "value", render: (_, field) => (field.words_zh ? either(field.words_zh, field.words_en) : roc_date(field.value)) },
        { title: say("trial_raw"), dataIndex: "raw", render: (raw: string) => <Raw hex={raw} /> },
        {
          title: say("trial_problem"),
          dataIndex: "problem",
          width: 150,
          render: (problem: string) => problem !== "" && <Tag color="error">{message_or(language, `cut_${problem}`, problem)}</Tag>,
        },
      ]}
    />
  );
}

export function CutPlace({ record }: { record: CutRecordView }) {
  const { say, language } = use_speech();
  return (
    <>
      <span className="nums">{say("trial_record", { number: record.number.toLocaleString("en-US") })}</span>
      <span>{message_or(language, `role_of_${record.role}`, record.role)}</span>
      <span className="soft nums">{say("trial_offset", { offset: record.offset.toLocaleString("en-US") })}</span>
    </>
  );
}

export function CutRecord({ record }: { record: CutRecordView }) {
  const { say, language } = use_speech();
  const bad = record.problem !== "" || record.fields.some((field) => field.problem !== "");
  return (
    <details className="cut_record" open={bad || record.number <= 2}>
      <summary>
        <CutPlace record={record} />
        {record.problem !== "" && <Tag color="error">{message_or(language, `cut_${record.problem}`, record.problem)}</Tag>}
        {record.problem === "" && bad && <Tag color="error">{say("trial_problem")}</Tag>}
      </summary>
      <Ruler record={record} />
      {record.fields.length > 0 && <CutFields fields={record.fields} />}
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

// A record for which only some fields matter: these, and the whole on request.
export function CutExtract({ record, names }: { record: CutRecordView; names: readonly string[] }) {
  const { say } = use_speech();
  const wanted = record.fields.filter((field) => field.problem !== "" || names.includes(field.name));
  return (
    <>
      {wanted.length > 0 && <CutFields fields={wanted} />}
      <details className="cut_whole" open={wanted.length === 0 && record.fields.length === 0}>
        <summary>{say("cut_whole")}</summary>
        <Ruler record={record} />
        {record.fields.length > 0 && <CutFields fields={record.fields} />}
      </details>
    </>
  );
}
