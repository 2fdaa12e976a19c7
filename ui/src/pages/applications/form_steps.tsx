// The form of an application, step by step: one thing at a time, nothing lost on the way back, and at the end everything
// once more before it is sent.
import { Button, Form, Steps } from "antd";
import { useEffect, useRef, useState } from "react";
import type { ApplicationForm, ApplicationFormView } from "../../api/types";
import { problem_of, type Problem } from "../../api/problem";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
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
  const { say, either } = use_speech();
  const [form] = Form.useForm<Typed>();
  const steps = steps_of(whom);
  const [at, set_at] = useState(0);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const step = steps[at] ?? "review";
  useEffect(() => {
    if (moved.current) heading.current?.focus();
  }, [at]);

  const go_to = (place: number) => {
    moved.current = true;
    set_problem(null);
    set_at(place);
  };
  const wrong = (error: unknown) => {
    const first = (error as { errorFields?: { name: (string | number)[] }[] }).errorFields?.[0]?.name;
    if (first) (form.getFieldInstance(first) as { focus?: () => void } | undefined)?.focus?.();
  };
  const next = async () => {
    try {
      await form.validateFields(step_fields[step]);
      go_to(at + 1);
    } catch (error) {
      wrong(error);
    }
  };
  // What the server finds wrong stands at its field, too; the first of the steps that has one opens.
  const tell_fields = (found: Problem) => {
    const told = found.fields.map((one) => ({ name: field_of(one.path), errors: [either(one.detail, one.detail_en)] })).filter((one) => one.name !== null);
    if (told.length === 0) return;
    form.setFields(told as { name: keyof Typed; errors: string[] }[]);
    const place = steps.findIndex((one) => step_fields[one].some((field) => told.some(({ name }) => name === field)));
    if (place >= 0) go_to(place);
  };
  const send_all = async () => {
    set_busy(true);
    set_problem(null);
    try {
      await send(to_form(form.getFieldsValue(true) as Typed, whom, view));
    } catch (error) {
      const found = problem_of(error);
      tell_fields(found);
      set_problem(found);
      set_busy(false);
    }
  };
  const last = step === "review";

  const part = (one: FormStep) => {
    if (one === "who") return <PartWho fixed_account={whom.kind !== "open"} />;
    if (one === "roles") return <PartRoles form={view} />;
    if (one === "period") return <PartPeriod form={view} change={whom.kind !== "open"} />;
    if (one === "when") return <PartWhen kind={whom.kind as "suspend" | "restore" | "close"} />;
    if (one === "training") return <PartTraining form={view} />;
    if (one === "pledge") return <PartPledge form={view} />;
    return <DraftReview form={view} whom={whom} typed={form.getFieldsValue(true) as Typed} edit={(to) => go_to(steps.indexOf(to))} />;
  };

  return (
    <>
      <Steps className="steps form_part_steps" size="small" current={at} items={steps.map((one) => ({ title: say(`form_step_${one}`) }))} />
      <section className="card form_part" aria-labelledby="form_part_title">
        <div className="card_head">
          <h2 id="form_part_title" ref={heading} tabIndex={-1}>
            {say("form_part", { at: at + 1, all: steps.length })}　{say(`form_step_${step}`)}
          </h2>
        </div>
        <ProblemAbove problem={problem} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={initial}
          onFinish={() => void (last ? send_all() : next())}
          onFinishFailed={() => undefined}
        >
          {steps.map((one) => (
            <div key={one} hidden={one !== step}>
              {(one !== "review" || last) && part(one)}
            </div>
          ))}
          <div className="actions form_actions">
            {at > 0 && <Button onClick={() => go_to(at - 1)}>{say("form_back")}</Button>}
            {last ? (
              <Button type="primary" loading={busy} onClick={() => void send_all()}>
                {send_label}
              </Button>
            ) : (
              <Button type="primary" onClick={() => void next()}>
                {say("form_next")}
              </Button>
            )}
            <Button type="text" onClick={cancel}>
              {say("cancel")}
            </Button>
          </div>
        </Form>
      </section>
    </>
  );
}
