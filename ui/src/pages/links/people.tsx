// Who answers for a link, with dates. Any beginning or end is told to the provider by letter within days (U3).
import { App, Button, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import type { LinkFull, LinkPersonView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { first_day, last_day } from "../../base/day_text";
import { roc_date, taipei_day } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { DatedAct } from "../../shell/dated_act";
import { DayField, iso_day } from "../../shell/day_field";
import { Who } from "../../shell/names";
import { Card, Nothing } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { Rows } from "../../shell/rows";
import { use_client, use_session } from "../../shell/session";
import { SubForm } from "../../shell/sub_form";
import { LinkPersonPick } from "./person_pick";

const kinds = ["designated_person", "handler", "head"] as const;

interface Typed {
  kind: string;
  account: string;
  from: string;
  note?: string;
}

function Name({ code, done, cancel }: { code: string; done: () => void; cancel: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const kind = Form.useWatch("kind", form) ?? "handler";
  const required = { required: true, message: say("error_required") };
  const send = (typed: Typed) =>
    run(async () => {
      await client.post(`/links/${encodeURIComponent(code)}/people`, {
        kind: typed.kind,
        account: typed.account,
        from: iso_day(typed.from) ?? "",
        note: typed.note?.trim() ?? "",
      });
      done();
    });
  return (
    <SubForm label={say("link_person_name")}>
      <ProblemAbove problem={problem} />
      <Form form={form} name="link_person" layout="vertical" requiredMark={false} initialValues={{ kind: "handler", from: roc_date(taipei_day(new Date())) }} onFinish={(typed: Typed) => void send(typed)}>
        <div className="field_row">
          <Form.Item name="kind" label={say("link_person_kind")} rules={[required]}>
            <Select
              style={{ width: 150 }}
              getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
              options={kinds.map((one) => ({ value: one as string, label: say(`link_person_${one}`) }))}
              onChange={() => form.setFieldValue("account", undefined)}
            />
          </Form.Item>
          <Form.Item name="account" label={say("link_person_who")} rules={[required]}>
            <LinkPersonPick kind={kind} />
          </Form.Item>
          <DayField name="from" label={say("link_person_from")} required width={150} />
        </div>
        <Form.Item name="note" label={say("if_wanted", { label: say("link_person_note") })}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <p className="soft gap_below">{say("link_person_letter")}</p>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("link_person_name")}
          </Button>
          <Button onClick={cancel}>{say("cancel")}</Button>
        </div>
      </Form>
    </SubForm>
  );
}

export function LinkPeople({ link, again }: { link: LinkFull; again: () => void }) {
  const { client, view } = use_session();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const [naming, set_naming] = useState(false);
  const now = new Date().toISOString();
  const over = (one: LinkPersonView) => one.until !== null && one.until <= now;
  const ahead = (one: LinkPersonView) => one.from > now;
  const kind_text = (kind: string) => message_or(language, `link_person_${kind}`, kind);
  const may = link.may.includes("people");
  const has_head = link.people.some((one) => one.kind === "head" && !over(one) && !ahead(one));
  return (
    <Card
      title={say("link_people")}
      extra={
        may &&
        !naming && (
          <Button size="small" onClick={() => set_naming(true)}>
            {say("link_person_name")}
          </Button>
        )
      }
    >
      {naming && (
        <Name
          code={link.code}
          done={() => {
            set_naming(false);
            message.success(say("link_person_named_done"));
            again();
          }}
          cancel={() => set_naming(false)}
        />
      )}
      <p className="gap_below">
        {say("link_head_now")} <Who of={link.head} /> {!has_head && <span className="soft">{say("link_head_of_unit", { unit: link.unit.name })}</span>}
      </p>
      {link.people.length === 0 ? (
        <Nothing>{say("link_people_none")}</Nothing>
      ) : (
        <Rows<LinkPersonView>
          rowKey="id"
          dataSource={[...link.people].sort((one, other) => Number(over(one)) - Number(over(other)) || other.from.localeCompare(one.from))}
          rowClassName={(row) => (over(row) ? "row_over" : "")}
          columns={[
            { title: say("link_person_kind"), dataIndex: "kind", className: "one_line", render: kind_text },
            { title: say("link_person_who"), key: "who", render: (_, row) => <Who of={row.account} /> },
            {
              title: say("link_person_from"),
              key: "from",
              render: (_, row) => (
                <span className="nums one_line">
                  {first_day(row.from)} {ahead(row) && <Tag color="processing">{say("link_person_ahead")}</Tag>}
                </span>
              ),
            },
            { title: say("link_person_until"), key: "until", render: (_, row) => <span className="nums">{last_day(row.until) || say("no_end")}</span> },
            { title: say("link_person_note"), dataIndex: "note" },
            ...(may
              ? [
                  {
                    title: <span className="unseen">{say("link_person_end")}</span>,
                    key: "end",
                    width: 80,
                    render: (_: unknown, row: LinkPersonView) =>
                      over(row) || row.account.id === view?.account_id ? null : (
                        <DatedAct
                          size="small"
                          label={say("link_person_end")}
                          of={`${kind_text(row.kind)} ${row.account.name}`}
                          title={say("link_person_end_title", { name: row.account.name, kind: kind_text(row.kind) })}
                          text={say("link_person_end_text")}
                          day_label={say("duty_last_day")}
                          note_label={say("link_person_note")}
                          act={async (at, note) => {
                            await client.post(`/links/people/${encodeURIComponent(row.id)}/end`, { at, note });
                            message.success(say("link_person_ended_done"));
                            again();
                          }}
                        />
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Card>
  );
}
