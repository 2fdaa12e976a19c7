// What the provider's approval letter says of a link, typed from it: for a new link, and for a change.
import { Button, Form, Input, Select } from "antd";
import type { CatalogueForm, LinkDataClass, LinkFull, LinkRequest } from "../../api/types";
import { use_act } from "../../api/use_act";
import { first_day, last_day } from "../../base/day_text";
import { parse_roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { FormFoot } from "../../shell/form_foot";
import { UnitSelect, use_units } from "../../shell/picks";
import { ProblemAbove } from "../../shell/problem_notice";
import { FieldBoxes } from "../catalogue/choices";

interface TypedTable {
  number: string;
  name: string;
  fields: string[];
}

interface Typed {
  code: string;
  data_class: LinkDataClass;
  name_zh: string;
  name_en?: string;
  provider: string;
  unit: string;
  purpose: string;
  letter?: string;
  letter_on?: string;
  tables: TypedTable[];
  from: string;
  until: string;
  note?: string;
}

const data_classes: readonly LinkDataClass[] = ["household", "kinship", "change"];
const near = (field: HTMLElement) => field.parentElement ?? document.body;

interface LinkFormProps {
  first?: LinkFull;
  known: CatalogueForm;
  submit: string;
  cancel: string;
  send: (form: LinkRequest) => Promise<void>;
}

export function LinkForm({ first, known, submit, cancel, send }: LinkFormProps) {
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  // Its head decides on applications: that is the agency's to do, not a contractor's.
  const units = use_units().filter((unit) => unit.kind !== "contractor" && unit.kind !== "provider");
  const [form] = Form.useForm<Typed>();
  const data_class = Form.useWatch("data_class", form) ?? first?.data_class ?? "household";
  const required = { required: true, whitespace: true, message: say("error_required") };
  const finish = (typed: Typed) =>
    run(() =>
      send({
        code: first?.code ?? typed.code.trim(),
        data_class: (first?.data_class as LinkDataClass | undefined) ?? typed.data_class,
        name_zh: typed.name_zh.trim(),
        name_en: typed.name_en?.trim() || typed.name_zh.trim(),
        provider: typed.provider.trim(),
        unit: typed.unit,
        purpose: typed.purpose.trim(),
        letter: typed.letter?.trim() ?? "",
        letter_on: iso_day(typed.letter_on) ?? null,
        tables: typed.tables.map((table) => ({ number: table.number.trim(), name: table.name.trim(), fields: table.fields })),
        from: iso_day(typed.from) ?? "",
        until: iso_day(typed.until) ?? "",
        note: typed.note?.trim() ?? "",
      }),
    );
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      initialValues={
        first
          ? {
              ...first,
              unit: first.unit.id,
              letter_on: first_day(first.letter_on),
              from: first_day(first.from),
              until: last_day(first.until),
              tables: first.tables.map((table) => ({ number: table.number, name: table.name, fields: table.fields.map((field) => field.name) })),
            }
          : { data_class: "household", tables: [{ fields: [] }] }
      }
      onFinish={(typed: Typed) => void finish(typed)}
    >
      <h2 className="form_head">{say("link_part_what")}</h2>
      <div className="field_row">
        <Form.Item name="name_zh" label={say("link_name_zh")} rules={[required]}>
          <Input autoComplete="off" maxLength={60} style={{ width: 300 }} />
        </Form.Item>
        <Form.Item name="name_en" label={say("if_wanted", { label: say("link_name_en") })}>
          <Input autoComplete="off" maxLength={120} style={{ width: 300 }} />
        </Form.Item>
      </div>
      <div className="field_row">
        {!first && (
          <>
            <Form.Item name="data_class" label={say("link_class")} rules={[required]}>
              <Select style={{ width: 160 }} getPopupContainer={near} options={data_classes.map((one) => ({ value: one, label: say(`data_class_${one}`) }))} />
            </Form.Item>
            <Form.Item name="code" label={say("link_code")} extra={say("link_code_hint")} validateTrigger="onBlur" rules={[required, { pattern: /^[a-z0-9-]{1,40}$/, message: say("purpose_code_error") }]}>
              <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} style={{ width: 180 }} />
            </Form.Item>
          </>
        )}
        <Form.Item name="provider" label={say("link_provider")} rules={[required]}>
          <Input autoComplete="off" maxLength={60} style={{ width: 220 }} />
        </Form.Item>
        <Form.Item name="unit" label={say("link_unit")} extra={say("link_unit_hint")} rules={[required]}>
          <UnitSelect units={units} width={220} />
        </Form.Item>
      </div>
      <Form.Item name="purpose" label={say("link_purpose")} rules={[required]}>
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      <h2 className="form_head">{say("link_part_letter")}</h2>
      <div className="field_row">
        <Form.Item
          name="letter"
          label={data_class === "kinship" ? say("if_wanted", { label: say("link_letter") }) : say("link_letter")}
          extra={data_class === "kinship" ? say("link_letter_kinship") : undefined}
          rules={data_class === "kinship" ? [] : [required]}
        >
          <Input autoComplete="off" maxLength={100} style={{ width: 300 }} placeholder={say("letter_document_example")} />
        </Form.Item>
        <DayField name="letter_on" label={data_class === "kinship" ? say("if_wanted", { label: say("link_letter_on") }) : say("link_letter_on")} required={data_class !== "kinship"} width={150} />
        <DayField name="from" label={say("link_from")} required width={150} />
        <DayField
          name="until"
          label={say("link_until")}
          required
          width={150}
          rule={(day) => {
            const from = parse_roc_date(form.getFieldValue("from") ?? "");
            return from && (parse_roc_date(day) ?? "") < from ? say("form_until_before") : null;
          }}
        />
      </div>
      <h2 className="form_head">{say("link_tables")}</h2>
      <p className="soft gap_below">{say("link_tables_hint")}</p>
      <Form.List name="tables">
        {(tables, { add, remove }) => (
          <>
            {tables.map((table, place) => (
              <fieldset key={table.key} className="sub_form table_form">
                <legend>{say("link_table_number_of", { number: place + 1 })}</legend>
                <div className="field_row">
                  <Form.Item name={[table.name, "number"]} label={say("link_table_number")} rules={[required]}>
                    <Input autoComplete="off" maxLength={40} style={{ width: 160 }} />
                  </Form.Item>
                  <Form.Item name={[table.name, "name"]} label={say("link_table_name")} rules={[required]}>
                    <Input autoComplete="off" maxLength={60} style={{ width: 300 }} />
                  </Form.Item>
                  {tables.length > 1 && (
                    <Button className="table_remove" size="small" danger onClick={() => remove(table.name)} aria-label={`${say("link_table_remove")}：${place + 1}`}>
                      {say("link_table_remove")}
                    </Button>
                  )}
                </div>
                <Form.Item name={[table.name, "fields"]} label={say("link_table_fields")} rules={[{ required: true, type: "array", min: 1, message: say("error_required") }]}>
                  <FieldBoxes label={say("link_table_fields")} known={known} />
                </Form.Item>
              </fieldset>
            ))}
            <Button className="gap_below" onClick={() => add({ fields: [] })}>
              {say("link_table_add")}
            </Button>
          </>
        )}
      </Form.List>
      {first && (
        <Form.Item name="note" label={say("link_change_note")} rules={[required]}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
      )}
      <ProblemAbove problem={problem} />
      <FormFoot submit={submit} busy={busy} cancel={cancel} />
    </Form>
  );
}
