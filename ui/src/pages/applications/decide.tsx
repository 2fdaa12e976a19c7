// For whoever decides on applications of either kind, and for whoever has to correct one.
import { Alert, Button } from "antd";
import { with_query } from "../../api/client";
import { use_load } from "../../api/use_load";
import { use_speech } from "../../i18n";
import { use_client } from "../../shell/session";

// The next that waits, so that the inbox is gone through without going back to it. `path`: of the list and the page.
export function NextOne({ path, after }: { path: string; after: string }) {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<{ items: { id: string }[] }>(with_query(path, { box: "inbox", limit: "2" })), [client, path, after]);
  const next = load.answer?.items.find((row) => row.id !== after);
  return next ? <Button href={`#${path}/${next.id}`}>{say("application_next")}</Button> : null;
}

interface Step {
  act: string;
  reason: string;
}

// Why it was last sent back.
export function SentBack({ steps, className = "gap_below" }: { steps: readonly Step[]; className?: string }) {
  const { say } = use_speech();
  const told = [...steps].reverse().find((step) => step.act === "send_back");
  if (!told) return null;
  return <Alert className={className} type="warning" showIcon title={say("sent_back_reason")} description={told.reason} />;
}
