// Everybody of a year; a row opens to its trainings.
import { Button } from "antd";
import type { TrainingRow } from "../../api/types";
import { use_speech } from "../../i18n";
import { Roles } from "../../shell/names";
import { Rows } from "../../shell/rows";
import { use_unfold } from "../../shell/unfold";
import { TrainingRecords } from "./records";
import { TrainingStanding } from "./standing";

interface TrainingTableProps {
  rows: TrainingRow[];
  add: (row: TrainingRow) => void;
  changed: () => void;
}

export function TrainingTable({ rows, add, changed }: TrainingTableProps) {
  const { say } = use_speech();
  const unfold = use_unfold<TrainingRow>((row) => row.account.name);
  return (
    <Rows<TrainingRow>
      rowKey={(row) => row.account.id}
      dataSource={rows}
      pagination={
        rows.length > 20
          ? { defaultPageSize: 20, showSizeChanger: false, showTotal: (count) => say("records_count", { count: count.toLocaleString("en-US") }) }
          : false
      }
      expandable={{
        columnWidth: 70,
        columnTitle: <span className="unseen">{say("training_show")}</span>,
        rowExpandable: (row) => row.records.length > 0,
        expandedRowRender: (row) => <TrainingRecords records={row.records} changed={changed} />,
        expandIcon: unfold,
      }}
      columns={[
        {
          title: say("training_who"),
          key: "who",
          render: (_, row) => (
            <span className="one_line">
              {row.account.name} <span className="soft">{row.account.account}</span>
            </span>
          ),
        },
        { title: say("unit"), key: "unit", render: (_, row) => row.unit.name },
        { title: say("roles"), key: "roles", render: (_, row) => <Roles of={row.roles} /> },
        { title: say("training_hours"), dataIndex: "hours", align: "right", className: "nums" },
        { title: say("training_required"), dataIndex: "required", align: "right", className: "nums" },
        { title: say("training_standing"), key: "short", render: (_, row) => <TrainingStanding row={row} /> },
        {
          title: <span className="unseen">{say("training_add")}</span>,
          key: "add",
          align: "right",
          render: (_, row) =>
            row.may_add ? (
              <Button size="small" onClick={() => add(row)} aria-label={`${say("training_add")}：${row.account.name}`}>
                {say("training_add")}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}
