// How a match stands, and for how long its result is kept.
import { Tag } from "antd";
import { first_day } from "../../base/day_text";
import { days_until } from "../../base/due";
import { message_or, use_speech } from "../../i18n";
import type { MatchView } from "../../api/types";

const colors: Record<string, string> = { running: "processing", done: "success", cancelled: "warning", failed: "error" };

// Nobody goes on with it: it waits to be taken up again.
export const is_interrupted = (match: Pick<MatchView, "state" | "may">) => match.state === "waiting" && match.may.resume;
export const goes_on = (match: Pick<MatchView, "state" | "may">) => (match.state === "waiting" || match.state === "running") && !is_interrupted(match);
// Its time is over, or it was destroyed.
export const is_gone = (match: Pick<MatchView, "state" | "may">) => match.state !== "waiting" && match.state !== "running" && !match.may.destroy;

export function MatchState({ of }: { of: MatchView }) {
  const { say, language } = use_speech();
  if (is_interrupted(of)) return <Tag color="warning">{say("match_state_failed")}</Tag>;
  return <Tag color={colors[of.state] ?? "default"}>{message_or(language, `match_state_${of.state}`, of.state)}</Tag>;
}

export function KeptUntil({ of }: { of: MatchView }) {
  const { say } = use_speech();
  if (is_gone(of)) return <>{say("match_state_gone")}</>;
  const day = <span className="nums">{first_day(of.ends_on)}</span>;
  const days = days_until(of.ends_on, new Date()) ?? 0;
  return (
    <>
      {day} <Tag color={days <= 7 ? "warning" : "default"}>{days <= 0 ? say("match_keeps_today") : say("match_keeps_left", { count: days })}</Tag>
    </>
  );
}

export function entries_text(say: ReturnType<typeof use_speech>["say"], match: MatchView): string {
  if (match.first_index === null || match.last_index === null) return say("none");
  const key = match.first_index === match.last_index ? "match_entries_one" : "match_entries_range";
  return say(key, { first: match.first_index.toLocaleString("en-US"), last: match.last_index.toLocaleString("en-US") });
}
