// Loading for a page: state, again, and no answer of an older question shown for a newer one.
import { useCallback, useEffect, useRef, useState } from "react";
import { problem_of, type Problem } from "./problem";

export interface Load<Answer> {
  answer: Answer | null;
  problem: Problem | null;
  busy: boolean;
  again: () => void;
  put: (answer: Answer) => void;
}

export function use_load<Answer>(ask: () => Promise<Answer>, depends: readonly unknown[]): Load<Answer> {
  const [answer, set_answer] = useState<Answer | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [busy, set_busy] = useState(true);
  const turn = useRef(0);
  const asking = useCallback(ask, depends);
  const again = useCallback(() => {
    const mine = ++turn.current;
    set_busy(true);
    asking().then(
      (given) => {
        if (mine !== turn.current) return;
        set_answer(given);
        set_problem(null);
        set_busy(false);
      },
      (error: unknown) => {
        if (mine !== turn.current) return;
        set_problem(problem_of(error));
        set_busy(false);
      },
    );
  }, [asking]);
  useEffect(() => {
    again();
    return () => {
      turn.current += 1;
    };
  }, [again]);
  return { answer, problem, busy, again, put: set_answer };
}
