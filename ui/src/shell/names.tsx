// Words for the codes of the office: roles, standings, kinds; and people by name and account.
import { Tag } from "antd";
import type { AccountRef } from "../api/types";
import { message_or, use_speech, type Language } from "../i18n";

export function role_text(language: Language, role: string): string {
  return message_or(language, `role_${role}`, role);
}

export function roles_text(language: Language, roles: readonly string[]): string {
  return roles.map((role) => role_text(language, role)).join(language === "zh" ? "、" : ", ");
}

export function Roles({ of }: { of: readonly string[] }) {
  const { language } = use_speech();
  return <>{roles_text(language, of)}</>;
}

export function Who({ of }: { of: AccountRef | null | undefined }) {
  const { say } = use_speech();
  if (!of) return <span className="soft">{say("nobody")}</span>;
  return (
    <>
      {of.name} <span className="soft">{of.account}</span>
    </>
  );
}

const standing_colors: Record<string, string> = {
  active: "success",
  idle: "warning",
  suspended: "error",
  locked: "error",
  not_yet_valid: "processing",
};

export function Standing({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={standing_colors[of] ?? "default"}>{message_or(language, `standing_${of}`, of)}</Tag>;
}

const application_colors: Record<string, string> = {
  submitted: "processing",
  endorsed: "processing",
  sent_back: "warning",
  carried_out: "success",
  refused: "error",
};

export function ApplicationState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={application_colors[of] ?? "default"}>{message_or(language, `application_state_${of}`, of)}</Tag>;
}
