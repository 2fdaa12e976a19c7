// A new application by a member: for oneself, or by a head or an administrator for an account.
import { App, Form, Radio } from "antd";
import { useState } from "react";
import type { AccountRow, AccountView, ApplicationFormView, ApplicationMade } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, last_day } from "../base/day_text";
import { go, match, use_path } from "../base/router";
import { roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { AccountPick } from "../shell/picks";
import { Card, Loaded, Page } from "../shell/page";
import { use_session } from "../shell/session";
import type { ApplicationKind, Typed } from "./applications/draft";
import { FormSteps } from "./applications/form_steps";

const kinds: readonly ApplicationKind[] = ["change", "suspend", "restore", "close"];

interface Target {
  id: string;
  typed: Typed;
}

const today = () => roc_date(taipei_day(new Date()));

function typed_of(account: AccountView): Typed {
  return {
    display_name: account.name,
    account_name: account.account,
    employee_number: account.employee_number,
    email: account.email,
    unit: account.unit.id,
    roles: account.roles,
    duties: account.duties_text,
    temporary: account.temporary,
    from: today(),
    until: last_day(account.until),
  };
}

function TheForm({ kind, target, own }: { kind: ApplicationKind; target: Target; own: boolean }) {
  const { client } = use_session();
  const { say } = use_speech();
  const { message } = App.useApp();
  const load = use_load(() => client.get<ApplicationFormView>("/application-form"), [client]);
  return (
    <Loaded load={load} rows={8}>
      {(form) => (
        <FormSteps
          key={`${kind} ${target.id}`}
          form={form}
          whom={{ kind, account: target.id, own }}
          initial={target.typed}
          send_label={say("form_send")}
          send={async (typed) => {
            const made = await client.post<ApplicationMade>("/applications", typed);
            message.success(say("application_sent_done", { number: made.number }));
            go(`/applications/${made.id}`);
          }}
          cancel={() => go("/applications")}
        />
      )}
    </Loaded>
  );
}

export function NewApplicationPage() {
  const { client, view } = use_session();
  const { say } = use_speech();
  const given = match("/applications/new/:account", use_path())?.[0] ?? null;
  const roles = view?.roles ?? [];
  const for_others = roles.includes("unit_head") || roles.includes("account_administrator");
  const [whose, set_whose] = useState<"mine" | "other">(given ? "other" : "mine");
  const [kind, set_kind] = useState<ApplicationKind>("change");
  const [picked, set_picked] = useState<string | null>(given);
  const load = use_load(() => (picked ? client.get<AccountView>(`/accounts/${encodeURIComponent(picked)}`) : Promise.resolve(null)), [client, picked]);
  const own = use_load(
    () => (view ? client.get<AccountView>(`/accounts/${encodeURIComponent(view.account_id)}`).catch(() => null) : Promise.resolve(null)),
    [client, view?.account_id],
  );
  const mine: Target | null = own.answer
    ? { id: own.answer.id, typed: typed_of(own.answer) }
    : view && !own.busy
      ? { id: view.account_id, typed: { display_name: view.name, account_name: view.account, unit: view.unit.id, roles: view.roles, from: today() } }
      : null;
  const other: Target | null = load.answer && picked === load.answer.id ? { id: load.answer.id, typed: typed_of(load.answer) } : null;
  const target = whose === "mine" ? mine : other;
  // One who is suspended cannot sign in, and so cannot ask to be restored.
  const offered = whose === "mine" ? kinds.filter((one) => one !== "restore") : kinds;
  return (
    <Page title={say("application_new")}>
      <Card className="filter_card">
        <Form layout="vertical" requiredMark={false}>
          <div className="field_row">
            {for_others && (
              <Form.Item label={say("application_for")}>
                <Radio.Group
                  optionType="button"
                  buttonStyle="solid"
                  aria-label={say("application_for")}
                  value={whose}
                  onChange={(event) => {
                    set_whose(event.target.value as "mine" | "other");
                    if (kind === "restore") set_kind("change");
                  }}
                  options={[
                    { value: "mine", label: say("application_for_me") },
                    { value: "other", label: say("application_for_other") },
                  ]}
                />
              </Form.Item>
            )}
            <Form.Item label={say("application_kind")}>
              <Radio.Group
                optionType="button"
                buttonStyle="solid"
                aria-label={say("application_kind")}
                value={kind}
                onChange={(event) => set_kind(event.target.value as ApplicationKind)}
                options={offered.map((one) => ({ value: one, label: say(`application_kind_${one}`) }))}
              />
            </Form.Item>
            {whose === "other" && (
              <Form.Item label={say("application_account")} htmlFor="application_account">
                <AccountPick
                  id="application_account"
                  value={picked ?? undefined}
                  chosen={(row: AccountRow | null) => set_picked(row?.id ?? null)}
                  known={load.answer}
                />
              </Form.Item>
            )}
          </div>
          {load.answer && whose === "other" && (
            <p className="soft gap_below">
              {say("account_now", { name: load.answer.name, account: load.answer.account, unit: load.answer.unit.name, from: first_day(load.answer.from) })}
            </p>
          )}
        </Form>
      </Card>
      {target ? <TheForm key={`${whose} ${kind} ${target.id}`} kind={kind} target={target} own={target.id === view?.account_id} /> : null}
    </Page>
  );
}
