// A leaver in one motion: who, why, from which day, and who takes over; every effect with its clause before anything is
// done; then one confirmation.
import { Alert, App, Button, Form, Input, Radio, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import type { AccountView, LeaverCreated, LeaverKind, LeaverPreviewRequest, LeaverPreviewView } from "../api/types";
import { problem_of, type Problem } from "../api/problem";
import { use_load } from "../api/use_load";
import { go, match, use_path } from "../base/router";
import { parse_roc_date, roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayField, iso_day } from "../shell/day_field";
import { role_text, roles_text } from "../shell/names";
import { Card, Page } from "../shell/page";
import { AccountPick, role_names, UnitPick } from "../shell/picks";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { Preview } from "./leavers/preview";

const kinds: readonly LeaverKind[] = ["transfer", "resignation", "retirement", "leave"];
const near = (field: HTMLElement) => field.parentElement ?? document.body;

interface Typed {
  account: string;
  kind: LeaverKind;
  on: string;
  until?: string;
  unit?: string;
  roles?: string[];
  hand_over_to?: string;
}

function request_of(typed: Typed): LeaverPreviewRequest {
  const moves = typed.kind === "transfer";
  return {
    account: typed.account,
    kind: typed.kind,
    on: iso_day(typed.on) ?? "",
    until: typed.kind === "leave" ? (iso_day(typed.until) ?? null) : null,
    unit: moves ? (typed.unit ?? null) : null,
    roles: moves && typed.roles && typed.roles.length > 0 ? typed.roles : null,
    hand_over_to: typed.hand_over_to ?? null,
  };
}

export function NewLeaverPage() {
  const client = use_client();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const given = match("/leavers/new/:account", use_path())?.[0] ?? undefined;
  const [form] = Form.useForm<Typed>();
  const kind = Form.useWatch("kind", form) ?? "transfer";
  const chosen = Form.useWatch("account", form) ?? given;
  const account = use_load(() => (chosen ? client.get<AccountView>(`/accounts/${encodeURIComponent(chosen)}`) : Promise.resolve(null)), [client, chosen]);
  const [asked, set_asked] = useState<LeaverPreviewRequest | null>(null);
  const [preview, set_preview] = useState<LeaverPreviewView | null>(null);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [reason_form] = Form.useForm<{ reason: string }>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (preview) heading.current?.focus();
  }, [preview]);

  const ask = async (typed: Typed) => {
    const request = request_of(typed);
    set_busy(true);
    set_problem(null);
    try {
      set_preview(await client.post<LeaverPreviewView>("/leavers/preview", request));
      set_asked(request);
    } catch (error) {
      set_preview(null);
      set_problem(problem_of(error));
    } finally {
      set_busy(false);
    }
  };
  const confirm = async ({ reason }: { reason: string }) => {
    if (!asked) return;
    set_busy(true);
    set_problem(null);
    try {
      const made = await client.post<LeaverCreated>("/leavers", { ...asked, reason: reason.trim() });
      message.success(say("leaver_done"));
      go(`/leavers/${made.id}`);
    } catch (error) {
      set_problem(problem_of(error));
      set_busy(false);
    }
  };
  const required = { required: true, message: say("error_required") };
  const today = taipei_day(new Date());
  return (
    <Page title={say("leaver_new")}>
      <Card>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ kind: "transfer", on: roc_date(today), account: given }}
          onValuesChange={() => set_preview(null)}
          onFinish={(typed: Typed) => void ask(typed)}
        >
          <div className="field_row">
            <Form.Item name="account" label={say("leaver_who")} rules={[required]}>
              <AccountPick known={account.answer} />
            </Form.Item>
            <Form.Item name="kind" label={say("leaver_kind")} rules={[required]}>
              <Radio.Group optionType="button" buttonStyle="solid" aria-label={say("leaver_kind")} options={kinds.map((one) => ({ value: one, label: say(`leaver_kind_${one}`) }))} />
            </Form.Item>
          </div>
          {account.answer && (
            <p className="soft gap_below">
              {account.answer.unit.name}　{roles_text(language, account.answer.roles)}
            </p>
          )}
          <div className="field_row">
            <DayField
              name="on"
              label={say("leaver_on")}
              required
              hint
              rule={(day) => ((parse_roc_date(day) ?? "") < today ? say("form_from_past") : null)}
            />
            {kind === "leave" && (
              <DayField
                name="until"
                label={say("if_wanted", { label: say("leaver_until") })}
                rule={(day) => ((parse_roc_date(day) ?? "") <= (parse_roc_date(form.getFieldValue("on") ?? "") ?? "") ? say("form_until_before") : null)}
              />
            )}
            {kind === "transfer" && (
              <>
                <Form.Item name="unit" label={say("leaver_unit")} rules={[required]}>
                  <UnitPick width={200} />
                </Form.Item>
                <Form.Item name="roles" label={say("if_wanted", { label: say("leaver_roles") })} extra={say("leaver_roles_hint")}>
                  <Select mode="multiple" style={{ width: 300 }} getPopupContainer={near} options={role_names.map((role) => ({ value: role as string, label: role_text(language, role) }))} />
                </Form.Item>
              </>
            )}
            <Form.Item name="hand_over_to" label={say("if_wanted", { label: say("leaver_hand_over") })} extra={say("leaver_hand_over_hint")}>
              <AccountPick allowClear unit={account.answer?.unit.id} />
            </Form.Item>
          </div>
          {!preview && (
            <Button type="primary" htmlType="submit" loading={busy}>
              {say("leaver_preview")}
            </Button>
          )}
        </Form>
      </Card>
      <ProblemAbove problem={problem} />
      {preview && asked && (
        <section className="card leaver_effects" aria-labelledby="leaver_effects">
          <div className="card_head">
            <h2 id="leaver_effects" ref={heading} tabIndex={-1}>
              {say("leaver_effects", { day: roc_date(asked.on) })}
            </h2>
          </div>
          <Preview view={preview} />
          <Alert className="gap_below" type="warning" showIcon title={say(asked.on <= today ? "leaver_at_once" : "leaver_by_itself")} />
          <Form form={reason_form} layout="vertical" requiredMark={false} onFinish={(typed: { reason: string }) => void confirm(typed)}>
            <Form.Item name="reason" label={say("leaver_reason")} extra={say("leaver_reason_hint")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
              <Input.TextArea rows={2} maxLength={500} showCount />
            </Form.Item>
            <div className="actions">
              <Button type="primary" danger htmlType="submit" loading={busy}>
                {say("leaver_confirm")}
              </Button>
              <Button onClick={() => set_preview(null)}>{say("leaver_back")}</Button>
            </div>
          </Form>
        </section>
      )}
    </Page>
  );
}
