// What every page has: a heading that takes the focus when one goes to the page, the title of the window, and the three states
// of loading: busy, problem, answer.
import { Empty, Skeleton } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import type { Load } from "../api/use_load";
import { use_speech } from "../i18n";
import { ProblemNotice } from "./problem_notice";

export function Page({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) {
  const { say } = use_speech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title}｜${say("product")} Menhu`;
  }, [title, say]);
  // A page that one goes to takes the focus to its heading; the first page of a window leaves it at the skip link.
  useEffect(() => {
    const opened = document.documentElement.dataset;
    if (opened["opened"]) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    opened["opened"] = "yes";
  }, []);
  return (
    <>
      <div className="page_head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {extra && <div className="page_extra">{extra}</div>}
      </div>
      {children}
    </>
  );
}

export function Card({ title, extra, children, className }: {
  title?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={className ? `card ${className}` : "card"}>
      {title && (
        <div className="card_head">
          <h2>{title}</h2>
          {extra && <div>{extra}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

export function Loaded<Answer>({ load, rows = 4, children }: {
  load: Load<Answer>;
  rows?: number;
  children: (answer: Answer) => ReactNode;
}) {
  const { say } = use_speech();
  if (load.answer !== null && !load.problem) return <>{children(load.answer)}</>;
  if (load.problem) return <ProblemNotice problem={load.problem} again={load.again} />;
  return (
    <div role="status" aria-label={say("loading")}>
      <Skeleton active={false} paragraph={{ rows }} title={false} />
    </div>
  );
}

export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="nothing">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<span className="nothing_text">{children}</span>}>
        {action}
      </Empty>
    </div>
  );
}
