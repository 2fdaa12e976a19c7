// How an attachment stands: its file, and what became of the paper.
import { Tag } from "antd";
import type { CaseAttachmentView } from "../../api/types";
import { first_day, last_day } from "../../base/day_text";
import { days_until } from "../../base/due";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech, type Speech } from "../../i18n";

const file_colors: Record<string, string> = { kept: "processing", ended: "default", destroyed: "default" };

export function FileState({ of }: { of: CaseAttachmentView }) {
  const { say, language } = use_speech();
  return (
    <>
      <Tag color={file_colors[of.file] ?? "default"}>{message_or(language, `attachment_file_${of.file}`, of.file)}</Tag>
      {of.file === "kept" && (
        <span className="nums soft"> {say("attachment_until", { at: of.keeps === "kept" ? last_day(of.ends_at) : roc_instant(of.ends_at) })}</span>
      )}
    </>
  );
}

export function PaperState({ of }: { of: CaseAttachmentView }) {
  const { say, language } = use_speech();
  const days = days_until(of.due_on, new Date()) ?? 0;
  if (of.paper !== "unsaid") {
    return (
      <>
        <Tag color="success">{message_or(language, `attachment_paper_${of.paper}`, of.paper)}</Tag>
        <span className="nums soft"> {of.paper_on ? first_day(of.paper_on) : ""}</span>
      </>
    );
  }
  return (
    <>
      <Tag color={days < 0 ? "error" : days <= 7 ? "warning" : "default"}>{say("attachment_paper_unsaid")}</Tag>
      <span className="nums soft"> {days < 0 ? say("attachment_paper_late", { count: -days }) : say("attachment_paper_due", { day: first_day(of.due_on) })}</span>
    </>
  );
}

export function entries_of({ say }: Pick<Speech, "say">, of: CaseAttachmentView): string {
  if (of.log === "0") return say("attachment_entries_none");
  const last = of.last_index === of.first_index ? "" : `–${of.last_index}`;
  return `${of.log} #${of.first_index}${last}`;
}
