// Everything that was typed, before it is sent; each group leads back to where it is changed.
import { Button } from "antd";
import type { DataForm } from "../../api/types";
import { byte_text } from "../../base/manifest";
import { use_speech } from "../../i18n";
import { Facts, type Fact } from "../../shell/facts";
import { fields_offered, link_of, networks_of, purpose_of, use_steps, type Typed, type UseStep } from "./draft";
import { count_text, hours_text, listed, networks_text, operations_text } from "./words";

interface UseReviewProps {
  form: DataForm;
  typed: Typed;
  files: readonly File[];
  renews: boolean;
  edit: (step: UseStep) => void;
}

export function UseReview({ form, typed, files, renews, edit }: UseReviewProps) {
  const { say, either, language } = use_speech();
  const purpose = purpose_of(form, typed.purpose);
  const link = link_of(form, typed.holding);
  const fields = fields_offered(purpose, link).filter((one) => typed.fields?.includes(one.name));
  const districts = form.districts.filter((one) => typed.districts?.includes(one.code));
  const hours = typed.limited ? { from: typed.hours_from ?? "", to: typed.hours_to ?? "", weekdays: typed.weekdays ?? [] } : null;
  const facts: Record<Exclude<UseStep, "review">, Fact[]> = {
    purpose: [
      { label: say("use_kind"), value: say(renews ? "use_kind_renewal" : "use_kind_new") },
      { label: say("use_purpose"), value: purpose ? either(purpose.name_zh, purpose.name_en) : "" },
      { label: say("use_link"), value: link ? either(link.name_zh, link.name_en) : "" },
      { label: say("use_holders"), value: listed(language, form.holders.filter((one) => typed.holders?.includes(one.id)).map((one) => `${one.name}（${one.account}）`)), wide: true },
    ],
    data: [
      { label: say("use_fields"), value: `${listed(language, fields.map((one) => either(one.label_zh, one.label_en)))}（${say("use_items", { count: fields.length })}）`, wide: true },
      { label: say("use_operations"), value: operations_text(language, typed.operations ?? []) },
      {
        label: say("think_population"),
        value: typed.whom === "districts" ? listed(language, districts.map((one) => either(one.name_zh, one.name_en))) : say("population_all"),
        wide: districts.length > 3,
      },
    ],
    period: [
      { label: say("use_period"), value: `${typed.from ?? ""}–${typed.until ?? ""}` },
      { label: say("use_expected_day"), value: count_text(language, typed.day) },
      { label: say("use_expected_month"), value: count_text(language, typed.month) },
      { label: say("use_expected_total"), value: count_text(language, typed.total) },
      { label: say("use_hours"), value: hours_text(language, hours) },
      { label: say("use_networks"), value: networks_text(language, networks_of(typed.networks)) },
    ],
    why: [
      { label: say("use_reason"), value: typed.reason, wide: true },
      { label: say("use_afterwards"), value: typed.afterwards, wide: true },
      { label: say("use_files"), value: files.length === 0 ? say("none") : listed(language, files.map((one) => `${one.name}（${byte_text(one.size)}）`)), wide: true },
    ],
  };
  return (
    <div className="draft_review">
      {use_steps.map((step) =>
        step === "review" ? null : (
          <div key={step} className="draft_group">
            <div className="draft_group_head">
              <h3>{say(`use_step_${step}`)}</h3>
              <Button size="small" type="link" onClick={() => edit(step)} aria-label={`${say("form_edit")}：${say(`use_step_${step}`)}`}>
                {say("form_edit")}
              </Button>
            </div>
            <Facts of={facts[step]} columns={4} />
          </div>
        ),
      )}
    </div>
  );
}
