// Choosing a unit, a role or a person in a form.
import { Select, type SelectProps } from "antd";
import { useEffect, useRef, useState } from "react";
import { with_query } from "../api/client";
import type { AccountRow, OfficeUnitView, OfficeUnitList } from "../api/types";
import { use_load } from "../api/use_load";
import { message_or, use_speech } from "../i18n";
import { role_text } from "./names";
import { use_client } from "./session";

// The list opens inside the field's own parent, so that landmarks and dialogs keep it.
const near = (field: HTMLElement) => field.parentElement ?? document.body;

export const role_names = [
  "case_worker", "unit_head", "account_administrator", "designated_person", "controller", "checker", "auditor",
  "ethics_officer", "it_staff", "civil_affairs", "operator",
] as const;

type PickProps = Pick<SelectProps<string>, "id" | "value" | "onChange" | "allowClear" | "placeholder" | "disabled" | "aria-label"> & { width?: number | string };

export function RolePick({ width = 150, ...rest }: PickProps) {
  const { language } = use_speech();
  return (
    <Select<string>
      {...rest}
      style={{ width }}
      getPopupContainer={near}
      options={role_names.map((role) => ({ value: role as string, label: role_text(language, role) }))}
    />
  );
}

interface NamedUnit {
  id: string;
  name_zh: string;
  name_en: string;
  kind: string;
}

// Grouped by kind; typing narrows.
export function UnitSelect({ units, width = 200, ...rest }: PickProps & { units: readonly NamedUnit[] }) {
  const { either, language } = use_speech();
  const kinds = [...new Set(units.map((unit) => unit.kind))];
  return (
    <Select<string>
      {...rest}
      style={{ width }}
      showSearch={{ optionFilterProp: "label" }}
      getPopupContainer={near}
      options={kinds.map((kind) => ({
        label: message_or(language, `unit_kind_${kind}`, kind),
        options: units.filter((unit) => unit.kind === kind).map((unit) => ({ value: unit.id, label: either(unit.name_zh, unit.name_en) })),
      }))}
    />
  );
}

export function use_units(): OfficeUnitView[] {
  const client = use_client();
  const load = use_load(() => client.get<OfficeUnitList>("/units"), [client]);
  return load.answer?.items ?? [];
}

export function UnitPick(props: PickProps) {
  return <UnitSelect {...props} units={use_units()} />;
}

function account_label(row: AccountRow): string {
  return `${row.name}　${row.account}　${row.unit.name}`;
}

interface AccountPickProps extends PickProps {
  unit?: string;
  role?: string;
  chosen?: (row: AccountRow | null) => void;
  // One that is chosen already, so that it is shown by name.
  known?: AccountRow | null;
}

// What the server offers at an address, 300 ms after the address last changed; the newest answer counts.
export function use_offered<Row>(address: string): { rows: Row[]; busy: boolean } {
  const client = use_client();
  const [rows, set_rows] = useState<Row[]>([]);
  const [busy, set_busy] = useState(false);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    set_busy(true);
    const wait = window.setTimeout(() => {
      client
        .get<{ items: Row[] }>(address)
        .then((list) => mine === turn.current && set_rows(list.items))
        .catch(() => mine === turn.current && set_rows([]))
        .finally(() => mine === turn.current && set_busy(false));
    }, 300);
    return () => window.clearTimeout(wait);
  }, [client, address]);
  return { rows, busy };
}

// Asks the server as one types, 300 ms after the last key.
export function AccountPick({ unit, role, chosen, known, onChange, width = 340, ...rest }: AccountPickProps) {
  const { say } = use_speech();
  const [typed, set_typed] = useState("");
  const { rows, busy } = use_offered<AccountRow>(with_query("/accounts", { q: typed.trim(), unit, role, limit: "20" }));
  const shown = known && rest.value === known.id && !rows.some((row) => row.id === known.id) ? [known, ...rows] : rows;
  return (
    <Select<string>
      {...rest}
      style={{ width, maxWidth: "100%" }}
      showSearch={{ filterOption: false, onSearch: set_typed }}
      loading={busy}
      getPopupContainer={near}
      placeholder={rest.placeholder ?? say("pick_account")}
      notFoundContent={busy ? say("loading") : say("none_found")}
      onChange={(value, option) => {
        onChange?.(value, option);
        chosen?.(shown.find((row) => row.id === value) ?? null);
      }}
      options={shown.map((row) => ({ value: row.id, label: account_label(row) }))}
    />
  );
}
