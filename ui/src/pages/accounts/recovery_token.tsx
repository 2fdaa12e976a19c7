// The token of a recovery, shown once to the administrator, who hands it over in person.
import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import type { RecoveryView } from "../../api/types";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { CopyText } from "../../shell/copy_text";

export function RecoveryToken({ token, name, done }: { token: RecoveryView; name: string; done: () => void }) {
  const { say } = use_speech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="card filed" aria-labelledby="recovery_title">
      <h2 id="recovery_title" ref={heading} tabIndex={-1}>
        {say("recovery_title", { name })}
      </h2>
      <CopyText label={say("recovery_token")} text={token.token} />
      <Alert className="gap_below" type="warning" showIcon title={say("recovery_once", { until: roc_instant(token.expires_at) })} description={say("recovery_next")} />
      <Button onClick={done}>{say("recovery_done")}</Button>
    </section>
  );
}
