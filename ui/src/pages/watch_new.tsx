// A new watch: under which grant, whom, which changes, until when. Nobody is looked up by ordering it.
import { Alert, App, Button, Checkbox, Form, Input, Radio } from "antd";
import type { GrantList, GrantView, WatchForm, WatchRequest, WatchView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { parse_roc_date, roc_last_day, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayField, iso_day } from "../shell/day_field";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { use_leave_warning } from "../shell/use_leave_warning";
import { is_usable } from "./grants/state";
import { read_people } from "./watching/people";

interface Typed {
  grant?: string;
  people?: string;
  groups?: string[];
  until?: string;
  reason?: string;
}

const may_tell = (grant: GrantView | undefined, fields: readonly string[]) => grant?.fields.some((field) => fields.includes(field.name)) ?? false;

function NewWatch({ grants, offer }: { grants: readonly GrantView[]; offer: WatchForm }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const chosen = Form.useWatch("grant", form) ?? (grants.length === 1 ? grants[0]?.id : undefined);
  const typed_people = Form.useWatch("people", form) ?? "";
  const grant = grants.find((one) => one.id === chosen);
  const most = offer.people_most;
  const required = { required: true, whitespace: true, message: say("error_required") };
  use_leave_warning(typed_people !== "" && !busy);

  const wrong_with = (text: string): string | null => {
    const { people, wrong } = read_people(text);
    const first = wrong[0];
    if (first) return say(first.what === "id" ? "watch_new_people_id" : "watch_new_people_wrong", { line: first.line });
    if (people.length === 0) return say("error_required");
    return people.length > most ? say("watch_new_people_most", { most, count: people.length }) : null;
  };
  const finish = (typed: Typed) =>
    run(async () => {
      const { people } = read_people(typed.people ?? "");
      const request: WatchRequest = {
        grant: typed.grant ?? "",
        reason: (typed.reason ?? "").trim(),
        groups: typed.groups ?? [],
        until: iso_day(typed.until) ?? "",
        people,
      };
      const made = await client.post<WatchView>("/watches", request);
      message.success(say("watch_new_done", { count: made.people }));
      go(`/watches/${encodeURIComponent(made.id)}`);
    });

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      autoComplete="off"
      scrollToFirstError={{ focus: true }}
      initialValues={{ grant: grants.length === 1 ? grants[0]?.id : undefined, groups: [] }}
      onValuesChange={(changed: Partial<Typed>) => {
        // What one grant may tell, another may not.
        if (changed.grant) form.setFieldValue("groups", []);
      }}
      onFinish={(typed: Typed) => void finish(typed)}
    >
      <p className="gap_below">{say("watch_new_lead")}</p>
      <ProblemAbove problem={problem} title={problem?.status === 403 ? say("refused_title") : undefined} />
      <Card title={say("watch_new_grant")}>
        <Form.Item name="grant" className="grant_choice_item" rules={[{ required: true, message: say("error_required") }]}>
          <Radio.Group className="grant_choice" aria-label={say("watch_new_grant")}>
            {grants.map((one) => (
              <Radio key={one.id} value={one.id}>
                <span className="grant_choice_name">{either(one.purpose_zh, one.purpose_en)}</span>
                <span className="grant_choice_facts nums">
                  {say("grant_until")} {roc_last_day(one.to)}　{say("days_left", { count: one.days_left })}
                </span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      </Card>
      <Card title={say("watch_whom")}>
        <Form.Item
          name="people"
          label={say("watch_new_people")}
          extra={`${say("watch_new_people_hint", { most })}　${say("watch_new_people_count", { count: read_people(typed_people).people.length })}`}
          validateTrigger="onBlur"
          rules={[
            {
              validator: (_, text: string | undefined) => {
                const wrong = wrong_with(text ?? "");
                return wrong ? Promise.reject(new Error(wrong)) : Promise.resolve();
              },
            },
          ]}
        >
          <Input.TextArea className="id_input" autoComplete="off" spellCheck={false} rows={5} placeholder={grant?.case_example ? say("watch_new_people_example", { case: grant.case_example }) : undefined} />
        </Form.Item>
        <Form.Item
          name="groups"
          label={say("watch_groups")}
          extra={
            <>
              {say("watch_new_groups_text")}
              {grant && offer.groups.some((one) => !may_tell(grant, one.fields)) && <> {say("watch_new_groups_hint")}</>}
            </>
          }
          rules={[{ validator: (_, some: string[] | undefined) => (some && some.length > 0 ? Promise.resolve() : Promise.reject(new Error(say("watch_new_groups_none")))) }]}
        >
          <Checkbox.Group className="watch_groups" disabled={!grant} options={offer.groups.map((one) => ({ value: one.code, label: either(one.zh, one.en), disabled: !may_tell(grant, one.fields) }))} />
        </Form.Item>
      </Card>
      <Card>
        <div className="field_row">
          <DayField
            name="until"
            label={say("watch_new_until")}
            required
            extra={grant ? say("watch_new_until_hint", { day: roc_last_day(grant.to) }) : undefined}
            rule={(typed) => ((parse_roc_date(typed) ?? "") < taipei_day(new Date()) ? say("watch_new_until_past") : null)}
          />
          <Form.Item name="reason" className="match_reason" label={say("watch_new_reason")} extra={say("watch_new_reason_hint")} rules={[required, { min: 4, message: say("error_too_short", { count: 4 }) }]}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
        </div>
        <Alert className="gap_below" type="info" showIcon title={say("watch_new_kept", { kept: either(offer.kept_zh, offer.kept_en) })} />
        {grant?.acknowledgement && <p className="pledge_lead gap_below">{either(grant.acknowledgement, grant.acknowledgement_en)}</p>}
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {say("watch_new_send")}
        </Button>
      </Card>
    </Form>
  );
}

export function NewWatchPage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(
    async () => {
      const [grants, offer] = await Promise.all([client.get<GrantList>("/grants"), client.get<WatchForm>("/watch/form")]);
      return { grants: grants.items.filter((one) => is_usable(one) && one.operations.includes("watch")), offer };
    },
    [client],
  );
  return (
    <Page title={say("watch_new")} extra={<Button href="#/watches">{say("watch_back")}</Button>}>
      <Loaded load={load} rows={10}>
        {({ grants, offer }) =>
          grants.length === 0 ? (
            <Nothing
              action={
                <Button type="primary" href="#/data-applications/new">
                  {say("watch_apply")}
                </Button>
              }
            >
              {say("watch_no_grant")}
            </Nothing>
          ) : (
            <NewWatch grants={grants} offer={offer} />
          )
        }
      </Loaded>
    </Page>
  );
}
