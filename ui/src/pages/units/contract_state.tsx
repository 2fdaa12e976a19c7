import { Tag } from "antd";
import { days_until } from "../../base/due";
import { use_speech } from "../../i18n";

// How near a contract's end is: with it all its accounts end (U1.2).
export function ContractState({ to }: { to: string }) {
  const { say } = use_speech();
  const days = days_until(to, new Date());
  if (days === null) return null;
  if (days < 0) return <Tag color="error">{say("contract_ended")}</Tag>;
  return days <= 30 ? <Tag color="warning">{say("days_left", { count: days })}</Tag> : null;
}
