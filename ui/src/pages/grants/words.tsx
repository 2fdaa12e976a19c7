// Words for the parts of a grant: its state, whom it reaches, when and how often.
import { Tag } from "antd";
import type { GrantRow } from "../../api/catalogue";
import { message_or, use_speech, type Speech } from "../../i18n";

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

export function population_text(of: GrantRow["population"], speech: Speech): string {
  const kind = message_or(speech.language, `population_${of.kind}`, of.kind);
  if (of.districts.length === 0) return kind;
  const join = speech.language === "zh" ? "、" : ", ";
  return of.districts.map((district) => speech.either(district.name_zh, district.name_en)).join(join);
}

const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export function hours_text(of: GrantRow["hours"], speech: Speech): string {
  if (!of) return speech.say("grant_any_hour");
  const all = of.weekdays.length === 0 || of.weekdays.length === 7;
  const days = all
    ? speech.say("grant_every_day")
    : of.weekdays
        .map((day) => week[day - 1])
        .filter((day) => day !== undefined)
        .map((day) => speech.say(`weekday_${day}`))
        .join(speech.language === "zh" ? "、" : ", ");
  return `${days} ${of.from}–${of.to}`;
}

export function quota_text(used: number, quota: number, speech: Speech): string {
  return `${used.toLocaleString("en-US")}／${quota > 0 ? quota.toLocaleString("en-US") : speech.say("no_limit")}`;
}
