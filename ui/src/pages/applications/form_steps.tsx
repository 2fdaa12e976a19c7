// The form of an application for an account, step by step; which steps there are depends on what is applied for.
import { Form } from "antd";
import type { ApplicationForm, ApplicationFormView } from "../../api/types";
import { use_speech } from "../../i18n";
import { FormWizard } from "../../shell/form_wizard";
import { field_of, step_fields, steps_of, to_form, type FormStep, type Typed, type Whom } from "./draft";
import { PartPeriod, PartPledge, PartRoles, PartTraining, PartWhen, PartWho } from "./parts";
import { DraftReview } from "./review";

interface FormStepsProps {
  form: ApplicationFormView;
  whom: Whom;
  initial: Typed;
  send_label: string;
  send: (form: ApplicationForm) => Promise<void>;
  cancel: () => void;
}

export function FormSteps({ form: view, whom, initial, send_label, send, cancel }: FormStepsProps) {
  const { say } = use_speech();
  const [form] = Form.useForm<Typed>();
  const typed = () => form.getFieldsValue(true) as Typed;
  const part = (one: FormStep, edit: (to: FormStep) => void) => {
    if (one === "who") return <PartWho fixed_account={whom.kind !== "open"} />;
    if (one === "roles") return <PartRoles form={view} />;
    if (one === "period") return <PartPeriod form={view} change={whom.kind !== "open"} />;
    if (one === "when") return <PartWhen kind={whom.kind as "suspend" | "restore" | "close"} />;
    if (one === "training") return <PartTraining form={view} />;
    if (one === "pledge") return <PartPledge form={view} />;
    return <DraftReview form={view} whom={whom} typed={typed()} edit={edit} />;
  };
  return (
    <FormWizard
      form={form}
      steps={steps_of(whom)}
      title={(one) => say(`form_step_${one}`)}
      fields={step_fields}
      field_of={field_of}
      initial={initial}
      part={part}
      send_label={send_label}
      send={() => send(to_form(typed(), whom, view))}
      cancel={cancel}
    />
  );
}
