// One destruction: what is to be destroyed by when, and that it was, with its evidence. Whoever records it is of the
// agency, not of the contractor.
import { Alert, App, Button, Form, Input } from "antd";
import type { DestructionList, DestructionRequest, DestructionRow } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { first_day, last_day } from "../base/day_text";
import { parse_roc_date, roc_instant, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayField, iso_day } from "../shell/day_field";
import { Facts } from "../shell/facts";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { DestructionState } from "./destructions";

// The days as they are typed.
type Typed = DestructionRequest;

function Record({ of, done }: { of: DestructionRow; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const today = taipei_day(new Date());
  const required = { required: true, whitespace: true, message: say("error_required") };
  const not_ahead = (day: string) => ((parse_roc_date(day) ?? "") > today ? say("destruction_future") : null);
  const send = (typed: Typed) =>
    run(async () => {
      await client.post(`/destructions/${encodeURIComponent(of.id)}/done`, {
        destroyed_on: iso_day(typed.destroyed_on) ?? "",
        method: typed.method.trim(),
        scope: typed.scope.trim(),
        backups: typed.backups.trim(),
        witness: typed.witness.trim(),
        evidence: typed.evidence.trim(),
        letter_number: typed.letter_number.trim(),
        letter_on: iso_day(typed.letter_on) ?? "",
      });
      message.success(say("destruction_done_told"));
      done();
    });
  return (
    <Card title={say("destruction_record")} className="form_card">
      <p className="soft gap_below">{say("destruction_record_text")}</p>
      <ProblemAbove problem={problem} />
      <Form layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={(typed: Typed) => void send(typed)}>
        <div className="field_row">
          <DayField name="destroyed_on" label={say("destruction_on")} required hint rule={not_ahead} />
          <Form.Item name="method" label={say("destruction_method")} extra={say("destruction_method_hint")} rules={[required]}>
            <Input autoComplete="off" maxLength={200} style={{ width: 420 }} />
          </Form.Item>
        </div>
        <Form.Item name="scope" label={say("destruction_scope")} extra={say("destruction_scope_hint")} rules={[required]}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
        <Form.Item name="backups" label={say("destruction_backups")} extra={say("destruction_backups_hint")} rules={[required]}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
        <div className="field_row">
          <Form.Item name="witness" label={say("destruction_witness")} extra={say("destruction_witness_hint")} rules={[required]}>
            <Input autoComplete="off" maxLength={100} style={{ width: 260 }} />
          </Form.Item>
          <Form.Item name="letter_number" label={say("destruction_letter")} extra={say("destruction_letter_hint")} rules={[required]}>
            <Input autoComplete="off" maxLength={100} style={{ width: 260 }} />
          </Form.Item>
          <DayField name="letter_on" label={say("destruction_letter_on")} required rule={not_ahead} />
        </div>
        <Form.Item name="evidence" label={say("destruction_evidence")} extra={say("destruction_evidence_hint")} rules={[required]}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("destruction_record_done")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

export function DestructionPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const load = use_load(() => client.get<DestructionList>("/destructions"), [client]);
  return (
    <Page
      title={say("destruction")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/destructions">{say("destructions_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={8}>
        {(list) => {
          const found = list.items.find((one) => one.id === id);
          if (!found) return <Nothing>{say("destruction_not_found")}</Nothing>;
          const done = found.done;
          return (
            <>
              {found.state === "overdue" && <Alert className="gap_below" type="error" showIcon title={say("destruction_overdue", { day: last_day(found.due) })} />}
              <Card title={say("destruction_facts")} extra={<DestructionState of={found} />}>
                <Facts
                  columns={4}
                  of={[
                    { label: say("destruction_unit"), value: found.unit.name },
                    { label: say("destruction_managing"), value: found.managing_unit?.name ?? say("none") },
                    { label: say("destruction_cause"), value: either(found.what_zh, found.what_en) },
                    { label: say("destruction_ended"), value: <span className="nums">{last_day(found.ended_on)}</span> },
                    { label: say("destruction_due"), value: <span className="nums">{last_day(found.due)}</span> },
                    { label: say("roster_contract"), value: found.contract_number || say("none") },
                  ]}
                />
                {!done && !found.may.includes("done") && <p className="soft below">{say("destruction_not_yours")}</p>}
              </Card>
              {done && (
                <Card title={say("destruction_recorded")}>
                  <Facts
                    columns={4}
                    of={[
                      { label: say("destruction_on"), value: <span className="nums">{first_day(done.destroyed_on)}</span> },
                      { label: say("destruction_method"), value: done.method },
                      { label: say("destruction_witness"), value: done.witness },
                      { label: say("destruction_letter"), value: `${done.letter_number}　${first_day(done.letter_on)}` },
                      { label: say("destruction_scope"), value: done.scope, wide: true },
                      { label: say("destruction_backups"), value: done.backups, wide: true },
                      { label: say("destruction_evidence"), value: done.evidence, wide: true },
                      { label: say("version_by"), value: <Who of={done.by} /> },
                      { label: say("version_at"), value: <span className="nums">{roc_instant(done.recorded_at)}</span> },
                    ]}
                  />
                </Card>
              )}
              {found.may.includes("done") && <Record of={found} done={load.again} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
