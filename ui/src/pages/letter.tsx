// One letter: its draft to change, the file to take into the document system, and that it was sent, with its number.
import { App, Button, Form, Input } from "antd";
import type { LetterView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { first_day } from "../base/day_text";
import { parse_roc_date, roc_date, taipei_day } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { DayField, iso_day } from "../shell/day_field";
import { Facts } from "../shell/facts";
import { Who } from "../shell/names";
import { Card, Loaded, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { use_download } from "../shell/use_download";
import { LetterDue, LetterState } from "./letters";

function Draft({ letter, again }: { letter: LetterView; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const required = { required: true, whitespace: true, message: say("error_required") };
  const save = (typed: { subject: string; body: string }) =>
    run(async () => {
      await client.put(`/letters/${encodeURIComponent(letter.id)}`, { subject: typed.subject.trim(), body: typed.body.trim() });
      message.success(say("letter_saved"));
      again();
    });
  return (
    <>
      <ProblemAbove problem={problem} />
      <Form layout="vertical" requiredMark={false} initialValues={{ subject: letter.subject, body: letter.body }} onFinish={(typed: { subject: string; body: string }) => void save(typed)}>
        <Form.Item name="subject" label={say("letter_subject")} rules={[required]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="body" label={say("letter_body")} extra={say("letter_body_hint")} rules={[required]}>
          <Input.TextArea rows={10} maxLength={4000} showCount />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {say("letter_save")}
        </Button>
      </Form>
    </>
  );
}

function Sent({ letter, again }: { letter: LetterView; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const today = taipei_day(new Date());
  const send = (typed: { document_number: string; on: string }) =>
    run(async () => {
      await client.post(`/letters/${encodeURIComponent(letter.id)}/sent`, { document_number: typed.document_number.trim(), on: iso_day(typed.on) ?? "" });
      message.success(say("letter_sent_done"));
      again();
    });
  return (
    <Card title={say("letter_sent")}>
      <p className="soft gap_below">{say("letter_sent_text")}</p>
      <ProblemAbove problem={problem} />
      <Form layout="vertical" requiredMark={false} initialValues={{ on: roc_date(today) }} onFinish={(typed: { document_number: string; on: string }) => void send(typed)}>
        <div className="field_row">
          <Form.Item name="document_number" label={say("letter_document_number")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
            <Input autoComplete="off" maxLength={100} style={{ width: 280 }} placeholder={say("letter_document_example")} />
          </Form.Item>
          <DayField name="on" label={say("letter_sent_on")} required rule={(day) => ((parse_roc_date(day) ?? "") > today ? say("letter_future") : null)} />
          <div className="filter_go">
            <Button type="primary" htmlType="submit" loading={busy}>
              {say("letter_mark_sent")}
            </Button>
          </div>
        </div>
      </Form>
    </Card>
  );
}

export function LetterPage({ id }: { id: string }) {
  const client = use_client();
  const { say, language } = use_speech();
  const load = use_load(() => client.get<LetterView>(`/letters/${encodeURIComponent(id)}`), [client, id]);
  const { busy, run } = use_download();
  const download = (kind: "odt" | "pdf") =>
    run(() => client.download(`/letters/${encodeURIComponent(id)}.${kind}`, `letter-${taipei_day(new Date())}.${kind}`), kind);
  return (
    <Page
      title={say("letter")}
      extra={
        <>
          <Button loading={busy === "odt"} onClick={() => void download("odt")}>
            {say("letter_odt")}
          </Button>
          <Button loading={busy === "pdf"} onClick={() => void download("pdf")}>
            {say("letter_pdf")}
          </Button>
          <Button href="#/letters">{say("letters_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(letter) => (
          <>
            <Card title={say("letter_facts")} extra={<LetterState of={letter.state} />}>
              <Facts
                columns={4}
                of={[
                  { label: say("letter_to"), value: letter.to },
                  { label: say("letter_about"), value: <Who of={letter.account} /> },
                  letter.link
                    ? { label: say("letter_kind"), value: <a href={`#/links/${encodeURIComponent(letter.link.code)}`}>{`${letter.link.name} ${message_or(language, `link_person_${letter.kind}`, letter.kind)}`}</a> }
                    : { label: say("letter_kind"), value: `${letter.unit.name} ${message_or(language, `duty_${letter.kind}`, letter.kind)}` },
                  { label: say("letter_event_on"), value: <span className="nums">{first_day(letter.event_on)}</span> },
                  { label: say("letter_due"), value: <LetterDue of={letter} /> },
                  ...(letter.state === "sent"
                    ? [
                        { label: say("letter_document_number"), value: letter.document_number },
                        { label: say("letter_sent_on"), value: <span className="nums">{first_day(letter.sent_on)}</span> },
                      ]
                    : []),
                  ...(letter.leaver ? [{ label: say("leaver"), value: <a href={`#/leavers/${letter.leaver}`}>{say("leaver_open")}</a> }] : []),
                ]}
              />
            </Card>
            <Card title={letter.may.includes("change") ? say("letter_draft") : letter.subject}>
              {letter.may.includes("change") ? (
                <Draft letter={letter} again={load.again} />
              ) : (
                <div className="letter_body">
                  {letter.body
                    .split("\n")
                    .filter((line) => line.trim() !== "")
                    .map((line) => (
                      <p key={line}>{line}</p>
                    ))}
                </div>
              )}
            </Card>
            {letter.may.includes("send") && <Sent letter={letter} again={load.again} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
