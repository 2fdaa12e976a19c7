// What the server warns of: each with the clause it comes from.
import { Alert } from "antd";
import { use_speech } from "../i18n";

export interface NoticeWords {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

// With a title, more than one stand together under it, so that they do not push away what they are about.
export function Notices({ of, title, kind = "warning" }: { of: readonly NoticeWords[]; title?: string; kind?: "warning" | "info" | "error" }) {
  const { say, either } = use_speech();
  if (title && of.length > 1) {
    return (
      <Alert
        className="gap_below"
        type={kind}
        showIcon
        title={title}
        description={
          <ul className="notice_list">
            {of.map((one) => (
              <li key={one.code + one.zh}>
                {either(one.zh, one.en)} {one.clause && <span className="clause">{`${say("by_clause")} ${one.clause}`}</span>}
              </li>
            ))}
          </ul>
        }
      />
    );
  }
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
