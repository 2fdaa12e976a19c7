// 密件, who and when, for pages that show people or their cases and rest on no single grant or case: lists and registers.
import { use_speech } from "../i18n";
import { Paper } from "./paper";

export function PagePaper({ what }: { what: string }) {
  const { say } = use_speech();
  return <Paper base_date="" facts={[[say("attach_paper_page"), what]]} mark={what} />;
}
