// What a purpose says, to be written or changed: nothing of it counts before a second person has approved it.
import { Alert, Form, Input, Select } from "antd";
import type { BasisList, CatalogueForm, PurposeRequest, PurposeText } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { case_fits, case_pattern } from "../../base/case_pattern";
import { message_or, use_speech } from "../../i18n";
import { FormFoot } from "../../shell/form_foot";
import { use_units } from "../../shell/picks";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { FieldBoxes, OperationBoxes } from "./choices";

interface Typed {
  code: string;
  name_zh: string;
  name_en?: string;
  bases: string[];
  units: string[];
  fields: string[];
  operations: string[];
  codes?: string[];
  case_pattern?: string;
  case_example?: string;
  acknowledgement_zh: string;
  acknowledgement_en?: string;
}

const near = (field: HTMLElement) => field.parentElement ?? document.body;

interface PurposeFormProps {
  // What is to be changed; none for a new one.
  first?: PurposeText & { code: string };
  known: CatalogueForm;
  submit: string;
  cancel: string;
  send: (form: PurposeRequest) => Promise<void>;
}

export function PurposeForm({ first, known, submit, cancel, send }: PurposeFormProps) {
  const client = use_client();
  const { say, either, language } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const units = use_units();
  const bases = use_load(() => client.get<BasisList>("/bases"), [client]);
  const chosen_bases = Form.useWatch("bases", form) ?? [];
  const all_bases = bases.answer?.items ?? [];
  const over = all_bases.filter((one) => chosen_bases.includes(one.id) && one.state !== "in_force");
  const none_in_force = chosen_bases.length > 0 && over.length === chosen_bases.length;
  const required = { required: true, whitespace: true, message: say("error_required") };
  const some = { required: true, type: "array" as const, min: 1, message: say("error_required") };
  const finish = (typed: Typed) =>
    run(() =>
      send({
        code: first?.code ?? typed.code.trim(),
        name_zh: typed.name_zh.trim(),
        name_en: typed.name_en?.trim() || typed.name_zh.trim(),
        bases: typed.bases,
        units: typed.units,
        fields: typed.fields,
        operations: typed.operations,
        case_pattern: typed.case_pattern?.trim() ?? "",
        case_example: typed.case_example?.trim() ?? "",
        acknowledgement_zh: typed.acknowledgement_zh.trim(),
        acknowledgement_en: typed.acknowledgement_en?.trim() || typed.acknowledgement_zh.trim(),
        codes: typed.codes ?? [],
      }),
    );
  return (
    <>
      <Alert className="gap_below" type="info" showIcon title={say("purpose_form_text")} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{
          bases: [],
          units: [],
          fields: [],
          operations: ["lookup"],
          ...(first && {
            ...first,
            bases: first.bases.map((basis) => basis.id),
            units: first.units.map((unit) => unit.id),
            fields: first.fields.map((field) => field.name),
          }),
        }}
        onFinish={(typed: Typed) => void finish(typed)}
      >
        <div className="field_row">
          <Form.Item name="name_zh" label={say("purpose_name_zh")} rules={[required]}>
            <Input autoComplete="off" maxLength={60} style={{ width: 300 }} />
          </Form.Item>
          <Form.Item name="name_en" label={say("if_wanted", { label: say("purpose_name_en") })}>
            <Input autoComplete="off" maxLength={120} style={{ width: 300 }} />
          </Form.Item>
          {!first && (
            <Form.Item
              name="code"
              label={say("purpose_code")}
              extra={say("purpose_code_hint")}
              validateTrigger="onBlur"
              rules={[required, { pattern: /^[a-z0-9-]{1,40}$/, message: say("purpose_code_error") }]}
            >
              <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} style={{ width: 200 }} />
            </Form.Item>
          )}
        </div>
        <Form.Item name="bases" label={say("purpose_bases")} extra={say("purpose_bases_hint")} rules={[some]}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            loading={bases.busy}
            getPopupContainer={near}
            options={all_bases
              .filter((one) => one.state !== "ended" || chosen_bases.includes(one.id))
              .map((one) => ({
                value: one.id,
                label: `${one.id}　${either(one.title, one.title_en)}${one.state === "in_force" ? "" : `（${message_or(language, `basis_state_${one.state}`, one.state)}）`}`,
              }))}
          />
        </Form.Item>
        {none_in_force && <Alert className="gap_below" type="warning" showIcon title={say("purpose_no_basis")} />}
        <Form.Item name="units" label={say("purpose_units")} extra={say("purpose_units_hint")} rules={[some]}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            getPopupContainer={near}
            options={[...new Set(units.map((unit) => unit.kind))].map((kind) => ({
              label: message_or(language, `unit_kind_${kind}`, kind),
              options: units.filter((unit) => unit.kind === kind).map((unit) => ({ value: unit.id, label: either(unit.name_zh, unit.name_en) })),
            }))}
          />
        </Form.Item>
        <Form.Item name="fields" label={say("purpose_fields")} extra={say("purpose_fields_hint")} rules={[some]}>
          <FieldBoxes label={say("purpose_fields")} known={known} />
        </Form.Item>
        <Form.Item name="operations" label={say("purpose_operations")} extra={say("purpose_operations_hint")} rules={[some]}>
          <OperationBoxes label={say("purpose_operations")} />
        </Form.Item>
        <Form.Item name="codes" label={say("if_wanted", { label: say("purpose_codes") })} extra={say("purpose_codes_hint")}>
          <Select
            mode="multiple"
            style={{ maxWidth: 520 }}
            showSearch={{ optionFilterProp: "label" }}
            getPopupContainer={near}
            options={known.codes.map((one) => ({ value: one.code, label: `${one.code}　${one.title}` }))}
          />
        </Form.Item>
        <div className="field_row">
          <Form.Item
            className="hinted"
            name="case_pattern"
            label={say("if_wanted", { label: say("purpose_case_pattern") })}
            extra={say("purpose_case_pattern_hint")}
            validateTrigger="onBlur"
            rules={[
              {
                validator: (_, typed: string | undefined) =>
                  case_pattern(typed?.trim() ?? "") ? Promise.resolve() : Promise.reject(new Error(say("purpose_case_pattern_error"))),
              },
            ]}
          >
            <Input autoComplete="off" maxLength={100} style={{ width: 300 }} />
          </Form.Item>
          <Form.Item
            name="case_example"
            label={say("if_wanted", { label: say("purpose_case_example") })}
            validateTrigger="onBlur"
            dependencies={["case_pattern"]}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, typed: string | undefined) =>
                  !typed?.trim() || case_fits(String(getFieldValue("case_pattern") ?? "").trim(), typed) ? Promise.resolve() : Promise.reject(new Error(say("purpose_case_example_error"))),
              }),
            ]}
          >
            <Input autoComplete="off" maxLength={100} style={{ width: 300 }} />
          </Form.Item>
        </div>
        <Form.Item name="acknowledgement_zh" label={say("purpose_acknowledgement")} extra={say("purpose_acknowledgement_hint")} rules={[required]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <Form.Item name="acknowledgement_en" label={say("if_wanted", { label: say("purpose_acknowledgement_en") })}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <ProblemAbove problem={problem} />
        <FormFoot submit={submit} busy={busy} cancel={cancel} />
      </Form>
    </>
  );
}
