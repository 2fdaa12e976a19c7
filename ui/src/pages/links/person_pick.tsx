// Somebody who may answer for a link: the server offers accounts with the role that the duty takes, 300 ms after the last
// key.
import { Select, type SelectProps } from "antd";
import { useEffect, useRef, useState } from "react";
import type { LinkCandidate, LinkCandidateList } from "../../api/types";
import { with_query } from "../../api/client";
import { use_speech } from "../../i18n";
import { use_client } from "../../shell/session";

type PickProps = Pick<SelectProps<string>, "id" | "value" | "onChange">;

export function LinkPersonPick({ kind, ...rest }: PickProps & { kind: string }) {
  const client = use_client();
  const { say } = use_speech();
  const [rows, set_rows] = useState<LinkCandidate[]>([]);
  const [busy, set_busy] = useState(false);
  const [typed, set_typed] = useState("");
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    set_busy(true);
    const wait = window.setTimeout(() => {
      client
        .get<LinkCandidateList>(with_query("/link-candidates", { kind, q: typed.trim() }))
        .then((list) => mine === turn.current && set_rows(list.items))
        .catch(() => mine === turn.current && set_rows([]))
        .finally(() => mine === turn.current && set_busy(false));
    }, 300);
    return () => window.clearTimeout(wait);
  }, [client, kind, typed]);
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
