// Everything that nothing was found against, kept in one act; each line says so by itself in the record.
import { App } from "antd";
import type { DecidedView, DecideLinesRequest } from "../../api/types";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { use_client } from "../../shell/session";

export function KeepClean({ path, changed }: { path: string; changed: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  return (
    <ActButton
      label={say("review_keep_clean")}
      title={say("review_keep_clean_title")}
      text={say("review_keep_clean_text")}
      reason="none"
      size="small"
      act={async () => {
        const request: DecideLinesRequest = { accounts: [], undisputed: true, decision: "keep", note: "" };
        const { decided } = await client.post<DecidedView>(`${path}/lines`, request);
        if (decided === 0) message.info(say("review_none_clean"));
        else message.success(say("review_decided_done", { count: decided.toLocaleString("en-US") }));
        changed();
      }}
    />
  );
}
