// By which outside identities the holder of an account may sign in: bound and unbound by an administrator.
import { App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import type { IdentityList, IdentityView, SignInMethods } from "../../api/office";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech, type Speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Card, Loaded, Nothing } from "../../shell/page";
import { ProblemNotice } from "../../shell/problem_notice";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";

function provider_text(id: string, methods: SignInMethods | null, { language, either }: Speech): string {
  const provider = methods?.providers.find((one) => one.id === id);
  return provider ? either(provider.name_zh, provider.name_en) : message_or(language, `identity_${id}`, id);
}

function Bind({ account, methods, done }: { account: string; methods: SignInMethods; done: () => void }) {
  const client = use_client();
  const speech = use_speech();
  const { say } = speech;
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const offered = [...methods.providers.map((one) => one.id), ...(methods.ldap ? ["ldap"] : []), ...(methods.certificate ? ["certificate"] : [])];
  const send = (typed: { provider: string; subject: string }) =>
    run(async () => {
      await client.post(`/accounts/${encodeURIComponent(account)}/identities`, { provider: typed.provider, subject: typed.subject.trim() });
      message.success(say("identity_bound_done"));
      done();
    });
  const required = { required: true, message: say("error_required") };
  return (
    <div className="sub_form">
      {problem && (
        <div className="gap_below">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <Form layout="vertical" requiredMark={false} initialValues={{ provider: offered[0] }} onFinish={(typed: { provider: string; subject: string }) => void send(typed)}>
        <div className="field_row">
          <Form.Item name="provider" label={say("identity_provider")} rules={[required]}>
            <Select style={{ width: 200 }} getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body} options={offered.map((id) => ({ value: id, label: provider_text(id, methods, speech) }))} />
          </Form.Item>
          <Form.Item name="subject" label={say("identity_subject")} extra={say("identity_subject_hint")} rules={[{ ...required, whitespace: true }]}>
            <Input autoComplete="off" spellCheck={false} maxLength={255} style={{ width: 360 }} />
          </Form.Item>
        </div>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("identity_bind")}
          </Button>
          <Button onClick={done}>{say("cancel")}</Button>
        </div>
      </Form>
    </div>
  );
}

export function Identities({ account, name }: { account: string; name: string }) {
  const client = use_client();
  const speech = use_speech();
  const { say } = speech;
  const { message } = App.useApp();
  const [binding, set_binding] = useState(false);
  const methods = use_load(() => client.get<SignInMethods>("/sign-in/methods"), [client]);
  const load = use_load(() => client.get<IdentityList>(`/accounts/${encodeURIComponent(account)}/identities`), [client, account]);
  const some = methods.answer && (methods.answer.ldap || methods.answer.certificate || methods.answer.providers.length > 0);
  // Where no outside provider is set up there is nothing to bind and nothing to show.
  if (!some && !load.answer?.items.length) return null;
  return (
    <Card
      title={say("identities")}
      extra={
        some && !binding ? (
          <Button size="small" onClick={() => set_binding(true)}>
            {say("identity_bind")}
          </Button>
        ) : null
      }
    >
      {binding && methods.answer && (
        <Bind
          account={account}
          methods={methods.answer}
          done={() => {
            set_binding(false);
            load.again();
          }}
        />
      )}
      <Loaded load={load} rows={2}>
        {(list) =>
          list.items.length === 0 ? (
            <Nothing>{say("identities_none")}</Nothing>
          ) : (
            <Rows<IdentityView>
              rowKey="id"
              dataSource={list.items}
              columns={[
                { title: say("identity_provider"), dataIndex: "provider", render: (id: string) => provider_text(id, methods.answer, speech) },
                { title: say("identity_subject"), dataIndex: "subject" },
                { title: say("identity_since"), dataIndex: "since", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                {
                  title: <span className="unseen">{say("identity_unbind")}</span>,
                  key: "unbind",
                  width: 90,
                  render: (_, row) => (
                    <ActButton
                      size="small"
                      label={say("identity_unbind")}
                      of={row.subject}
                      text={say("identity_unbind_text", { name })}
                      reason="none"
                      act={async () => {
                        await client.remove(`/accounts/${encodeURIComponent(account)}/identities/${encodeURIComponent(row.id)}`);
                        message.success(say("identity_unbound_done"));
                        load.again();
                      }}
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
