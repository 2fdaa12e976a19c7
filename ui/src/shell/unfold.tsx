// The button of a row that shows what is below it, in words instead of a plus sign.
import { Button } from "antd";
import type { MouseEvent } from "react";
import { use_speech } from "../i18n";

interface Unfolding<Row> {
  expanded: boolean;
  expandable: boolean;
  record: Row;
  onExpand: (record: Row, event: MouseEvent<HTMLElement>) => void;
}

// For `expandIcon` of a table. `name_of`: what the row is called, for whoever does not see where the button stands.
export function use_unfold<Row>(name_of: (row: Row) => string) {
  const { say } = use_speech();
  return ({ expanded, expandable, record, onExpand }: Unfolding<Row>) => {
    if (!expandable) return null;
    const label = say(expanded ? "fold" : "training_show");
    return (
      <Button size="small" type="link" aria-expanded={expanded} aria-label={`${label}：${name_of(record)}`} onClick={(event) => onExpand(record, event)}>
        {label}
      </Button>
    );
  };
}
