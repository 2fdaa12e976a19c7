// From when to when a basis is in force, and what replaces it. What will stop is said before it is set.
import { Alert, App, Button, Form, Input, Select } from "antd";
import type { BasisFull, BasisList } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { first_day, last_day } from "../../base/day_text";
import { parse_roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { SubForm } from "../../shell/sub_form";

interface Typed {
  from?: string;
  until?: string;
  replaced_by?: string;
  note: string;
}

export function BasisDates({ basis, done, cancel }: { basis: BasisFull; done: () => void; cancel: () => void }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const others = use_load(() => client.get<BasisList>("/bases"), [client]);
  const ends = Form.useWatch("until", form);
  const send = (typed: Typed) =>
    run(async () => {
      await client.post(`/bases/${encodeURIComponent(basis.id)}/dates`, {
        from: iso_day(typed.from) ?? null,
        until: iso_day(typed.until) ?? null,
        replaced_by: typed.replaced_by ?? null,
        note: typed.note.trim(),
      });
      message.success(say("basis_dates_done"));
      done();
    });
  return (
    <SubForm label={say("basis_dates")}>
      <ProblemAbove problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: first_day(basis.from), until: last_day(basis.until), replaced_by: basis.replaced_by ?? undefined }}
        onFinish={(typed: Typed) => void send(typed)}
      >
        <div className="field_row">
          <DayField name="from" label={say("if_wanted", { label: say("basis_from") })} hint width={150} />
          <DayField
            name="until"
            label={say("if_wanted", { label: say("basis_until") })}
            width={150}
            rule={(day) => {
              const from = parse_roc_date(form.getFieldValue("from") ?? "");
              return from && (parse_roc_date(day) ?? "") < from ? say("form_until_before") : null;
            }}
          />
          <Form.Item name="replaced_by" label={say("if_wanted", { label: say("basis_replaced_by") })}>
            <Select
              allowClear
              style={{ width: 420, maxWidth: "100%" }}
              showSearch={{ optionFilterProp: "label" }}
              getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
              options={(others.answer?.items ?? [])
                .filter((one) => one.id !== basis.id)
                .map((one) => ({ value: one.id, label: `${one.id}　${either(one.title, one.title_en)}` }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="note" label={say("basis_note")} extra={say("basis_note_hint")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        {ends?.trim() && basis.purposes_on_it.length > 0 && (
          <Alert
            className="gap_below"
            type="warning"
            showIcon
            role="status"
            title={say("basis_end_effect", { count: basis.purposes_on_it.length })}
            description={basis.purposes_on_it.map((one) => either(one.name_zh, one.name_en)).join("、")}
          />
        )}
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("basis_dates_save")}
          </Button>
          <Button onClick={cancel}>{say("cancel")}</Button>
        </div>
      </Form>
    </SubForm>
  );
}
