// The outside identities of an account: who is proved at one of these providers signs in to it. Bound and unbound by an
// account administrator alone.
import { App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import type { IdentityList, IdentityRequest, IdentityView, SignInMethods } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { FormModal } from "../../shell/form_modal";
import { Card, Loaded } from "../../shell/page";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";

interface Choice {
  value: string;
  label: string;
}

function use_choices(methods: SignInMethods | null): Choice[] {
  const { say, either } = use_speech();
  if (!methods) return [];
  const choices = methods.providers.map((one) => ({ value: one.id, label: either(one.name_zh, one.name_en) }));
  if (methods.ldap) choices.push({ value: "ldap", label: say("method_ldap") });
  if (methods.certificate) choices.push({ value: "certificate", label: say("method_certificate") });
  return choices;
}

function Bind({ path, choices, close, bound }: { path: string; choices: Choice[]; close: () => void; bound: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<IdentityRequest>();
  const send = (typed: IdentityRequest) =>
    act.run(async () => {
      await client.post(path, { provider: typed.provider, subject: typed.subject.trim() });
      message.success(say("identity_bound"));
      close();
      bound();
    });
  return (
    <FormModal title={say("identity_bind")} ok={say("identity_bind")} act={act} form={form} close={close}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ provider: choices[0]?.value }} onFinish={(typed) => void send(typed)}>
        <Form.Item name="provider" label={say("identity_provider")} rules={[{ required: true, message: say("error_required") }]}>
          <Select getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body} options={choices} />
        </Form.Item>
        <Form.Item
          name="subject"
          label={say("identity_subject")}
          extra={say("identity_subject_hint")}
          rules={[{ required: true, whitespace: true, message: say("error_required") }]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={255} />
        </Form.Item>
      </Form>
    </FormModal>
  );
}

export function IdentitiesCard({ account }: { account: string }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const path = `/accounts/${encodeURIComponent(account)}/identities`;
  const load = use_load(() => client.get<IdentityList>(path), [client, path]);
  const methods = use_load(() => client.get<SignInMethods>("/sign-in/methods"), [client]);
  const choices = use_choices(methods.answer);
  const [binding, set_binding] = useState(false);
  const name_of = (provider: string) => choices.find((one) => one.value === provider)?.label ?? provider;
  // An agency without outside providers has nothing to bind.
  if (choices.length === 0 && !load.answer?.items.length) return null;
  return (
    <Card
      title={say("identities")}
      extra={
        choices.length > 0 && (
          <Button size="small" onClick={() => set_binding(true)}>
            {say("identity_bind")}
          </Button>
        )
      }
    >
      <p className="soft gap_below">{say("identities_text")}</p>
      <Loaded load={load}>
        {(list) =>
          list.items.length === 0 ? (
            <p>{say("identities_none")}</p>
          ) : (
            <Rows<IdentityView>
              rowKey="id"
              dataSource={list.items}
              columns={[
                { title: say("identity_provider"), dataIndex: "provider", render: (provider: string) => name_of(provider) },
                { title: say("identity_subject"), dataIndex: "subject" },
                { title: say("identity_since"), dataIndex: "since", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                {
                  title: <span className="unseen">{say("identity_unbind")}</span>,
                  key: "unbind",
                  align: "right",
                  render: (_, row) => (
                    <ActButton
                      label={say("identity_unbind")}
                      of={`${name_of(row.provider)} ${row.subject}`}
                      text={say("identity_unbind_text")}
                      reason="none"
                      kind="danger"
                      size="small"
                      act={async () => {
                        await client.remove(`${path}/${encodeURIComponent(row.id)}`);
                        message.success(say("identity_unbound"));
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
      {binding && <Bind path={path} choices={choices} close={() => set_binding(false)} bound={load.again} />}
    </Card>
  );
}
