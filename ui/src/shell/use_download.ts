// Taking a file: which one is under way, and in words what went wrong, with the code.
import { App } from "antd";
import { useCallback, useRef, useState } from "react";
import { problem_of, problem_text } from "../api/problem";
import { use_speech } from "../i18n";

export interface Download {
  // The name of what is being fetched, where a page has more than one file; null while there is none.
  busy: string | null;
  run: (fetch_it: () => Promise<void>, name?: string) => Promise<void>;
}

// Long enough to read what to do next.
const told_for_s = 8;

export function use_download(): Download {
  const { language } = use_speech();
  const { message } = App.useApp();
  const [busy, set_busy] = useState<string | null>(null);
  const running = useRef(false);
  const run = useCallback(
    async (fetch_it: () => Promise<void>, name = "file") => {
      if (running.current) return;
      running.current = true;
      set_busy(name);
      try {
        await fetch_it();
      } catch (error) {
        const text = problem_text(problem_of(error), language);
        message.error(`${text.what} ${text.next}（${text.code}）`, told_for_s);
      } finally {
        running.current = false;
        set_busy(null);
      }
    },
    [language, message],
  );
  return { busy, run };
}
