// Recipients of copies and their keys. Whoever compares a fingerprint is not shown it: it comes from the recipient.
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import type { RecipientConfirmation, RecipientList, RecipientRow } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { first_day, last_day } from "../../base/day_text";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { FormModal } from "../../shell/form_modal";
import { long_rows } from "../../shell/long_rows";
import { Who } from "../../shell/names";
import { Card, Loaded, Nothing, Page } from "../../shell/page";
import { Rows } from "../../shell/rows";
import { use_client, use_session } from "../../shell/session";
import { RecipientState } from "./state";

function Compare({ of, close, done }: { of: RecipientRow; close: () => void; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<RecipientConfirmation>();
  const rules = [{ required: true, whitespace: true, message: say("error_required") }];
  const send = (typed: RecipientConfirmation) =>
    act.run(async () => {
      await client.post(`/recipients/${encodeURIComponent(of.id)}/confirm`, { fingerprint: typed.fingerprint.trim(), channel: typed.channel.trim() });
      message.success(say("recipient_confirmed"));
      done();
    });
  return (
    <FormModal title={say("recipient_confirm_title", { name: `${of.organisation} ${of.name}` })} ok={say("recipient_confirm")} act={act} form={form} close={close} width={560}>
      <p>{say("recipient_confirm_text")}</p>
      <p className="gap_below">
        <strong>{of.contact}</strong>
      </p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed: RecipientConfirmation) => void send(typed)}>
        <Form.Item name="fingerprint" label={say("recipient_said")} rules={rules}>
          <Input autoComplete="off" autoFocus maxLength={100} spellCheck={false} className="nums" />
        </Form.Item>
        <Form.Item name="channel" label={say("recipient_channel")} extra={say("recipient_channel_hint")} rules={rules}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </FormModal>
  );
}

export function RecipientsPage() {
  const client = use_client();
  const { view } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const load = use_load(() => client.get<RecipientList>("/recipients"), [client]);
  const [compared, set_compared] = useState<RecipientRow | null>(null);
  const keeps = (view?.roles ?? []).some((role) => role === "designated_person" || role === "account_administrator");
  return (
    <Page
      title={say("recipients")}
      extra={
        <>
          {keeps && (
            <Button type="primary" href="#/recipients/new">
              {say("recipient_new")}
            </Button>
          )}
          <Button href="#/copy-approvals">{say("copy_approvals_back")}</Button>
        </>
      }
    >
      <Card>
        <p className="soft gap_below">{say("recipients_text")}</p>
        <Loaded load={load} rows={6}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("recipients_none")}</Nothing>
            ) : (
              <Rows<RecipientRow>
                rowKey="id"
                dataSource={list.items}
                pagination={long_rows(list.items.length, say)}
                columns={[
                  {
                    title: say("recipient_organisation"),
                    key: "who",
                    render: (_, row) => (
                      <>
                        {row.organisation}
                        <div>{row.name}</div>
                      </>
                    ),
                  },
                  { title: say("recipient_contact"), key: "contact", render: (_, row) => row.contact },
                  {
                    title: say("recipient_fingerprint"),
                    key: "fingerprint",
                    className: "nums",
                    width: 190,
                    render: (_, row) => row.fingerprint || <span className="soft">{say("recipient_fingerprint_hidden")}</span>,
                  },
                  {
                    title: say("recipient_valid"),
                    key: "valid",
                    className: "nums",
                    render: (_, row) => (
                      <>
                        {first_day(row.from)}
                        <br />
                        {last_day(row.until)}
                      </>
                    ),
                  },
                  {
                    title: say("recipient_state"),
                    key: "state",
                    render: (_, row) => (
                      <>
                        <RecipientState of={row} />
                        <div className="soft">
                          {say("copy_registered_by")} <Who of={row.registered_by} />
                          {row.confirmed_by && (
                            <>
                              <br />
                              {say("copy_confirmed_by")} <Who of={row.confirmed_by} />
                            </>
                          )}
                        </div>
                      </>
                    ),
                  },
                  ...(keeps
                    ? [
                        {
                          title: <span className="unseen">{say("recipient_confirm")}</span>,
                          key: "acts",
                          className: "act_column",
                          render: (_: unknown, row: RecipientRow) => (
                            <div className="actions">
                              {row.may.includes("confirm") && row.state === "waiting" && (
                                <Button type="primary" size="small" aria-label={`${say("recipient_confirm")}：${row.organisation} ${row.name}`} onClick={() => set_compared(row)}>
                                  {say("recipient_confirm")}
                                </Button>
                              )}
                              {row.may.includes("revoke") && (
                                <ActButton
                                  kind="danger"
                                  size="small"
                                  label={say("copy_revoke")}
                                  of={`${row.organisation} ${row.name}`}
                                  text={say("recipient_revoke_text")}
                                  reason="required"
                                  act={async (reason) => {
                                    await client.post(`/recipients/${encodeURIComponent(row.id)}/revoke`, { reason });
                                    message.success(say("copy_revoked"));
                                    load.again();
                                  }}
                                />
                              )}
                            </div>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            )
          }
        </Loaded>
      </Card>
      {compared && (
        <Compare
          of={compared}
          close={() => set_compared(null)}
          done={() => {
            set_compared(null);
            load.again();
          }}
        />
      )}
    </Page>
  );
}
