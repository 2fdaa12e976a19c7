// How a match stands, and for how long its result is kept.
import { Tag } from "antd";
import { first_day } from "../../base/day_text";
import { message_or, use_speech } from "../../i18n";
import type { MatchView } from "./types";

const colors: Record<string, string> = { waiting: "default", running: "processing", done: "success", cancelled: "warning", failed: "error", destroyed: "default" };

export const goes_on = (match: Pick<MatchView, "state">) => match.state === "waiting" || match.state === "running";

export function MatchState({ of }: { of: MatchView }) {
  const { language } = use_speech();
  return <Tag color={colors[of.state] ?? "default"}>{message_or(language, `match_state_${of.state}`, of.state)}</Tag>;
}

export function KeptUntil({ of }: { of: MatchView }) {
  const { say } = use_speech();
  if (of.state === "destroyed") return <>{say("match_state_destroyed")}</>;
  if (!of.ends_on) return null;
  const day = <span className="nums">{first_day(of.ends_on)}</span>;
  if (of.days_left < 0) return <Tag>{say("match_keeps_over")}</Tag>;
  return (
    <>
      {day} <Tag color={of.days_left <= 7 ? "warning" : "default"}>{of.days_left === 0 ? say("match_keeps_today") : say("match_keeps_left", { count: of.days_left })}</Tag>
    </>
  );
}

export function entries_text(say: ReturnType<typeof use_speech>["say"], match: MatchView): string {
  if (match.first_index === null || match.last_index === null) return say("none");
  const key = match.first_index === match.last_index ? "match_entries_one" : "match_entries_range";
  return say(key, { log: match.log, first: match.first_index, last: match.last_index });
}
