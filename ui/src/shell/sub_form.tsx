// A form that opens within a card. Its opener is gone while it is open, so it takes the focus: the next Tab is its first
// field.
import { useEffect, useRef, type ReactNode } from "react";

export function SubForm({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <section ref={box} className="sub_form" aria-label={label} tabIndex={-1}>
      {children}
    </section>
  );
}
