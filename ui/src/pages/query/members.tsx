// A household at a glance: a row for each member with what tells them apart, leading to the card below.
import { Button } from "antd";
import type { ColumnsType } from "antd/es/table";
import type { PersonCard } from "../../api/types";
import { roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { Rows } from "../../shell/rows";
import { MaskedText } from "./masked_text";

const told_apart = ["Relation", "PersonName", "BirthDate", "Status"];

// The place of a card on the page.
export function place_of_card(handle: string): string {
  return `card_${handle}`;
}

function go_to_card(handle: string) {
  const place = document.getElementById(place_of_card(handle));
  place?.scrollIntoView({ block: "start" });
  place?.focus({ preventScroll: true });
}

export function Members({ cards }: { cards: readonly PersonCard[] }) {
  const { say, either } = use_speech();
  const known = told_apart.flatMap((name) => cards.flatMap((card) => card.fields.filter((field) => field.name === name)).slice(0, 1));
  const columns: ColumnsType<PersonCard> = [
    { title: say("list_number"), key: "number", width: 56, render: (_, __, place) => place + 1 },
    ...known.map((field) => ({
      title: either(field.label_zh, field.label_en),
      key: field.name,
      render: (_: unknown, card: PersonCard) => {
        const found = card.fields.find((one) => one.name === field.name);
        return found?.value ? <MaskedText text={roc_date(either(found.value, found.value_en))} masked={found.masked} /> : <span className="no_value">－</span>;
      },
    })),
    {
      title: <span className="unseen">{say("member_see")}</span>,
      key: "see",
      className: "list_open",
      width: 110,
      render: (_, card, place) => (
        <Button size="small" type="link" onClick={() => go_to_card(card.handle)} aria-label={say("member_see_of", { number: place + 1 })}>
          {say("member_see")}
        </Button>
      ),
    },
  ];
  return <Rows<PersonCard> className="gap_below" rowKey="handle" columns={columns} dataSource={[...cards]} />;
}
