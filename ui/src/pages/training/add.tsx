// Entering one training: of a person picked from the list, or of the row whose button was used.
import { App, Form, Input, Select } from "antd";
import { useEffect } from "react";
import type { TrainingRequest, TrainingRow } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { FormModal } from "../../shell/form_modal";
import { use_client } from "../../shell/session";

interface Typed {
  account: string;
  on: string;
  hours: string;
  title: string;
  provider?: string;
  evidence: string;
}

interface TrainingAddProps {
  rows: TrainingRow[];
  row: TrainingRow | null;
  open: boolean;
  close: () => void;
  saved: () => void;
}

function AddForm({ rows, row, close, saved }: Omit<TrainingAddProps, "open">) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<Typed>();
  useEffect(() => {
    if (row) form.setFieldValue("account", row.account.id);
  }, [form, row]);
  const send = (typed: Typed) =>
    act.run(async () => {
      const request: TrainingRequest = {
        account: typed.account,
        on: iso_day(typed.on) ?? "",
        hours: Number(typed.hours),
        title: typed.title.trim(),
        provider: typed.provider?.trim() ?? "",
        evidence: typed.evidence.trim(),
      };
      await client.post("/training", request);
      message.success(say("training_saved"));
      close();
      saved();
    });
  const needed = { required: true, whitespace: true, message: say("error_required") };
  return (
    <FormModal title={say("training_add_title")} ok={say("training_save")} act={act} form={form} close={close} width={560}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item name="account" label={say("training_who")} rules={[needed]}>
          <Select
            disabled={row !== null}
            showSearch={{ optionFilterProp: "label" }}
            getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
            options={(row ? [row] : rows).map(({ account, unit }) => ({
              value: account.id,
              label: `${account.name}　${account.account}　${unit.name}`,
            }))}
          />
        </Form.Item>
        <div className="field_row">
          <DayField name="on" label={say("training_on")} required hint width={150} />
          <Form.Item
            name="hours"
            label={say("training_hours")}
            validateTrigger="onBlur"
            rules={[
              needed,
              {
                validator: (_, typed: string | undefined) =>
                  !typed?.trim() || (/^\d{1,3}$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= 200)
                    ? Promise.resolve()
                    : Promise.reject(new Error(say("training_hours_wrong"))),
              },
            ]}
          >
            <Input inputMode="numeric" maxLength={3} style={{ width: 90 }} />
          </Form.Item>
        </div>
        <Form.Item name="title" label={say("training_course")} rules={[needed]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="provider" label={say("if_wanted", { label: say("training_provider") })}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="evidence" label={say("training_evidence")} extra={say("training_evidence_hint")} rules={[needed]}>
          <Input maxLength={500} autoComplete="off" />
        </Form.Item>
      </Form>
    </FormModal>
  );
}

export function TrainingAdd({ open, ...rest }: TrainingAddProps) {
  return open ? <AddForm {...rest} /> : null;
}
