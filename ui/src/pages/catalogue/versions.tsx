// Who recorded a version, and when.
import type { AccountRef } from "../../api/types";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { Who } from "../../shell/names";

// What was there before versions were kept was recorded at no instant that anybody knows.
export function version_at(at: string | null, before: string): string {
  return at ? roc_instant(at) : before;
}

export function VersionBy({ of }: { of: { by: AccountRef | null } }) {
  const { say } = use_speech();
  return of.by ? <Who of={of.by} /> : <span className="soft">{say("version_by_system")}</span>;
}
