// Somebody who may answer for a link: only accounts with the role that the duty takes are offered.
import { AccountPick } from "../../shell/picks";
import type { SelectProps } from "antd";

const needs_role: Record<string, string> = { designated_person: "designated_person", head: "unit_head" };

type PickProps = Pick<SelectProps<string>, "id" | "value" | "onChange">;

export function LinkPersonPick({ kind, ...rest }: PickProps & { kind: string }) {
  return <AccountPick key={kind} {...rest} role={needs_role[kind]} />;
}
