// What has happened to an application, in order, and what is still to come.
import type { ApplicationStep } from "../../api/types";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech, type MessageKey } from "../../i18n";

// What is still to come from each state on, until the account can be used.
const ahead: Record<string, MessageKey[]> = {
  submitted: ["step_wait_endorse", "step_wait_carry_out"],
  endorsed: ["step_wait_carry_out"],
  sent_back: ["step_wait_correct", "step_wait_endorse", "step_wait_carry_out"],
};

export function History({ state, steps }: { state: string; steps: readonly ApplicationStep[] }) {
  const { say, language } = use_speech();
  const waiting = ahead[state] ?? [];
  return (
    <ol className="history">
      {steps.map((step) => (
        <li key={step.number} className={`history_step history_${step.act}`}>
          <p className="history_head">
            <strong>{message_or(language, `act_${step.act}`, step.act)}</strong>
            <span className="nums soft">{roc_instant(step.at)}</span>
          </p>
          <p className="history_who">
            {step.by && `${step.by.name}（${step.by.account}）　`}
            <span className={step.by ? "soft" : undefined}>{message_or(language, `act_as_${step.as}`, step.as)}</span>
          </p>
          {step.reason && <p className="history_reason">{step.reason}</p>}
        </li>
      ))}
      {waiting.map((key, place) => (
        <li key={key} className={place === 0 ? "history_step history_now" : "history_step history_ahead"} aria-current={place === 0 ? "step" : undefined}>
          <p className="history_head">
            <span>{say(key)}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
