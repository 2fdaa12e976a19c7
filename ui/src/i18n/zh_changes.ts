// Of change files: what a delivery says of them.
export const zh_changes = {
  changes_by_event: "依事件之異動筆數",
  changes_event: "事件",
  changes_count: "筆數",
} as const;
