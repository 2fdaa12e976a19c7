// One act of a page: busy while it runs, its problem when it fails, never twice at once.
import { useCallback, useRef, useState } from "react";
import { problem_of, type Problem } from "./problem";

export interface Act {
  busy: boolean;
  problem: Problem | null;
  run: (act: () => Promise<void>) => Promise<boolean>;
  clear: () => void;
}

export function use_act(): Act {
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const running = useRef(false);
  const run = useCallback(async (act: () => Promise<void>) => {
    if (running.current) return false;
    running.current = true;
    set_busy(true);
    set_problem(null);
    try {
      await act();
      return true;
    } catch (error) {
      set_problem(problem_of(error));
      return false;
    } finally {
      running.current = false;
      set_busy(false);
    }
  }, []);
  const clear = useCallback(() => set_problem(null), []);
  return { busy, problem, run, clear };
}
