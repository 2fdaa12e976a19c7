// What a stage took away, in words.
import type { DataApplicationView, DistrictView } from "../../api/types";
import { last_day } from "../../base/day_text";
import { message_or, use_speech } from "../../i18n";
import type { Taken } from "./narrow";
import { listed } from "./words";

interface NarrowedTextProps {
  of: Taken;
  view: DataApplicationView;
  districts: readonly DistrictView[];
}

export function NarrowedText({ of, view, districts }: NarrowedTextProps) {
  const { say, either, language } = use_speech();
  const { form } = view;
  const lines: [string, string][] = [];
  if (of.fields) {
    const gone = form.fields.filter((one) => !of.fields?.includes(one.name)).map((one) => either(one.label_zh, one.label_en));
    lines.push([say("use_narrowed_fields", { left: of.fields.length, all: form.fields.length }), listed(language, gone)]);
  }
  if (of.operations) {
    const gone = form.operations.filter((one) => !of.operations?.includes(one)).map((one) => message_or(language, `operation_${one}`, one));
    lines.push([say("use_narrowed_operations"), listed(language, gone)]);
  }
  if (of.districts) {
    const known = [...districts, ...form.population.districts];
    const left = of.districts.map((code) => known.find((one) => one.code === code)).map((one, place) => (one ? either(one.name_zh, one.name_en) : (of.districts?.[place] ?? "")));
    lines.push([say("use_narrowed_districts"), listed(language, left)]);
  }
  if (of.holders) {
    const gone = form.holders.filter((one) => !of.holders?.includes(one.id)).map((one) => one.name);
    lines.push([say("use_narrowed_holders"), listed(language, gone)]);
  }
  if (of.until) lines.push([say("use_narrowed_until"), last_day(of.until)]);
  if (of.quota_day) lines.push([say("use_quota_day"), of.quota_day.toLocaleString("en-US")]);
  if (of.quota_month) lines.push([say("use_quota_month"), of.quota_month.toLocaleString("en-US")]);
  if (of.quota_total) lines.push([say("use_quota_total"), of.quota_total.toLocaleString("en-US")]);
  return (
    <ul className="narrowed">
      {lines.map(([what, text]) => (
        <li key={what}>
          {what}：{text}
        </li>
      ))}
    </ul>
  );
}
