// The personnel office's list, compared with the accounts: who left, retired or moved is proposed for it.
import { App, Button } from "antd";
import { useState } from "react";
import type { PersonnelView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { FileField } from "../../shell/file_field";
import { Card } from "../../shell/page";
import { ProblemNotice } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

const most_bytes = 1_000_000;

export function Personnel({ path, at, changed }: { path: string; at: string | null; changed: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [file, set_file] = useState<File | null>(null);
  const big = file !== null && file.size > most_bytes;
  const send = () =>
    act.run(async () => {
      if (!file) return;
      const { rows, matched, proposed } = await client.post<PersonnelView>(`${path}/personnel`, { csv: await file.text() });
      message.success(say("review_personnel_done", { rows, matched, proposed }));
      set_file(null);
      changed();
    });
  return (
    <Card title={say("review_personnel")} className="screen_only">
      <p className="gap_below">{say("review_personnel_text")}</p>
      {at && <p className="gap_below soft">{say("review_personnel_at", { at: roc_instant(at) })}</p>}
      <FileField label={say("review_personnel_file")} hint={say("review_personnel_hint")} accept=".csv,text/csv" file={file} choose={set_file} disabled={act.busy} />
      {big && (
        <p className="gap_below" role="alert">
          {say("review_personnel_big")}
        </p>
      )}
      {act.problem && (
        <div className="gap_below">
          <ProblemNotice problem={act.problem} />
        </div>
      )}
      <Button disabled={!file || big} loading={act.busy} onClick={() => void send()}>
        {say("review_personnel_send")}
      </Button>
    </Card>
  );
}
