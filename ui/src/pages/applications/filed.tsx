// The number, and the code that is shown once: without it the applicant can neither follow nor use what was applied for.
import { Alert, Button, Checkbox } from "antd";
import { useEffect, useRef, useState } from "react";
import type { ApplicationMade } from "../../api/types";
import { use_speech } from "../../i18n";
import { CopyText } from "../../shell/copy_text";
import { use_leave_warning } from "../../shell/use_leave_warning";

export function Filed({ made, done }: { made: ApplicationMade; done: () => void }) {
  const { say } = use_speech();
  const [kept, set_kept] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  use_leave_warning(!kept && made.code !== null);
  return (
    <section className="card filed" aria-labelledby="filed_title">
      <h2 id="filed_title" ref={heading} tabIndex={-1}>
        {say("filed_title")}
      </h2>
      <CopyText label={say("application_number")} text={made.number} />
      {made.code && <CopyText label={say("claim_code")} text={made.code} />}
      {made.code && <Alert className="gap_below" type="warning" showIcon title={say("claim_code_once")} />}
      <h3>{say("filed_next")}</h3>
      <ol className="filed_steps">
        <li>{say("filed_next_head")}</li>
        <li>{say("filed_next_administrator")}</li>
        <li>{say("filed_next_use")}</li>
      </ol>
      <div className="page_extra filed_actions">
        <Checkbox checked={kept} onChange={(event) => set_kept(event.target.checked)}>
          {say("claim_code_kept")}
        </Checkbox>
        <Button onClick={() => window.print()}>{say("print")}</Button>
        <Button type="primary" disabled={!kept} onClick={done}>
          {say("filed_done")}
        </Button>
      </div>
    </section>
  );
}
