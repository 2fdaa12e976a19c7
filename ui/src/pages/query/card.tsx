// One person's card: the grant's fields and no others. What is masked looks masked and is read aloud as masked.
import { Button, Tag } from "antd";
import type { FieldValue, PersonCard } from "../../api/types";
import { mask_runs } from "../../base/mask";
import { roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";

function Value({ field }: { field: FieldValue }) {
  const { say, either } = use_speech();
  if (field.value === "") return <span className="no_value">－</span>;
  const shown = roc_date(either(field.value, field.value_en));
  if (!field.masked) return <span>{shown}</span>;
  return (
    <span>
      <span aria-hidden="true">
        {mask_runs(shown).map((run, place) => (
          <span key={place} className={run.masked ? "mask" : undefined}>
            {run.text}
          </span>
        ))}
      </span>
      <span className="unseen">
        {mask_runs(shown)
          .map((run) => (run.masked ? "" : run.text))
          .join(" ")}
        {say("masked_reading")}
      </span>
    </span>
  );
}

export interface CardActs {
  reveal?: (() => void) | undefined;
  household?: (() => void) | undefined;
  conflict?: (() => void) | undefined;
}

export function RecordCard({ card, number, acts }: { card: PersonCard; number: number; acts: CardActs }) {
  const { say, either } = use_speech();
  const masked = card.fields.some((field) => field.masked);
  return (
    <article className="record" aria-label={`${say("result")} ${number}`}>
      <header className="record_head">
        <span className="record_number nums">{number}</span>
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
    </article>
  );
}
