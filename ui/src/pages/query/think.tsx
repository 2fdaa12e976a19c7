// The think-before-look card: purpose, basis, what will be shown, of whom, and that it is recorded.
import type { GrantView } from "../../api/types";
import { roc_last_day } from "../../base/roc_date";
import { message_or, use_speech, type Speech } from "../../i18n";
import { hours_text, networks_text, quota_text } from "../using/words";

export function population_text(grant: GrantView, speech: Speech): string {
  if (grant.population.districts.length === 0) {
    return message_or(speech.language, `population_${grant.population.kind}`, grant.population.kind);
  }
  return grant.population.districts
    .map((district) => speech.either(district.name_zh, district.name_en))
    .join(speech.language === "zh" ? "、" : ", ");
}

// `answers`: what is asked is answered by yes or no, and nothing is shown.
export function ThinkCard({ grant, answers = false }: { grant: GrantView | null; answers?: boolean }) {
  const speech = use_speech();
  const { say, either, language } = speech;
  return (
    <section className="card think" aria-labelledby="think_title">
      <h2 id="think_title">{say("think_title")}</h2>
      {!grant && <p className="think_pick">{say("think_pick")}</p>}
      {grant && (
        <dl className="think_facts">
          <dt>{say("think_purpose")}</dt>
          <dd>
            <strong>{either(grant.purpose_zh, grant.purpose_en)}</strong>
          </dd>
          <dt>{say("think_basis")}</dt>
          <dd>
            <ul className="bases">
              {grant.bases.map((basis) => (
                <li key={basis.id}>{basis.title}</li>
              ))}
            </ul>
          </dd>
          <dt>{say(answers ? "question_grant_fields" : "think_fields")}</dt>
          <dd className="chips">
            {grant.fields.map((field) => (
              <span key={field.name} className="chip">
                {either(field.label_zh, field.label_en)}
              </span>
            ))}
          </dd>
          <dt>{say("think_population")}</dt>
          <dd>{population_text(grant, speech)}</dd>
          <dt>{say("think_operations")}</dt>
          <dd>
            {grant.operations
              .map((operation) => message_or(language, `operation_${operation}`, operation))
              .join(language === "zh" ? "、" : ", ")}
          </dd>
          <dt>{say("think_period")}</dt>
          <dd className="nums">
            {roc_last_day(grant.to)}（{say("days_left", { count: grant.days_left })}）
          </dd>
          <dt>{say("think_quota")}</dt>
          <dd className="nums">
            {say("use_today")} {quota_text(language, grant.used_today, grant.quota_day)}　{say("use_month")}{" "}
            {quota_text(language, grant.used_month, grant.quota_month)}　{say("use_total")} {quota_text(language, grant.used_total, grant.quota_total)}
          </dd>
          {(grant.hours || grant.networks.length > 0) && (
            <>
              <dt>{say("use_hours")}</dt>
              <dd>
                {hours_text(language, grant.hours)}
                {grant.networks.length > 0 && `　${say("use_networks")} ${networks_text(language, grant.networks)}`}
              </dd>
            </>
          )}
        </dl>
      )}
      <div className="recorded">
        <h3>{say("think_recorded")}</h3>
        <p>{say("think_recorded_text")}</p>
        {!answers && <p>{say("think_masked_text")}</p>}
      </div>
    </section>
  );
}
