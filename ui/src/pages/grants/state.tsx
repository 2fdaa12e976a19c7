// How a grant stands, and how many days are left of it.
import { Tag } from "antd";
import type { GrantRow } from "../../api/types";
import { message_or, use_speech } from "../../i18n";

const colors: Record<string, string> = { in_force: "success", not_yet_valid: "processing", suspended: "error" };

export function GrantState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={colors[of] ?? "default"}>{message_or(language, `grant_state_${of}`, of)}</Tag>;
}

// In force by its own dates, and halted by what it rests on: nothing may be asked.
export const is_usable = (grant: Pick<GrantRow, "state" | "halted_by">) => grant.state === "in_force" && grant.halted_by === "";

export function GrantDays({ of }: { of: Pick<GrantRow, "state" | "days_left" | "halted_by"> }) {
  const { say } = use_speech();
  if (of.state !== "in_force") return null;
  if (of.halted_by !== "") return <Tag color="error">{say(of.halted_by === "link" ? "grant_link_stopped" : "grant_purpose_stopped")}</Tag>;
  return <Tag color={of.days_left <= 14 ? "warning" : "default"}>{say("days_left", { count: of.days_left })}</Tag>;
}

// One tag for how it stands: its state, or while it is in force the days left.
export function GrantStanding({ of }: { of: Pick<GrantRow, "state" | "days_left" | "halted_by"> }) {
  return of.state === "in_force" ? <GrantDays of={of} /> : <GrantState of={of.state} />;
}
