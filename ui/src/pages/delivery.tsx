// One delivery, from its registration to its sign-off. While something runs, it is asked for again every second or so.
import { Alert, App, Button, Progress, Steps } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { problem_of, type Problem } from "../api/problem";
import type { DeliveryView } from "../api/types";
import { use_load, type Load } from "../api/use_load";
import { use_upload } from "../api/use_upload";
import { byte_text } from "../base/manifest";
import { go } from "../base/router";
import { roc_date, roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { FileField } from "../shell/file_field";
import { Card, Loaded, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client, use_session } from "../shell/session";
import { UploadBar } from "../shell/upload_bar";
import { DeliveryState } from "./deliveries";
import { Difference } from "./delivery_difference";
import { Doubts } from "./delivery_doubts";
import { Report } from "./delivery_report";
import { SignOff } from "./delivery_sign_off";

const states = ["received", "uploading", "importing", "awaiting_sign_off", "awaiting_release", "in_use"];
const poll_ms = 1200;

// Where a delivery stands in the row of steps; one that was refused stands where it was refused.
function place_of({ state, report }: DeliveryView): number {
  if (state === "in_use" || state === "superseded") return 5;
  if (state === "awaiting_release") return 4;
  if (state === "received") return 1;
  if (state === "refused") return report && report.read > 0 ? (report.refusal === "" ? 3 : 2) : 0;
  return Math.max(0, states.indexOf(state));
}

function StepBar({ delivery }: { delivery: DeliveryView }) {
  const { say } = use_speech();
  return (
    <Steps
      size="small"
      className="steps"
      current={place_of(delivery)}
      status={delivery.state === "refused" ? "error" : "process"}
      items={(["step_register", "step_upload", "step_import", "step_sign", delivery.state === "awaiting_release" ? "step_release" : "step_use"] as const).map((key) => ({ title: say(key) }))}
    />
  );
}

function WhoWhen({ who, at }: { who: string; at: string | null }) {
  const { say } = use_speech();
  if (!who && !at) return say("none");
  return (
    <>
      {who}
      {at && <span className="when">{roc_instant(at)}</span>}
    </>
  );
}

function Facts({ delivery }: { delivery: DeliveryView }) {
  const { say } = use_speech();
  const facts: [string, ReactNode][] = [
    [say("delivery_state"), <DeliveryState key="state" state={delivery.state} />],
    [say("delivery_table_number"), delivery.table_number],
    [say("delivery_sequence"), delivery.sequence],
    [say("delivery_base_date"), roc_date(delivery.base_date)],
    [say("delivery_layout"), delivery.layout],
    [say("delivery_records"), delivery.records.toLocaleString("en-US")],
    [say("delivery_bytes"), byte_text(delivery.bytes)],
    [say("delivery_uploaded_by"), <WhoWhen key="up" who={delivery.uploaded_by} at={delivery.uploaded_at} />],
    [say("delivery_signed_by"), <WhoWhen key="sign" who={delivery.signed_by} at={delivery.signed_at} />],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function ResumeUpload({ delivery, done }: { delivery: DeliveryView; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const [file, set_file] = useState<File | null>(null);
  const upload = use_upload(client);
  const send = async () => {
    if (file && (await upload.start(delivery.id, file))) done();
  };
  return (
    <Card title={say("step_upload")}>
      <p>{say("upload_other_file")}</p>
      <FileField label={say("data_file")} hint={say("data_hint")} file={file} choose={set_file} disabled={upload.running} />
      {upload.total > 0 ? (
        <UploadBar upload={upload} resume={() => void send()} />
      ) : (
        <Button type="primary" disabled={!file} onClick={() => void send()}>
          {say("resume_upload")}
        </Button>
      )}
    </Card>
  );
}

function use_import(delivery: DeliveryView, again: () => void) {
  const client = use_client();
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const begin = async () => {
    set_busy(true);
    set_problem(null);
    try {
      await client.post(`/deliveries/${encodeURIComponent(delivery.id)}/import`, {});
      again();
    } catch (error) {
      set_problem(problem_of(error));
    } finally {
      set_busy(false);
    }
  };
  return { busy, problem, begin };
}

function Interrupted({ delivery, again }: { delivery: DeliveryView; again: () => void }) {
  const { say } = use_speech();
  const { busy, problem, begin } = use_import(delivery, again);
  return (
    <Card title={say("step_import")}>
      <Alert className="gap_below" type="warning" showIcon title={say("import_interrupted")} />
      <ProblemAbove problem={problem} />
      <Button type="primary" loading={busy} onClick={() => void begin()}>
        {say("import_resume")}
      </Button>
    </Card>
  );
}

function Importing({ delivery, again }: { delivery: DeliveryView; again: () => void }) {
  const { say, language } = use_speech();
  const { read, total, phase } = delivery.progress;
  const amount = (count: number) => (phase === "reading" ? byte_text(count) : count.toLocaleString("en-US"));
  if (phase === "interrupted") return <Interrupted delivery={delivery} again={again} />;
  return (
    <Card title={say("step_import")}>
      <Progress percent={total === 0 ? 0 : Math.floor((read / total) * 100)} aria-label={say("step_import")} />
      <p className="nums import_state" role="status">
        <span>
          {say("phase")}：{message_or(language, `phase_${phase}`, phase)}
        </span>
        {total > 0 && <span>{say("import_records", { read: amount(read), total: amount(total) })}</span>}
      </p>
      <Alert type="info" showIcon title={say("import_running")} />
    </Card>
  );
}

// Every byte has come, so the import may start; asked of the server, which counts them.
function ReadyToImport({ delivery, again }: { delivery: DeliveryView; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, begin } = use_import(delivery, again);
  const upload = use_load(
    () => client.get<{ received: number; bytes: number }>(`/deliveries/${encodeURIComponent(delivery.id)}/file`),
    [client, delivery.id],
  );
  return (
    <Loaded load={upload}>
      {({ received, bytes }) =>
        received < bytes || bytes === 0 ? (
          <ResumeUpload delivery={delivery} done={upload.again} />
        ) : (
          <Card title={say("step_import")}>
            <Alert className="gap_below" type="success" showIcon title={say("upload_done")} />
            <ProblemAbove problem={problem} />
            <Button type="primary" loading={busy} onClick={() => void begin()}>
              {say("start_import")}
            </Button>
          </Card>
        )
      }
    </Loaded>
  );
}

function use_cancel(id: string): () => void {
  const client = use_client();
  const { say } = use_speech();
  const { modal, message } = App.useApp();
  return () => {
    modal.confirm({
      title: say("cancel_delivery"),
      content: say("cancel_delivery_text"),
      okText: say("cancel_delivery"),
      cancelText: say("back"),
      onOk: async () => {
        try {
          await client.remove(`/deliveries/${encodeURIComponent(id)}`);
          go("/deliveries");
        } catch (error) {
          message.error(problem_of(error).detail);
        }
      },
    });
  };
}

function Body({ load, delivery }: { load: Load<DeliveryView>; delivery: DeliveryView }) {
  const { say } = use_speech();
  const cancel = use_cancel(delivery.id);
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  const open = delivery.state === "received" || delivery.state === "uploading";
  return (
    <>
      <Card>
        <StepBar delivery={delivery} />
        <Facts delivery={delivery} />
        {acts && (open || delivery.state === "importing") && (
          <Button size="small" danger onClick={cancel}>
            {say("cancel_delivery")}
          </Button>
        )}
      </Card>
      {acts && open && <ReadyToImport delivery={delivery} again={load.again} />}
      {delivery.state === "importing" && <Importing delivery={delivery} again={load.again} />}
      {!open && delivery.state === "refused" && delivery.report && <Report delivery={delivery} report={delivery.report} />}
      {!open && delivery.state !== "importing" && delivery.report && <Difference delivery={delivery} done={load.again} />}
      {!open && delivery.state !== "importing" && delivery.state !== "refused" && delivery.report && <Report delivery={delivery} report={delivery.report} />}
      {!open && delivery.state !== "importing" && delivery.state !== "refused" && <Doubts delivery={delivery} />}
      {acts && delivery.state === "awaiting_sign_off" && <SignOff delivery={delivery} step="sign_off" text={say("sign_off_text")} done={load.again} />}
    </>
  );
}

export function DeliveryPage({ id }: { id: string }) {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<DeliveryView>(`/deliveries/${encodeURIComponent(id)}`), [client, id]);
  const running = load.answer?.state === "importing";
  const { again } = load;
  useEffect(() => {
    if (!running) return;
    const beat = window.setInterval(again, poll_ms);
    return () => window.clearInterval(beat);
  }, [running, again]);
  const title = load.answer
    ? say("delivery_one", { table: load.answer.table_number, sequence: load.answer.sequence })
    : say("deliveries");
  return (
    <Page title={title} extra={<Button href="#/deliveries">{say("back")}</Button>}>
      <Loaded load={load} rows={8}>
        {(delivery) => <Body load={load} delivery={delivery} />}
      </Loaded>
    </Page>
  );
}
