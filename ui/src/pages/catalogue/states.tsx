// How bases, purposes and links stand, in one word and a colour.
import { Tag } from "antd";
import { days_until } from "../../base/due";
import { message_or, use_speech } from "../../i18n";

const basis_colors: Record<string, string> = { in_force: "success", planned: "processing" };
const purpose_colors: Record<string, string> = { approved: "success", draft: "processing", changed: "warning", stopped: "error" };
const link_colors: Record<string, string> = { active: "success", not_yet_valid: "processing", suspended: "error", expired: "error" };

export function BasisState({ of }: { of: { state: string; ends_soon: boolean; until: string | null } }) {
  const { say, language } = use_speech();
  const days = of.until && of.ends_soon ? days_until(of.until, new Date()) : null;
  return (
    <>
      <Tag color={basis_colors[of.state] ?? "default"}>{message_or(language, `basis_state_${of.state}`, of.state)}</Tag>
      {days !== null && days >= 0 && <Tag color="warning">{say("days_left", { count: days })}</Tag>}
    </>
  );
}

export function PurposeState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={purpose_colors[of] ?? "default"}>{message_or(language, `purpose_state_${of}`, of)}</Tag>;
}

export function LinkState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={link_colors[of] ?? "default"}>{message_or(language, `link_state_${of}`, of)}</Tag>;
}

// Who keeps the catalogue and the links; the server decides on each act.
export const keeper_roles = ["designated_person", "account_administrator"];
