// A table that scrolls sideways in its own box. (Ant Design's own way measures scrollbars with a style element that has
// no nonce, which the page's policy blocks.)
import { Table, type TableProps } from "antd";

export function Rows<Row extends object>(props: TableProps<Row>) {
  return (
    <div className="table_box">
      <Table<Row> size="small" pagination={false} {...props} />
    </div>
  );
}
