// What an application asks for; what a stage took away is struck through and said in words.
import type { AccountRef, DataApplicationView, FieldLabel } from "../../api/types";
import { period_text } from "../../base/day_text";
import { use_speech } from "../../i18n";
import { Facts, type Fact } from "../../shell/facts";
import { count_text, hours_text, listed, networks_text, operations_text, whom_text } from "./words";

function FieldsLeft({ of, left }: { of: readonly FieldLabel[]; left: readonly string[] | null }) {
  const { say, either } = use_speech();
  return (
    <ul className="chips">
      {of.map((one) => {
        const gone = left !== null && !left.includes(one.name);
        return (
          <li key={one.name} className={gone ? "chip chip_gone" : "chip"}>
            {gone ? <s>{either(one.label_zh, one.label_en)}</s> : either(one.label_zh, one.label_en)}
            {gone && <span className="unseen">{say("use_not_approved")}</span>}
          </li>
        );
      })}
    </ul>
  );
}

const person = (one: AccountRef) => `${one.name}（${one.account}）`;

export function UseFacts({ view, link_name, purpose }: { view: DataApplicationView; link_name: string; purpose: string }) {
  const { say, language } = use_speech();
  const { form, approved } = view;
  const narrower = (asked: string, left: string) => (approved && asked !== left ? `${asked}\n${say("use_approved_as", { what: left })}` : asked);
  const facts: Fact[] = [
    { label: say("use_kind"), value: say(view.kind === "renewal" ? "use_kind_renewal" : "use_kind_new") },
    { label: say("use_applicant"), value: person(view.applicant) },
    { label: say("form_unit"), value: view.unit.name },
    { label: say("use_link"), value: link_name },
    { label: say("use_purpose"), value: purpose, wide: true },
    { label: say("use_fields"), value: <FieldsLeft of={form.fields} left={approved?.fields.map((one) => one.name) ?? null} />, wide: true },
    { label: say("use_operations"), value: narrower(operations_text(language, form.operations), operations_text(language, approved?.operations ?? form.operations)) },
    { label: say("think_population"), value: narrower(whom_text(language, form.population), whom_text(language, (approved ?? form).population)) },
    { label: say("use_period"), value: narrower(period_text(form.from, form.until, say("open_end")), approved ? period_text(form.from, approved.until, say("open_end")) : "") },
    { label: say("use_holders"), value: narrower(listed(language, form.holders.map(person)), listed(language, (approved ?? form).holders.map(person))) },
    { label: say("use_expected_day"), value: narrower(count_text(language, form.expected.day), count_text(language, approved?.quotas.day)) },
    { label: say("use_expected_month"), value: narrower(count_text(language, form.expected.month), count_text(language, approved?.quotas.month)) },
    { label: say("use_expected_total"), value: narrower(count_text(language, form.expected.total), count_text(language, approved?.quotas.total)) },
    { label: say("use_hours"), value: hours_text(language, form.hours) },
    { label: say("use_networks"), value: networks_text(language, form.networks) },
    { label: say("use_reason"), value: form.reason, wide: true },
    { label: say("use_afterwards"), value: form.afterwards, wide: true },
  ];
  return <Facts of={facts} columns={4} />;
}

