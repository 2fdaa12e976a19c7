// How a grant stands, and how many days are left of it.
import { Tag } from "antd";
import type { GrantRow } from "../../api/types";
import { message_or, use_speech } from "../../i18n";

const colors: Record<string, string> = { in_force: "success", not_yet_valid: "processing", suspended: "error" };

export function GrantState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={colors[of] ?? "default"}>{message_or(language, `grant_state_${of}`, of)}</Tag>;
}

export function GrantDays({ of }: { of: Pick<GrantRow, "state" | "days_left"> }) {
  const { say } = use_speech();
  if (of.state !== "in_force") return null;
  return <Tag color={of.days_left <= 14 ? "warning" : "default"}>{say("days_left", { count: of.days_left })}</Tag>;
}
