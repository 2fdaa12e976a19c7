// Somebody who may answer for a link: the server offers accounts with the role that the duty takes, 300 ms after the last
// key.
import { Select, type SelectProps } from "antd";
import { useState } from "react";
import type { LinkCandidate } from "../../api/types";
import { with_query } from "../../api/client";
import { use_speech } from "../../i18n";
import { use_offered } from "../../shell/picks";

type PickProps = Pick<SelectProps<string>, "id" | "value" | "onChange">;

export function LinkPersonPick({ kind, ...rest }: PickProps & { kind: string }) {
  const { say } = use_speech();
  const [typed, set_typed] = useState("");
  const { rows, busy } = use_offered<LinkCandidate>(with_query("/link-candidates", { kind, q: typed.trim() }));
  return (
    <Select<string>
      {...rest}
      style={{ width: 340, maxWidth: "100%" }}
      showSearch={{ filterOption: false, onSearch: set_typed }}
      loading={busy}
      getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
      placeholder={say("pick_account")}
      notFoundContent={busy ? say("loading") : say("none_found")}
      options={rows.map((row) => ({ value: row.id, label: `${row.name}　${row.account}　${row.unit.name}` }))}
    />
  );
}
