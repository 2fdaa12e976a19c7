// A long way in steps: where one is, one thing at a time, and the focus on the heading of the step one comes to.
import { Button, Steps } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { use_speech } from "../i18n";

interface WizardProps {
  titles: readonly string[];
  at: number;
  // For tables, which want the whole width.
  wide?: boolean;
  children: ReactNode;
}

export function Wizard({ titles, at, wide = false, children }: WizardProps) {
  const { say } = use_speech();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(at);
  // The page's own heading has the focus when one arrives; from then on, the step's.
  useEffect(() => {
    if (first.current === at) return;
    first.current = -1;
    heading.current?.focus();
  }, [at]);
  return (
    <>
      <Steps className={wide ? "steps" : "steps form_part_steps"} size="small" current={at} items={titles.map((title) => ({ title }))} />
      <section className={wide ? "card form_part wide_part" : "card form_part"} aria-labelledby="form_part_title">
        <div className="card_head">
          <h2 id="form_part_title" ref={heading} tabIndex={-1}>
            {say("form_part", { at: at + 1, all: titles.length })}　{titles[at]}
          </h2>
        </div>
        {children}
      </section>
    </>
  );
}

interface WizardFootProps {
  back?: () => void;
  forth: () => void;
  label?: string;
  busy?: boolean;
  disabled?: boolean;
  cancel: () => void;
}

export function WizardFoot({ back, forth, label, busy = false, disabled = false, cancel }: WizardFootProps) {
  const { say } = use_speech();
  return (
    <div className="actions form_actions">
      {back && (
        <Button disabled={busy} onClick={back}>
          {say("form_back")}
        </Button>
      )}
      <Button type="primary" loading={busy} disabled={disabled} onClick={forth}>
        {label ?? say("form_next")}
      </Button>
      <Button type="text" onClick={cancel}>
        {say("cancel")}
      </Button>
    </div>
  );
}
