// The pledge of confidentiality in its present version: read, acknowledged, and when.
import { Alert, App, Button, Checkbox } from "antd";
import { useState } from "react";
import type { PledgeState } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { Card, Loaded, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { PledgeWords } from "./applications/parts";

function Acknowledge({ pledge, again }: { pledge: PledgeState; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [read, set_read] = useState(false);
  const send = () =>
    run(async () => {
      await client.post("/pledge", { version: pledge.version });
      message.success(say("pledge_done"));
      again();
    });
  return (
    <>
      <ProblemAbove problem={problem} />
      <p className="gap_below">
        <Checkbox checked={read} onChange={(event) => set_read(event.target.checked)}>
          {say("pledge_accept")}
        </Checkbox>
      </p>
      <Button type="primary" disabled={!read} loading={busy} onClick={() => void send()}>
        {say("pledge_send")}
      </Button>
    </>
  );
}

export function PledgePage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<PledgeState>("/pledge"), [client]);
  return (
    <Page title={say("pledge")} extra={<Button onClick={() => window.print()}>{say("print")}</Button>}>
      <Card className="form_part">
        <Loaded load={load} rows={8}>
          {(pledge) => (
            <>
              <PledgeWords pledge={pledge} />
              {pledge.acknowledged_at ? (
                <Alert type="success" showIcon title={say("pledge_accepted_at", { at: roc_instant(pledge.acknowledged_at) })} />
              ) : (
                <Acknowledge pledge={pledge} again={load.again} />
              )}
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
