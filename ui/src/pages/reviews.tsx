// The account reviews (U2), newest first: one every half year, opened by the system.
import { Tag } from "antd";
import type { ReviewList, ReviewRowView } from "../api/types";
import { use_load } from "../api/use_load";
import { days_until } from "../base/due";
import { roc_date, roc_instant, taipei_day } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";

const colors: Record<string, string> = { open: "processing", submitted: "warning", signed: "success" };

export function ReviewState({ state }: { state: string }) {
  const { language } = use_speech();
  return <Tag color={colors[state] ?? "default"}>{message_or(language, `review_state_${state}`, state)}</Tag>;
}

export function ReviewDue({ due, state }: { due: string; state: string }) {
  const { say } = use_speech();
  const days = days_until(due, new Date());
  const late = state !== "signed" && days !== null && days <= 14;
  return (
    <>
      <span className="nums">{roc_date(due)}</span>{" "}
      {late && (
        <Tag color={days < 0 ? "error" : "warning"}>
          {days < 0 ? say("overdue") : days === 0 ? say("due_today") : say("days_later", { count: days })}
        </Tag>
      )}
    </>
  );
}

export function ReviewsPage() {
  const client = use_client();
  const { say, either } = use_speech();
  const load = use_load(() => client.get<ReviewList>("/reviews"), [client]);
  return (
    <Page title={say("reviews")}>
      <Card>
        <Loaded load={load} rows={6}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("review_none")}</Nothing>
            ) : (
              <Rows<ReviewRowView>
                rowKey="id"
                dataSource={list.items}
                pagination={list.items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
                columns={[
                  { title: say("review_period"), key: "period", render: (_, row) => either(row.period_zh, row.period_en) },
                  { title: say("review_state"), key: "state", render: (_, row) => <ReviewState state={row.state} /> },
                  { title: say("review_opened"), key: "opened", render: (_, row) => <span className="nums">{roc_date(taipei_day(new Date(row.opened_at)))}</span> },
                  { title: say("review_due"), key: "due", render: (_, row) => <ReviewDue due={row.due} state={row.state} /> },
                  { title: say("review_accounts"), key: "accounts", align: "right", className: "nums", render: (_, row) => row.accounts.toLocaleString("en-US") },
                  { title: say("review_undecided"), key: "undecided", align: "right", className: "nums", render: (_, row) => row.undecided.toLocaleString("en-US") },
                  { title: say("review_signed"), key: "signed", render: (_, row) => <span className="nums">{row.signed_at ? roc_instant(row.signed_at) : ""}</span> },
                  {
                    title: <span className="unseen">{say("review_open")}</span>,
                    key: "open",
                    render: (_, row) => (
                      <a href={`#/reviews/${row.id}`} aria-label={`${say("review_open")}：${either(row.period_zh, row.period_en)}`}>
                        {say("review_open")}
                      </a>
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
