// An application as it is typed, and as it goes over the wire.
import type { ApplicationForm, ApplicationFormView, ApplicationView } from "../../api/types";
import { first_day, last_day } from "../../base/day_text";
import { parse_roc_date } from "../../base/roc_date";

export type ApplicationKind = "open" | "change" | "suspend" | "restore" | "close";
export type FormStep = "who" | "roles" | "period" | "when" | "training" | "pledge" | "review";

export interface Typed {
  display_name?: string;
  account_name?: string;
  employee_number?: string;
  email?: string;
  unit?: string;
  roles?: string[];
  duties?: string;
  temporary?: boolean;
  from?: string;
  until?: string;
  training_hours?: number | null;
  training_on?: string;
  training_evidence?: string;
  pledge?: boolean;
  reason?: string;
}

export interface Whom {
  kind: ApplicationKind;
  // The account concerned, unless it is yet to be opened.
  account: string | null;
  // Whether it is one's own; only then is there anything to promise.
  own: boolean;
}

export function steps_of({ kind, own }: Whom): FormStep[] {
  if (kind === "open") return ["who", "roles", "period", "training", "pledge", "review"];
  if (kind === "change") return own ? ["who", "roles", "period", "pledge", "review"] : ["who", "roles", "period", "review"];
  return ["when", "review"];
}

export const step_fields: Record<FormStep, (keyof Typed)[]> = {
  who: ["display_name", "account_name", "employee_number", "email"],
  roles: ["unit", "roles"],
  period: ["duties", "temporary", "from", "until", "reason"],
  when: ["from", "reason"],
  training: ["training_hours", "training_on", "training_evidence"],
  pledge: ["pledge"],
  review: [],
};

export function to_form(typed: Typed, whom: Whom, form: ApplicationFormView): ApplicationForm {
  const text = (value: string | undefined) => value?.trim() ?? "";
  const day = (value: string | undefined) => (value ? (parse_roc_date(value) ?? "") : "");
  const trained = (typed.training_hours ?? 0) > 0;
  return {
    kind: whom.kind,
    account: whom.account,
    account_name: text(typed.account_name).toLowerCase(),
    display_name: text(typed.display_name),
    email: text(typed.email),
    employee_number: text(typed.employee_number),
    unit: typed.unit ?? "",
    roles: typed.roles ?? [],
    duties: text(typed.duties),
    temporary: typed.temporary ?? false,
    from: day(typed.from),
    until: day(typed.until) || null,
    pledge_version: form.pledge.version,
    pledge_accepted: typed.pledge ?? false,
    training: trained ? { hours: typed.training_hours ?? 0, on: day(typed.training_on), evidence: text(typed.training_evidence) } : null,
    reason: text(typed.reason),
  };
}

// Where a field of the form stands, as the server names it: "training.hours" is training_hours here.
export function field_of(path: string): keyof Typed | null {
  const name = path.replace(/^form\./, "").replace(/^training\./, "training_").replace(/^pledge_.*$/, "pledge");
  return Object.values(step_fields).some((fields) => (fields as string[]).includes(name)) ? (name as keyof Typed) : null;
}

// What was sent before, to be corrected. The promise is made anew.
export function typed_from(view: ApplicationView): Typed {
  return {
    display_name: view.display_name,
    account_name: view.account_name,
    employee_number: view.employee_number,
    email: view.email,
    unit: view.unit.id,
    roles: view.roles,
    duties: view.duties,
    temporary: view.temporary,
    from: first_day(view.from),
    until: last_day(view.until),
    training_hours: view.training?.hours ?? null,
    training_on: first_day(view.training?.on),
    training_evidence: view.training?.evidence ?? "",
    pledge: false,
    reason: view.reason,
  };
}
