// What a purpose says: as it counts, and beside it what waits for approval, with what would change marked.
import type { ReactNode } from "react";
import type { PurposeText } from "../../api/types";
import { use_speech } from "../../i18n";
import { Chips, FieldChips, OperationChips } from "../../shell/chips";
import { TableBox } from "../../shell/rows";

interface Line {
  key: string;
  label: string;
  // Compared to tell whether it would change.
  text: (of: PurposeText) => string;
  show: (of: PurposeText) => ReactNode;
}

function use_lines(): Line[] {
  const { say, either } = use_speech();
  const plain = (key: keyof PurposeText & ("name_zh" | "name_en" | "case_pattern" | "case_example" | "acknowledgement_zh" | "acknowledgement_en"), label: string): Line => ({
    key,
    label,
    text: (of) => of[key],
    show: (of) => of[key] || <span className="soft">{say("none")}</span>,
  });
  return [
    plain("name_zh", say("purpose_name_zh")),
    plain("name_en", say("purpose_name_en")),
    {
      key: "bases",
      label: say("purpose_bases"),
      text: (of) => of.bases.map((basis) => basis.id).sort().join(" "),
      show: (of) => (
        <ul>
          {of.bases.map((basis) => (
            <li key={basis.id}>
              <a href={`#/bases/${encodeURIComponent(basis.id)}`}>{basis.id}</a> {basis.title} {!basis.in_force && <strong className="stopped">{say("basis_not_in_force")}</strong>}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: "units",
      label: say("purpose_units"),
      text: (of) => of.units.map((unit) => unit.id).sort().join(" "),
      show: (of) => <Chips of={of.units.map((unit) => ({ name: unit.id, label: unit.name }))} />,
    },
    {
      key: "fields",
      label: say("purpose_fields"),
      text: (of) => of.fields.map((field) => field.name).sort().join(" "),
      show: (of) => <FieldsByCategory of={of} />,
    },
    { key: "operations", label: say("purpose_operations"), text: (of) => [...of.operations].sort().join(" "), show: (of) => <OperationChips of={of.operations} /> },
    { key: "codes", label: say("purpose_codes"), text: (of) => [...of.codes].sort().join(" "), show: (of) => <Codes of={of.codes} /> },
    plain("case_pattern", say("purpose_case_pattern")),
    plain("case_example", say("purpose_case_example")),
    { ...plain("acknowledgement_zh", say("purpose_acknowledgement")), show: (of) => either(of.acknowledgement_zh, of.acknowledgement_en) },
    plain("acknowledgement_en", say("purpose_acknowledgement_en")),
  ];
}

function Codes({ of }: { of: readonly string[] }) {
  return <Chips of={of.map((code) => ({ name: code, label: code }))} />;
}

function FieldsByCategory({ of }: { of: PurposeText }) {
  const categories = [...new Set(of.fields.map((field) => field.category))].sort();
  return (
    <dl className="category_list">
      {categories.map((category) => (
        <div key={category}>
          <dt className="nums">{category}</dt>
          <dd>
            <FieldChips of={of.fields.filter((field) => field.category === category)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function PurposeTextTable({ now, next }: { now: PurposeText | null; next?: PurposeText }) {
  const { say } = use_speech();
  const lines = use_lines();
  const compared = now !== null && next !== undefined;
  return (
    <TableBox>
      <table className="text_table">
        {compared && (
          <thead>
            <tr>
              <td />
              <th scope="col">{say("purpose_now")}</th>
              <th scope="col">{say("purpose_next")}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {lines.map((line) => {
            const changed = compared && line.text(now) !== line.text(next);
            return (
              <tr key={line.key}>
                <th scope="row">
                  {line.label} {changed && <span className="changed">{say("purpose_changed")}</span>}
                </th>
                {now && <td>{line.show(now)}</td>}
                {next && <td className={changed ? "changed_cell" : undefined}>{!compared || changed ? line.show(next) : <span className="soft">{say("purpose_same")}</span>}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}
