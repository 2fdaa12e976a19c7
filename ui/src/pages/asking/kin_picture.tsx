// The picture of a kinship answer: a tree of boxes, drawn here from nothing but the answer, so that it prints. Whoever
// cannot see it has the same in the list beside it.
import type { KinAnswerView, KinPersonView } from "../../api/types";
import { use_speech, type Speech } from "../../i18n";
import { kin_tree, type KinLine, type KinSpot } from "./kin_tree";

const box_width = 132;
const box_height = 50;
const gap_x = 18;
const gap_y = 44;
const edge = 10;

// What somebody is called in the picture: the name as it is shown, or why there is none.
export function kin_name(person: KinPersonView | undefined, { say, either }: Speech): string {
  if (person?.state === "withheld") return say("kin_state_withheld");
  const name = person?.card?.fields.find((field) => field.name === "PersonName");
  if (name) return either(name.value, name.value_en);
  return person?.state === "shown" ? "－" : say("kin_state_not_held");
}

// By the nearest relation; the subject and the other of two by what they are.
export function kin_label(view: KinAnswerView, person: number, { say, either }: Speech): string {
  if (person === 0) return say("kin_self");
  const relation = view.relations.find((one) => one.to === person);
  return relation ? either(relation.zh, relation.en) : "";
}

const x_of = (spot: KinSpot) => edge + spot.at * (box_width + gap_x);
const y_of = (spot: KinSpot) => edge + spot.row * (box_height + gap_y);

function Line({ line, spots }: { line: KinLine; spots: Map<number, KinSpot> }) {
  const one = spots.get(line.one);
  const other = spots.get(line.other);
  if (!one || !other) return null;
  const kind = `kin_line kin_line_${line.kind}${line.certain ? "" : " kin_line_open"}`;
  const middle = (spot: KinSpot) => x_of(spot) + box_width / 2;
  if (line.kind === "spouse" || line.kind === "late_spouse") {
    const [left, right] = one.at <= other.at ? [one, other] : [other, one];
    if (right.at - left.at < 1.6) {
      const y = y_of(left) + box_height / 2;
      return <path className={kind} d={`M${x_of(left) + box_width} ${y - 2}H${x_of(right)}M${x_of(left) + box_width} ${y + 2}H${x_of(right)}`} />;
    }
    // Over those who stand between.
    const y = y_of(left);
    return <path className={kind} d={`M${middle(left)} ${y}V${y - 12}H${middle(right)}V${y}`} />;
  }
  const top = y_of(one) + box_height;
  const turn = top + gap_y / 2 + (line.kind === "adoption" ? 6 : 0);
  return <path className={kind} d={`M${middle(one)} ${top}V${turn}H${middle(other)}V${y_of(other)}`} />;
}

// So many as fit the box; a Chinese character is as wide as two letters.
function fitting(text: string, room: number): string {
  let used = 0;
  let out = "";
  for (const letter of text) {
    used += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
    if (used > room) return `${out}…`;
    out += letter;
  }
  return out;
}

export function KinPicture({ view }: { view: KinAnswerView }) {
  const speech = use_speech();
  const { say } = speech;
  const tree = kin_tree(view);
  const spots = new Map(tree.spots.map((spot) => [spot.person, spot]));
  const width = tree.width * (box_width + gap_x) - gap_x + 2 * edge;
  const height = tree.rows * (box_height + gap_y) - gap_y + 2 * edge;
  return (
    <div className="kin_picture">
      <svg viewBox={`0 0 ${width} ${height}`} style={{ maxWidth: width, minWidth: Math.min(width, 600) }} role="img" aria-label={say("kin_picture_read", { count: tree.spots.length })}>
        {tree.lines.map((line) => (
          <Line key={`${line.kind} ${line.one} ${line.other}`} line={line} spots={spots} />
        ))}
        {tree.spots.map((spot) => {
          const person = view.people[spot.person];
          const relation = view.relations.find((one) => one.to === spot.person);
          const open = relation?.verdict === "cannot_tell";
          const asked = spot.person === 0 || (view.people.length > 1 && view.relations.length > 0 && view.relations.every((one) => one.to === spot.person));
          const state = `kin_box${asked ? " kin_box_asked" : ""}${person?.state === "shown" ? "" : " kin_box_empty"}${open ? " kin_box_open" : ""}`;
          return (
            <g key={spot.person} transform={`translate(${x_of(spot)} ${y_of(spot)})`}>
              <rect className={state} width={box_width} height={box_height} rx={4} />
              <text className="kin_term" x={box_width / 2} y={20}>
                {fitting(`${kin_label(view, spot.person, speech)}${open ? "？" : ""}`, 18)}
              </text>
              <text className="kin_name" x={box_width / 2} y={39}>
                {fitting(kin_name(person, speech), 20)}
              </text>
            </g>
          );
        })}
      </svg>
      <ul className="kin_legend">
        {(["birth", "adoption", "spouse", "open"] as const).map((one) => (
          <li key={one}>
            <svg viewBox="0 0 34 10" width={34} height={10} aria-hidden="true">
              <path className={one === "open" ? "kin_line kin_line_open" : `kin_line kin_line_${one}`} d={one === "spouse" ? "M0 3H34M0 7H34" : "M0 5H34"} />
            </svg>
            {say(`kin_legend_${one}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
