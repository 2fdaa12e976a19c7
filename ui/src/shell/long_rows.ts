// A list that the server gives whole, shown a page at a time once it is long.
import type { TablePaginationConfig } from "antd";
import type { Speech } from "../i18n";

export function long_rows(count: number, say: Speech["say"]): TablePaginationConfig | false {
  if (count <= 20) return false;
  return {
    defaultPageSize: 20,
    pageSizeOptions: [20, 50, 100],
    showSizeChanger: true,
    showTotal: (total) => say("records_count", { count: total.toLocaleString("en-US") }),
  };
}
