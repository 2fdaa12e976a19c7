// People of one name in one district: a row each, of the few fields that tell them apart, and one to open. Nothing else
// can be done with a row.
import { Button } from "antd";
import type { ColumnsType } from "antd/es/table";
import type { FieldValue, PersonCard, QueryView } from "../../api/types";
import { roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { Rows } from "../../shell/rows";
import { MaskedText } from "./masked_text";

interface ListProps {
  view: QueryView;
  may_open: boolean;
  open: (handle: string) => void;
}

// Those that one of them has; who lacks one has an empty cell.
function fields_of(view: QueryView): FieldValue[] {
  const fields = new Map<string, FieldValue>();
  for (const card of view.records) {
    for (const field of card.fields) if (!fields.has(field.name)) fields.set(field.name, field);
  }
  return [...fields.values()];
}

export function PeopleList({ view, may_open, open }: ListProps) {
  const { say, either } = use_speech();
  const columns: ColumnsType<PersonCard> = [
    { title: say("list_number"), key: "number", width: 56, render: (_, __, place) => place + 1 },
    ...fields_of(view).map((field) => ({
      title: either(field.label_zh, field.label_en),
      key: field.name,
      render: (_: unknown, card: PersonCard) => {
        const found = card.fields.find((one) => one.name === field.name);
        return found ? <MaskedText text={roc_date(either(found.value, found.value_en))} masked={found.masked} /> : <span className="no_value">－</span>;
      },
    })),
  ];
  if (may_open) {
    columns.push({
      title: say("list_act"),
      key: "open",
      className: "list_open",
      width: 90,
      render: (_, card, place) => (
        <Button size="small" type="primary" ghost onClick={() => open(card.handle)} aria-label={say("listed_open_of", { number: place + 1 })}>
          {say("listed_open")}
        </Button>
      ),
    });
  }
  return (
    <>
      <p className="list_text">{say("listed_text")}</p>
      <Rows<PersonCard> rowKey="handle" columns={columns} dataSource={view.records} />
    </>
  );
}
