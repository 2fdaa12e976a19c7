import { Tag } from "antd";
import type { TrainingRow } from "../../api/types";
import { use_speech } from "../../i18n";

export function TrainingStanding({ row }: { row: TrainingRow }) {
  const { say } = use_speech();
  if (row.required === 0) return <span className="soft">{say("training_not_required")}</span>;
  return row.short ? (
    <Tag color="warning">{say("training_short", { hours: row.required - row.hours })}</Tag>
  ) : (
    <Tag color="success">{say("training_enough")}</Tag>
  );
}
