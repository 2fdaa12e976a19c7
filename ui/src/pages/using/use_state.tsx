// Where an application to use data stands, and for whom it waits.
import { Tag } from "antd";
import { message_or, use_speech } from "../../i18n";

const colors: Record<string, string> = { submitted: "processing", sent_back: "warning", approved: "success", refused: "error" };

export function UseState({ row }: { row: { state: string; waiting_for: string | null } }) {
  const { say, language } = use_speech();
  return (
    <>
      <Tag color={colors[row.state] ?? "default"}>{message_or(language, `use_state_${row.state}`, row.state)}</Tag>{" "}
      {row.state === "submitted" && row.waiting_for && row.waiting_for !== "applicant" && (
        <span className="soft use_waits">{say("use_waits_for", { whom: message_or(language, `use_stage_${row.waiting_for}`, row.waiting_for) })}</span>
      )}
    </>
  );
}
