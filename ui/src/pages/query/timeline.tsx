// A history of a person, the oldest first: what happened, when, from where to where. Masked until it is revealed.
import { Tag } from "antd";
import type { CardEventView, CardHistoryView } from "../../api/types";
import { roc_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { MaskedText } from "./masked_text";

function Event({ event, masked }: { event: CardEventView; masked: boolean }) {
  const { say, either } = use_speech();
  const way = [event.from, event.to].filter((one) => one !== "");
  return (
    <li className={event.undone ? "event undone" : "event"}>
      <span className="event_day nums">
        {event.on ? <MaskedText text={roc_day(event.on)} masked={masked} /> : say("history_unknown_day")}
      </span>
      <span className="event_text">
        <strong>{either(event.zh, event.en)}</strong>
        {event.undone && <Tag color="default">{say("history_undone")}</Tag>}
        {way.length > 0 && (
          <span className="event_way">
            {event.from && <MaskedText text={roc_day(event.from)} masked={masked} />}
            {event.to && (
              <>
                <span aria-hidden="true"> → </span>
                <MaskedText text={roc_day(event.to)} masked={masked} />
              </>
            )}
          </span>
        )}
        <span className="event_more nums">
          {event.registered && (
            <span>
              {say("history_registered")} <MaskedText text={roc_day(event.registered)} masked={masked} />
            </span>
          )}
          {event.other_id && (
            <span>
              {say("history_other")} <MaskedText text={event.other_id} masked={masked} />
            </span>
          )}
          {event.act && (
            <span>
              {say("history_act")} {event.act}
            </span>
          )}
        </span>
      </span>
    </li>
  );
}

export function Timeline({ history }: { history: CardHistoryView }) {
  const { say, either } = use_speech();
  const label = either(history.label_zh, history.label_en);
  return (
    <div className="history">
      <h3>
        {label} <span className="history_count">{history.events.length > 0 && say("history_count", { count: history.events.length })}</span>
      </h3>
      {history.events.length === 0 && <p className="history_none">{say("history_none")}</p>}
      <ol className="timeline">
        {history.events.map((event, place) => (
          <Event key={place} event={event} masked={history.masked} />
        ))}
      </ol>
    </div>
  );
}
