// Everything that was typed, before it is sent; each group leads back to where it is changed.
import { Button } from "antd";
import type { ApplicationFormView } from "../../api/types";
import { use_speech } from "../../i18n";
import { Facts, type Fact } from "../../shell/facts";
import { steps_of, type FormStep, type Typed, type Whom } from "./draft";

interface DraftReviewProps {
  form: ApplicationFormView;
  whom: Whom;
  typed: Typed;
  edit: (step: FormStep) => void;
}

export function DraftReview({ form, whom, typed, edit }: DraftReviewProps) {
  const { say, either, language } = use_speech();
  const unit = form.units.find((one) => one.id === typed.unit);
  const roles = form.roles
    .filter((role) => typed.roles?.includes(role.name))
    .map((role) => either(role.title_zh, role.title_en))
    .join(language === "zh" ? "、" : ", ");
  const facts: Partial<Record<FormStep, Fact[]>> = {
    who: [
      { label: say("form_display_name"), value: typed.display_name },
      { label: say("form_account_name"), value: typed.account_name },
      { label: say("form_employee_number"), value: typed.employee_number },
      { label: say("form_email"), value: typed.email },
    ],
    roles: [
      { label: say("form_unit"), value: unit ? either(unit.name_zh, unit.name_en) : "" },
      { label: say("form_roles"), value: roles },
    ],
    period: [
      { label: say("form_from"), value: typed.from },
      { label: say("form_until"), value: typed.until || say("no_end") },
      { label: say("form_temporary_short"), value: say(typed.temporary ? "yes" : "no") },
      { label: say("form_duties"), value: typed.duties, wide: true },
      ...(typed.reason ? [{ label: say("form_reason"), value: typed.reason, wide: true }] : []),
    ],
    when: [
      { label: say("form_when"), value: typed.from },
      { label: say("form_reason"), value: typed.reason, wide: true },
    ],
    training: typed.training_hours
      ? [
          { label: say("form_training_hours"), value: `${typed.training_hours} ${say("hours")}` },
          { label: say("form_training_on"), value: typed.training_on },
          { label: say("form_training_evidence"), value: typed.training_evidence },
        ]
      : [{ label: say("form_training_hours"), value: say("form_training_none") }],
    pledge: [{ label: say("form_step_pledge"), value: say("pledge_accepted", { version: form.pledge.version }) }],
  };
  return (
    <div className="draft_review">
      {steps_of(whom)
        .filter((step) => facts[step])
        .map((step) => (
          <div key={step} className="draft_group">
            <div className="draft_group_head">
              <h3>{say(`form_step_${step}`)}</h3>
              <Button size="small" type="link" onClick={() => edit(step)} aria-label={`${say("form_edit")}：${say(`form_step_${step}`)}`}>
                {say("form_edit")}
              </Button>
            </div>
            <Facts of={facts[step] ?? []} columns={4} />
          </div>
        ))}
    </div>
  );
}
