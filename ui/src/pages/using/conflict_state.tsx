// Where a declared conflict stands: waiting for a colleague, taken over, or withdrawn.
import { Tag } from "antd";
import type { ConflictView } from "../../api/types";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";

export function ConflictState({ of }: { of: ConflictView }) {
  const { say } = use_speech();
  if (of.withdrawn_at) return <Tag>{say("conflict_state_withdrawn")}</Tag>;
  if (of.taken_at) {
    return (
      <>
        <Tag color="success">{say("conflict_state_taken")}</Tag>
        <span className="soft nums one_line">{roc_instant(of.taken_at).slice(0, -3)}</span>
      </>
    );
  }
  return <Tag color="processing">{say("conflict_state_waiting")}</Tag>;
}
