// What the server warns of: each with the clause it comes from.
import { Alert } from "antd";
import { use_speech } from "../i18n";

export interface NoticeWords {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

export function Notices({ of, kind = "warning" }: { of: readonly NoticeWords[]; kind?: "warning" | "info" | "error" }) {
  const { say, either } = use_speech();
  return (
    <>
      {of.map((one) => (
        <Alert
          key={one.code + one.zh}
          className="gap_below"
          type={kind}
          showIcon
          title={
            <>
              {either(one.zh, one.en)} {one.clause && <span className="clause">{`${say("by_clause")} ${one.clause}`}</span>}
            </>
          }
        />
      ))}
    </>
  );
}
