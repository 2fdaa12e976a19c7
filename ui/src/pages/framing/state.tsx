// How a frame stands.
import { Tag } from "antd";
import type { FrameView } from "../../api/types";
import { message_or, use_speech } from "../../i18n";

const colors: Record<string, string> = { ordered: "processing", numbered: "warning", drawn: "success" };

export function FrameState({ of }: { of: Pick<FrameView, "state" | "kept"> }) {
  const { say, language } = use_speech();
  if (of.state === "drawn" && !of.kept) return <Tag>{say("frame_state_gone")}</Tag>;
  return <Tag color={colors[of.state] ?? "default"}>{message_or(language, `frame_state_${of.state}`, of.state)}</Tag>;
}
