import type { zh_changes } from "./zh_changes";

export const en_changes: Record<keyof typeof zh_changes, string> = {
  changes_by_event: "Changes by event",
  changes_event: "Event",
  changes_count: "Changes",
};
