// A contractor comes with its contract, and its accounts go with it (U1.2).
import { Button, Form, Input } from "antd";
import { use_act } from "../api/use_act";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Card, Page } from "../shell/page";
import { UnitPick } from "../shell/picks";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { ContractFields, contract_of, type ContractTyped } from "./units/contract_form";

interface Typed extends ContractTyped {
  code: string;
  name_zh: string;
  name_en?: string;
  parent?: string;
}

export function NewUnitPage() {
  const client = use_client();
  const { say } = use_speech();
  const act = use_act();
  const send = (typed: Typed) =>
    act.run(async () => {
      const { id } = await client.post<{ id: string }>("/units", {
        code: typed.code.trim(),
        name_zh: typed.name_zh.trim(),
        name_en: typed.name_en?.trim() || typed.name_zh.trim(),
        parent: typed.parent ?? null,
        contract: contract_of(typed),
      });
      go(`/units/${id}`);
    });
  const required = { required: true, whitespace: true, message: say("error_required") };
  return (
    <Page title={say("contractor_new")}>
      <Card className="narrow wide">
        <p className="gap_below">{say("contractor_text")}</p>
        <ProblemAbove problem={act.problem} />
        <Form layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={(typed: Typed) => void send(typed)}>
          <div className="field_row">
            <Form.Item name="name_zh" label={say("unit_name_zh")} rules={[required]}>
              <Input autoComplete="off" maxLength={80} style={{ width: 320 }} />
            </Form.Item>
            <Form.Item name="code" label={say("unit_code")} extra={say("unit_code_hint")} validateTrigger="onBlur" rules={[required, { pattern: /^[a-z][a-z0-9-]{1,39}$/, message: say("unit_code_error") }]}>
              <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} style={{ width: 200 }} />
            </Form.Item>
          </div>
          <Form.Item name="name_en" label={say("if_wanted", { label: say("unit_name_en") })}>
            <Input autoComplete="off" maxLength={120} style={{ width: 420 }} />
          </Form.Item>
          <Form.Item name="parent" label={say("contractor_parent")} rules={[{ required: true, message: say("error_required") }]}>
            <UnitPick width={240} placeholder={say("form_unit_pick")} />
          </Form.Item>
          <ContractFields />
          <div className="actions">
            <Button type="primary" htmlType="submit" loading={act.busy}>
              {say("contractor_create")}
            </Button>
            <Button onClick={() => go("/units")}>{say("cancel")}</Button>
          </div>
        </Form>
      </Card>
    </Page>
  );
}
