// What paper adds to a page that shows people: 密件 at head and foot, and a watermark (規定 四(一)2: paper is kept as
// 密件). Unseen on the screen. Fixed boxes repeat on each sheet.
import { useEffect, useState } from "react";
import { roc_date, roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { use_session } from "./session";

interface PaperProps {
  // Empty where what is printed rests on several.
  base_date: string;
  // Under which grant, for which case, with which receipt: labels and values.
  facts: readonly (readonly [string, string])[];
  // What the watermark says besides who and when.
  mark: string;
}

export function Paper({ base_date, facts, mark }: PaperProps) {
  const { view, meta } = use_session();
  const { say, either } = use_speech();
  const [at, set_at] = useState(() => new Date().toISOString());
  useEffect(() => {
    const stamp = () => {
      set_at(new Date().toISOString());
      // Chromium leaves boxes that are fixed at the foot off every sheet of a page that is scrolled.
      window.scrollTo(0, 0);
    };
    window.addEventListener("beforeprint", stamp);
    return () => window.removeEventListener("beforeprint", stamp);
  }, []);
  const who = view ? `${view.unit.name} ${view.name}（${view.account}）` : "";
  const marked = `${view?.account ?? ""} ${roc_instant(at)} ${mark}`;
  return (
    <div className="paper_only" aria-hidden="true">
      <div className="paper_head">
        <strong>{say("secret_paper")}</strong>
        <span>{meta ? either(meta.agency_zh, meta.agency_en) : ""}</span>
        <span>{meta?.demonstration ? say("demo_banner") : ""}</span>
      </div>
      <div className="paper_foot">
        <p>
          {say("printed_by")}：{who}　{say("printed_at")}：{roc_instant(at)}
          {base_date && `　${say("base_date")}：${roc_date(base_date)}`}
        </p>
        <p>{facts.map(([label, value]) => `${label}：${value}`).join("　")}</p>
        <p>
          <strong>{say("secret_paper")}</strong>　{say("print_notice")}
        </p>
      </div>
      <div className="paper_mark">
        {Array.from({ length: 12 }, (_, place) => (
          <span key={place} data-mark={marked} />
        ))}
      </div>
    </div>
  );
}
