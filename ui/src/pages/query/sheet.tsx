// A result on paper: who, when, under which grant, for which case and with which receipts.
import type { GrantView, QueryView } from "../../api/types";
import { use_speech } from "../../i18n";
import { Paper } from "../../shell/paper";

interface SheetProps {
  first: QueryView;
  grant: GrantView | null;
  indexes: number[];
}

export function PrintedSheet({ first, grant, indexes }: SheetProps) {
  const { say, either } = use_speech();
  return (
    <Paper
      base_date={first.base_date}
      facts={[
        [say("result_grant"), grant ? either(grant.purpose_zh, grant.purpose_en) : first.grant],
        [say("result_case"), first.case_number],
        [say("receipt"), `${first.receipt.log} #${indexes.join(", #")}`],
      ]}
      mark={`${first.case_number} #${indexes.join(" #")}`}
    />
  );
}
