// Yes, no, or that the data does not say: in words first, in colour second.
import { Tag } from "antd";
import { message_or, use_speech } from "../../i18n";

const colors: Record<string, string> = { yes: "success", no: "error", cannot_tell: "warning" };

export const verdicts = ["yes", "no", "cannot_tell"] as const;

export function Verdict({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={colors[of] ?? "default"}>{message_or(language, `verdict_${of}`, of)}</Tag>;
}
