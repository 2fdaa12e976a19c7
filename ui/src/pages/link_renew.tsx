// A renewal: a new letter and a new end; what was approved stays the same.
import { Alert, App, Button, Form, Input } from "antd";
import type { LinkFull } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { last_day, period_text } from "../base/day_text";
import { go } from "../base/router";
import { parse_roc_date } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayField, iso_day } from "../shell/day_field";
import { FormFoot } from "../shell/form_foot";
import { Card, Loaded, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";

interface Typed {
  letter: string;
  letter_on: string;
  until: string;
  note?: string;
}

function Renewal({ link }: { link: LinkFull }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const path = `/links/${encodeURIComponent(link.code)}`;
  const required = { required: true, whitespace: true, message: say("error_required") };
  const send = (typed: Typed) =>
    run(async () => {
      await client.post(`${path}/renewal`, {
        letter: typed.letter.trim(),
        letter_on: iso_day(typed.letter_on) ?? "",
        until: iso_day(typed.until) ?? "",
        note: typed.note?.trim() ?? "",
      });
      message.success(say("link_renewed_done"));
      go(path);
    });
  return (
    <>
      <Alert
        className="gap_below"
        type="info"
        showIcon
        title={say("link_renew_text")}
        description={say("link_renew_now", { period: period_text(link.from, link.until, ""), letter: link.letter || say("none") })}
      />
      <ProblemAbove problem={problem} />
      <Form layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={(typed: Typed) => void send(typed)}>
        <div className="field_row">
          <Form.Item name="letter" label={say("link_renew_letter")} rules={[required]}>
            <Input autoComplete="off" maxLength={100} style={{ width: 300 }} placeholder={say("letter_document_example")} />
          </Form.Item>
          <DayField name="letter_on" label={say("link_letter_on")} required hint />
          <DayField
            name="until"
            label={say("link_renew_until")}
            required
            rule={(day) => ((parse_roc_date(day) ?? "") <= (parse_roc_date(last_day(link.until)) ?? "") ? say("link_renew_not_longer") : null)}
          />
        </div>
        <Form.Item name="note" label={say("if_wanted", { label: say("version_note") })}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <FormFoot submit={say("link_renew_save")} busy={busy} cancel={`#${path}`} />
      </Form>
    </>
  );
}

export function RenewLinkPage({ code }: { code: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const path = `/links/${encodeURIComponent(code)}`;
  const load = use_load(() => client.get<LinkFull>(path), [client, path]);
  const name = load.answer ? either(load.answer.name_zh, load.answer.name_en) : code;
  return (
    <Page title={say("link_renew_title", { name })} extra={<Button href={`#${path}`}>{say("back")}</Button>}>
      <Card className="narrow wide">
        <Loaded load={load} rows={6}>
          {(link) => <Renewal link={link} />}
        </Loaded>
      </Card>
    </Page>
  );
}
