// How a watch and a change stand, in a word.
import { Tag } from "antd";
import type { WatchHitView, WatchView } from "../../api/types";
import { message_or, use_speech } from "../../i18n";

const watch_colors: Record<string, string> = { running: "processing", halted: "error" };
const hit_colors: Record<string, string> = { open: "processing", seen: "default", handled: "success", stopped: "error" };

export function WatchState({ of }: { of: WatchView }) {
  const { language } = use_speech();
  return <Tag color={watch_colors[of.state] ?? "default"}>{message_or(language, `watch_state_${of.state}`, of.state)}</Tag>;
}

export function HitState({ of }: { of: WatchHitView }) {
  const { language } = use_speech();
  return <Tag color={hit_colors[of.state] ?? "default"}>{message_or(language, `hit_state_${of.state}`, of.state)}</Tag>;
}
