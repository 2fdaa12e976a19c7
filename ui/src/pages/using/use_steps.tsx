// The form of an application to use data, step by step: one thing at a time, nothing lost on the way back, and everything
// once more before it is sent.
import { Button, Checkbox, Form, Steps } from "antd";
import { useEffect, useRef, useState } from "react";
import { problem_of, type Problem } from "../../api/problem";
import type { DataApplicationForm, DataForm } from "../../api/types";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
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
  const [at, set_at] = useState(0);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [files, set_files] = useState<File[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const step = use_steps[at] ?? "review";
  const last = step === "review";
  useEffect(() => {
    if (moved.current) heading.current?.focus();
  }, [at]);

  // Nothing that was typed is lost by a closed window without a word.
  const [touched, set_touched] = useState(false);
  useEffect(() => {
    if (!touched) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [touched]);

  const go_to = (place: number) => {
    moved.current = true;
    set_problem(null);
    set_at(place);
  };
  const to_first = (error: unknown) => {
    const first = (error as { errorFields?: { name: (string | number)[] }[] }).errorFields?.[0]?.name;
    if (first) form.scrollToField(first, { focus: true, block: "center" });
  };
  const next = async () => {
    try {
      await form.validateFields(step_fields[step]);
      go_to(at + 1);
    } catch (error) {
      to_first(error);
    }
  };
  // What the server finds wrong stands at its field, too; the first of the steps that has one opens.
  const tell_fields = (found: Problem) => {
    const told = found.fields.map((one) => ({ name: field_of(one.path), errors: [either(one.detail, one.detail_en)] })).filter((one) => one.name !== null);
    if (told.length === 0) return;
    form.setFields(told as { name: keyof Typed; errors: string[] }[]);
    const place = use_steps.findIndex((one) => step_fields[one].some((field) => told.some(({ name }) => name === field)));
    if (place >= 0) go_to(place);
  };
  const send_all = async () => {
    try {
      await form.validateFields(step_fields.review);
    } catch (error) {
      to_first(error);
      return;
    }
    set_busy(true);
    set_problem(null);
    try {
      await send(to_form(form.getFieldsValue(true) as Typed, renews), files);
      set_touched(false);
    } catch (error) {
      const found = problem_of(error);
      tell_fields(found);
      set_problem(found);
      set_busy(false);
    }
  };

  const typed = () => form.getFieldsValue(true) as Typed;
  const promise = purpose_of(view, typed().purpose);
  const part = (one: UseStep) => {
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
    return (
      <>
        <UseReview form={view} typed={typed()} files={files} renews={renews !== null} edit={(to) => go_to(use_steps.indexOf(to))} />
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
    <>
      <Steps className="steps form_part_steps" size="small" current={at} items={use_steps.map((one) => ({ title: say(`use_step_${one}`) }))} />
      <section className="card form_part" aria-labelledby="form_part_title">
        <div className="card_head">
          <h2 id="form_part_title" ref={heading} tabIndex={-1}>
            {say("form_part", { at: at + 1, all: use_steps.length })}　{say(`use_step_${step}`)}
          </h2>
        </div>
        <ProblemAbove problem={problem} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={initial}
          onValuesChange={() => set_touched(true)}
          onFinish={() => void (last ? send_all() : next())}
          onFinishFailed={({ errorFields }) => to_first({ errorFields })}
        >
          {use_steps.map((one) => (
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
