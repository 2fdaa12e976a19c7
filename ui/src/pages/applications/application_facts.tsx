// What an application says; against what is in force now, where that is known.
import type { AccountView, ApplicationView } from "../../api/types";
import { first_day, last_day } from "../../base/day_text";
import { message_or, use_speech } from "../../i18n";
import { Facts, type Fact } from "../../shell/facts";
import { roles_text } from "../../shell/names";
import { Rows } from "../../shell/rows";

// `linked`: whoever reads it may also look at the account.
export function ApplicationFacts({ view, linked = false }: { view: ApplicationView; linked?: boolean }) {
  const { say, language } = use_speech();
  const ends_or_stops = view.kind === "suspend" || view.kind === "restore" || view.kind === "close";
  const facts: Fact[] = [
    { label: say("application_kind"), value: message_or(language, `application_kind_${view.kind}`, view.kind) },
    { label: say("form_display_name"), value: view.display_name },
    { label: say(view.kind === "open" ? "form_account_name" : "account"), value: linked && view.account ? <a href={`#/accounts/${view.account.id}`}>{view.account_name}</a> : view.account_name },
    ...(view.employee_number ? [{ label: say("form_employee_number"), value: view.employee_number }] : []),
    ...(view.email ? [{ label: say("form_email"), value: view.email }] : []),
    { label: say("form_unit"), value: view.unit.name },
    { label: say("form_roles"), value: roles_text(language, view.roles) },
    { label: say(ends_or_stops ? "form_when" : "form_from"), value: first_day(view.from) },
    ...(ends_or_stops ? [] : [{ label: say("form_until"), value: last_day(view.until) || say("no_end") }]),
    ...(view.temporary ? [{ label: say("form_temporary_short"), value: say("yes") }] : []),
    ...(view.duties ? [{ label: say("form_duties"), value: view.duties, wide: true }] : []),
    ...(view.reason ? [{ label: say("form_reason"), value: view.reason, wide: true }] : []),
    ...(view.training
      ? [
          {
            label: say("form_step_training"),
            value: `${view.training.hours} ${say("hours")}　${first_day(view.training.on)}　${view.training.evidence}`,
            wide: true,
          },
        ]
      : []),
    ...(view.pledge_version
      ? [
          {
            label: say("form_step_pledge"),
            value: say(view.pledge_accepted ? "pledge_accepted" : "pledge_not_accepted", { version: view.pledge_version }),
            wide: true,
          },
        ]
      : []),
  ];
  return <Facts of={facts} columns={4} />;
}

interface Line {
  label: string;
  now: string;
  then: string;
}

// The two columns an approver compares; what differs is marked by a word as well as by weight.
export function ChangeTable({ view, account }: { view: ApplicationView; account: AccountView | null }) {
  const { say, language } = use_speech();
  const standing = (code: string) => message_or(language, `standing_${code}`, code);
  const after: Record<string, string> = { suspend: "suspended", restore: "active", close: "closed", open: "active", change: account?.standing ?? "active" };
  const whole = view.kind === "open" || view.kind === "change";
  const lines: Line[] = [
    { label: say("account_standing"), now: account ? standing(account.standing) : say("no_account_yet"), then: standing(after[view.kind] ?? "") },
    ...(whole
      ? [
          { label: say("form_unit"), now: account?.unit.name ?? "", then: view.unit.name },
          { label: say("form_roles"), now: account ? roles_text(language, account.roles) : "", then: roles_text(language, view.roles) },
          { label: say("form_until"), now: account ? last_day(account.until) || say("no_end") : "", then: last_day(view.until) || say("no_end") },
          { label: say("form_duties"), now: account?.duties_text ?? "", then: view.duties },
        ]
      : []),
  ];
  return (
    <Rows<Line>
      rowKey="label"
      dataSource={lines}
      columns={[
        { title: say("change_what"), dataIndex: "label", width: 130 },
        { title: say("change_now"), key: "now", render: (_, line) => line.now || <span className="soft">{say("none")}</span> },
        {
          title: say("change_then", { day: first_day(view.from) }),
          key: "then",
          render: (_, line) =>
            !account ? (
              <strong>{line.then || say("none")}</strong>
            ) : line.now === line.then ? (
              <span className="soft">{line.then || say("none")}</span>
            ) : (
              <>
                <strong>{line.then || say("none")}</strong> <span className="changed">{say("change_differs")}</span>
              </>
            ),
        },
      ]}
    />
  );
}
