// Every time an emergency account was opened, and who acknowledged it; what is not yet acknowledged stands above each page.
import { Tag } from "antd";
import type { BreakGlassList, BreakGlassView } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";

export function BreakGlassPage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<BreakGlassList>("/break-glass"), [client]);
  return (
    <Page title={say("break_glass")}>
      <Card>
        <Loaded load={load} rows={4}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("break_glass_none")}</Nothing>
            ) : (
              <Rows<BreakGlassView>
                rowKey="id"
                dataSource={list.items}
                pagination={list.items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
                columns={[
                  { title: say("break_glass_from"), dataIndex: "from", className: "one_line nums", render: (at: string) => roc_instant(at) },
                  { title: say("break_glass_until"), dataIndex: "until", className: "one_line nums", render: (at: string) => roc_instant(at) },
                  { title: say("account"), dataIndex: "account" },
                  { title: say("act_reason"), dataIndex: "reason" },
                  {
                    title: say("break_glass_acknowledged"),
                    key: "acknowledged",
                    render: (_, row) =>
                      row.acknowledged_at ? (
                        <>
                          {row.acknowledged_by} <span className="nums soft one_line">{roc_instant(row.acknowledged_at)}</span>
                          <br />
                          {row.note}
                        </>
                      ) : (
                        <Tag color="error">{say("break_glass_open")}</Tag>
                      ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
