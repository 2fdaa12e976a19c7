// Paging by cursor: lists grow at their head while one reads, so pages are reached one after the other, not by number.
import { Button, Select } from "antd";
import { useCallback, useState } from "react";
import { use_speech } from "../i18n";

export interface Pages {
  cursor: string | undefined;
  size: number;
  resize: (size: number) => void;
  number: number;
  forth: (next: string) => void;
  back: () => void;
  reset: () => void;
}

export function use_pages(): Pages {
  const [size, set_size] = useState(20);
  const [cursors, set_cursors] = useState<string[]>([]);
  const forth = useCallback((next: string) => set_cursors((old) => [...old, next]), []);
  const back = useCallback(() => set_cursors((old) => old.slice(0, -1)), []);
  const reset = useCallback(() => set_cursors((old) => (old.length === 0 ? old : [])), []);
  const resize = useCallback((wanted: number) => {
    set_size(wanted);
    set_cursors([]);
  }, []);
  return { size, resize, cursor: cursors.at(-1), number: cursors.length + 1, forth, back, reset };
}

interface PagerProps {
  pages: Pages;
  total: number;
  next: string | null;
  // The server says how long a page is.
  fixed?: boolean;
}

export function Pager({ pages, total, next, fixed = false }: PagerProps) {
  const { say } = use_speech();
  return (
    <div className="pager">
      <span aria-live="polite">
        {say("records_count", { count: total.toLocaleString("en-US") })}
        {total > 1000 && <span className="pager_hint">{say("long_list")}</span>}
      </span>
      <span className="pager_steps">
        {!fixed && (
          <Select
            size="small"
            className="page_size"
            aria-label={say("page_size")}
            value={pages.size}
            onChange={pages.resize}
            getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
            options={[20, 50, 100].map((count) => ({ value: count, label: `${count} ${say("per_page")}` }))}
          />
        )}
        <Button size="small" disabled={pages.number === 1} onClick={pages.back}>
          {say("newer")}
        </Button>
        <span>{say("page_number", { page: pages.number })}</span>
        <Button size="small" disabled={!next} onClick={() => next && pages.forth(next)}>
          {say("older")}
        </Button>
      </span>
    </div>
  );
}
