// Trying a layout: a sample shown as it is cut, and a whole file counted as an import would.
import { Alert, Button, Progress } from "antd";
import { useRef, useState } from "react";
import type { DryRunView, SampleView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { FileField } from "../../shell/file_field";
import { Card } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { CutRecords } from "./cut";
import { DryRun } from "./dry_run";

function TrySample({ path }: { path: string }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [file, set_file] = useState<File | null>(null);
  const [sample, set_sample] = useState<SampleView | null>(null);
  const send = () =>
    run(async () => {
      if (!file) return;
      set_sample(null);
      set_sample(await client.post_text<SampleView>(`${path}/sample?base_date=${taipei_day(new Date())}`, file, "application/octet-stream"));
    });
  return (
    <>
      <ProblemAbove problem={problem} />
      <FileField label={say("trial_sample")} hint={say("trial_sample_hint")} file={file} choose={set_file} disabled={busy} />
      <Button disabled={!file} loading={busy} onClick={() => void send()}>
        {say("trial_sample_run")}
      </Button>
      {sample && (
        <div className="gap_above" role="status">
          {sample.stopped && <Alert className="gap_below" type="error" showIcon title={say("trial_stopped", { code: sample.stopped })} />}
          <p className="nums">{say("trial_shown", { total: sample.total.toLocaleString("en-US"), count: sample.records.length })}</p>
        </div>
      )}
      {sample && <CutRecords records={sample.records} />}
    </>
  );
}

function TryWhole({ path }: { path: string }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [file, set_file] = useState<File | null>(null);
  const [sent, set_sent] = useState(0);
  const [outcome, set_outcome] = useState<DryRunView | null>(null);
  const stop = useRef<AbortController | null>(null);
  const send = () =>
    run(async () => {
      if (!file) return;
      set_outcome(null);
      set_sent(0);
      stop.current = new AbortController();
      const day = taipei_day(new Date());
      set_outcome(await client.upload<DryRunView>(`${path}/dry-run?base_date=${day}`, file, set_sent, stop.current.signal));
    });
  return (
    <>
      <ProblemAbove problem={problem} />
      <FileField label={say("trial_dry_run")} hint={say("trial_dry_run_hint")} file={file} choose={set_file} disabled={busy} />
      <div className="actions">
        <Button disabled={!file} loading={busy} onClick={() => void send()}>
          {say("trial_dry_run_go")}
        </Button>
        {busy && <Button onClick={() => stop.current?.abort()}>{say("cancel")}</Button>}
      </div>
      {busy && file && <Progress percent={file.size === 0 ? 0 : Math.floor((sent / file.size) * 100)} aria-label={say("trial_dry_run")} />}
      {outcome && <DryRun of={outcome} />}
    </>
  );
}

export function Trial({ reference }: { reference: string }) {
  const { say } = use_speech();
  const path = `/layouts/${encodeURIComponent(reference)}`;
  return (
    <Card title={say("trial")}>
      <TrySample path={path} />
      <hr className="rule" />
      <TryWhole path={path} />
    </Card>
  );
}
