// How recipients, approvals and copies stand, in words and colours.
import { Tag } from "antd";
import type { CopyApprovalRow, CopyRow, RecipientRow } from "../../api/types";
import { message_or, use_speech } from "../../i18n";

const colors: Record<string, string> = {
  waiting: "warning",
  in_force: "success",
  not_yet_valid: "default",
  used_up: "default",
  expired: "default",
  revoked: "error",
  making: "processing",
  failed: "error",
  ready: "processing",
  unfetched: "default",
  out: "warning",
  overdue: "error",
  destroyed: "success",
};

function State({ words, of }: { words: string; of: string }) {
  const { language } = use_speech();
  return <Tag color={colors[of] ?? "default"}>{message_or(language, `${words}_${of}`, of)}</Tag>;
}

export const RecipientState = ({ of }: { of: Pick<RecipientRow, "state"> }) => <State words="recipient_state" of={of.state} />;
export const ApprovalState = ({ of }: { of: Pick<CopyApprovalRow, "state"> }) => <State words="copy_approval_state" of={of.state} />;
export const CopyState = ({ of }: { of: Pick<CopyRow, "state"> }) => <State words="copy_state" of={of.state} />;
export const copy_states = ["making", "ready", "out", "overdue", "destroyed", "unfetched", "failed"] as const;
export const copied_things = ["match", "roster", "frame"] as const;
