// Labels and values, for the screen and for paper.
import type { ReactNode } from "react";

export interface Fact {
  label: string;
  value: ReactNode;
  wide?: boolean;
}

export function Facts({ of, columns = 3 }: { of: readonly Fact[]; columns?: 1 | 2 | 3 | 4 }) {
  return (
    <dl className={`plain_facts columns_${columns}`}>
      {of.map(({ label, value, wide }) => (
        <div key={label} className={wide ? "wide_fact" : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
