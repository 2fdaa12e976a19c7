// An application to use data as it is typed, and as it goes over the wire; pure.
import type { AskedForm, DataApplicationForm, DataForm, FieldLabel, FormLink, FormPurpose, FormStage, Hours } from "../../api/types";
import { first_day, last_day } from "../../base/day_text";
import { parse_roc_date } from "../../base/roc_date";

export type UseStep = "purpose" | "data" | "period" | "why" | "review";

export interface Typed {
  purpose?: string;
  holding?: string;
  holders?: string[];
  fields?: string[];
  operations?: string[];
  whom?: string;
  districts?: string[];
  from?: string;
  until?: string;
  day?: number | null;
  month?: number | null;
  total?: number | null;
  limited?: boolean;
  hours_from?: string;
  hours_to?: string;
  weekdays?: number[];
  networks?: string;
  reason?: string;
  afterwards?: string;
  accepted?: boolean;
}

export const use_steps: readonly UseStep[] = ["purpose", "data", "period", "why", "review"];

export const step_fields: Record<UseStep, (keyof Typed)[]> = {
  purpose: ["purpose", "holding", "holders"],
  data: ["fields", "operations", "whom", "districts"],
  period: ["from", "until", "day", "month", "total", "limited", "hours_from", "hours_to", "weekdays", "networks"],
  why: ["reason", "afterwards"],
  review: ["accepted"],
};

export const purpose_of = (form: DataForm, code: string | undefined): FormPurpose | null =>
  form.purposes.find((one) => one.code === code) ?? null;

export const link_of = (form: DataForm, code: string | undefined): FormLink | null =>
  form.links.find((one) => one.code === code) ?? null;

// What can be asked for at all: what the purpose needs and the link was approved for.
export function fields_offered(purpose: FormPurpose | null, link: FormLink | null): FieldLabel[] {
  if (!purpose || !link) return [];
  return purpose.fields.filter((field) => link.fields.includes(field.name));
}

// What the purpose needs and the link does not deliver.
export function fields_missing(purpose: FormPurpose | null, link: FormLink | null): FieldLabel[] {
  if (!purpose || !link) return [];
  return purpose.fields.filter((field) => !link.fields.includes(field.name));
}

// Whoever has to agree: some only where certain operations are asked for.
export function stages_for(stages: readonly FormStage[], operations: readonly string[]): FormStage[] {
  return stages.filter((stage) => stage.only_for.length === 0 || stage.only_for.some((one) => operations.includes(one)));
}

export function networks_of(typed: string | undefined): string[] {
  return (typed ?? "").split(/[\s,、，;；]+/).filter((one) => one !== "");
}

// "10.1.2.0/24", "10.1.2.3", "fd00::/8": the shape only; the server reads it.
export function looks_like_network(text: string): boolean {
  const [address = "", bits, more] = text.split("/");
  if (more !== undefined) return false;
  const four = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address.split(".").every((part) => Number(part) <= 255);
  const six = address.includes(":") && /^[0-9a-fA-F:]+$/.test(address) && (address.match(/::/g) ?? []).length <= 1;
  if (!four && !six) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (four ? 32 : 128));
}

export function looks_like_time(text: string | undefined): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text?.trim() ?? "") || text?.trim() === "24:00";
}

const text = (value: string | undefined) => value?.trim() ?? "";
const day = (value: string | undefined) => (value ? (parse_roc_date(value) ?? "") : "");

export function to_form(typed: Typed, renews: string | null): DataApplicationForm {
  return {
    kind: renews ? "renewal" : "new",
    renews,
    purpose: typed.purpose ?? "",
    holding: typed.holding ?? "",
    holders: typed.holders ?? [],
    fields: typed.fields ?? [],
    operations: typed.operations ?? [],
    population: { kind: typed.whom ?? "all", districts: typed.whom === "districts" ? (typed.districts ?? []) : [] },
    from: day(typed.from),
    until: day(typed.until),
    expected: { day: typed.day ?? null, month: typed.month ?? null, total: typed.total ?? null },
    hours: typed.limited ? { from: text(typed.hours_from), to: text(typed.hours_to), weekdays: [...(typed.weekdays ?? [])].sort() } : null,
    networks: networks_of(typed.networks),
    afterwards: text(typed.afterwards),
    reason: text(typed.reason),
  };
}

// Where a field of the form stands, as the server names it: "population.districts" is districts here.
const places: Record<string, keyof Typed> = {
  population: "whom",
  "population.kind": "whom",
  "population.districts": "districts",
  expected: "day",
  "expected.day": "day",
  "expected.month": "month",
  "expected.total": "total",
  hours: "hours_from",
  "hours.from": "hours_from",
  "hours.to": "hours_to",
  "hours.weekdays": "weekdays",
};

export function field_of(path: string): keyof Typed | null {
  const name = path.replace(/^form\./, "").replace(/\[\d+\]/g, "").replace(/\.\d+$/, "");
  const known = places[name];
  if (known) return known;
  return Object.values(step_fields).some((fields) => (fields as string[]).includes(name)) ? (name as keyof Typed) : null;
}

// None named means all of them.
export function weekdays_of(hours: Hours | null): number[] {
  if (!hours) return [1, 2, 3, 4, 5];
  return hours.weekdays.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : hours.weekdays;
}

// What was sent before, or what is to be renewed: to be corrected. The promise is made anew.
export function typed_from(form: AskedForm): Typed {
  return {
    purpose: form.purpose,
    holding: form.holding,
    holders: form.holders.map((one) => one.id),
    fields: form.fields.map((one) => one.name),
    operations: form.operations,
    whom: form.population.kind,
    districts: form.population.districts.map((one) => one.code),
    from: first_day(form.from),
    until: last_day(form.until),
    day: form.expected.day,
    month: form.expected.month,
    total: form.expected.total,
    limited: form.hours !== null,
    hours_from: form.hours?.from ?? "08:00",
    hours_to: form.hours?.to ?? "18:00",
    weekdays: weekdays_of(form.hours),
    networks: form.networks.join("\n"),
    reason: form.reason,
    afterwards: form.afterwards,
    accepted: false,
  };
}
