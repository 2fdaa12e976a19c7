// Emergency accounts that were ever opened, with what was found out about each. What nobody has acknowledged yet stands
// above every page (shell/break_glass.tsx).
import { Tag } from "antd";
import type { BreakGlassList, BreakGlassView } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";

export function BreakGlassesPage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<BreakGlassList>("/break-glass"), [client]);
  return (
    <Page title={say("break_glasses")}>
      <Card>
        <p className="soft gap_below">{say("break_glasses_text")}</p>
        <Loaded load={load} rows={4}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("break_glasses_none")}</Nothing>
            ) : (
              <Rows<BreakGlassView>
                rowKey="id"
                dataSource={list.items}
                columns={[
                  { title: say("break_glasses_account"), dataIndex: "account" },
                  { title: say("break_glasses_from"), dataIndex: "from", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                  { title: say("break_glasses_until"), dataIndex: "until", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                  { title: say("break_glasses_reason"), dataIndex: "reason" },
                  {
                    title: say("break_glasses_found"),
                    key: "found",
                    render: (_, row) =>
                      row.acknowledged_at ? (
                        <>
                          <p>{row.note}</p>
                          <p className="soft nums">
                            {say("review_by_at", { who: row.acknowledged_by, when: roc_instant(row.acknowledged_at).slice(0, -3) })}
                          </p>
                        </>
                      ) : (
                        <Tag color="error">{say("break_glasses_open")}</Tag>
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
