// A long way in steps: where one is, one thing at a time, and the focus on the heading of the step one comes to.
import { Steps } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { use_speech } from "../i18n";

interface WizardProps {
  titles: readonly string[];
  at: number;
  children: ReactNode;
}

export function Wizard({ titles, at, children }: WizardProps) {
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
      <Steps className="steps form_part_steps" size="small" current={at} items={titles.map((title) => ({ title }))} />
      <section className="card form_part" aria-labelledby="form_part_title">
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
