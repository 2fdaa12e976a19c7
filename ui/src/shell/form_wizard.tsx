// A form in steps: a step is left forwards only when its fields are right, nothing is lost on the way back, and what the
// server finds wrong stands at its field, in the step that has it.
import { Form, type FormInstance } from "antd";
import { useState, type ReactNode } from "react";
import { problem_of, type Problem } from "../api/problem";
import { use_speech } from "../i18n";
import { ProblemAbove } from "./problem_notice";
import { use_leave_warning } from "./use_leave_warning";
import { Wizard, WizardFoot } from "./wizard";

interface FormWizardProps<Step extends string, Typed extends object> {
  form: FormInstance<Typed>;
  // The last one shows everything once more.
  steps: readonly Step[];
  title: (step: Step) => string;
  fields: Record<Step, (keyof Typed)[]>;
  // Where a field stands that the server names by its path.
  field_of: (path: string) => keyof Typed | null;
  initial: Typed;
  part: (step: Step, edit: (to: Step) => void) => ReactNode;
  send_label: string;
  send: () => Promise<void>;
  cancel: () => void;
  // Whether a closed window is worth a word once something was typed.
  warns?: boolean;
}

export function FormWizard<Step extends string, Typed extends object>({
  form,
  steps,
  title,
  fields,
  field_of,
  initial,
  part,
  send_label,
  send,
  cancel,
  warns = false,
}: FormWizardProps<Step, Typed>) {
  const { either } = use_speech();
  const [at, set_at] = useState(0);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [touched, set_touched] = useState(false);
  use_leave_warning(warns && touched);
  const step = steps[at] as Step;
  const last = at === steps.length - 1;

  const go_to = (place: number) => {
    set_problem(null);
    set_at(place);
  };
  const to_first = (error: unknown) => {
    const first = (error as { errorFields?: { name: (string | number)[] }[] }).errorFields?.[0]?.name;
    if (first) form.scrollToField(first as never, { focus: true, block: "center" });
  };
  const right = async () => {
    try {
      await form.validateFields(fields[step] as never);
      return true;
    } catch (error) {
      to_first(error);
      return false;
    }
  };
  const tell_fields = (found: Problem) => {
    const told = found.fields.map((one) => ({ name: field_of(one.path), errors: [either(one.detail, one.detail_en)] })).filter((one) => one.name !== null);
    if (told.length === 0) return;
    form.setFields(told as never);
    const place = steps.findIndex((one) => fields[one].some((field) => told.some(({ name }) => name === field)));
    if (place >= 0) go_to(place);
  };
  const send_all = async () => {
    if (!(await right())) return;
    set_busy(true);
    set_problem(null);
    try {
      await send();
      set_touched(false);
    } catch (error) {
      const found = problem_of(error);
      tell_fields(found);
      set_problem(found);
      set_busy(false);
    }
  };
  const forth = async () => {
    if (last) await send_all();
    else if (await right()) go_to(at + 1);
  };

  return (
    <Wizard titles={steps.map(title)} at={at}>
      <ProblemAbove problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onValuesChange={() => set_touched(true)}
        onFinish={() => void forth()}
        onFinishFailed={to_first}
      >
        {steps.map((one, place) => (
          <div key={one} hidden={one !== step}>
            {(place < steps.length - 1 || last) && part(one, (to) => go_to(steps.indexOf(to)))}
          </div>
        ))}
        <WizardFoot back={at > 0 ? () => go_to(at - 1) : undefined} forth={() => void forth()} label={last ? send_label : undefined} busy={busy} cancel={cancel} />
      </Form>
    </Wizard>
  );
}
