// A table that scrolls sideways in its own box. (Ant Design's own way measures scrollbars with a style element that has
// no nonce, which the page's policy blocks.)
import { Table, type TableProps } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { use_speech } from "../i18n";

// What does not fit, as on a narrow window, is reached with the keyboard too: the box is then a stop of the Tab key, and
// the arrow keys scroll it (WCAG 2.2, 2.1.1).
export function TableBox({ children }: { children: ReactNode }) {
  const { say } = use_speech();
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, set_scrolls] = useState(false);
  useEffect(() => {
    const outer = box.current;
    if (!outer) return;
    const watch = new ResizeObserver(() => set_scrolls(outer.scrollWidth > outer.clientWidth + 1));
    watch.observe(outer);
    for (const inner of outer.children) watch.observe(inner);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} className="table_box" {...(scrolls ? { tabIndex: 0, role: "group", "aria-label": say("table_scrolls") } : {})}>
      {children}
    </div>
  );
}

export function Rows<Row extends object>(props: TableProps<Row>) {
  return (
    <TableBox>
      <Table<Row> size="small" pagination={false} {...props} />
    </TableBox>
  );
}
