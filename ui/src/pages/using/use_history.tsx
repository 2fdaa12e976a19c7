// What has happened to an application to use data, in order, and who is still to decide.
import type { DataApplicationView, DistrictView } from "../../api/types";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { NarrowedText } from "./narrowed_text";
import { listed } from "./words";

export function UseHistory({ view, districts }: { view: DataApplicationView; districts: readonly DistrictView[] }) {
  const { say, either, language } = use_speech();
  const stage_title = (name: string) => {
    const stage = view.stages.find((one) => one.name === name);
    return stage ? either(stage.title_zh, stage.title_en) : name;
  };
  const waiting = view.state === "submitted" ? view.stages.filter((stage) => stage.state !== "done") : [];
  return (
    <ol className="history">
      {view.steps.map((step) => (
        <li key={step.number} className={`history_step history_${step.act}`}>
          <p className="history_head">
            <strong>{message_or(language, `use_act_${step.act === "approve" && step.narrowed ? "approve_part" : step.act}`, step.act)}</strong>
            <span className="nums soft">{roc_instant(step.at)}</span>
          </p>
          <p className="history_who">
            {step.by && `${step.by.name}（${step.by.account}）　`}
            <span className="soft">{step.stage ? stage_title(step.stage) : step.by ? say("use_as_applicant") : say("use_by_time")}</span>
          </p>
          {step.narrowed && <NarrowedText of={step.narrowed} view={view} districts={districts} />}
          {step.reason && <p className="history_reason">{step.reason}</p>}
        </li>
      ))}
      {view.state === "sent_back" && (
        <li className="history_step history_now" aria-current="step">
          <p className="history_head">
            <span>{say("step_wait_correct")}</span>
          </p>
        </li>
      )}
      {waiting.map((stage, place) => (
        <li key={stage.name} className={place === 0 ? "history_step history_now" : "history_step history_ahead"} aria-current={place === 0 ? "step" : undefined}>
          <p className="history_head">
            <span>{say("use_to_come", { stage: either(stage.title_zh, stage.title_en) })}</span>
          </p>
          {stage.may_act.length > 0 && <p className="history_who soft">{listed(language, stage.may_act.map((one) => one.name))}</p>}
        </li>
      ))}
    </ol>
  );
}
