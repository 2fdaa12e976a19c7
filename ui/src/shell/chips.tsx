// Short things side by side: fields, operations, units.
import { message_or, use_speech } from "../i18n";

export function Chips({ of }: { of: readonly { name: string; label: string }[] }) {
  const { say } = use_speech();
  if (of.length === 0) return <span className="soft">{say("none")}</span>;
  return (
    <ul className="chips">
      {of.map((one) => (
        <li key={one.name} className="chip">
          {one.label}
        </li>
      ))}
    </ul>
  );
}

export function FieldChips({ of }: { of: readonly { name: string; label_zh: string; label_en: string }[] }) {
  const { either } = use_speech();
  return <Chips of={of.map((field) => ({ name: field.name, label: either(field.label_zh, field.label_en) }))} />;
}

export function OperationChips({ of }: { of: readonly string[] }) {
  const { language } = use_speech();
  return <Chips of={of.map((name) => ({ name, label: message_or(language, `operation_${name}`, name) }))} />;
}
