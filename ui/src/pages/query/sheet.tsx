// What paper adds to a result: 密件 at head and foot, and a watermark of who, when, under which grant, for which case and
// with which receipt (規定 四(一)2: paper is kept as 密件). Unseen on the screen. Fixed boxes repeat on each sheet.
import { useEffect, useState } from "react";
import type { GrantView, QueryView } from "../../api/types";
import { roc_date, roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { use_session } from "../../shell/session";

interface SheetProps {
  first: QueryView;
  grant: GrantView | null;
  indexes: number[];
}

export function PrintedSheet({ first, grant, indexes }: SheetProps) {
  const { view, meta } = use_session();
  const { say, either } = use_speech();
  const [at, set_at] = useState(() => new Date().toISOString());
  useEffect(() => {
    const stamp = () => set_at(new Date().toISOString());
    window.addEventListener("beforeprint", stamp);
    return () => window.removeEventListener("beforeprint", stamp);
  }, []);
  const who = view ? `${view.unit.name} ${view.name}（${view.account}）` : "";
  const receipt = `${first.receipt.log} #${indexes.join(", #")}`;
  const mark = `${view?.account ?? ""} ${roc_instant(at)} ${first.case_number} #${indexes.join(" #")}`;
  return (
    <div className="paper_only" aria-hidden="true">
      <div className="paper_head">
        <strong>{say("secret_paper")}</strong>
        <span>{meta ? either(meta.agency_zh, meta.agency_en) : ""}</span>
        <span>{meta?.demonstration ? say("demo_banner") : ""}</span>
      </div>
      <div className="paper_foot">
        <p>
          {say("printed_by")}：{who}　{say("printed_at")}：{roc_instant(at)}　{say("base_date")}：{roc_date(first.base_date)}
        </p>
        <p>
          {say("result_grant")}：{grant ? either(grant.purpose_zh, grant.purpose_en) : first.grant}　{say("result_case")}：
          {first.case_number}　{say("receipt")}：{receipt}
        </p>
        <p>
          <strong>{say("secret_paper")}</strong>　{say("print_notice")}
        </p>
      </div>
      <div className="paper_mark">
        {Array.from({ length: 12 }, (_, place) => (
          <span key={place}>{mark}</span>
        ))}
      </div>
    </div>
  );
}
