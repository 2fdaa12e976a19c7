// Signed in elsewhere too: said on the first page after sign-in, so that a session that is not one's own is noticed.
import { Alert } from "antd";
import { useState } from "react";
import { use_speech } from "../i18n";
import { use_session } from "./session";

export function Elsewhere() {
  const { view } = use_session();
  const { say } = use_speech();
  const [seen, set_seen] = useState(false);
  const count = view?.elsewhere ?? 0;
  if (count === 0 || seen) return null;
  return (
    <Alert
      className="gap_below elsewhere"
      type="warning"
      showIcon
      role="status"
      closable={{ closeIcon: true, "aria-label": say("close"), onClose: () => set_seen(true) }}
      title={say("elsewhere_title", { count })}
      description={
        <>
          {say("elsewhere_text")} <a href="#/security">{say("elsewhere_go")}</a>
        </>
      }
    />
  );
}
