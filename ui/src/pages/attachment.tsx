// One attachment: what it holds and which entries are behind it; its file, and what became of the paper.
import { App, Button, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import type { CaseAttachmentView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { byte_text } from "../base/manifest";
import { parse_roc_date, roc_date, roc_instant, taipei_day } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { DayField, iso_day } from "../shell/day_field";
import { Facts } from "../shell/facts";
import { Who } from "../shell/names";
import { Card, Loaded, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { use_download } from "../shell/use_download";
import { entries_of, FileState, PaperState } from "./attaching/words";

interface Said {
  paper: "filed" | "destroyed" | "not_printed";
  on: string;
  note?: string;
}

function SayPaper({ of, done, close }: { of: CaseAttachmentView; done: (view: CaseAttachmentView) => void; close: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [form] = Form.useForm<Said>();
  const { busy, problem, run } = use_act();
  const today = taipei_day(new Date());
  const made = taipei_day(new Date(of.made_at));
  const wrong_day = (typed: string) => {
    const day = parse_roc_date(typed) ?? "";
    if (day < made) return say("attachment_say_early");
    return day > today ? say("attachment_say_future") : null;
  };
  const send = (typed: Said) =>
    run(async () => {
      const body = { paper: typed.paper, on: iso_day(typed.on) ?? "", note: typed.note?.trim() ?? "" };
      done(await client.post<CaseAttachmentView>(`/attachments/${encodeURIComponent(of.id)}/paper`, body));
      message.success(say("attachment_said_told"));
      close();
    });
  return (
    <Modal
      open
      centered
      width={520}
      title={say("attachment_say")}
      okText={say("attachment_say")}
      cancelText={say("cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
      className="act_dialog"
    >
      <p className="act_text">{say("attachment_say_text")}</p>
      <ProblemAbove problem={problem} />
      <Form<Said> form={form} layout="vertical" requiredMark={false} initialValues={{ on: roc_date(today) }} onFinish={(typed) => void send(typed)}>
        <Form.Item name="paper" label={say("attachment_say_what")} rules={[{ required: true, message: say("error_required") }]}>
          <Radio.Group
            className="stacked_choice"
            options={(["filed", "destroyed", "not_printed"] as const).map((one) => ({ value: one, label: say(`attachment_say_${one}`) }))}
          />
        </Form.Item>
        <DayField name="on" label={say("attachment_say_on")} required hint rule={wrong_day} />
        <Form.Item name="note" label={say("if_wanted", { label: say("attachment_say_note") })} extra={say("attachment_say_note_hint")}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Acts({ of, put, again }: { of: CaseAttachmentView; put: (view: CaseAttachmentView) => void; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const file = use_download();
  const [saying, set_saying] = useState(false);
  const path = `/attachments/${encodeURIComponent(of.id)}`;
  if (!of.may.open && !of.may.destroy && !of.may.say) return null;
  const fetch_it = async () => {
    await client.download(`${path}/file`, `${say("attach")}-${of.id}.pdf`);
    again();
  };
  return (
    <div className="actions">
      {of.may.open && (
        <Button type="primary" loading={file.busy !== null} onClick={() => void file.run(fetch_it)}>
          {say("attachment_download")}
        </Button>
      )}
      {of.may.say && <Button onClick={() => set_saying(true)}>{say("attachment_say")}</Button>}
      {of.may.destroy && (
        <ActButton
          kind="danger"
          label={say("attachment_destroy")}
          text={say("attachment_destroy_text")}
          reason="none"
          act={async () => {
            put(await client.post<CaseAttachmentView>(`${path}/destroy`, {}));
            message.success(say("attachment_destroyed_told"));
          }}
        />
      )}
      {saying && <SayPaper of={of} done={put} close={() => set_saying(false)} />}
    </div>
  );
}

export function AttachmentPage({ id }: { id: string }) {
  const client = use_client();
  const speech = use_speech();
  const { say, either, language } = speech;
  const load = use_load(() => client.get<CaseAttachmentView>(`/attachments/${encodeURIComponent(id)}`), [client, id]);
  return (
    <Page
      title={say("attachment", { id })}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/attachments">{say("attachment_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={8}>
        {(found) => (
          <Card title={either(found.kind_zh, found.kind_en)} extra={<Acts of={found} put={load.put} again={load.again} />}>
            <Facts
              columns={3}
              of={[
                { label: say("attachment_case"), value: found.case_number || say("attachment_case_gone") },
                { label: say("attachment_grant"), value: either(found.purpose_zh, found.purpose_en) },
                { label: say("attachment_people"), value: <span className="nums">{found.people}</span> },
                { label: say("attachment_by"), value: <Who of={found.attached_by} /> },
                { label: say("attachment_unit"), value: found.unit.name },
                { label: say("attachment_made"), value: <span className="nums">{roc_instant(found.made_at)}</span> },
                { label: say("attachment_shown"), value: message_or(language, `attachment_shown_${found.shown}`, found.shown) },
                { label: say("attachment_entries"), value: <span className="nums">{entries_of(speech, found)}</span> },
                { label: say("attachment_entry"), value: <span className="nums">{`${found.entry_log} #${found.entry_index}`}</span> },
                { label: say("attachment_file"), value: <FileState of={found} /> },
                { label: say("attachment_bytes"), value: <span className="nums">{byte_text(found.bytes)}</span> },
                { label: say("attachment_opened"), value: <span className="nums">{found.opened}</span> },
                { label: say("attachment_paper"), value: <PaperState of={found} /> },
                { label: say("attachment_hash"), value: <code className="long_code">{found.sha256}</code>, wide: true },
              ]}
            />
          </Card>
        )}
      </Loaded>
      <PagePaper what={say("attachment", { id })} />
    </Page>
  );
}
