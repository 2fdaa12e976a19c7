// From the form of a frame to what is sent; pure.
import type { FrameRequest, GrantView } from "../../api/types";
import { iso_day } from "../../shell/day_field";

export const ways = ["district", "age", "sex", "indigenous"] as const;
export type Way = (typeof ways)[number];
// The field of the grant on which a way of dividing rests.
export const field_of: Record<Way, string> = { district: "AreaCode", age: "BirthDate", sex: "Sex", indigenous: "IndigenousStatus" };

export interface Typed {
  title: string;
  grant?: string;
  case_number: string;
  reason: string;
  districts?: string[];
  sex: "" | "male" | "female";
  age_from?: number | null;
  age_to?: number | null;
  by?: Way[];
  cuts?: string;
  small: "merge" | "leave_out";
  how: "total" | "each" | "all";
  count?: number | null;
  one_per_household?: boolean;
  fields?: string[];
  source?: string;
  draw_on: string;
  without_frames?: string[];
}

// "35, 50" → [35, 50]; nothing if there is anything but whole numbers, or none.
export function read_cuts(text: string | undefined): number[] | null {
  const words = (text ?? "").split(/[\s,、，;；]+/).filter(Boolean);
  if (words.length === 0 || !words.every((word) => /^\d{1,3}$/.test(word))) return null;
  const cuts = words.map(Number);
  return cuts.every((cut, place) => place === 0 || cut > (cuts[place - 1] ?? 0)) ? cuts : null;
}

export function bands(cuts: readonly number[], from: number | null | undefined, to: number | null | undefined): string[] {
  const starts = [from ?? 0, ...cuts];
  return starts.map((start, place) => {
    const next = starts[place + 1];
    const end = next !== undefined ? next - 1 : (to ?? null);
    if (end === null) return `${start}+`;
    return end === start ? `${start}` : `${start}–${end}`;
  });
}

// The ways that the grant has no field for.
export const barred_ways = (grant: Pick<GrantView, "fields"> | undefined): Way[] =>
  grant ? ways.filter((way) => !grant.fields.some((field) => field.name === field_of[way])) : [];

export function request_of(typed: Typed, without: FrameRequest["without"]): FrameRequest {
  const by = typed.by ?? [];
  return {
    title: typed.title.trim(),
    grant: typed.grant ?? "",
    case_number: typed.case_number.trim(),
    reason: typed.reason.trim(),
    districts: typed.districts ?? [],
    sex: typed.sex,
    age_from: typed.age_from ?? null,
    age_to: typed.age_to ?? null,
    age_cuts: by.includes("age") ? (read_cuts(typed.cuts) ?? []) : [],
    by: [...by],
    size: { how: typed.how, count: typed.how === "all" ? 0 : (typed.count ?? 0) },
    small: typed.small,
    per_household: typed.one_per_household ? "one" : "everybody",
    fields: typed.fields ?? [],
    source: typed.source ?? "",
    draw_on: iso_day(typed.draw_on) ?? "",
    without,
    without_frames: typed.without_frames ?? [],
  };
}
