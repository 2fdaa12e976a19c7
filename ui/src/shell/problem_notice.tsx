// A problem as a person meets it: what happened, what to do next, and the code to quote.
import { Alert, Button } from "antd";
import { problem_text, type Problem } from "../api/problem";
import { use_speech } from "../i18n";

export function ProblemNotice({ problem, again, title }: { problem: Problem; again?: () => void; title?: string }) {
  const { say, either, language } = use_speech();
  const text = problem_text(problem, language);
  return (
    <Alert
      className="problem"
      type="error"
      showIcon
      role="alert"
      title={<strong>{title ?? text.what}</strong>}
      description={
        <>
          {title && <p>{text.what}</p>}
          {text.next && (
            <p>
              <span className="problem_next">{say("next_step")}：</span>
              {text.next}
            </p>
          )}
          {problem.fields.length > 0 && (
            <ul className="problem_fields">
              {problem.fields.map((field) => (
                <li key={field.path + field.detail}>{either(field.detail, field.detail_en)}</li>
              ))}
            </ul>
          )}
          {problem.clause && (
            <p>
              {say("by_clause")}：{problem.clause}
            </p>
          )}
          {problem.receipt && <p>{say("refused_recorded", { index: problem.receipt.index })}</p>}
          <p className="problem_code">
            {say("code")}：<code>{text.code}</code>
          </p>
        </>
      }
      action={
        again && (
          <Button size="small" onClick={again}>
            {say("retry")}
          </Button>
        )
      }
    />
  );
}

// Above a form or a list: nothing, as long as there is no problem.
export function ProblemAbove({ problem, ...rest }: { problem: Problem | null; again?: () => void; title?: string }) {
  if (!problem) return null;
  return (
    <div className="gap_below">
      <ProblemNotice problem={problem} {...rest} />
    </div>
  );
}
