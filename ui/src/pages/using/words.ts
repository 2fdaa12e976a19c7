// How pages say what an application or a grant allows: whom, when and from where; pure.
import type { Hours, PopulationView } from "../../api/types";
import { message, message_or, type Language } from "../../i18n";

export const listed = (language: Language, words: readonly string[]): string => words.join(language === "zh" ? "、" : ", ");

export function operations_text(language: Language, operations: readonly string[]): string {
  return listed(language, operations.map((one) => message_or(language, `operation_${one}`, one)));
}

export function whom_text(language: Language, population: PopulationView): string {
  if (population.districts.length === 0) return message_or(language, `population_${population.kind}`, population.kind);
  return listed(language, population.districts.map((one) => (language === "zh" ? one.name_zh : one.name_en)));
}

// Days that follow one another are told as a span: 週一至週五.
export function weekdays_text(language: Language, weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].filter((one) => one >= 1 && one <= 7).sort((one, other) => one - other);
  if (sorted.length === 0 || sorted.length === 7) return message(language, "use_every_day");
  const spans: number[][] = [];
  for (const one of sorted) {
    const last = spans.at(-1);
    if (last && last.at(-1) === one - 1) last.push(one);
    else spans.push([one]);
  }
  const name = (one: number | undefined) => message_or(language, `weekday_${one}`, String(one));
  return listed(
    language,
    spans.flatMap((span) => (span.length > 2 ? [message(language, "use_span", { from: name(span[0]), to: name(span.at(-1)) })] : span.map(name))),
  );
}

export function hours_text(language: Language, hours: Hours | null | undefined): string {
  if (!hours) return message(language, "use_any_time");
  return `${weekdays_text(language, hours.weekdays)} ${hours.from}–${hours.to}`;
}

export function networks_text(language: Language, networks: readonly string[]): string {
  return networks.length === 0 ? message(language, "use_anywhere") : listed(language, networks);
}

export function count_text(language: Language, count: number | null | undefined): string {
  return count === null || count === undefined || count <= 0 ? message(language, "no_limit") : count.toLocaleString("en-US");
}

// "12／100", or "12／不限".
export function quota_text(language: Language, used: number, quota: number): string {
  return `${used.toLocaleString("en-US")}／${count_text(language, quota)}`;
}
