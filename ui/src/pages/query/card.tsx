// One person's card: the grant's fields and no others. What is masked looks masked and is read aloud as masked.
import { Alert, Button, Tag } from "antd";
import type { FieldValue, PersonCard } from "../../api/types";
import { roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { MaskedText } from "./masked_text";
import { place_of_card } from "./members";
import { Timeline } from "./timeline";

function Value({ field }: { field: FieldValue }) {
  const { either } = use_speech();
  if (field.value === "") return <span className="no_value">－</span>;
  return <MaskedText text={roc_date(either(field.value, field.value_en))} masked={field.masked} />;
}

export interface CardActs {
  reveal?: (() => void) | undefined;
  household?: (() => void) | undefined;
  conflict?: (() => void) | undefined;
}

export function RecordCard({ card, number, acts }: { card: PersonCard; number: number; acts: CardActs }) {
  const { say, either } = use_speech();
  const masked = card.fields.some((field) => field.masked) || card.histories.some((history) => history.masked && history.events.length > 0);
  const who = ["Relation", "PersonName"].flatMap((name) => card.fields.filter((field) => field.name === name && field.value !== ""));
  return (
    <article className="record" id={place_of_card(card.handle)} tabIndex={-1} aria-label={`${say("result")} ${number}`}>
      <header className="record_head">
        <span className="record_number nums">{number}</span>
        {who.map((field) => (
          <strong key={field.name} className="record_who">
            <Value field={field} />
          </strong>
        ))}
        {card.status_zh && <Tag color="default">{either(card.status_zh, card.status_en)}</Tag>}
        <Tag color={masked ? "default" : "warning"}>{say(masked ? "masked_state" : "revealed_state")}</Tag>
        <span className="record_acts">
          {masked && acts.reveal && (
            <Button size="small" type="primary" ghost onClick={acts.reveal}>
              {say("reveal")}
            </Button>
          )}
          {acts.household && (
            <Button size="small" onClick={acts.household}>
              {say("household")}
            </Button>
          )}
          {acts.conflict && (
            <Button size="small" type="text" onClick={acts.conflict}>
              {say("conflict_declare")}
            </Button>
          )}
        </span>
      </header>
      {card.by_earlier_id && <Alert type="warning" showIcon banner title={say("by_earlier_id")} />}
      <dl className="record_fields">
        {card.fields.map((field) => (
          <div key={field.name} className={field.value.length > 18 ? "wide_field" : undefined}>
            <dt>{either(field.label_zh, field.label_en)}</dt>
            <dd>
              <Value field={field} />
            </dd>
          </div>
        ))}
      </dl>
      {card.histories.length > 0 && (
        <div className="histories">
          {card.histories.map((history) => (
            <Timeline key={history.name} history={history} />
          ))}
        </div>
      )}
    </article>
  );
}
