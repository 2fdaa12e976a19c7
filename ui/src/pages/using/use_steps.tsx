// The form of an application to use data, step by step, with the files that go along.
import { Checkbox, Form } from "antd";
import { useState } from "react";
import type { DataApplicationForm, DataForm } from "../../api/types";
import { use_speech } from "../../i18n";
import { FormWizard } from "../../shell/form_wizard";
import { field_of, purpose_of, step_fields, to_form, use_steps, type Typed, type UseStep } from "./draft";
import { NewFiles } from "./new_files";
import { PartData, PartPeriod, PartPurpose, PartWhy, StageList } from "./parts";
import { UseReview } from "./use_review";

interface UseStepsProps {
  form: DataForm;
  initial: Typed;
  // The grant that is renewed, or nothing.
  renews: string | null;
  send_label: string;
  send: (form: DataApplicationForm, files: File[]) => Promise<void>;
  cancel: () => void;
}

export function UseSteps({ form: view, initial, renews, send_label, send, cancel }: UseStepsProps) {
  const { say, either } = use_speech();
  const [form] = Form.useForm<Typed>();
  const [files, set_files] = useState<File[]>([]);
  const typed = () => form.getFieldsValue(true) as Typed;
  const part = (one: UseStep, edit: (to: UseStep) => void) => {
    if (one === "purpose") return <PartPurpose form={view} fixed={renews !== null} />;
    if (one === "data") return <PartData form={view} />;
    if (one === "period") return <PartPeriod form={view} />;
    if (one === "why") {
      return (
        <>
          <PartWhy />
          <NewFiles files={files} limits={view.limits} change={set_files} />
        </>
      );
    }
    const promise = purpose_of(view, typed().purpose);
    return (
      <>
        <UseReview form={view} typed={typed()} files={files} renews={renews !== null} edit={edit} />
        <div className="pledge">
          <p className="pledge_lead">{either(promise?.acknowledgement_zh ?? "", promise?.acknowledgement_en ?? "") || say("use_promise")}</p>
        </div>
        <Form.Item
          name="accepted"
          valuePropName="checked"
          rules={[{ validator: (_, read: boolean | undefined) => (read ? Promise.resolve() : Promise.reject(new Error(say("acknowledge_needed")))) }]}
        >
          <Checkbox>{say("use_accept")}</Checkbox>
        </Form.Item>
        <StageList form={view} operations={typed().operations ?? []} />
      </>
    );
  };
  return (
    <FormWizard
      form={form}
      steps={use_steps}
      title={(one) => say(`use_step_${one}`)}
      fields={step_fields}
      field_of={field_of}
      initial={initial}
      part={part}
      send_label={send_label}
      send={() => send(to_form(typed(), renews), files)}
      cancel={cancel}
      warns
    />
  );
}
