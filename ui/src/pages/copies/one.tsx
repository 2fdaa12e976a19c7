// One copy: to whom it went, the encrypted file while it waits, and the record of its end.
import { Alert, App, Button, Form, Input } from "antd";
import type { CopyEndRequest, CopyRow } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { first_day, last_day } from "../../base/day_text";
import { parse_roc_date, roc_instant, taipei_day } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { Facts } from "../../shell/facts";
import { Who } from "../../shell/names";
import { Card, Loaded, Page } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { use_download } from "../../shell/use_download";
import { CopyState } from "./state";

function Fetch({ of, done }: { of: CopyRow; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const file = use_download();
  return (
    <Card title={say("copy_fetch")}>
      <p className="gap_below">{say("copy_fetch_text")}</p>
      <div className="actions">
        <Button
          type="primary"
          loading={file.busy !== null}
          onClick={() => void file.run(() => client.download(`/copies/${encodeURIComponent(of.id)}/file`, `copy-${of.id}.${of.form}.age`), "age").then(done)}
        >
          {say("copy_fetch")}
        </Button>
        {of.fetch_until && (
          <span className="soft">
            {say("copy_fetch_until")} <span className="nums">{roc_instant(of.fetch_until)}</span>
          </span>
        )}
      </div>
    </Card>
  );
}

function RecordEnd({ of, put }: { of: CopyRow; put: (copy: CopyRow) => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const today = taipei_day(new Date());
  const required = { required: true, whitespace: true, message: say("error_required") };
  const is_export = of.kind === "export";
  const send = (typed: CopyEndRequest) =>
    run(async () => {
      const ended = await client.post<CopyRow>(`/copies/${encodeURIComponent(of.id)}/end`, {
        destroyed_on: iso_day(typed.destroyed_on) ?? "",
        method: typed.method.trim(),
        witness: typed.witness.trim(),
        certificate: typed.certificate?.trim() ?? "",
      });
      message.success(say("copy_end_told"));
      put(ended);
    });
  const certificate = is_export ? say("copy_end_certificate") : say("if_wanted", { label: say("copy_end_certificate") });
  return (
    <Card title={say("copy_end")} className="form_card">
      <p className="soft gap_below">{say("copy_end_text")}</p>
      <ProblemAbove problem={problem} />
      <Form layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={(typed: CopyEndRequest) => void send(typed)}>
        <div className="field_row">
          <DayField name="destroyed_on" label={say("copy_end_on")} required hint rule={(day) => ((parse_roc_date(day) ?? "") > today ? say("copy_end_future") : null)} />
          <Form.Item name="method" label={say("copy_end_method")} extra={say("copy_end_method_hint")} rules={[required]}>
            <Input autoComplete="off" maxLength={200} style={{ width: 320 }} />
          </Form.Item>
        </div>
        <div className="field_row">
          <Form.Item name="witness" label={say("copy_end_witness")} rules={[required]}>
            <Input autoComplete="off" maxLength={100} style={{ width: 240 }} />
          </Form.Item>
          <Form.Item name="certificate" label={certificate} extra={say("copy_end_certificate_hint")} rules={is_export ? [required] : []}>
            <Input autoComplete="off" maxLength={200} style={{ width: 320 }} />
          </Form.Item>
        </div>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("copy_end_done")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

export function CopyPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<CopyRow>(`/copies/${encodeURIComponent(id)}`), [client, id]);
  return (
    <Page
      title={say("copy_one")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/copies">{say("copies_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={8}>
        {(copy) => (
          <>
            {copy.state === "overdue" && <Alert className="gap_below" type="error" showIcon title={say("copy_overdue", { day: last_day(copy.destroy_by) })} />}
            <Card title={message_or(language, `copy_kind_${copy.kind}`, copy.kind)} extra={<CopyState of={copy} />}>
              <Facts
                columns={4}
                of={[
                  { label: say("copy_of"), value: message_or(language, `copy_of_${copy.of}`, copy.of) },
                  { label: say("copy_approval_grant"), value: either(copy.purpose_zh, copy.purpose_en) },
                  { label: say("copy_people"), value: <span className="nums">{copy.people.toLocaleString("en-US")}</span> },
                  { label: say("copy_destroy_by"), value: <span className="nums">{last_day(copy.destroy_by)}</span> },
                  ...(copy.recipient
                    ? [
                        { label: say("copy_to"), value: `${copy.recipient.organisation} ${copy.recipient.name}` },
                        { label: say("copy_approval_letter"), value: copy.letter_number },
                        { label: say("copy_number"), value: say("copy_number_of", { number: copy.number, of: copy.number_of }) },
                      ]
                    : []),
                  { label: say("copy_made_by"), value: <Who of={copy.made_by} /> },
                  { label: say("copy_made_at"), value: <span className="nums">{roc_instant(copy.made_at)}</span> },
                  ...(copy.case_number
                    ? [
                        { label: say("copy_case"), value: copy.case_number },
                        { label: say("copy_reason"), value: copy.reason },
                      ]
                    : []),
                  { label: say("copy_entry"), value: <span className="nums">{say("copy_entry_of", { log: copy.log, index: copy.index })}</span> },
                  ...(copy.fetched_at && copy.kind === "export" ? [{ label: say("copy_fetched"), value: <span className="nums">{roc_instant(copy.fetched_at)}</span> }] : []),
                  ...(copy.sha256 ? [{ label: say("copy_sha256"), value: <span className="nums">{copy.sha256}</span>, wide: true }] : []),
                ]}
              />
            </Card>
            {copy.may.includes("fetch") && <Fetch of={copy} done={load.again} />}
            {copy.end && (
              <Card title={say("copy_ended")}>
                <Facts
                  columns={4}
                  of={[
                    { label: say("copy_end_on"), value: <span className="nums">{first_day(copy.end.destroyed_on)}</span> },
                    { label: say("copy_end_method"), value: copy.end.method },
                    { label: say("copy_end_witness"), value: copy.end.witness },
                    { label: say("copy_end_certificate"), value: copy.end.certificate || say("none") },
                    { label: say("version_by"), value: <Who of={copy.end.by} /> },
                    { label: say("version_at"), value: <span className="nums">{roc_instant(copy.end.at)}</span> },
                  ]}
                />
              </Card>
            )}
            {copy.may.includes("end") && <RecordEnd of={copy} put={load.put} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
