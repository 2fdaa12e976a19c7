// An emergency account was opened: before the eyes of those who answer for accounts until one of them has acknowledged it.
import { Alert, App } from "antd";
import type { BreakGlassList } from "../api/types";
import { use_load } from "../api/use_load";
import { use_path } from "../base/router";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { ActButton } from "./act_button";
import { use_session } from "./session";

const told = ["unit_head", "account_administrator", "auditor", "ethics_officer"];

export function BreakGlass() {
  const { client, view } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const concerns = view?.roles.some((role) => told.includes(role)) ?? false;
  // Asked anew whenever one comes home.
  const home = use_path() === "/";
  const load = use_load(
    () => (concerns ? client.get<BreakGlassList>("/break-glass") : Promise.resolve({ items: [] })),
    [client, concerns, home],
  );
  return (load.answer?.items ?? [])
    .filter((one) => !one.acknowledged_at)
    .map((one) => (
      <Alert
        key={one.id}
        className="break_glass"
        type="error"
        showIcon
        title={<strong>{say("break_glass_title", { account: one.account, at: roc_instant(one.from) })}</strong>}
        description={
          <>
            <p>{say("break_glass_text", { until: roc_instant(one.until) })}</p>
            <p>{say("break_glass_reason", { reason: one.reason })}</p>
          </>
        }
        action={
          <ActButton
            size="small"
            label={say("break_glass_acknowledge")}
            text={say("break_glass_acknowledge_text")}
            reason="required"
            reason_label={say("act_note")}
            act={async (note) => {
              await client.post(`/break-glass/${encodeURIComponent(one.id)}/acknowledge`, { note });
              message.success(say("break_glass_done"));
              load.again();
            }}
          />
        }
      />
    ));
}
